import { type Labels, sampleBlock } from '../forward/down-sampling.ts';
import type { ComponentModel, ForwardModel } from '../forward/forward-model.ts';

/** How far beyond its cell a coefficient may lie, in units of the unquantised one, and yet be met: roundings go so far. */
const TOLERANCE = 0.2;

const samples = new Int32Array(64);
const levels = new Float64Array(64);

/** Coefficients of an MCU that are not zero in the file or by its labels: that nothing meets nothing tells nothing. */
export interface ToldCoefficients {
  told: number;
  /** Those of them that the labels miss when they are encoded again. */
  missed: number;
}

/** What the labels of a picture miss, by MCU, row-major. */
export function missedCoefficients(model: ForwardModel, labels: Labels): ToldCoefficients[] {
  const { mcusWide, mcusHigh } = model.image;
  const found = Array.from({ length: mcusWide * mcusHigh }, () => ({ told: 0, missed: 0 }));
  for (const part of model.components) {
    const { blocksWide, blocksHigh, storedBlocksWide, horizontalSampling, verticalSampling } = part.component;
    for (let row = 0; row < blocksHigh; row++) {
      for (let column = 0; column < blocksWide; column++) {
        sampleBlock(model, part, { column, row }, labels, samples);
        const mcu = Math.floor(row / verticalSampling) * mcusWide + Math.floor(column / horizontalSampling);
        countBlock(part, row * storedBlocksWide + column, found[mcu]);
      }
    }
  }
  return found;
}

/** Counts a block, whose samples by the labels were taken and are used up. */
function countBlock({ component, transform }: ComponentModel, block: number, found: ToldCoefficients): void {
  const { dc, place, pool, quantisation } = component;
  transform.toLevels(samples, levels);
  for (let k = 0; k < 64; k++) {
    const quantised = k === 0 ? dc[block] : pool[64 * place[block] + k];
    if (quantised === 0 && Math.abs(levels[k]) <= 0.5) continue;
    found.told++;
    if (Math.abs(levels[k] - quantised) > 0.5 + TOLERANCE / quantisation[k]) found.missed++;
  }
}
