import type { Job } from '../../../shared/contract/job-calls.ts';
import { timeLeftShown, type WorkSign } from '../../workers/work-sign.ts';

type FileAtWork = NonNullable<Job['progress']>['current'][number];

/** Files that are told as being worked on. */
const MOST_TOLD = 16;
/** The first files wait for threads to start, and one alone says little of others. */
const TELLING_FILES = 3;

interface Begun {
  readonly path: string;
  readonly size: number;
  readonly sign: WorkSign;
  readonly startedAt: number;
  /** What the work itself said last, and when that was seen. */
  told: { readonly ms: number; readonly seenAt: number } | undefined;
}

/**
 * The files that a job works on at one time. How long each will still take is what the work itself says, as a search
 * does; else what files of its size took in this job, and nothing where it takes longer than that.
 */
export class FilesAtWork {
  readonly #now: () => number;
  readonly #begun = new Set<Begun>();
  #doneFiles = 0;
  #doneSize = 0;
  #doneMs = 0;

  /** `now`: a clock in milliseconds. */
  constructor(now = (): number => performance.now()) {
    this.#now = now;
  }

  /** Sizes are of any unit, one for all files. Gives what is to be called when the work has ended, done or not. */
  begin({ path, size, sign }: { path: string; size: number; sign: WorkSign }): (isDone: boolean) => void {
    const begun: Begun = { path, size, sign, startedAt: this.#now(), told: undefined };
    this.#begun.add(begun);
    return (isDone) => {
      this.#begun.delete(begun);
      if (isDone) this.#learn(begun);
    };
  }

  /** Those that were begun first. */
  get told(): FileAtWork[] {
    const now = this.#now();
    return [...this.#begun].slice(0, MOST_TOLD).map((file) => {
      const ms = now - file.startedAt;
      const leftMs = tellingOf(file, now) ?? this.#likelyLeft(file.size, ms);
      return { path: file.path, ms, ...(leftMs !== undefined && { leftMs }) };
    });
  }

  #learn({ size, startedAt }: Begun): void {
    this.#doneFiles++;
    this.#doneSize += size;
    this.#doneMs += this.#now() - startedAt;
  }

  #likelyLeft(size: number, elapsedMs: number): number | undefined {
    if (this.#doneFiles < TELLING_FILES || this.#doneSize === 0) return undefined;
    const leftMs = (this.#doneMs / this.#doneSize) * size - elapsedMs;
    return leftMs > 0 ? leftMs : undefined;
  }
}

/** What the work said of itself, less the time that passed since. */
function tellingOf(file: Begun, now: number): number | undefined {
  const ms = timeLeftShown(file.sign);
  if (ms === undefined) return undefined;
  if (file.told?.ms !== ms) file.told = { ms, seenAt: now };
  return Math.max(0, ms - (now - file.told.seenAt));
}
