import type { JobProgress, JobWatch } from './job-progress.ts';

/** Shortest time between two events: eight a second, so that with the first and the last no second sees more than ten. */
const INTERVAL_MS = 125;
/** The first files wait for threads to start: what they took says nothing of the others. */
const SETTLED_MS = 1500;

export interface StageStart {
  readonly stage: JobProgress['stage'];
  readonly total: number;
  /** Files that were done before, by an earlier run. */
  readonly alreadyDone?: number;
  /** Of the files that are still to be done, together, where they take longer the larger they are; absent: each is 1. */
  readonly size?: number;
}

/** Tells a watcher how a job of one or more stages goes on, neither too often nor too late. */
export class ProgressReporter {
  readonly #watch: JobWatch;
  #seq = 0;
  #stage: JobProgress['stage'] = 'inspecting';
  #total = 0;
  #done = 0;
  #doneBefore = 0;
  #size = 0;
  #sizeDone = 0;
  #startedAt = 0;
  #toldAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  constructor(watch: JobWatch) {
    this.#watch = watch;
  }

  start({ stage, total, alreadyDone = 0, size = total - alreadyDone }: StageStart): void {
    this.#stage = stage;
    this.#total = total;
    this.#done = this.#doneBefore = alreadyDone;
    this.#size = size;
    this.#sizeDone = 0;
    this.#startedAt = performance.now();
    this.#tellSoon();
  }

  /** One more file is finished, of this size. */
  advance(size = 1): void {
    this.#done++;
    this.#sizeDone += size;
    this.#tellSoon();
  }

  /** Tells what was not yet told; to be called when the stage ends, however it ends. */
  finish(): void {
    if (this.#timer !== undefined) this.#tell();
  }

  #tellSoon(): void {
    if (this.#timer !== undefined) return;
    const waitMs = this.#toldAt + INTERVAL_MS - performance.now();
    if (waitMs <= 0) this.#tell();
    else
      this.#timer = setTimeout(() => {
        this.#tell();
      }, waitMs);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#toldAt = performance.now();
    this.#watch.onProgress({
      stage: this.#stage,
      seq: ++this.#seq,
      done: this.#done,
      total: this.#total,
      etaMs: this.#etaMs(),
    });
  }

  #etaMs(): number | undefined {
    const doneNow = this.#done - this.#doneBefore;
    if (this.#total === 0) return undefined;
    if (this.#done === this.#total) return 0;
    const elapsedMs = this.#toldAt - this.#startedAt;
    if (doneNow === 0 || elapsedMs < SETTLED_MS) return undefined;
    if (this.#sizeDone === 0) return undefined;
    return Math.round((elapsedMs / this.#sizeDone) * Math.max(0, this.#size - this.#sizeDone));
  }
}
