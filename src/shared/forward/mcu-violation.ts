import type { Labels } from './down-sampling.ts';
import { sampleBlock } from './down-sampling.ts';
import type { ComponentModel, ForwardModel } from './forward-model.ts';

/** Weight of the distance itself beside its square. */
const LINEAR_WEIGHT = 0.2;

const samples = new Int32Array(64);
const levels = new Float64Array(64);

/**
 * How far an MCU's labels, encoded again, miss the file's coefficients: the squared distance from the quantiser's
 * cells plus a part of the distance itself, in quantiser steps, summed over all blocks; 0 where all are met.
 */
export function mcuViolation(model: ForwardModel, mcu: { column: number; row: number }, labels: Labels): number {
  let sum = 0;
  for (const part of model.components) {
    const { component } = part;
    const bottom = Math.min((mcu.row + 1) * component.verticalSampling, component.blocksHigh);
    const right = Math.min((mcu.column + 1) * component.horizontalSampling, component.blocksWide);
    for (let row = mcu.row * component.verticalSampling; row < bottom; row++) {
      for (let column = mcu.column * component.horizontalSampling; column < right; column++) {
        sampleBlock(model, part, { column, row }, labels, samples);
        sum += blockViolation(part, row * component.storedBlocksWide + column);
      }
    }
  }
  return sum;
}

function blockViolation(part: ComponentModel, block: number): number {
  const { pool, place, dc } = part.component;
  part.transform.toLevels(samples, levels);
  const base = place[block] * 64;
  let sum = 0;
  for (let k = 0; k < 64; k++) {
    const quantised = k === 0 ? dc[block] : pool[base + k];
    const excess = Math.abs(levels[k] - quantised) - 0.5;
    if (excess > 0) sum += excess * excess + LINEAR_WEIGHT * excess;
  }
  return sum;
}
