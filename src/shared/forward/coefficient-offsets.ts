import { searchBasis } from '../jpeg/search-basis.ts';
import { naturalOrder } from '../jpeg/zigzag.ts';
import type { ComponentModel } from './forward-model.ts';

/** A component of an MCU whose pixels are tried as other classes. */
export interface PartState {
  readonly part: ComponentModel;
  /** Change of the coefficients, in quantiser steps and zigzag order, per level of a sample: `position * 64 + k`. */
  readonly basis: Float32Array;
  readonly thresholds: Float32Array;
  /** Coefficients are eight times too large as the transform gives them: inverses of eight steps, in zigzag order. */
  readonly inverseSteps: Float32Array;
  /** Distance of the coefficients from the file's, in steps: `block * 64 + k`, blocks of the MCU row by row. */
  readonly offsets: Float32Array;
  readonly isFine: boolean;
}

/** Whether the coefficients stay within their cells when the samples `a` and `b` (`block * 64 + position`) change by so many levels. */
export function areWithin(state: PartState, a: number, first: number, b: number, second: number): boolean {
  if (a >> 6 === b >> 6) return isWithin(state, a, first, b, second);
  return isWithin(state, a, first, a, 0) && isWithin(state, b, second, b, 0);
}

/** Whether a block's coefficients stay within their cells when the samples `a` and `b` change by so many levels. */
function isWithin(state: PartState, a: number, first: number, b: number, second: number): boolean {
  if (first === 0 && second === 0) return true;
  const { offsets, basis, thresholds } = state;
  const base = (a >> 6) * 64;
  const rowA = (a & 63) * 64;
  const rowB = (b & 63) * 64;
  for (let k = 0; k < 64; k++) {
    const offset = offsets[base + k] + first * basis[rowA + k] + second * basis[rowB + k];
    if (offset > thresholds[k] || offset < -thresholds[k]) return false;
  }
  return true;
}

export function partState(part: ComponentModel): PartState {
  const { component } = part;
  const blocks = component.horizontalSampling * component.verticalSampling;
  const { basis, thresholds } = alternativeBasis(part);
  return {
    part,
    basis: inZigzagOrder(basis),
    thresholds: inZigzagOrder(thresholds),
    inverseSteps: Float32Array.from(naturalOrder, (natural) => 1 / (8 * component.quantisation[natural])),
    offsets: new Float32Array(blocks * 64),
    isFine: part.ratioX === 1 && part.ratioY === 1,
  };
}

/**
 * In quantiser steps and natural order: the change of the coefficients per level of a sample (`position * 64 + k`), and
 * how far they may lie from the file's.
 */
export function alternativeBasis(part: ComponentModel): { basis: Float32Array; thresholds: Float32Array } {
  const { method } = part.transform;
  const { basis, threshold } = searchBasis(part.component, method);
  // The labels' own coefficients are exact, those of others linear: with a coarse transform either may deviate.
  const thresholds = method === 'islow' ? threshold : threshold.map((bound) => 0.5 + 2 * (bound - 0.5));
  return { basis, thresholds };
}

/** Blocks of 64 values in natural order, as zigzag ones: the first are the likeliest to tell labels apart. */
function inZigzagOrder(natural: Float32Array): Float32Array {
  return natural.map((_, at) => natural[(at & ~63) + naturalOrder[at & 63]]);
}
