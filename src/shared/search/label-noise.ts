import type { Labels } from '../forward/down-sampling.ts';
import { sampleBlock } from '../forward/down-sampling.ts';
import type { ComponentModel, ForwardModel } from '../forward/forward-model.ts';

/** Blocks that are looked at, evenly from all over the picture. */
const SAMPLED_BLOCKS = 400;

const samples = new Int32Array(64);
const levels = new Float64Array(64);

/**
 * How far the first component of the labels, encoded again, misses the file's coefficients: the median over blocks with
 * detail of the root mean square beyond the quantiser's cells, in units of the unquantised coefficient. 0 where most
 * blocks are met, as in files that were saved once.
 */
export function labelNoise(model: ForwardModel, labels: Labels): number {
  return noiseOf(model, labels, detailedBlocks(model.components[0]));
}

/** The same of some MCUs, by their number. */
export function labelNoiseIn(model: ForwardModel, labels: Labels, mcus: ReadonlySet<number>): number {
  const part = model.components[0];
  const { storedBlocksWide, horizontalSampling, verticalSampling } = part.component;
  const mcuOf = (block: number) => {
    const row = Math.floor(Math.floor(block / storedBlocksWide) / verticalSampling);
    return row * model.image.mcusWide + Math.floor((block % storedBlocksWide) / horizontalSampling);
  };
  return noiseOf(
    model,
    labels,
    detailedBlocks(part).filter((block) => mcus.has(mcuOf(block))),
  );
}

function noiseOf(model: ForwardModel, labels: Labels, blocks: readonly number[]): number {
  const part = model.components[0];
  const step = Math.max(1, blocks.length / SAMPLED_BLOCKS);
  const misses = Array.from({ length: Math.min(blocks.length, SAMPLED_BLOCKS) }, (_, at) =>
    missOf(model, part, { block: blocks[Math.floor(at * step)], labels }),
  );
  return misses.toSorted((a, b) => a - b)[misses.length >> 1] ?? 0;
}

/** Blocks of the picture that have AC coefficients. */
function detailedBlocks({ component }: ComponentModel): number[] {
  const { place, storedBlocksWide, blocksWide, blocksHigh } = component;
  const blocks: number[] = [];
  place.forEach((at, block) => {
    if (at !== 0 && block % storedBlocksWide < blocksWide && block < blocksHigh * storedBlocksWide) blocks.push(block);
  });
  return blocks;
}

function missOf(
  model: ForwardModel,
  part: ComponentModel,
  { block, labels }: { readonly block: number; readonly labels: Labels },
): number {
  const { storedBlocksWide, place, pool, quantisation } = part.component;
  const at = { column: block % storedBlocksWide, row: Math.floor(block / storedBlocksWide) };
  sampleBlock(model, part, at, labels, samples);
  part.transform.toLevels(samples, levels);
  let sum = 0;
  for (let k = 1; k < 64; k++) {
    const excess = Math.abs(levels[k] - pool[place[block] * 64 + k]) - 0.5;
    if (excess > 0) sum += (excess * quantisation[k]) ** 2;
  }
  return Math.sqrt(sum / 63);
}
