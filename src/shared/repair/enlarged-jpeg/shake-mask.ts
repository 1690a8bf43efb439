import { RandomNumbers } from '../../search/random-numbers.ts';
import { type ShouldStop, throwIfStopped } from '../../should-stop.ts';
import type { EnlargedBlocks, LabelChange } from './enlarged-blocks.ts';
import { changeLabel, classesRound, roughnessOf } from './label-changes.ts';
import { maskUnder } from './mask-under.ts';
import type { MaskGuess } from './mask-guess.ts';

/** Runs of an MCU, and proposals in each of them. */
const RUNS = 3;
const PROPOSALS = 3000;
/** Temperatures from the first to the last proposal, in squared units of the unquantised coefficient. */
const HOT = 60;
const COLD = 0.5;
/** Classes within so many pixels of the mask are proposed. */
const ROUND = 2;
/** Runs that gain less are undone. */
const LEAST_GAIN = 1e-3;
const SEED_STEP = 2654435761;

/**
 * Searches the labels under MCUs that are not explained by simulated annealing. Answers the MCUs whose labels changed.
 * Throws `cancelled` when `shouldStop` turns true.
 */
export function shakeMask(
  blocks: EnlargedBlocks,
  mask: MaskGuess,
  mcus: readonly number[],
  shouldStop: ShouldStop,
): Set<number> {
  const changed = new Set<number>();
  const random = new RandomNumbers();
  for (const mcu of mcus) {
    throwIfStopped(shouldStop);
    random.seed(Math.imul(mcu + 1, SEED_STEP));
    for (let run = 0; run < RUNS && blocks.costOfMcu(mcu) > 0; run++) shakeMcu({ blocks, mask, mcu, random }, changed);
  }
  return changed;
}

interface Shake {
  readonly blocks: EnlargedBlocks;
  readonly mask: MaskGuess;
  readonly mcu: number;
  readonly random: RandomNumbers;
}

function shakeMcu({ blocks, mask, mcu, random }: Shake, changed: Set<number>): void {
  const { left, top, right, bottom } = maskUnder(blocks, mcu);
  const made: LabelChange[] = [];
  let energy = 0;
  let least = -LEAST_GAIN;
  /** How many of the changes lead to the least energy. */
  let kept = 0;
  for (let proposal = 0; proposal < PROPOSALS; proposal++) {
    const column = left + random.below(right - left);
    const row = top + random.below(bottom - top);
    const others = classesRound(mask, column, row, ROUND);
    if (others.length === 0) continue;
    const from = mask.labelAt(column, row);
    const change = { column, row, from, to: others[random.below(others.length)] };
    const rough = roughnessOf(mask, change);
    const most = HOT * (COLD / HOT) ** (proposal / PROPOSALS) * random.exponential();
    const growth = blocks.growthBy(change, most - rough) + rough;
    if (growth > most) continue;
    changeLabel(blocks, mask, change);
    made.push(change);
    energy += growth;
    if (energy < least) [least, kept] = [energy, made.length];
  }
  for (const { column, row, from, to } of made.slice(kept).toReversed())
    changeLabel(blocks, mask, { column, row, from: to, to: from });
  for (const { column, row } of made.slice(0, kept)) blocks.eachMcu(column, row, (one) => changed.add(one));
}
