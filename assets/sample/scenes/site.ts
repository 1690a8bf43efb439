import { cloudNoise } from '../drawing/noise.ts';
import { band, below, curve, ellipse, polygon, rectangle, union, type Point, type Region } from '../drawing/region.ts';
import type { Light, Scene, Shade, Stroke } from '../drawing/scene.ts';
import { seededRandom } from '../drawing/seeded-random.ts';
import { dim, fade, leafy, mixLight, plain, rough, shadow } from '../drawing/shades.ts';
import { person } from './people.ts';
import { leafyTree } from './plants.ts';

const WIDTH = 480;
const HEIGHT = 352;

/** A building site: a tower crane of thin struts, a shell with scaffolding, an excavator, a fence, workers. */
export function drawSite(): Scene {
  const random = seededRandom(61);
  return {
    width: WIDTH,
    height: HEIGHT,
    ground: 'sky',
    strokes: [
      { region: rectangle(0, 0, WIDTH, HEIGHT), label: 'sky', shade: paleSky },
      {
        region: below((x) => 214 - 6 * Math.sin(x / 31) - 2 * Math.sin(x / 6)),
        label: 'vegetation',
        shade: leafy([98, 122, 76], 3, 4),
      },
      { region: below((x) => 238 + 5 * Math.sin(x / 57) + 2 * Math.sin(x / 13)), label: 'ground', shade: sand },
      ...leafyTree({ foot: [452, 244], height: 96, random }, [86, 120, 56]),
      ...towerCrane(),
      ...shell(),
      ...scaffolding(),
      ...excavator(),
      ...heap(),
      ...person({ feet: [218, 268], height: 52, coat: [238, 130, 40], facing: 1 }),
      ...person({ feet: [150, 262], height: 46, coat: [226, 206, 60], facing: -1 }),
      ...fence(),
    ],
  };
}

const paleSky: Shade = (x, y) =>
  mixLight(mixLight([146, 178, 208], [232, 230, 220], y / 240), [252, 252, 250], 1.4 * cloudNoise(x / 80, y / 44, 8));

const sand: Shade = (x, y) =>
  dim(
    mixLight([186, 164, 128], [148, 122, 92], (y - 230) / 120),
    1 + 0.12 * cloudNoise(x / 18, y / 7, 3) + 0.1 * cloudNoise(x / 2, y / 2, 6),
  );

/** Two chords and the zigzag between them. */
function truss(from: Point, to: Point, { depth, bays }: { depth: Point; bays: number }): Region {
  const at = (share: number, side: number): Point => [
    from[0] + share * (to[0] - from[0]) + side * depth[0],
    from[1] + share * (to[1] - from[1]) + side * depth[1],
  ];
  const zigzag = Array.from({ length: bays + 1 }, (_, bay) => at(bay / bays, bay % 2));
  return union(band([at(0, 0), at(1, 0)], 1.6), band([at(0, 1), at(1, 1)], 1.6), band(zigzag, 1.1));
}

function towerCrane(): Stroke[] {
  const tower = truss([314, 250], [314, 46], { depth: [11, 0], bays: 17 });
  const jib = truss([296, 52], [70, 40], { depth: [0, -9], bays: 19 });
  const counterJib = truss([326, 53], [404, 56], { depth: [0, -8], bays: 7 });
  const peak = union(
    band(
      [
        [314, 46],
        [320, 14],
        [325, 46],
      ],
      1.8,
    ),
    band(
      [
        [320, 14],
        [150, 36],
      ],
      1.1,
    ),
    band(
      [
        [320, 14],
        [396, 48],
      ],
      1.1,
    ),
  );
  const hoist = union(
    band(
      [
        [142, 44],
        [142, 118],
      ],
      1.1,
    ),
    band(
      [
        [132, 130],
        [142, 118],
        [152, 130],
      ],
      1.1,
    ),
  );
  const yellow = rough(plain([222, 174, 44]), { size: 14, strength: 0.16, seed: 2 });
  return [
    { region: union(tower, jib, counterJib, peak), label: 'pole', shade: yellow },
    { region: hoist, label: 'pole', shade: plain([56, 56, 60]) },
    { region: rectangle(380, 56, 22, 20), label: 'building', shade: plain([128, 126, 124]) },
    { region: rectangle(130, 130, 24, 13), label: 'building', shade: plain([150, 96, 78]) },
    { region: polygon([298, 50], [314, 50], [314, 66], [302, 66]), label: 'vehicle', shade: plain([66, 84, 104]) },
  ];
}

