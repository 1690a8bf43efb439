import { type ShouldStop, throwIfStopped } from '../../should-stop.ts';
import type { EnlargedBlocks, LabelChange } from './enlarged-blocks.ts';
import { besides, changeLabel, classesRound, roughnessOf } from './label-changes.ts';
import type { MaskGuess } from './mask-guess.ts';
import { maskUnder } from './mask-under.ts';
import { shakeMask } from './shake-mask.ts';

/** Changes that gain less are not made, lest two of them take turns. */
const LEAST_GAIN = 1e-3;
/** How often all MCUs are gone through. */
const PASSES = 8;
/** The same where it is brief. */
const BRIEF_PASSES = 2;
/** Classes within so many pixels of the mask are tried. */
const ROUND = 1;
/** How often what is left is shaken, and settled again. */
const SHAKES = 3;
/** So many times as much as may be left is left for good. */
const BEYOND = 1.5;

interface Settling {
  readonly blocks: EnlargedBlocks;
  readonly mask: MaskGuess;
  /** How many MCUs may be left: where there are many more, they are not searched. */
  readonly most: number;
  readonly shouldStop: ShouldStop;
}

/** Settles the MCUs that are named, and searches in earnest where that leaves some; answers and throws as `settleMask`. */
export function settleAll({ blocks, mask, most, shouldStop }: Settling, mcus: readonly number[]): number[] {
  let open = settleMask(blocks, mask, mcus, shouldStop);
  for (let shake = 0; shake < SHAKES && open.length > 0 && open.length <= BEYOND * most; shake++) {
    const changed = shakeMask(blocks, mask, open, shouldStop);
    for (const mcu of changed) blocks.forget(mcu);
    open = settleMask(blocks, mask, [...new Set([...open, ...changed])], shouldStop);
  }
  return open;
}

/**
 * Changes labels of the mask as long as its blocks come nearer to the file's: alone, then two beside each other, in the
 * MCUs that are named. Answers those of them, and of what was changed with them, that are not explained. Throws `cancelled`
 * when `shouldStop` turns true.
 */
function settleMask(
  blocks: EnlargedBlocks,
  mask: MaskGuess,
  mcus: readonly number[],
  shouldStop: ShouldStop,
): number[] {
  let open = [...mcus];
  for (let pass = 0; pass < PASSES && open.length > 0; pass++) {
    const isPaired = pass > 0;
    const changed = new Set<number>();
    for (const mcu of open) {
      throwIfStopped(shouldStop);
      if (blocks.costOfMcu(mcu) > 0) settleMcu({ blocks, mask, mcu, isPaired }, changed);
    }
    for (const mcu of changed) blocks.forget(mcu);
    open = [...new Set([...open, ...changed])].filter((mcu) => blocks.costOfMcu(mcu) > 0);
    if (changed.size === 0 && isPaired) break;
  }
  return open;
}

/** Changes labels one by one only, and no others than those under the MCUs named; answers and throws as `settleMask`. */
export function settleBriefly(
  blocks: EnlargedBlocks,
  mask: MaskGuess,
  mcus: readonly number[],
  shouldStop: ShouldStop,
): number[] {
  let open = [...mcus];
  for (let pass = 0; pass < BRIEF_PASSES && open.length > 0; pass++) {
    const changed = new Set<number>();
    for (const mcu of open) {
      throwIfStopped(shouldStop);
      settleMcu({ blocks, mask, mcu, isPaired: false }, changed);
    }
    for (const mcu of changed) blocks.forget(mcu);
    open = mcus.filter((mcu) => blocks.costOfMcu(mcu) > 0);
  }
  return open;
}

interface McuWork {
  readonly blocks: EnlargedBlocks;
  readonly mask: MaskGuess;
  readonly mcu: number;
  readonly isPaired: boolean;
}

function settleMcu({ blocks, mask, mcu, isPaired }: McuWork, changed: Set<number>): void {
  const { left, top, right, bottom } = maskUnder(blocks, mcu);
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const others = classesRound(mask, column, row, ROUND);
      if (others.length === 0) continue;
      if (settlePixel(blocks, mask, { column, row, others }, changed) || !isPaired) continue;
      if (blocks.costOfMcu(mcu) > 0) settlePair(blocks, mask, { column, row, others }, changed);
    }
  }
}

interface Pixel {
  readonly column: number;
  readonly row: number;
  readonly others: readonly number[];
}

function settlePixel(
  blocks: EnlargedBlocks,
  mask: MaskGuess,
  { column, row, others }: Pixel,
  changed: Set<number>,
): boolean {
  const own = mask.labelAt(column, row);
  let best = own;
  let least = -LEAST_GAIN;
  for (const other of others) {
    const tried = { column, row, from: own, to: other };
    const rough = roughnessOf(mask, tried);
    const growth = blocks.growthBy(tried, least - rough) + rough;
    if (growth < least) [best, least] = [other, growth];
  }
  if (best === own) return false;
  change(blocks, mask, { column, row, from: own, to: best }, changed);
  return true;
}

/** Tries to change a pixel and one beside it together. */
function settlePair(
  blocks: EnlargedBlocks,
  mask: MaskGuess,
  { column, row, others }: Pixel,
  changed: Set<number>,
): boolean {
  const own = mask.labelAt(column, row);
  for (const other of others) {
    const alone = { column, row, from: own, to: other };
    const first = blocks.growthBy(alone) + roughnessOf(mask, alone);
    changeLabel(blocks, mask, alone);
    for (const [x, y] of besides(mask, column, row)) {
      const from = mask.labelAt(x, y);
      for (const to of classesRound(mask, x, y, ROUND)) {
        const beside = { column: x, row: y, from, to };
        const before = first + roughnessOf(mask, beside);
        if (before + blocks.growthBy(beside, -LEAST_GAIN - before) >= -LEAST_GAIN) continue;
        blocks.eachMcu(column, row, (mcu) => changed.add(mcu));
        change(blocks, mask, beside, changed);
        return true;
      }
    }
    changeLabel(blocks, mask, { column, row, from: other, to: own });
  }
  return false;
}

function change(blocks: EnlargedBlocks, mask: MaskGuess, made: LabelChange, changed: Set<number>): void {
  changeLabel(blocks, mask, made);
  blocks.eachMcu(made.column, made.row, (mcu) => changed.add(mcu));
}
