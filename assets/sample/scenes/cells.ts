import { cloudNoise, smoothNoise } from '../drawing/noise.ts';
import { band, blob, curve, ellipse, rectangle, union, type Point } from '../drawing/region.ts';
import type { Light, Scene, Shade, Stroke } from '../drawing/scene.ts';
import { between, seededRandom, type Random } from '../drawing/seeded-random.ts';
import { dim, mixLight } from '../drawing/shades.ts';

const WIDTH = 433;
const HEIGHT = 317;

/** Cells under a fluorescence microscope, with their nuclei and feelers, among bacteria. */
export function drawCells(): Scene {
  const random = seededRandom(47);
  const places: readonly (readonly [number, number, number])[] = [
    [92, 82, 58],
    [226, 70, 44],
    [356, 96, 62],
    [60, 226, 46],
    [180, 196, 64],
    [318, 226, 56],
    [412, 262, 42],
    [232, 302, 34],
    [430, 20, 34],
    [10, 150, 26],
  ];
  return {
    width: WIDTH,
    height: HEIGHT,
    ground: 'background',
    strokes: [
      { region: rectangle(0, 0, WIDTH, HEIGHT), label: 'background', shade: haze },
      ...places.flatMap(([x, y, reach]) => cell([x, y], reach, random)),
      ...bacteria(random),
    ],
  };
}

const haze: Shade = (x, y) => dim([14, 20, 24], 1 + 0.5 * cloudNoise(x / 70, y / 70, 2));

function cell([x, y]: Point, reach: number, random: Random): Stroke[] {
  const body = blob([x, y], [reach * 0.78, reach * 0.66], { wobble: 0.17, random });
  const feelers = Array.from({ length: 7 }, (_, index) => {
    const angle = (index * Math.PI * 2) / 7 + between(random, -0.3, 0.3);
    const at = (share: number, bend: number): Point => [
      x + share * reach * Math.cos(angle + bend),
      y + share * reach * Math.sin(angle + bend),
    ];
    return band(
      curve(at(0.5, 0), at(0.9, 0.15), at(between(random, 1, 1.4), between(random, -0.3, 0.3)), 8),
      reach * 0.12,
      1.2,
    );
  });
  const nucleus = blob([x + between(random, -4, 4), y + between(random, -4, 4)], [reach * 0.36, reach * 0.3], {
    wobble: 0.08,
    random,
  });
  return [
    { region: union(body, ...feelers), label: 'cell', shade: cytoplasm([x, y], reach) },
    { region: nucleus, label: 'nucleus', shade: chromatin([x, y], reach * 0.36) },
  ];
}

/** Green, brightest round the nucleus, with fibres that run outwards. */
function cytoplasm([cx, cy]: Point, reach: number): Shade {
  return (x, y) => {
    const distance = Math.hypot(x - cx, y - cy) / reach;
    const fibres = smoothNoise(Math.atan2(y - cy, x - cx) * 9, distance * 1.5, Math.round(cx));
    const glow = 1.05 - 0.55 * distance + 0.28 * fibres + 0.15 * cloudNoise(x / 6, y / 6, 12);
    return mixLight([8, 30, 22], [56, 226, 120], glow);
  };
}

function chromatin([cx, cy]: Point, reach: number): Shade {
  return (x, y) => {
    const rim = 1 - 0.35 * (Math.hypot(x - cx, y - cy) / reach) ** 2;
    return dim([96, 110, 255], rim * (0.92 + 0.3 * cloudNoise(x / 5, y / 5, 19)));
  };
}

function bacteria(random: Random): Stroke[] {
  const single = Array.from({ length: 46 }, () => rod([random() * WIDTH, random() * HEIGHT], random));
  const colony = Array.from({ length: 26 }, () => rod([between(random, 262, 298), between(random, 124, 156)], random));
  const clump = blob([280, 140], [27, 25], { wobble: 0.1, random });
  return [...single, { region: clump, label: 'bacterium', shade: rods }, ...colony];
}

function rod([x, y]: Point, random: Random): Stroke {
  const angle = random() * Math.PI;
  const half = between(random, 3, 7);
  const ends: [Point, Point] = [
    [x - half * Math.cos(angle), y - half * Math.sin(angle)],
    [x + half * Math.cos(angle), y + half * Math.sin(angle)],
  ];
  const light: Light = dim([255, 96, 70], between(random, 0.7, 1));
  return {
    region: union(band(ends, 2.6), ellipse([x, y], [1.3, 1.3])),
    label: 'bacterium',
    shade: (px, py) => dim(light, 1 + 0.2 * smoothNoise(px, py, 3)),
  };
}

const rods: Shade = (x, y) => dim([232, 84, 62], 0.8 + 0.3 * smoothNoise(x / 2.5, y / 2.5, 23));
