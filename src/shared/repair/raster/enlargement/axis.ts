import type { EdgeRule, Kernel, Resampler } from './resamplers.ts';

/** How the pixels of a picture lie between those of the mask that it was made of, along one axis. */
export interface Axis {
  /** Pixels of the mask. */
  readonly before: number;
  /** Pixels of the picture. */
  readonly after: number;
  /** From one pixel of the picture to the next, in pixels of the mask. */
  readonly step: number;
  /** Where pixel 0 of the picture lies, from the middle of the mask's first. */
  readonly offset: number;
  readonly placement: Placement;
}

/**
 * Where image libraries place the pixels: edges on edges (OpenCV, Pillow, ImageMagick, PyTorch), middles of the outermost
 * pixels on each other (SciPy, PyTorch's `align_corners`), the middles of the first ones (older TensorFlow, plain scripts),
 * half a pixel before the middle (libvips).
 */
export const placements = ['edges', 'outermost', 'first', 'before'] as const;
export type Placement = (typeof placements)[number];

export function axisOf(before: number, after: number, placement: Placement): Axis {
  const step = before / after;
  switch (placement) {
    case 'edges':
      return { before, after, placement, step, offset: step / 2 - 0.5 };
    case 'outermost':
      return { before, after, placement, step: (before - 1) / (after - 1), offset: 0 };
    case 'first':
      return { before, after, placement, step, offset: 0 };
    case 'before':
      return { before, after, placement, step, offset: -0.5 };
  }
}

/** Where a pixel of the picture lies, in pixels of the mask from the middle of its first. */
export function placeOf(at: number, { step, offset }: Axis): number {
  return at * step + offset;
}

/** A sum over consecutive pixels; its weights amount to 1. */
export interface Taps {
  readonly first: number;
  readonly weights: Float64Array;
}

/** The pixels of the mask, `from` to `to`, that make up a pixel of the picture. Those beyond are as its outermost. */
function tapsAt(place: number, kernel: Kernel, edges: EdgeRule, [from, to]: readonly [number, number]): Taps {
  const { reach, weigh, parts } = kernel;
  const rounded = parts === undefined ? place : roundTo(place, parts);
  const low = Math.floor(rounded) - reach + 1;
  const first = Math.min(to, Math.max(from, low));
  const last = Math.max(from, Math.min(to, low + 2 * reach - 1));
  const weights = new Float64Array(last - first + 1);
  let sum = 0;
  for (let at = low; at < low + 2 * reach; at++) {
    const inside = Math.min(last, Math.max(first, at));
    if (inside !== at && edges === 'share') continue;
    const weight = weigh(rounded - at);
    weights[inside - first] += weight;
    sum += weight;
  }
  for (let tap = 0; tap < weights.length; tap++) weights[tap] /= sum;
  return { first, weights };
}

/** As libvips rounds: down to half of such a part, then to the nearest. */
function roundTo(place: number, parts: number): number {
  const floor = Math.floor(place);
  return floor + Math.floor((Math.floor((place - floor) * 2 * parts) + 1) / 2) / parts;
}

/** The sum that makes a pixel of the picture. */
export function forwardTaps(at: number, axis: Axis, { kernel, edges }: Pick<Resampler, 'kernel' | 'edges'>): Taps {
  return tapsAt(placeOf(at, axis), kernel, edges, [0, axis.before - 1]);
}

/** Pixels of the mask to each side that a least-squares sum goes by; what lies further has no weight to speak of. */
const WINDOW = 7;
const NEGLIGIBLE = 2e-4;
/** What is open in the sums of a window is kept small, rather than determined by roundings. */
const RIDGE = 1e-9;

/** The sum of pixels of the picture that gives one of the mask, by least squares. */
export function inverseTaps(at: number, axis: Axis, kernel: Kernel): Taps {
  const from = Math.max(0, at - WINDOW);
  const to = Math.min(axis.before - 1, at + WINDOW);
  const start = Math.max(0, Math.ceil((from - 0.5 - axis.offset) / axis.step));
  const end = Math.min(axis.after - 1, Math.floor((to + 0.5 - axis.offset) / axis.step));
  const size = to - from + 1;
  const rows = Array.from({ length: end - start + 1 }, (_, row) =>
    tapsAt(placeOf(start + row, axis), kernel, 'repeat', [from, to]),
  );
  const normal = new Float64Array(size * size);
  for (const { first, weights } of rows) {
    for (let i = 0; i < weights.length; i++) {
      for (let j = 0; j < weights.length; j++)
        normal[(first - from + i) * size + first - from + j] += weights[i] * weights[j];
    }
  }
  for (let i = 0; i < size; i++) normal[i * size + i] += RIDGE;
  const column = solveFor(at - from, { matrix: normal, size, band: 2 * kernel.reach - 1 });
  const weights = Float64Array.from(rows, (row) =>
    row.weights.reduce((sum, weight, tap) => sum + weight * column[row.first - from + tap], 0),
  );
  return trim(weights, start);
}

function trim(weights: Float64Array, start: number): Taps {
  let low = 0;
  let high = weights.length;
  while (low < high && Math.abs(weights[low]) < NEGLIGIBLE) low++;
  while (high > low && Math.abs(weights[high - 1]) < NEGLIGIBLE) high--;
  const kept = weights.slice(low, high);
  const sum = kept.reduce((total, weight) => total + weight, 0);
  return { first: start + low, weights: kept.map((weight) => weight / sum) };
}

/** A symmetric positive definite matrix, row-major, with nothing further than `band` from its diagonal. */
interface BandMatrix {
  readonly matrix: Float64Array;
  readonly size: number;
  readonly band: number;
}

/** One column of the inverse of a matrix, by its Cholesky factor, which takes its place. */
function solveFor(unit: number, { matrix, size, band }: BandMatrix): Float64Array {
  for (let i = 0; i < size; i++) {
    const first = Math.max(0, i - band);
    for (let j = first; j <= i; j++) {
      let sum = matrix[i * size + j];
      for (let k = first; k < j; k++) sum -= matrix[i * size + k] * matrix[j * size + k];
      matrix[i * size + j] = i === j ? Math.sqrt(Math.max(sum, RIDGE)) : sum / matrix[j * size + j];
    }
  }
  const column = new Float64Array(size);
  for (let i = unit; i < size; i++) {
    let sum = i === unit ? 1 : 0;
    for (let k = Math.max(0, i - band); k < i; k++) sum -= matrix[i * size + k] * column[k];
    column[i] = sum / matrix[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = column[i];
    for (let k = i + 1; k <= Math.min(size - 1, i + band); k++) sum -= matrix[k * size + i] * column[k];
    column[i] = sum / matrix[i * size + i];
  }
  return column;
}
