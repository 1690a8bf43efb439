import { cloudNoise } from '../drawing/noise.ts';
import { band, below, curve, ellipse, polygon, rectangle, union, type Point } from '../drawing/region.ts';
import type { Light, Scene, Shade, Stroke } from '../drawing/scene.ts';
import { seededRandom } from '../drawing/seeded-random.ts';
import { across, dim, fade, leafy, mixLight, plain, rough } from '../drawing/shades.ts';
import { carFromBehind, carFromTheSide } from './cars.ts';
import { person } from './people.ts';
import { bareTree, leafyTree } from './plants.ts';

const WIDTH = 640;
const HEIGHT = 400;
const VANISHING: Point = [338, 196];

/** A street in perspective: façades, parked cars, people, a bare tree, lamps, a sign and wires overhead. */
export function drawStreet(): Scene {
  const random = seededRandom(11);
  return {
    width: WIDTH,
    height: HEIGHT,
    ground: 'sky',
    strokes: [
      { region: rectangle(0, 0, WIDTH, HEIGHT), label: 'sky', shade: cloudySky },
      {
        region: below((x) => 188 - 7 * Math.sin(x / 23) - 3 * Math.sin(x / 5.3)),
        label: 'vegetation',
        shade: leafy([104, 124, 84], 3, 3),
      },
      ...paving(),
      ...row([
        facade(0, 92, 18, [172, 120, 92]),
        facade(92, 176, 66, [196, 178, 140]),
        facade(176, 262, 92, [146, 92, 84]),
      ]),
      ...row([
        facade(640, 540, -12, [186, 160, 128]),
        facade(540, 462, 74, [128, 112, 122]),
        facade(462, 402, 122, [184, 132, 96]),
      ]),
      ...leafyTree({ foot: [286, 222], height: 92, random }, [92, 122, 58]),
      ...leafyTree({ foot: [430, 236], height: 120, random }, [84, 118, 50]),
      ...bareTree({ foot: [522, 282], height: 210, random }),
      ...lamp(218, 262, 168),
      ...lamp(404, 228, 92),
      ...lamp(84, 322, 286),
      ...wires(),
      ...carFromBehind({ at: [352, 236], length: 40, paint: [170, 50, 44] }),
      ...carFromBehind({ at: [296, 224], length: 22, paint: [90, 110, 140] }),
      ...carFromTheSide({ at: [484, 318], length: 142, paint: [66, 96, 142] }),
      ...sign(),
      ...person({ feet: [176, 292], height: 92, coat: [150, 60, 62], facing: 1 }),
      ...person({ feet: [262, 246], height: 42, coat: [60, 92, 120], facing: -1 }),
      ...person({ feet: [282, 240], height: 38, coat: [182, 160, 70], facing: 1 }),
      ...person({ feet: [446, 262], height: 58, coat: [70, 104, 74], facing: -1 }),
      ...person({ feet: [118, 372], height: 196, coat: [84, 94, 128], facing: 1 }),
    ],
  };
}

const cloudySky: Shade = (x, y) => {
  const cloud = cloudNoise(x / 90, y / 38, 5);
  return mixLight(mixLight([104, 152, 206], [206, 222, 232], y / 220), [250, 250, 248], cloud * 1.5);
};

function paving(): Stroke[] {
  const [vx, vy] = VANISHING;
  const stone = rough(fade({ y: vy, light: [168, 164, 158] }, { y: HEIGHT, light: [142, 136, 130] }), {
    size: 5,
    strength: 0.1,
    seed: 21,
  });
  const asphalt = rough(fade({ y: vy, light: [122, 122, 126] }, { y: HEIGHT, light: [84, 85, 90] }), {
    size: 2,
    strength: 0.16,
    seed: 22,
  });
  const dashes = [0.1, 0.2, 0.36, 0.6, 0.95].map((near) => {
    const at = (share: number, side: number): Point => [vx - 10 * share + side * share * 5, vy + 6 + share * 200];
    return {
      region: polygon(at(near, -1), at(near, 1), at(near * 1.3, 1), at(near * 1.3, -1)),
      shade: plain([226, 224, 214]),
    };
  });
  return [
    {
      region: polygon([vx - 8, vy + 2], [vx + 8, vy + 2], [WIDTH + 420, HEIGHT], [-420, HEIGHT]),
      label: 'ground',
      shade: stone,
    },
    { region: polygon([vx - 5, vy + 2], [vx + 5, vy + 2], [WIDTH - 16, HEIGHT], [104, HEIGHT]), shade: asphalt },
    {
      region: band(
        [
          [vx + 5, vy + 3],
          [WIDTH - 12, HEIGHT],
        ],
        1.2,
        7,
      ),
      shade: plain([190, 186, 178]),
    },
    {
      region: band(
        [
          [vx - 5, vy + 3],
          [98, HEIGHT],
        ],
        1.2,
        7,
      ),
      shade: plain([196, 192, 184]),
    },
    ...dashes,
  ];
}

