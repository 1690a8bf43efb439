import { cloudNoise, smoothNoise } from '../drawing/noise.ts';
import { band, blob, curve, ellipse, polygon, rectangle, union, type Point, type Region } from '../drawing/region.ts';
import type { Light, Scene, Shade, Stroke } from '../drawing/scene.ts';
import { between, seededRandom, type Random } from '../drawing/seeded-random.ts';
import { across, dim, leafy, plain, rough, shadow } from '../drawing/shades.ts';

const WIDTH = 512;
const HEIGHT = 384;

/** A field seen from above: two rows of crop, weeds and grass between them, a hose and a marker. */
export function drawField(): Scene {
  const random = seededRandom(29);
  return {
    width: WIDTH,
    height: HEIGHT,
    ground: 'ground',
    strokes: [
      { region: rectangle(0, 0, WIDTH, HEIGHT), label: 'ground', shade: soil },
      ...pebbles(random),
      ...hose(),
      ...rosettes(random),
      ...tufts(random),
      ...crops(random),
      ...marker(),
    ],
  };
}

const soil: Shade = (x, y) => {
  const clods = cloudNoise(x / 26, y / 26, 3);
  const crumbs = smoothNoise(x / 2.2, y / 2.2, 4);
  const furrow = Math.sin((y - x * 0.06) / 21);
  return dim([134, 104, 78], 1 + 0.22 * clods + 0.16 * crumbs + 0.1 * furrow);
};

function pebbles(random: Random): Stroke[] {
  return Array.from({ length: 110 }, () => {
    const centre: Point = [random() * WIDTH, random() * HEIGHT];
    const size = between(random, 1, 3.2);
    const grey = between(random, 120, 190);
    return {
      region: blob(centre, [size, size * 0.8], { wobble: 0.1, random }),
      shade: plain([grey, grey * 0.95, grey * 0.86]),
    };
  });
}

function crops(random: Random): Stroke[] {
  const strokes: Stroke[] = [];
  for (const rowY of [92, 282]) {
    for (let x = 34; x < WIDTH; x += between(random, 66, 88)) {
      strokes.push(...cropPlant([x, rowY + x * 0.06 + between(random, -8, 8)], between(random, 34, 48), random));
    }
  }
  return strokes;
}

/** Long leaves that bend away from a common heart, each with a lighter rib. */
function cropPlant(heart: Point, reach: number, random: Random): Stroke[] {
  const turn = random() * Math.PI;
  return Array.from({ length: 9 }, (_, index) => {
    const angle = turn + (index * Math.PI * 2 * 5) / 9 + between(random, -0.25, 0.25);
    const length = reach * between(random, 0.65, 1.15);
    const at = (share: number, bend: number): Point => [
      heart[0] + share * length * Math.cos(angle + bend),
      heart[1] + share * length * Math.sin(angle + bend),
    ];
    const spine = curve(heart, at(0.6, 0.15), at(1, between(random, -0.25, 0.35)), 8);
    return leaf(spine, reach * between(random, 0.2, 0.28), dim([92, 152, 58], between(random, 0.75, 1.15)));
  }).flat();
}

function leaf(spine: readonly Point[], width: number, light: Light): Stroke[] {
  const last = spine.length - 1;
  const parts = spine.slice(0, -1).map((from, index) => {
    const widthAt = (step: number) =>
      Math.max(1.2, width * Math.sin(Math.PI * Math.min(1, 0.12 + (0.88 * step) / last)));
    return band([from, spine[index + 1] ?? from], widthAt(index), widthAt(index + 1));
  });
  const blade = union(...parts);
  return [
    { region: moved(blade, 3, 4), shade: shadow(0.72) },
    {
      region: blade,
      label: 'vegetation',
      shade: rough(plain(light), { size: 4, strength: 0.22, seed: Math.round(width * 50) }),
    },
    { region: band(spine, 1), shade: plain(dim(light, 1.3)) },
  ];
}

function moved(region: Region, dx: number, dy: number): Region {
  const { left, top, right, bottom } = region;
  return {
    left: left + dx,
    top: top + dy,
    right: right + dx,
    bottom: bottom + dy,
    contains: (x, y) => region.contains(x - dx, y - dy),
  };
}

