import { channelDistance } from '../../palette/channel-distance.ts';
import { type ShouldStop, throwIfStopped } from '../../should-stop.ts';
import type { EnlargedBlocks } from './enlarged-blocks.ts';
import { besides, classesRound } from './label-changes.ts';
import type { MaskGuess } from './mask-guess.ts';
import { openByShaking } from './shaken-pixels.ts';

/** What another class must cost at least where its pixel is certain, in squared units of the unquantised coefficient. */
export const TELLING = 16;
/** How far a class is looked for that hides, in pixels of the mask; beside a boundary two pixels may change at once. */
const BESIDE = 3;
const BOUNDARY = 1;
/** Classes this near, in levels, are looked for everywhere: whole areas of one may hide in the other. */
const CLOSE = 32;
/** Rows between two questions whether to stop. */
const ROWS = 16;

/**
 * 1 for pixels of the mask that may be of another class of those near them: alone, together with one beside them, or with
 * more of them in the MCUs named. Throws `cancelled` when `shouldStop` turns true.
 */
export function findOpenPixels(
  blocks: EnlargedBlocks,
  mask: MaskGuess,
  mcus: readonly number[],
  shouldStop: ShouldStop,
): Uint8Array {
  const open = new Uint8Array(mask.width * mask.height);
  const { triples } = blocks.file;
  const close = triples.map((own, label) =>
    [...triples.keys()].filter((other) => other !== label && channelDistance(own, triples[other]) <= CLOSE),
  );
  for (let row = 0; row < mask.height; row++) {
    if (row % ROWS === 0) throwIfStopped(shouldStop);
    for (let column = 0; column < mask.width; column++) {
      const own = mask.labelAt(column, row);
      for (const other of new Set([...classesRound(mask, column, row, BESIDE), ...close[own]])) {
        const change = { column, row, from: own, to: other };
        if (blocks.growthBy(change, TELLING) <= TELLING) open[row * mask.width + column] = 1;
      }
      if (classesRound(mask, column, row, BOUNDARY).length > 0) openPairs(blocks, mask, { column, row }, open);
    }
  }
  openByShaking({ blocks, mask, telling: TELLING, open }, mcus, shouldStop);
  return open;
}

/** Marks a pixel and one beside it where both may change together. */
function openPairs(
  blocks: EnlargedBlocks,
  mask: MaskGuess,
  { column, row }: { readonly column: number; readonly row: number },
  open: Uint8Array,
): void {
  const from = mask.labelAt(column, row);
  for (const to of classesRound(mask, column, row, BOUNDARY)) {
    const first = blocks.growthBy({ column, row, from, to });
    blocks.apply({ column, row, from, to });
    for (const [x, y] of besides(mask, column, row)) {
      const own = mask.labelAt(x, y);
      for (const other of classesRound(mask, x, y, BOUNDARY)) {
        const most = TELLING - first;
        if (blocks.growthBy({ column: x, row: y, from: own, to: other }, most) > most) continue;
        open[row * mask.width + column] = 1;
        open[y * mask.width + x] = 1;
      }
    }
    blocks.apply({ column, row, from: to, to: from });
  }
}