interface Facade {
  readonly near: number;
  readonly far: number;
  /** Height of the eaves at the near end. */
  readonly eaves: number;
  readonly light: Light;
}

function facade(near: number, far: number, eaves: number, light: Light): Facade {
  return { near, far, eaves, light };
}

function row(facades: readonly Facade[]): Stroke[] {
  return facades.toReversed().flatMap((house) => facadeStrokes(house));
}

function facadeStrokes({ near, far, eaves, light }: Facade): Stroke[] {
  const [vx, vy] = VANISHING;
  const depth = (x: number) => (x - vx) / (near - vx);
  const roofAt = (x: number) => vy + (eaves - vy) * depth(x);
  const footAt = (x: number) => vy + 8 + (x < vx ? 0.36 : 0.42) * Math.abs(x - vx);
  const wall: Shade = (x, y) => {
    const up = (y - footAt(x)) / (roofAt(x) - footAt(x));
    const along = 1 / depth(x);
    const column = ((along - 1) * 9) % 1;
    const storey = (up * 4.4) % 1;
    const isWindow = column > 0.28 && column < 0.74 && storey > 0.3 && storey < 0.8 && up < 0.94;
    const plaster = dim(light, (near < vx ? 0.82 : 1.08) * (1 + 0.09 * cloudNoise(x / 6, y / 6, near)));
    return isWindow ? mixLight([42, 52, 66], [150, 176, 196], (storey - 0.3) * 1.2) : plaster;
  };
  const outline = polygon([near, footAt(near)], [far, footAt(far)], [far, roofAt(far)], [near, roofAt(near)]);
  const cornice = band(
    [
      [near, roofAt(near)],
      [far, roofAt(far)],
    ],
    4,
    2.5,
  );
  return [
    { region: outline, label: 'building', shade: wall },
    { region: cornice, label: 'building', shade: plain(dim(light, 0.6)) },
  ];
}

function lamp(x: number, foot: number, height: number): Stroke[] {
  const top = foot - height;
  const width = Math.max(1.3, height / 62);
  const arm = curve([x, top + height * 0.1], [x, top], [x + height * 0.16, top + height * 0.015]);
  const steel = across({ x: x - width, light: [136, 140, 142] }, { x: x + width, light: [52, 56, 60] });
  return [
    {
      region: union(
        band(
          [
            [x, foot],
            [x, top + height * 0.1],
          ],
          width * 1.4,
          width,
        ),
        band(arm, width),
      ),
      label: 'pole',
      shade: steel,
    },
    {
      region: ellipse([x + height * 0.18, top + height * 0.02], [height * 0.035, height * 0.014]),
      label: 'pole',
      shade: plain([224, 222, 200]),
    },
  ];
}

function wires(): Stroke[] {
  const spans: readonly [Point, Point, number][] = [
    [[0, 62], [640, 40], 34],
    [[0, 88], [640, 58], 40],
    [[150, 0], [330, 178], 26],
    [[560, 0], [346, 178], 30],
  ];
  return spans.map(([from, to, sag]) => {
    const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2 + sag];
    return { region: band(curve(from, middle, to, 24), 1.15), label: 'pole', shade: plain([48, 50, 54]) };
  });
}

function sign(): Stroke[] {
  const post = band(
    [
      [594, 400],
      [594, 176],
    ],
    3.4,
  );
  const plate = polygon([556, 128], [632, 128], [632, 178], [556, 178]);
  const arrow = union(
    band(
      [
        [572, 164],
        [572, 146],
        [608, 146],
      ],
      4,
    ),
    polygon([606, 137], [619, 146], [606, 155]),
  );
  return [
    { region: post, label: 'pole', shade: across({ x: 592, light: [190, 192, 194] }, { x: 596, light: [88, 90, 94] }) },
    { region: plate, label: 'pole', shade: rough(plain([36, 88, 160]), { size: 20, strength: 0.08, seed: 4 }) },
    { region: arrow, shade: plain([240, 242, 244]) },
  ];
}
