import { cloudNoise, smoothNoise } from '../drawing/noise.ts';
import { band, below, curve, ellipse, polygon, rectangle, union, type Point, type Region } from '../drawing/region.ts';
import type { Light, Scene, Shade, Stroke } from '../drawing/scene.ts';
import { across, dim, fade, film, leafy, mixLight, plain, rough } from '../drawing/shades.ts';
import { person } from './people.ts';

const WIDTH = 600;
const HEIGHT = 338;
const HORIZON = 176;

/** A harbour in the evening: boats with masts and stays, a lighthouse, sheds on a quay, a crane, buoys. */
export function drawHarbour(): Scene {
  return {
    width: WIDTH,
    height: HEIGHT,
    ground: 'sky',
    strokes: [
      { region: rectangle(0, 0, WIDTH, HEIGHT), label: 'sky', shade: eveningSky },
      { region: ellipse([196, 168], [15, 15]), shade: plain([255, 240, 200]) },
      { region: below(hills), label: 'vegetation', shade: leafy([88, 102, 104], 4, 9) },
      { region: below(() => HORIZON), label: 'water', shade: ripples },
      ...lighthouse(),
      ...boat({ bow: [70, 208], length: 60, hull: [196, 190, 180] }),
      ...boat({ bow: [152, 190], length: 28, hull: [150, 60, 50] }),
      ...quay(),
      ...boat({ bow: [40, 292], length: 168, hull: [42, 62, 92] }),
      ...boat({ bow: [262, 246], length: 96, hull: [206, 204, 196] }),
      ...buoy([226, 300], 1),
      ...buoy([130, 232], 0.5),
      ...person({ feet: [436, 258], height: 62, coat: [196, 88, 46], facing: -1 }),
      ...person({ feet: [556, 248], height: 50, coat: [74, 92, 110], facing: 1 }),
    ],
  };
}

const eveningSky: Shade = (x, y) => {
  const base = mixLight([92, 120, 168], [246, 196, 148], y / HORIZON);
  const glow = mixLight(base, [255, 226, 170], 0.8 - Math.hypot(x - 196, (y - 168) * 1.4) / 180);
  return mixLight(glow, [250, 214, 196], 1.2 * cloudNoise(x / 120, y / 22, 15) - 0.1);
};

const hills = (x: number): number =>
  158 + 12 * Math.sin(x / 71 + 1) + 5 * Math.sin(x / 23) + 2 * smoothNoise(x / 7, 0, 6);

const ripples: Shade = (x, y) => {
  const near = (y - HORIZON) / (HEIGHT - HORIZON);
  const wave = smoothNoise(x / (7 + 30 * near), y / (1 + 4 * near), 31);
  const base = mixLight([170, 150, 140], [38, 66, 88], near * 1.2);
  const sunPath = Math.max(0, 1 - Math.abs(x - 196) / (16 + 50 * near)) * Math.max(0, wave + 0.25);
  return mixLight(dim(base, 1 + 0.22 * wave), [255, 222, 168], sunPath);
};

function lighthouse(): Stroke[] {
  const tower = polygon([322, 178], [330, 92], [346, 92], [354, 178]);
  const white = across({ x: 324, light: [250, 238, 220] }, { x: 352, light: [140, 126, 126] });
  const stripes: Shade = (x, y, under) => (Math.floor((y - 92) / 17) % 2 === 1 ? [186, 58, 48] : white(x, y, under));
  const head = union(rectangle(331, 76, 14, 14), polygon([328, 76], [338, 64], [348, 76]));
  return [
    {
      region: polygon([300, 186], [310, 174], [372, 172], [386, 186]),
      label: 'ground',
      shade: rough(plain([112, 104, 98]), { size: 5, strength: 0.4, seed: 41 }),
    },
    { region: tower, label: 'building', shade: stripes },
    { region: rectangle(326, 89, 24, 3), label: 'building', shade: plain([70, 64, 66]) },
    { region: head, label: 'building', shade: plain([74, 66, 66]) },
    { region: rectangle(334, 78, 8, 9), shade: plain([255, 240, 180]) },
    {
      region: band(
        [
          [338, 64],
          [338, 54],
        ],
        1.2,
      ),
      label: 'pole',
      shade: plain([60, 56, 58]),
    },
  ];
}

