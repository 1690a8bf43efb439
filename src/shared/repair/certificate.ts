import { isRoundedTo } from '../jpeg/block-transform.ts';
import { forwardDct } from '../jpeg/forward-dct.ts';
import { reducingDct } from '../jpeg/reducing-dct.ts';
import type { JpegComponent } from '../jpeg/jpeg-image.ts';
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

function isBlockReproduced(
  model: ForwardModel,
  part: ComponentModel,
  at: { column: number; row: number },
  labels: Labels,
): boolean {
  const block = at.row * part.component.storedBlocksWide + at.column;
  if (model.downSampling === 'transform' && part.ratioX * part.ratioY > 1) {
    const { wide, high } = fullBlock(model, part, at, labels, fullSamples);
    reducingDct(fullSamples, wide, high, samples);
    return isQuantisedTo(part.component, block, samples);
  }
  sampleBlock(model, part, at, labels, samples);
  if (model.dct !== 'islow') return areLevelsRoundedTo(part, block);
  forwardDct(samples);
  return isQuantisedTo(part.component, block, samples);
}

function areLevelsRoundedTo({ component, transform }: ComponentModel, block: number): boolean {
  const { method } = transform;
  transform.toLevels(samples, levels);
  const base = component.place[block] * 64;
  if (!isRoundedTo(method, levels[0], component.dc[block])) return false;
  for (let k = 1; k < 64; k++) {
    if (!isRoundedTo(method, levels[k], component.pool[base + k])) return false;
  }
  return true;
}

/** Whether eightfold coefficients of `islow` quantise to those of a block, without dividing. */
function isQuantisedTo(component: JpegComponent, block: number, eightfold: Int32Array): boolean {
  const { quantisation, pool } = component;
  const base = component.place[block] * 64;
  if (!isQuotientRoundedTo(eightfold[0], component.dc[block], quantisation[0])) return false;
  for (let k = 1; k < 64; k++) {
    if (!isQuotientRoundedTo(eightfold[k], pool[base + k], quantisation[k])) return false;
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
