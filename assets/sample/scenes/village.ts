import { cloudNoise, smoothNoise } from '../drawing/noise.ts';
import { band, blob, curve, polygon, rectangle, union, type Point, type Region } from '../drawing/region.ts';
import type { Light, Scene, Shade, Stroke } from '../drawing/scene.ts';
import { between, seededRandom, type Random } from '../drawing/seeded-random.ts';
import { dim, leafy, plain, rough, shadow } from '../drawing/shades.ts';

const WIDTH = 400;
const HEIGHT = 300;

/** A village from the air: a river with a bridge, lanes, fields, roofs, trees, cars, a power line. */
export function drawVillage(): Scene {
  const random = seededRandom(83);
  return {
    width: WIDTH,
    height: HEIGHT,
    ground: 'vegetation',
    strokes: [
      { region: rectangle(0, 0, WIDTH, HEIGHT), label: 'vegetation', shade: meadow },
      ...ploughedFields(),
      ...river(),
      ...lanes(),
      ...roofs(random),
      ...trees(random),
      ...cars(),
      ...powerLine(),
    ],
  };
}

const meadow: Shade = (x, y) =>
  dim([108, 132, 66], 1 + 0.14 * cloudNoise(x / 40, y / 40, 2) + 0.1 * smoothNoise(x / 1.8, y / 1.8, 3));

function ploughedFields(): Stroke[] {
  const furrows =
    (angle: number, light: Light): Shade =>
    (x, y) => {
      const across_ = x * Math.cos(angle) + y * Math.sin(angle);
      return dim(light, 1 + 0.1 * Math.sin(across_ * 1.6) + 0.12 * cloudNoise(x / 22, y / 22, 5));
    };
  return [
    { region: polygon([0, 0], [118, 0], [96, 66], [0, 92]), label: 'ground', shade: furrows(0.9, [150, 122, 90]) },
    {
      region: polygon([300, 214], [400, 196], [400, 300], [322, 300]),
      label: 'ground',
      shade: furrows(0.3, [172, 148, 104]),
    },
    { region: polygon([128, 0], [186, 0], [170, 52], [108, 64]), shade: furrows(1.9, [158, 162, 84]) },
    { region: polygon([6, 226], [72, 206], [96, 300], [0, 300]), shade: furrows(0.2, [86, 126, 58]) },
  ];
}

function river(): Stroke[] {
  const path = [...curve([246, -6], [196, 66], [226, 128], 12), ...curve([226, 128], [262, 196], [212, 306], 12)];
  const water: Shade = (x, y) =>
    dim([62, 98, 116], 1 + 0.14 * smoothNoise(x / 3, y / 7, 9) + 0.1 * cloudNoise(x / 30, y / 30, 10));
  return [
    { region: band(path, 25, 38), shade: rough(plain([128, 122, 92]), { size: 3, strength: 0.2, seed: 3 }) },
    { region: band(path, 21, 34), label: 'water', shade: water },
    {
      region: band(
        [...curve([0, 168], [90, 146], [150, 176], 10), ...curve([150, 176], [186, 190], [232, 172], 8)],
        2.4,
        4,
      ),
      label: 'water',
      shade: water,
    },
  ];
}

function lanes(): Stroke[] {
  const main = [...curve([0, 118], [120, 92], [222, 110], 12), ...curve([222, 110], [310, 126], [400, 92], 12)];
  const asphalt = rough(plain([168, 164, 156]), { size: 3, strength: 0.08, seed: 7 });
  const lane = (width: number, ...points: Point[]) => ({
    region: band(points, width),
    label: 'ground' as const,
    shade: asphalt,
  });
  return [
    {
      region: band(
        [
          [200, 108],
          [252, 114],
        ],
        13,
      ),
      label: 'ground',
      shade: plain([120, 114, 108]),
    },
    lane(8, ...main),
    lane(4.5, ...curve([296, 116], [320, 170], [290, 300], 12)),
    lane(3.2, ...curve([60, 106], [66, 190], [130, 300], 12)),
    lane(2, ...curve([330, 110], [352, 60], [340, 0], 10)),
    lane(2, [306, 180], [400, 164]),
  ];
}

function roofs(random: Random): Stroke[] {
  const places: readonly (readonly [number, number, number])[] = [
    [30, 134, 0.2],
    [88, 124, -0.1],
    [132, 120, 0.1],
    [166, 128, 0.05],
    [42, 88, -0.2],
    [86, 82, 0.1],
    [140, 78, 0.3],
    [178, 84, -0.1],
    [268, 92, 0.2],
    [300, 88, 0.1],
    [318, 142, 0.4],
    [348, 130, -0.3],
    [380, 118, -0.2],
    [280, 140, 0.1],
    [268, 178, 0.5],
    [330, 178, -0.1],
    [366, 186, -0.2],
    [104, 206, 0.7],
    [64, 180, 0.2],
    [364, 60, 0.2],
    [372, 88, -0.3],
    [290, 236, 0.2],
  ];
  const barn = roof([132, 262], { size: [27, 19], angle: 0.45, light: [150, 84, 66] });
  return [
    ...barn,
    ...places.flatMap(([x, y, angle]) =>
      roof([x, y], {
        size: [between(random, 7, 12), between(random, 5, 8)],
        angle,
        light: dim([176, 88, 64], between(random, 0.75, 1.15)),
      }),
    ),
  ];
}

