import { type Labels, sampleBlock } from '../forward/down-sampling.ts';
import type { ComponentModel, ForwardModel } from '../forward/forward-model.ts';

/** How far beyond its cell a coefficient may lie, in units of the unquantised one, and yet be met: roundings go so far. */
const TOLERANCE = 0.2;

const samples = new Int32Array(64);
const levels = new Float64Array(64);

interface Tally {
  told: number;
  missed: number;
}

/**
 * The share, 0..1, of the coefficients that the labels of a whole picture miss when they are encoded again, among those
 * that are not zero in the file or by the labels: that nothing meets nothing tells nothing.
 */
export function missedShare(model: ForwardModel, labels: Labels): number {
  const tally = { told: 0, missed: 0 };
  for (const part of model.components) {
    const { blocksWide, blocksHigh } = part.component;
    for (let row = 0; row < blocksHigh; row++) {
      for (let column = 0; column < blocksWide; column++) {
        sampleBlock(model, part, { column, row }, labels, samples);
        addBlock(part, row * part.component.storedBlocksWide + column, tally);
      }
    }
  }
  return tally.told === 0 ? 1 : tally.missed / tally.told;
}

/** Counts a block, whose samples by the labels were taken. */
function addBlock({ component, transform }: ComponentModel, block: number, tally: Tally): void {
  const { dc, place, pool, quantisation } = component;
  transform.toLevels(samples, levels);
  for (let k = 0; k < 64; k++) {
    const quantised = k === 0 ? dc[block] : pool[64 * place[block] + k];
    if (quantised === 0 && Math.abs(levels[k]) <= 0.5) continue;
    tally.told++;
    if (Math.abs(levels[k] - quantised) > 0.5 + TOLERANCE / quantisation[k]) tally.missed++;
  }
}
