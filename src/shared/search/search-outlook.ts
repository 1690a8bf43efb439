import { elapsedMs } from '../elapsed-time.ts';

/** Takes in how many milliseconds some work will still take, as far as can be told. */
export type TellTimeLeft = (ms: number) => void;

/**
 * What the work on one MCU costs in each pass, in units of one settling. Measured on masks of six data sets at qualities
 * 50, 75 and 90: solving varies most, from a fourth of this where the first descent succeeds to three times as much.
 */
export const unitCosts = { solve: 3, solveAgain: 4, settle: 1 } as const;
/** The share of the open MCUs that a first pass leaves, most often. */
export const LEFT_SHARE = 1 / 5;
/** The time of the first MCUs says little of the others. */
const SETTLED_MS = 400;

/** Tells while a search goes on how long it will take: from what units took so far, in the pass under way where it can. */
export class SearchOutlook {
  private readonly tell: TellTimeLeft | undefined;
  private left = 0;
  private furtherMs = 0;
  private readonly now: () => number;
  private passStartedAt: number;
  private passDone = 0;
  /** What a unit took in an earlier pass. */
  private earlierMs: number | undefined;

  /** `now`: a clock in milliseconds. */
  constructor(tell: TellTimeLeft | undefined, now = elapsedMs) {
    this.tell = tell;
    this.now = now;
    this.passStartedAt = now();
  }

  /** Begins a pass: units that lie ahead from now on, and time that is taken whatever happens. */
  expect(units: number, furtherMs = 0): void {
    this.earlierMs = this.unitMs;
    this.passStartedAt = this.now();
    this.passDone = 0;
    this.left = units;
    this.furtherMs = furtherMs;
  }

  /** Units that were worked off. */
  advance(units: number): void {
    this.passDone += units;
    this.left = Math.max(0, this.left - units);
    const { unitMs } = this;
    if (this.tell !== undefined && unitMs !== undefined) this.tell(unitMs * this.left + this.furtherMs);
  }

  private get unitMs(): number | undefined {
    const spentMs = this.now() - this.passStartedAt;
    return spentMs >= SETTLED_MS && this.passDone > 0 ? spentMs / this.passDone : this.earlierMs;
  }
}
