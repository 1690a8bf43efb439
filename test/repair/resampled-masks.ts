import type { Axis, Taps } from '../../src/shared/repair/raster/enlargement/axis.ts';
import { placeOf } from '../../src/shared/repair/raster/enlargement/axis.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { seededRandom } from '../faults/seeded-random.ts';
import type { DrawnMask } from './drawn-mask.ts';
import type { Resized } from './resized-masks.ts';

/** A mask of many rectangles and discs, placed by `seed`. */
export function drawShapes(width: number, height: number, seed: number, colours: readonly Rgb[]): DrawnMask {
  const random = seededRandom(seed);
  const labels = new Uint8Array(width * height);
  for (let shape = 0; shape < 40; shape++) {
    const [x, y, across, down] = [width, height, width / 6, height / 6].map((most) => Math.floor(random() * most));
    const label = Math.floor(random() * colours.length);
    const isDisc = random() < 0.5;
    for (let row = Math.max(0, y - down); row < Math.min(height, y + down); row++) {
      for (let column = Math.max(0, x - across); column < Math.min(width, x + across); column++) {
        const isInside = !isDisc || ((column - x) / across) ** 2 + ((row - y) / down) ** 2 < 1;
        if (isInside) labels[row * width + column] = label;
      }
    }
  }
  return { width, height, labels, colours };
}

/** How a library resamples: its weights, and whether it stores whole levels between its two passes. */
export interface Library {
  readonly taps: (axis: Axis) => readonly Taps[];
  readonly storesPass: boolean;
}

/** Weights written down from the libraries' own formulas. */
const cubicWeight = (a: number) => (distance: number) => {
  const x = Math.abs(distance);
  if (x >= 2) return 0;
  return x < 1 ? (a + 2) * x ** 3 - (a + 3) * x ** 2 + 1 : a * x ** 3 - 5 * a * x ** 2 + 8 * a * x - 4 * a;
};
const lanczosWeight = (distance: number) => {
  if (distance === 0) return 1;
  if (Math.abs(distance) >= 3) return 0;
  const x = Math.PI * distance;
  return ((Math.sin(x) / x) * Math.sin(x / 3)) / (x / 3);
};

/** Pillow leaves pixels beyond the edges out. */
const pillowTaps = (weigh: (distance: number) => number, reach: number) => (axis: Axis) =>
  Array.from({ length: axis.after }, (_, at) => {
    const place = placeOf(at, axis);
    const first = Math.max(0, Math.ceil(place - reach));
    const last = Math.min(axis.before - 1, Math.floor(place + reach));
    const weights = Float64Array.from({ length: last - first + 1 }, (_, tap) => weigh(place - first - tap));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });

/** OpenCV and PyTorch repeat the outermost ones: one tap more for each. */
const openCvTaps = (weigh: (distance: number) => number, reach: number) => (axis: Axis) =>
  Array.from({ length: axis.after }, (_, at) => {
    const place = placeOf(at, axis);
    const weights = new Float64Array(axis.before);
    for (let tap = Math.floor(place) - reach + 1; tap <= Math.floor(place) + reach; tap++)
      weights[Math.min(axis.before - 1, Math.max(0, tap))] += weigh(place - tap);
    return { first: 0, weights };
  });

const linearWeight = (distance: number) => Math.max(0, 1 - Math.abs(distance));

export const libraries = {
  'OpenCV, linear': { taps: openCvTaps(linearWeight, 1), storesPass: false },
  'OpenCV, cubic': { taps: openCvTaps(cubicWeight(-0.75), 2), storesPass: false },
  'Pillow, bilinear': { taps: pillowTaps(linearWeight, 1), storesPass: true },
  'Pillow, bicubic': { taps: pillowTaps(cubicWeight(-0.5), 2), storesPass: true },
  'Pillow, Lanczos': { taps: pillowTaps(lanczosWeight, 3), storesPass: true },
} as const satisfies Record<string, Library>;

/** Enlarges a mask as a library does, with the truth of nearest neighbours. */
export function resample(mask: DrawnMask, library: Library, [across, down]: readonly [Axis, Axis]): Resized {
  const { width, height, labels, colours } = mask;
  const [columns, rows] = [library.taps(across), library.taps(down)];
  const store = (level: number) => Math.min(255, Math.max(0, Math.round(level)));
  const samples = new Uint8Array(across.after * down.after * 3);
  for (let channel = 0; channel < 3; channel++) {
    const pass = Float64Array.from({ length: across.after * height }, (_, at) => {
      const { first, weights } = columns[at % across.after];
      const row = Math.floor(at / across.after) * width + first;
      const sum = weights.reduce((total, weight, tap) => {
        return weight === 0 ? total : total + weight * colours[labels[row + tap]][channel];
      }, 0);
      return library.storesPass ? store(sum) : sum;
    });
    for (let at = 0; at < across.after * down.after; at++) {
      const { first, weights } = rows[Math.floor(at / across.after)];
      const column = at % across.after;
      const sum = weights.reduce((total, weight, tap) => {
        return weight === 0 ? total : total + weight * pass[(first + tap) * across.after + column];
      }, 0);
      samples[3 * at + channel] = store(sum);
    }
  }
  const truth = Uint8Array.from({ length: across.after * down.after }, (_, at) => {
    const middle = sharers(Math.floor(at / across.after), down).flatMap((row) =>
      sharers(at % across.after, across).map((column) => labels[row * width + column]),
    );
    return middle.every((label) => label === middle[0]) ? middle[0] : colours.length;
  });
  return { raster: { width: across.after, height: down.after, channels: 'rgb', bitDepth: 8, samples }, truth };
}

function sharers(at: number, axis: Axis): readonly number[] {
  const place = Math.min(axis.before - 1, Math.max(0, placeOf(at, axis)));
  const first = Math.floor(place);
  if (Math.abs(place - first - 0.5) < 1e-9) return [first, first + 1];
  return [Math.round(place)];
}
