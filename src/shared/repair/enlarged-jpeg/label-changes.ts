import type { EnlargedBlocks, LabelChange } from './enlarged-blocks.ts';
import type { MaskGuess } from './mask-guess.ts';

/** What a pixel's neighbour of another class costs, in squared units of the unquantised coefficient. */
const ROUGHNESS = 0.05;

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

/** The pixels round one of the mask. */
export function besides({ width, height }: MaskGuess, column: number, row: number): [number, number][] {
  const found: [number, number][] = [];
  for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++)
    for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++)
      if (x !== column || y !== row) found.push([x, y]);
  return found;
}

/** By how much neighbours of another class grow more. */
export function roughnessOf(mask: MaskGuess, { column, row, from, to }: LabelChange): number {
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

/** Changes a label of the mask, and its blocks with it. */
export function changeLabel(blocks: EnlargedBlocks, mask: MaskGuess, change: LabelChange): void {
  blocks.apply(change);
  mask.setLabel(change.column, change.row, change.to);
}
