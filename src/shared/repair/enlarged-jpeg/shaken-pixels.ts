import { RandomNumbers } from '../../search/random-numbers.ts';
import { type ShouldStop, throwIfStopped } from '../../should-stop.ts';
import type { EnlargedBlocks, LabelChange } from './enlarged-blocks.ts';
import { classesRound } from './mask-classes.ts';
import type { MaskGuess } from './mask-guess.ts';
import { maskUnder } from './mask-under.ts';

/** Proposals an MCU. */
const PROPOSALS = 2000;
/** In squared units of the unquantised coefficient. */
const TEMPERATURE = 4;
const ROUND = 1;
const SEED_STEP = 2654435761;

/**
 * Marks the pixels of the mask that come to other classes when the MCUs named are shaken, and which explain them nearly as
 * well then: by no more than `telling` worse. Labels are as before in the end. Throws `cancelled` when `shouldStop` turns
 * true.
 */
export function openByShaking(
  { blocks, mask, telling }: { readonly blocks: EnlargedBlocks; readonly mask: MaskGuess; readonly telling: number },
  mcus: readonly number[],
  open: Uint8Array,
  shouldStop: ShouldStop,
): void {
  const random = new RandomNumbers();
  for (const mcu of mcus) {
    throwIfStopped(shouldStop);
    random.seed(Math.imul(mcu + 1, SEED_STEP));
    const { left, top, right, bottom } = maskUnder(blocks, mcu);
    const made: LabelChange[] = [];
    let energy = 0;
    for (let proposal = 0; proposal < PROPOSALS; proposal++) {
      const column = left + random.below(right - left);
      const row = top + random.below(bottom - top);
      const others = classesRound(mask, column, row, ROUND);
      if (others.length === 0) continue;
      const change = { column, row, from: mask.labelAt(column, row), to: others[random.below(others.length)] };
      const most = TEMPERATURE * random.exponential();
      const growth = blocks.growthBy(change, most);
      if (growth > most) continue;
      make(blocks, mask, change);
      made.push(change);
      energy += growth;
      if (energy <= telling) open[row * mask.width + column] = 1;
    }
    for (const { column, row, from, to } of made.toReversed()) make(blocks, mask, { column, row, from: to, to: from });
  }
}

function make(blocks: EnlargedBlocks, mask: MaskGuess, change: LabelChange): void {
  blocks.apply(change);
  mask.setLabel(change.column, change.row, change.to);
}