interface Boat {
  /** The waterline at the bow, the left end. */
  readonly bow: Point;
  readonly length: number;
  readonly hull: Light;
}

function boat({ bow: [x, y], length, hull }: Boat): Stroke[] {
  const put = (along: number, up: number): Point => [x + along * length, y - up * length];
  const shell = polygon(
    ...curve(put(-0.09, 0.19), put(0.4, 0.1), put(1.02, 0.14)),
    put(0.97, -0.02),
    ...curve(put(0.9, -0.03), put(0.3, -0.05), put(0.03, 0)),
  );
  const cabin = polygon(put(0.42, 0.12), put(0.46, 0.2), put(0.78, 0.19), put(0.82, 0.12));
  const thin = Math.max(1.1, length / 150);
  const spars = union(
    band([put(0.4, 0.1), put(0.4, 1.22)], Math.max(1.4, length / 55), thin),
    band([put(0.4, 0.27), put(0.9, 0.25)], Math.max(1.3, length / 70)),
    band([put(0.34, 0.8), put(0.46, 0.8)], thin),
  );
  const rope = (...points: Point[]) => band(points, thin);
  const stays = union(
    rope(put(-0.08, 0.19), put(0.4, 1.2)),
    rope(put(1, 0.15), put(0.4, 1.2)),
    rope(put(0.3, 0.12), put(0.345, 0.8), put(0.4, 1.2)),
    rope(put(0.5, 0.12), put(0.455, 0.8), put(0.4, 1.2)),
  );
  const furled = polygon(
    ...curve(put(0.42, 0.28), put(0.62, 0.35), put(0.88, 0.265)),
    put(0.88, 0.25),
    put(0.42, 0.265),
  );
  const dark = fade({ y: y - length * 0.18, light: dim(hull, 1.2) }, { y, light: dim(hull, 0.6) });
  return [
    { region: reflection(put, length), shade: film([30, 40, 54], 0.5) },
    { region: stays, label: 'pole', shade: plain([84, 76, 74]) },
    { region: spars, label: 'pole', shade: plain([122, 96, 74]) },
    {
      region: furled,
      label: 'vehicle',
      shade: fade({ y: y - length * 0.34, light: [240, 232, 214] }, { y: y - length * 0.25, light: [150, 140, 132] }),
    },
    { region: cabin, label: 'vehicle', shade: plain([226, 216, 198]) },
    { region: shell, label: 'vehicle', shade: dark },
    { region: band([put(0.5, 0.163), put(0.74, 0.158)], length * 0.03), shade: plain([40, 52, 62]) },
    {
      region: band(curve(put(-0.05, 0.155), put(0.4, 0.07), put(1, 0.11)), Math.max(0.8, length / 90)),
      shade: plain([214, 170, 90]),
    },
  ];
}

function reflection(put: (along: number, up: number) => Point, length: number): Region {
  const hull = polygon(put(0, 0), put(0.97, 0), put(0.9, -0.15), put(0.1, -0.14));
  const mast = band([put(0.4, -0.1), put(0.4, -0.6)], Math.max(1, length / 60));
  const part = union(hull, mast);
  // Waves break the mirror image into strips.
  return { ...part, contains: (x, y) => part.contains(x + 2.5 * smoothNoise(x / 9, y / 2, 77), y) };
}

