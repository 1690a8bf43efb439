import type { BlockTransform } from '../jpeg/block-transform.ts';
import { isRoundedTo } from '../jpeg/block-transform.ts';
import { forwardDct } from '../jpeg/forward-dct.ts';
import { reducingDct } from '../jpeg/reducing-dct.ts';
import type { Labels } from './down-sampling.ts';
import { fullBlock, sampleBlock } from './down-sampling.ts';
import type { ComponentModel, ForwardModel } from './forward-model.ts';

const samples = new Int32Array(64);
const levels = new Float64Array(64);
const fullSamples = new Int32Array(256);

/**
 * Whether the labels of an MCU, encoded again, give exactly the quantised coefficients that the file holds, rounded as
 * its encoder rounds. Blocks that only fill up the MCU beyond the picture are not looked at: nobody knows what stood there.
 */
export function isMcuCertified(model: ForwardModel, mcu: { column: number; row: number }, labels: Labels): boolean {
  return model.components.every((part) => {
    const { component } = part;
    for (let v = 0; v < component.verticalSampling; v++) {
      const row = mcu.row * component.verticalSampling + v;
      if (row >= component.blocksHigh) break;
      for (let h = 0; h < component.horizontalSampling; h++) {
        const column = mcu.column * component.horizontalSampling + h;
        if (column >= component.blocksWide) break;
        if (!isBlockReproduced(model, part, { column, row }, labels)) return false;
      }
    }
    return true;
  });
}

/** Whether the labels under a block of a component, encoded again, give its quantised coefficients. */
export function isBlockReproduced(
  model: ForwardModel,
  part: ComponentModel,
  at: { column: number; row: number },
  labels: Labels,
): boolean {
  const { dc, place, pool, storedBlocksWide } = part.component;
  const block = at.row * storedBlocksWide + at.column;
  const coefficients = { dc: dc[block], pool, first: place[block] * 64 };
  if (model.downSampling === 'transform' && part.ratioX * part.ratioY > 1) {
    const { wide, high } = fullBlock(model, part, at, labels, fullSamples);
    return encodesTo(part, { values: fullSamples, wide, high }, coefficients);
  }
  sampleBlock(model, part, at, labels, samples);
  return encodesTo(part, { values: samples, wide: 8, high: 8 }, coefficients);
}

/** Samples, less 128, that are transformed into a block: 8 x 8, or more where the transform reduces them. */
interface BlockSamples {
  readonly values: Int32Array;
  readonly wide: 8 | 16;
  readonly high: 8 | 16;
}

/** A block's quantised coefficients: the first, and where it and the others stand, in natural order. */
interface BlockCoefficients {
  readonly dc: number;
  readonly pool: Int16Array;
  readonly first: number;
}

/** Whether an encoder makes just these coefficients of the samples, which are used up. */
export function encodesTo(part: ComponentModel, block: BlockSamples, coefficients: BlockCoefficients): boolean {
  const { values, wide, high } = block;
  const { quantisation } = part.component;
  if (wide * high > 64) {
    reducingDct(values, wide, high, samples);
    return isQuantisedTo(samples, quantisation, coefficients);
  }
  if (part.transform.method !== 'islow') return areLevelsRoundedTo(part.transform, values, coefficients);
  forwardDct(values);
  return isQuantisedTo(values, quantisation, coefficients);
}

/** Nearer to a half than this, the encoder's own rounding is asked. */
const NEAR_HALF = 1e-6;

function areLevelsRoundedTo(
  transform: BlockTransform,
  values: Int32Array,
  { dc, pool, first }: BlockCoefficients,
): boolean {
  transform.toLevels(values, levels);
  for (let k = 0; k < 64; k++) {
    const quantised = k === 0 ? dc : pool[first + k];
    const distance = Math.abs(levels[k] - quantised);
    if (distance < 0.5 - NEAR_HALF) continue;
    if (distance > 0.5 + NEAR_HALF || !isRoundedTo(transform.method, levels[k], quantised)) return false;
  }
  return true;
}

/** Whether eightfold coefficients of `islow` quantise to those of a block, without dividing. */
function isQuantisedTo(
  eightfold: Int32Array,
  quantisation: Uint16Array,
  { dc, pool, first }: BlockCoefficients,
): boolean {
  if (!isQuotientRoundedTo(eightfold[0], dc, quantisation[0])) return false;
  for (let k = 1; k < 64; k++) {
    if (!isQuotientRoundedTo(eightfold[k], pool[first + k], quantisation[k])) return false;
  }
  return true;
}

/** Half away from zero: |t| - 1/2 <= |v| / 8q < |t| + 1/2, with the sign of t. */
function isQuotientRoundedTo(eightfold: number, quantised: number, step: number): boolean {
  const scaled = quantised * step * 8;
  const half = 4 * step;
  if (quantised > 0) return eightfold >= scaled - half && eightfold < scaled + half;
  if (quantised < 0) return eightfold <= scaled + half && eightfold > scaled - half;
  return eightfold > -half && eightfold < half;
}
