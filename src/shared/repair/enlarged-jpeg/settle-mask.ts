import { type ShouldStop, throwIfStopped } from '../../should-stop.ts';
import { type Axis, placeOf } from '../raster/enlargement/axis.ts';
import type { EnlargedBlocks, LabelChange } from './enlarged-blocks.ts';
import type { MaskGuess } from './mask-guess.ts';

/** What a pixel's neighbour of another class costs, in squared units of the unquantised coefficient. */
const ROUGHNESS = 0.05;
/** Changes that gain less are not made, lest two of them take turns. */
const LEAST_GAIN = 1e-3;
/** How often all MCUs are gone through. */
const PASSES = 8;
/** Classes within so many pixels of the mask are tried. */
const ROUND = 1;

/** Pixels of the mask, `right` and `bottom` exclusive. */
interface MaskArea {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Changes labels of the mask as long as its blocks come nearer to the file's: alone, then two beside each other, in the
 * MCUs that are named. Answers those of them, and of what was changed with them, that are not explained. Throws `cancelled`
 * when `shouldStop` turns true.
 */
export function settleMask(
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

/** The pixels of the mask that take part in an MCU. */
export function maskUnder({ file }: EnlargedBlocks, mcu: number): MaskArea {
  const { model, enlargement, resampler } = file;
  const { mcuWidth, mcuHeight, image } = model;
  const { reach } = resampler.kernel;
  const [left, right] = rangeUnder((mcu % image.mcusWide) * mcuWidth, mcuWidth, enlargement.across, reach);
  const [top, bottom] = rangeUnder(Math.floor(mcu / image.mcusWide) * mcuHeight, mcuHeight, enlargement.down, reach);
  return { left, top, right, bottom };
}

function rangeUnder(from: number, size: number, axis: Axis, reach: number): [number, number] {
  const first = Math.floor(placeOf(from, axis)) - reach + 1;
  const last = Math.floor(placeOf(Math.min(axis.after, from + size) - 1, axis)) + reach;
  return [Math.min(axis.before - 1, Math.max(0, first)), Math.min(axis.before, last + 1)];
}

/** The classes of the pixels round one of the mask, without its own. */
export function classesRound(mask: MaskGuess, column: number, row: number, round: number): number[] {
  const own = mask.labelAt(column, row);
  const found: number[] = [];
  for (let y = Math.max(0, row - round); y <= Math.min(mask.height - 1, row + round); y++) {
    for (let x = Math.max(0, column - round); x <= Math.min(mask.width - 1, column + round); x++) {
      const label = mask.labelAt(x, y);
      if (label !== own && !found.includes(label)) found.push(label);
    }
  }
  return found;
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
    const rough = roughnessOf(mask, column, row, own, other);
    const growth = blocks.growthBy({ column, row, from: own, to: other }, least - rough) + rough;
    if (growth < least) [best, least] = [other, growth];
  }
  if (best === own) return false;
  change(blocks, mask, { column, row, from: own, to: best }, changed);
  return true;
}

/** Tries to change a pixel and one beside it together. */
function settlePair(blocks: EnlargedBlocks, mask: MaskGuess, { column, row, others }: Pixel, changed: Set<number>): boolean {
  const own = mask.labelAt(column, row);
  for (const other of others) {
    const alone = { column, row, from: own, to: other };
    const first = blocks.growthBy(alone) + roughnessOf(mask, column, row, own, other);
    blocks.apply(alone);
    mask.setLabel(column, row, other);
    for (const [x, y] of besides(mask, column, row)) {
      const from = mask.labelAt(x, y);
      for (const to of classesRound(mask, x, y, ROUND)) {
        const rough = roughnessOf(mask, x, y, from, to);
        if (first + rough + blocks.growthBy({ column: x, row: y, from, to }, -LEAST_GAIN - first - rough) >= -LEAST_GAIN) continue;
        blocks.eachMcu(column, row, (mcu) => changed.add(mcu));
        change(blocks, mask, { column: x, row: y, from, to }, changed);
        return true;
      }
    }
    blocks.apply({ column, row, from: other, to: own });
    mask.setLabel(column, row, own);
  }
  return false;
}

/** The pixels round one of the mask. */
export function besides({ width, height }: MaskGuess, column: number, row: number): [number, number][] {
  const found: [number, number][] = [];
  for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++)
    for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++)
      if (x !== column || y !== row) found.push([x, y]);
  return found;
}

function change(
  blocks: EnlargedBlocks,
  mask: MaskGuess,
  made: LabelChange,
  changed: Set<number>,
): void {
  blocks.apply(made);
  mask.setLabel(made.column, made.row, made.to);
  blocks.eachMcu(made.column, made.row, (mcu) => changed.add(mcu));
}

/** By how much neighbours of another class grow more. */
function roughnessOf(mask: MaskGuess, column: number, row: number, from: number, to: number): number {
  let sum = 0;
  for (let y = Math.max(0, row - 1); y <= Math.min(mask.height - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(mask.width - 1, column + 1); x++) {
      if (x === column && y === row) continue;
      const label = mask.labelAt(x, y);
      const weight = x === column || y === row ? 1 : Math.SQRT1_2;
      sum += weight * (Number(label !== to) - Number(label !== from));
    }
  }
  return ROUGHNESS * sum;
}