function quay(): Stroke[] {
  const stone = rough(fade({ y: 190, light: [176, 158, 142] }, { y: HEIGHT, light: [110, 100, 96] }), {
    size: 4,
    strength: 0.2,
    seed: 51,
  });
  const wall: Shade = (x, y, under) =>
    dim(stone(x, y, under), Math.floor(y / 9) % 2 === Math.floor((x + y) / 17) % 2 ? 0.5 : 0.58);
  const edge = curve([318, HEIGHT], [392, 226], [470, 198], 12);
  const lowered = edge.map(([x, y]): Point => [x - 12, y + 26]);
  return [
    { region: polygon(...edge, [470, 206], ...lowered.toReversed(), [250, HEIGHT]), label: 'ground', shade: wall },
    { region: polygon(...edge, [WIDTH, 190], [WIDTH, HEIGHT]), label: 'ground', shade: stone },
    ...shed(
      [
        [462, 206],
        [462, 150],
        [492, 128],
        [524, 148],
        [524, 212],
      ],
      [150, 84, 66],
    ),
    ...shed(
      [
        [524, 214],
        [524, 126],
        [566, 98],
        [604, 120],
        [604, 226],
      ],
      [120, 110, 116],
    ),
    ...crane(),
    ...[352, 372, 398].map((x, index) => bollard(x, 316 - index * 26, 9 - index * 1.6)),
  ];
}

function shed(corners: readonly Point[], light: Light): Stroke[] {
  const planks: Shade = (x, y) =>
    dim(light, (Math.floor(x / 4) % 2 === 0 ? 1.05 : 0.95) * (1 + 0.12 * cloudNoise(x / 5, y / 14, 61)));
  const [left, top] = [corners[0]?.[0] ?? 0, corners[1]?.[1] ?? 0];
  return [
    { region: polygon(...corners), label: 'building', shade: planks },
    { region: rectangle(left + 12, top + 28, 20, 36), shade: plain(dim(light, 0.4)) },
    { region: rectangle(left + 42, top + 26, 11, 12), shade: plain([255, 220, 150]) },
  ];
}

function crane(): Stroke[] {
  const beam = (...points: Point[]) => band(points, 2.4);
  const strut = (...points: Point[]) => band(points, 1.15);
  const steps = [0, 1, 2, 3, 4, 5, 6];
  const lower = steps.map((step): Point => [424 - step * 14, 118 - step * 8]);
  const upper = steps.map((step): Point => [424 - step * 14, 104 - step * 8.4]);
  const zigzag = steps.flatMap((step) => [lower[step], upper[step]]);
  const jib = union(
    beam(...lower),
    beam(...upper),
    strut(...zigzag),
    beam([424, 216], [424, 96]),
    beam([440, 214], [432, 100]),
  );
  const legs = strut([424, 200], [439, 186], [424, 172], [437, 158], [424, 144], [435, 130], [424, 116]);
  const hoist = strut([342, 68], [342, 142]);
  return [
    { region: union(jib, legs, hoist), label: 'pole', shade: plain([206, 150, 60]) },
    { region: polygon([420, 96], [448, 96], [448, 116], [420, 116]), label: 'pole', shade: plain([190, 132, 50]) },
    { region: rectangle(424, 100, 10, 9), shade: plain([60, 74, 86]) },
  ];
}

function bollard(x: number, y: number, size: number): Stroke {
  const region = union(
    rectangle(x - size * 0.4, y - size, size * 0.8, size),
    ellipse([x, y - size], [size * 0.62, size * 0.3]),
  );
  return {
    region,
    label: 'pole',
    shade: across({ x: x - size / 2, light: [120, 112, 108] }, { x: x + size / 2, light: [44, 40, 42] }),
  };
}

function buoy([x, y]: Point, size: number): Stroke[] {
  const body = union(
    ellipse([x, y], [9 * size, 5 * size]),
    polygon([x - 6 * size, y], [x - 1.5 * size, y - 20 * size], [x + 1.5 * size, y - 20 * size], [x + 6 * size, y]),
  );
  return [
    { region: ellipse([x, y + 6 * size], [10 * size, 4 * size]), shade: film([30, 40, 54], 0.5) },
    {
      region: body,
      label: 'vehicle',
      shade: across({ x: x - 6 * size, light: [226, 80, 50] }, { x: x + 6 * size, light: [120, 34, 34] }),
    },
    {
      region: band(
        [
          [x, y - 20 * size],
          [x, y - 30 * size],
        ],
        1.1,
      ),
      label: 'pole',
      shade: plain([50, 50, 54]),
    },
  ];
}