interface Roof {
  /** Half length along the ridge and half width across it. */
  readonly size: Point;
  readonly angle: number;
  readonly light: Light;
}

function roof([x, y]: Point, { size, angle, light }: Roof): Stroke[] {
  const at = (along: number, side: number, drop = 0): Point => [
    x + drop + along * size[0] * Math.cos(angle) - side * size[1] * Math.sin(angle),
    y + drop + along * size[0] * Math.sin(angle) + side * size[1] * Math.cos(angle),
  ];
  const outline = (drop: number) => polygon(at(-1, -1, drop), at(1, -1, drop), at(1, 1, drop), at(-1, 1, drop));
  const tiles = (share: number) => rough(plain(dim(light, share)), { size: 2, strength: 0.14, seed: Math.round(x) });
  return [
    { region: outline(4), shade: shadow(0.55) },
    { region: outline(0), label: 'building', shade: tiles(1.12) },
    { region: polygon(at(-1, 0), at(1, 0), at(1, 1), at(-1, 1)), shade: tiles(0.72) },
    { region: polygon(at(0.4, -0.4), at(0.6, -0.4), at(0.6, -0.1), at(0.4, -0.1)), shade: plain([90, 84, 82]) },
  ];
}

function trees(random: Random): Stroke[] {
  return Array.from({ length: 64 }, () => {
    const place: Point = [random() * WIDTH, random() * HEIGHT];
    const size = between(random, 3, 7.5);
    return { place, size, crown: blob(place, [size, size], { wobble: 0.16, random }) };
  })
    .filter(({ place, size }) => isMeadow(place, size))
    .flatMap(({ place, crown }) => [
      { region: shifted(crown, 3), shade: shadow(0.6) },
      { region: crown, label: 'vegetation' as const, shade: leafy([66, 98, 46], 1.6, Math.round(place[0])) },
    ]);
}

// Trees stand clear of the river, the main lane and the barn.
function isMeadow([x, y]: Point, size: number): boolean {
  const riverX = 228 + 12 * Math.sin(y / 48);
  const isByTheBarn = Math.hypot(x - 110, y - 256) < 66;
  return Math.abs(x - riverX) > 26 + size && Math.abs(y - 108) > 10 + size && !isByTheBarn;
}

function shifted(region: Region, by: number): Region {
  return {
    left: region.left + by,
    top: region.top + by,
    right: region.right + by,
    bottom: region.bottom + by,
    contains: (x, y) => region.contains(x - by, y - by),
  };
}

function cars(): Stroke[] {
  const places: readonly (readonly [number, number, number])[] = [
    [52, 105, -0.2],
    [150, 99, 0],
    [282, 116, 0.05],
    [352, 107, -0.3],
    [309, 168, 1.55],
    [301, 262, 1.75],
    [71, 172, 1.4],
  ];
  const lorry = car([116, 97, -0.05], [9, 3], [214, 206, 190]);
  // The yard beside the barn is full of machines.
  const harvester = car([64, 250, 0.3], [17, 14], [206, 172, 60]);
  return [
    ...lorry,
    ...harvester,
    ...places.flatMap((place, index) => car(place, [4, 2.2], index % 2 === 0 ? [200, 60, 50] : [60, 84, 140])),
  ];
}

function car([x, y, angle]: readonly [number, number, number], [length, width]: Point, light: Light): Stroke[] {
  const at = (along: number, side: number): Point => [
    x + along * length * Math.cos(angle) - side * width * Math.sin(angle),
    y + along * length * Math.sin(angle) + side * width * Math.cos(angle),
  ];
  return [
    { region: shifted(polygon(at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)), 1.5), shade: shadow(0.6) },
    { region: polygon(at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)), label: 'vehicle', shade: plain(light) },
    { region: polygon(at(-0.3, -0.7), at(0.35, -0.7), at(0.35, 0.7), at(-0.3, 0.7)), shade: plain(dim(light, 0.5)) },
  ];
}

function powerLine(): Stroke[] {
  const pylons: readonly Point[] = [
    [20, 290],
    [130, 216],
    [262, 62],
    [330, 20],
  ];
  const wire = (offset: number) =>
    band(
      pylons.map(([x, y]): Point => [x + offset, y + offset * 0.8]),
      1.1,
    );
  const mast = ([x, y]: Point) =>
    union(
      band(
        [
          [x - 5, y - 4],
          [x + 5, y + 4],
        ],
        2,
      ),
      band(
        [
          [x, y],
          [x + 3, y - 7],
        ],
        2,
      ),
    );
  return [
    { region: union(wire(-4), wire(4)), label: 'pole', shade: plain([60, 62, 66]) },
    { region: union(...pylons.map(mast)), label: 'pole', shade: plain([196, 198, 202]) },
  ];
}