/** Broad-leaved weeds: lobed leaves round a heart, of every size from a seedling to a large plant. */
function rosettes(random: Random): Stroke[] {
  const places: readonly (readonly [number, number, number])[] = [
    [238, 178, 46],
    [96, 196, 22],
    [402, 196, 30],
    [330, 30, 16],
    [470, 250, 13],
    [36, 24, 18],
    [180, 350, 15],
    [356, 352, 20],
    [470, 366, 12],
    [60, 330, 9],
    [290, 226, 9],
    [140, 150, 7],
    [350, 150, 6],
    [490, 30, 8],
    [216, 24, 7],
  ];
  return places.flatMap(([x, y, reach]) => rosette([x, y], reach, random));
}

function rosette([x, y]: Point, reach: number, random: Random): Stroke[] {
  const count = reach > 12 ? 7 : 4;
  const turn = random() * Math.PI;
  const leaves = Array.from({ length: count }, (_, index) => {
    const angle = turn + (index * Math.PI * 2) / count + between(random, -0.2, 0.2);
    const length = reach * between(random, 0.75, 1.1);
    const tip: Point = [x + length * Math.cos(angle), y + length * Math.sin(angle)];
    const lobes = [0.45, 0.68, 0.9].map((share) => {
      const size = length * (0.3 - 0.13 * share);
      return blob([x + share * (tip[0] - x), y + share * (tip[1] - y)], [size, size], { wobble: 0.22, random });
    });
    return union(band([[x, y], tip], Math.max(1.2, reach / 9)), ...lobes);
  });
  const heart = ellipse([x, y], [reach * 0.36, reach * 0.34]);
  const light = dim([112, 140, 82], between(random, 0.85, 1.1));
  return [
    ...leaves.map((region) => ({ region: moved(region, 2, 3), shade: shadow(0.75) })),
    ...[...leaves, heart].map((region) => ({
      region,
      label: 'weed' as const,
      shade: leafy(light, 2.5, Math.round(x)),
    })),
  ];
}

/** Grass: blades one or two pixels wide. */
function tufts(random: Random): Stroke[] {
  const roots: readonly Point[] = [
    [160, 210],
    [336, 204],
    [444, 150],
    [30, 150],
    [250, 348],
    [424, 320],
    [112, 30],
    [410, 24],
    [500, 190],
  ];
  return roots.flatMap(([x, y]) =>
    Array.from({ length: 9 }, () => {
      const angle = random() * Math.PI * 2;
      const length = between(random, 14, 30);
      const at = (share: number, bend: number): Point => [
        x + share * length * Math.cos(angle + bend),
        y + share * length * Math.sin(angle + bend),
      ];
      const blade = band(curve([x, y], at(0.6, 0), at(1, between(random, -0.5, 0.5)), 8), 2.2, 1.1);
      return { region: blade, label: 'weed' as const, shade: plain(dim([150, 158, 84], between(random, 0.8, 1.15))) };
    }),
  );
}

function hose(): Stroke[] {
  const path = [...curve([0, 236], [130, 216], [256, 226], 12), ...curve([256, 226], [390, 238], [WIDTH, 212], 12)];
  const lowered = path.map(([x, y]): Point => [x + 2, y + 3]);
  return [
    { region: band(lowered, 3), shade: shadow(0.6) },
    { region: band(path, 3), label: 'pole', shade: plain([44, 46, 50]) },
    {
      region: band(
        path.map(([x, y]): Point => [x, y - 0.6]),
        0.7,
      ),
      shade: plain([120, 124, 130]),
    },
  ];
}

function marker(): Stroke[] {
  const stake = band(
    [
      [430, 100],
      [452, 44],
    ],
    2.6,
  );
  const plate = polygon([436, 56], [474, 46], [482, 78], [444, 88]);
  return [
    { region: moved(plate, 4, 6), shade: shadow(0.6) },
    {
      region: stake,
      label: 'pole',
      shade: across({ x: 428, light: [170, 150, 120] }, { x: 452, light: [120, 100, 76] }),
    },
    { region: plate, label: 'pole', shade: rough(plain([236, 226, 186]), { size: 9, strength: 0.06, seed: 8 }) },
    {
      region: union(
        band(
          [
            [445, 64],
            [469, 58],
          ],
          1.6,
        ),
        band(
          [
            [447, 71],
            [465, 66.5],
          ],
          1.6,
        ),
      ),
      shade: plain([70, 64, 60]),
    },
  ];
}
