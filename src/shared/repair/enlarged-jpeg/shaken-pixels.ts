import { RandomNumbers } from '../../search/random-numbers.ts';
import { type ShouldStop, throwIfStopped } from '../../should-stop.ts';
import type { EnlargedBlocks, LabelChange } from './enlarged-blocks.ts';
import { changeLabel, classesRound } from './label-changes.ts';
import type { MaskGuess } from './mask-guess.ts';
import { maskUnder } from './mask-under.ts';

/** Proposals an MCU. */
const PROPOSALS = 2000;
/** In squared units of the unquantised coefficient. */
const TEMPERATURE = 4;
/** So many times what is telling labels may cost on the way from one likely state to another. */
const MOST_ASTRAY = 4;
const ROUND = 1;
const SEED_STEP = 2654435761;

interface Shaken {
  readonly blocks: EnlargedBlocks;
  readonly mask: MaskGuess;
  readonly telling: number;
  /** 1 for pixels of the mask that may be of another class; is added to. */
  readonly open: Uint8Array;
}

/**
 * Marks the pixels of the mask that come to other classes when the MCUs named are shaken, and which explain them nearly as
 * well then: by no more than `telling` worse. Labels are as before in the end. Throws `cancelled` when `shouldStop` turns
 * true.
 */
export function openByShaking(shaken: Shaken, mcus: readonly number[], shouldStop: ShouldStop): void {
  const random = new RandomNumbers();
  for (const mcu of mcus) {
    throwIfStopped(shouldStop);
    random.seed(Math.imul(mcu + 1, SEED_STEP));
    shakeMcu(shaken, mcu, random);
  }
}

function shakeMcu({ blocks, mask, telling, open }: Shaken, mcu: number, random: RandomNumbers): void {
  const { left, top, right, bottom } = maskUnder(blocks, mcu);
  /** By pixel of the mask, what it was before. */
  const before = new Map<number, number>();
  const made: LabelChange[] = [];
  let energy = 0;
  for (let proposal = 0; proposal < PROPOSALS; proposal++) {
    const column = left + random.below(right - left);
    const row = top + random.below(bottom - top);
    const others = classesRound(mask, column, row, ROUND);
    if (others.length === 0) continue;
    const change = { column, row, from: mask.labelAt(column, row), to: others[random.below(others.length)] };
    const most = Math.min(TEMPERATURE * random.exponential(), MOST_ASTRAY * telling - energy);
    const growth = blocks.growthBy(change, most);
    if (growth > most) continue;
    const at = row * mask.width + column;
    if (!before.has(at)) before.set(at, change.from);
    changeLabel(blocks, mask, change);
    made.push(change);
    energy += growth;
    if (energy > telling) continue;
    for (const [pixel, label] of before)
      if (mask.labelAt(pixel % mask.width, Math.floor(pixel / mask.width)) !== label) open[pixel] = 1;
  }
  for (const { column, row, from, to } of made.toReversed())
    changeLabel(blocks, mask, { column, row, from: to, to: from });
}
