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
/** The share of a pass for which the speed of earlier ones counts as if it had been seen in this one. */
const TRUST_IN_EARLIER = 1 / 10;

/** What lies ahead when a pass begins. */
interface Prospect {
  /** Units of this pass. */
  readonly units: number;
  /** Units of passes after it. */
  readonly later?: number;
  /** Time that is taken whatever happens. */
  readonly furtherMs?: number;
}

/** What a unit took in a pass of so many. */
interface SeenSpeed {
  readonly units: number;
  readonly unitMs: number;
}

/**
 * Tells while a search goes on how long it will take: this pass by what its units took so far, later ones by the pass
 * that had most of them. A pass over the few MCUs that were too hard for an earlier one is many times as slow, and says
 * nothing of those that follow.
 */
export class SearchOutlook {
  private readonly tell: TellTimeLeft | undefined;
  private readonly now: () => number;
  private pass: Required<Prospect> = { units: 0, later: 0, furtherMs: 0 };
  private passStartedAt: number;
  private passDone = 0;
  private usual: SeenSpeed | undefined;

  /** `now`: a clock in milliseconds. */
  constructor(tell: TellTimeLeft | undefined, now = elapsedMs) {
    this.tell = tell;
    this.now = now;
    this.passStartedAt = now();
  }

  /** Begins a pass. */
  expect({ units, later = 0, furtherMs = 0 }: Prospect): void {
    if (this.passDone > 0 && this.passDone >= (this.usual?.units ?? 0)) {
      this.usual = { units: this.passDone, unitMs: this.spentMs / this.passDone };
    }
    this.pass = { units, later, furtherMs };
    this.passStartedAt = this.now();
    this.passDone = 0;
  }

  /** Units that were worked off. */
  advance(units: number): void {
    this.passDone += units;
    const { unitMs, pass } = this;
    if (this.tell === undefined || unitMs === undefined) return;
    const left = Math.max(0, pass.units - this.passDone);
    this.tell(unitMs * left + (this.usual?.unitMs ?? unitMs) * pass.later + pass.furtherMs);
  }

  private get spentMs(): number {
    return this.now() - this.passStartedAt;
  }

  /** What a unit of this pass takes. */
  private get unitMs(): number | undefined {
    const { spentMs, passDone, usual } = this;
    if (usual === undefined) return spentMs >= SETTLED_MS && passDone > 0 ? spentMs / passDone : undefined;
    const trusted = Math.max(1, this.pass.units * TRUST_IN_EARLIER);
    return (spentMs + trusted * usual.unitMs) / (passDone + trusted);
  }
}