/** Three storeys of concrete; through the openings one sees the sky and what lies behind. */
function shell(): Stroke[] {
  const concrete = rough(fade({ y: 90, light: [196, 190, 182] }, { y: 250, light: [140, 134, 130] }), {
    size: 9,
    strength: 0.1,
    seed: 14,
  });
  const floors = [102, 150, 198, 246].map((y) => rectangle(18, y, 186, 9));
  const columns = [18, 58, 98, 138, 178].flatMap((x) =>
    [111, 159, 207].map((y) => rectangle(x, y, x === 98 ? 34 : 9, 40)),
  );
  const bars = Array.from({ length: 15 }, (_, index) =>
    band(
      [
        [24 + index * 12.4, 102],
        [24 + index * 12.4 + (index % 3), 86 - (index % 4) * 3],
      ],
      1.1,
    ),
  );
  return [
    { region: union(...bars), label: 'pole', shade: plain([120, 78, 60]) },
    ...[...columns, ...floors].map((region) => ({ region, label: 'building' as const, shade: concrete })),
    { region: rectangle(18, 108, 186, 3), shade: shadow(0.7) },
    { region: rectangle(18, 156, 186, 3), shade: shadow(0.7) },
    { region: rectangle(18, 204, 186, 3), shade: shadow(0.7) },
  ];
}

function scaffolding(): Stroke[] {
  const uprights = [204, 222, 240, 258].map((x) =>
    band(
      [
        [x, 96],
        [x, 254],
      ],
      1.5,
    ),
  );
  const decks = [118, 150, 182, 214].map((y) =>
    band(
      [
        [200, y],
        [262, y],
      ],
      2.2,
    ),
  );
  const braces = [118, 150, 182, 214].map((y, index) =>
    band(
      index % 2 === 0
        ? [
            [204, y + 32],
            [258, y],
          ]
        : [
            [204, y],
            [258, y + 32],
          ],
      1.1,
    ),
  );
  return [{ region: union(...uprights, ...decks, ...braces), label: 'pole', shade: plain([122, 128, 134]) }];
}

function excavator(): Stroke[] {
  const orange: Light = [226, 128, 36];
  const body = polygon([352, 236], [352, 208], [372, 206], [376, 182], [404, 182], [408, 206], [438, 208], [440, 236]);
  const boom = band(curve([372, 214], [336, 130], [292, 176], 14), 11, 6);
  const bucket = polygon([286, 170], [300, 178], [302, 202], [284, 210], [272, 196], [282, 190]);
  const tracks = union(rectangle(354, 236, 84, 22), ellipse([354, 247], [11, 11]), ellipse([438, 247], [11, 11]));
  const paint = fade({ y: 180, light: dim(orange, 1.2) }, { y: 240, light: dim(orange, 0.72) });
  return [
    { region: ellipse([396, 260], [66, 6]), shade: shadow(0.5) },
    { region: tracks, label: 'vehicle', shade: plain([48, 46, 46]) },
    ...[360, 380, 400, 420, 436].map((x) => ({ region: ellipse([x, 248], [6, 6]), shade: plain([92, 90, 88]) })),
    { region: body, label: 'vehicle', shade: paint },
    { region: polygon([380, 204], [382, 187], [400, 187], [402, 204]), shade: plain([88, 112, 126]) },
    { region: boom, label: 'vehicle', shade: plain(orange) },
    {
      region: band(
        [
          [338, 168],
          [300, 172],
        ],
        2,
      ),
      label: 'vehicle',
      shade: plain([150, 150, 152]),
    },
    { region: bucket, label: 'vehicle', shade: plain([72, 70, 70]) },
  ];
}

function heap(): Stroke[] {
  const earth = rough(fade({ y: 210, light: [160, 122, 88] }, { y: 262, light: [104, 78, 56] }), {
    size: 4,
    strength: 0.3,
    seed: 17,
  });
  return [{ region: polygon(...curve([248, 262], [276, 196], [318, 262], 14)), label: 'ground', shade: earth }];
}

function fence(): Stroke[] {
  const posts = Array.from({ length: 9 }, (_, index) =>
    band(
      [
        [index * 62 - 8, 290 + index],
        [index * 62 - 8, 342 + index],
      ],
      3,
    ),
  );
  const wires = [296, 308, 320, 332].map((y) => band(curve([0, y], [WIDTH / 2, y + 7], [WIDTH, y + 9], 8), 1.1));
  const board = polygon([290, 296], [346, 297], [346, 332], [290, 331]);
  return [
    { region: union(...wires), label: 'pole', shade: plain([104, 106, 108]) },
    { region: union(...posts), label: 'pole', shade: plain([120, 96, 70]) },
    { region: board, label: 'pole', shade: rough(plain([232, 228, 214]), { size: 12, strength: 0.06, seed: 5 }) },
    {
      region: union(
        band(
          [
            [298, 306],
            [338, 307],
          ],
          2.4,
        ),
        band(
          [
            [298, 314],
            [330, 315],
          ],
          1.8,
        ),
        band(
          [
            [298, 321],
            [334, 322],
          ],
          1.8,
        ),
      ),
      shade: plain([176, 50, 40]),
    },
  ];
}
