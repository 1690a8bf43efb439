import { searchBasis } from '../jpeg/search-basis.ts';
import type { ComponentModel, ForwardModel } from '../forward/forward-model.ts';
import { sampleVariance } from '../forward/sample-planes.ts';
import type { LumaResaving } from './search-energy.ts';

/** What the search needs of a component. */
export interface ComponentTables {
  /** Samples that were transformed into one block: 8 x 8, or more where the transform reduced them. */
  readonly samplesWide: 8 | 16;
  readonly samplesHigh: 8 | 16;
  /** Change of the coefficients, in steps, per level of a sample: `position * 64 + k`, natural order. */
  readonly basis: Float32Array;
  /** The same for the 8 x 8 samples that a block decodes to: `k * 64 + position`. */
  readonly transposed: Float32Array;
  readonly bias: Float32Array;
  readonly thresholds: Float32Array;
  /** By how much a squared level counts when cells are decoded from samples. */
  readonly weight: number;
}

/** By how much libjpeg's reducing transform misses the linear one, in coefficient units. */
const REDUCING_TOLERANCE = 0.25;

/** What is needed beside of files saved twice, natural order. */
export interface ResavedTables {
  /** Eight times the steps of the first saving. */
  readonly eightfoldFirst: Float32Array;
  /** Half a step of the second, eightfold; and one over the whole one. */
  readonly halfCells: Float32Array;
  readonly inverseCells: Float32Array;
}

export function resavedTables(first: Uint16Array, { steps }: LumaResaving): ResavedTables {
  return {
    eightfoldFirst: Float32Array.from(first, (step) => 8 * step),
    halfCells: Float32Array.from(steps, (step) => 4 * step),
    inverseCells: Float32Array.from(steps, (step, k) => 1 / (8 * Math.max(step, first[k]))),
  };
}

/** `tolerance` in place of what the transform allows for: see `SearchEnergy`. */
export function componentTables(
  model: ForwardModel,
  part: ComponentModel,
  tolerance: number | undefined,
): ComponentTables {
  const plain = searchBasis(part.component, model.dct);
  const isReducing = model.downSampling === 'transform' && part.ratioX * part.ratioY > 1;
  const allowed = tolerance ?? (isReducing ? REDUCING_TOLERANCE : undefined);
  return {
    samplesWide: isReducing && part.ratioX === 2 ? 16 : 8,
    samplesHigh: isReducing && part.ratioY === 2 ? 16 : 8,
    basis: isReducing ? reducingBasis(part) : plain.basis,
    transposed: transposed(plain.basis),
    bias: plain.bias,
    thresholds: allowed === undefined ? plain.threshold : thresholdsOf(part, allowed),
    weight: 1 / sampleVariance(part),
  };
}

function thresholdsOf({ component }: ComponentModel, tolerance: number): Float32Array {
  return Float32Array.from(component.quantisation, (step) => 0.5 + tolerance / step);
}

/** The lower 8 x 8 frequencies of a larger block, scaled as those of a block of means. */
function reducingBasis({ ratioX, ratioY, component: { quantisation } }: ComponentModel): Float32Array {
  const wide = 8 * ratioX;
  const high = 8 * ratioY;
  const basis = new Float32Array(wide * high * 64);
  for (let at = 0; at < basis.length; at++) {
    const k = at & 63;
    const x = (at >> 6) % wide;
    const y = Math.floor((at >> 6) / wide);
    const value = line(k >> 3, y, high) * line(k & 7, x, wide);
    basis[at] = value / (ratioX * ratioY * quantisation[k]);
  }
  return basis;
}

function line(frequency: number, position: number, length: number): number {
  return (
    (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * position + 1) * frequency * Math.PI) / (2 * length))
  );
}

function transposed(basis: Float32Array): Float32Array {
  // Made for every component of every file: `from` would take ten times as long.
  const swapped = new Float32Array(4096);
  for (let at = 0; at < 4096; at++) swapped[at] = basis[(at & 63) * 64 + (at >> 6)];
  return swapped;
}
