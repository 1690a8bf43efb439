import type { Job } from '../../../shared/contract/job-calls.ts';
import { timeLeftShown, type WorkSign } from '../../workers/work-sign.ts';
import { type FileLoad, FilePaces } from './file-paces.ts';
import { SteadyTime } from './steady-time.ts';

type FileAtWork = NonNullable<Job['progress']>['current'][number];

/** Files that are told as being worked on. */
const MOST_TOLD = 16;

interface Begun {
  readonly path: string;
  readonly load: FileLoad;
  readonly sign: WorkSign;
  readonly startedAt: number;
  readonly steady: SteadyTime;
  /** What the work itself said last, and when that was seen. */
  told: { readonly ms: number; readonly seenAt: number } | undefined;
}

/**
 * The files of a job: those that wait, and those that are worked on at one time. How long each of these will still take
 * is what the work itself says, as a search does; else what files like it took in this job, and nothing where it takes
 * longer than that.
 */
export class FilesAtWork {
  /** All files, those included that are settled. */
  readonly count: number;
  readonly #now: () => number;
  readonly #begun = new Set<Begun>();
  readonly #paces = new FilePaces();
  readonly #steady = new SteadyTime();
  /** Sizes together, by kind. */
  readonly #waiting = new Map<string, number>();
  readonly #totalSize: number;
  #files: number;
  #settledSize = 0;
  #shownShare = 0;

  /** `loads`: of all files; `now`: a clock in milliseconds. */
  constructor(loads: readonly FileLoad[], now = (): number => performance.now()) {
    this.#now = now;
    this.count = this.#files = loads.length;
    this.#totalSize = loads.reduce((sum, { size }) => sum + size, 0);
    for (const { kind, size } of loads) this.#wait(kind, size);
  }

  /** Gives what is to be called when the work has ended, done or not; until it is settled the file waits again. */
  begin({ path, load, sign }: Pick<Begun, 'path' | 'load' | 'sign'>): (isDone: boolean) => void {
    const steady = new SteadyTime();
    const begun: Begun = { path, load, sign, startedAt: this.#now(), steady, told: undefined };
    this.#begun.add(begun);
    this.#wait(load.kind, -load.size);
    return (isDone) => {
      this.#begun.delete(begun);
      this.#wait(load.kind, load.size);
      if (isDone) this.#paces.learn(load, this.#now() - begun.startedAt);
    };
  }

  /** Nothing more is to be done for a file, whatever became of it. */
  settle({ kind, size }: FileLoad): void {
    this.#wait(kind, -size);
    this.#settledSize += size;
    this.#files--;
  }

  /** Those that were begun first. */
  get told(): FileAtWork[] {
    const now = this.#now();
    return [...this.#begun].slice(0, MOST_TOLD).map((file) => {
      const leftMs = this.#left(file, now);
      return {
        path: file.path,
        ms: now - file.startedAt,
        ...(leftMs !== undefined && { leftMs: file.steady.follow(leftMs, now) }),
      };
    });
  }

  /** Expected time in milliseconds until all files are done by so many threads; undefined where it cannot be told. */
  leftMs(threads: number): number | undefined {
    const now = this.#now();
    const waiting = [...this.#waiting].map(([kind, size]) => (size > 0 ? this.#paces.expected(kind, size) : 0));
    const begun = [...this.#begun].map((file) => this.#left(file, now));
    const known = begun.filter((ms) => ms !== undefined);
    if (waiting.includes(undefined) || (known.length === 0 && begun.length === this.#files)) return undefined;
    const work = [...waiting, ...known].reduce<number>((sum, ms = 0) => sum + ms, 0);
    // However many threads there are, one file is not done sooner than by one of them.
    return this.#steady.follow(Math.max(work / Math.max(1, Math.min(threads, this.#files)), ...known), now);
  }

  /** The part of the work that is done, by size, 0..1; never less than it was. */
  get doneShare(): number {
    const now = this.#now();
    const parts = [...this.#begun].map((file) => {
      const leftMs = this.#left(file, now);
      const ms = now - file.startedAt;
      return leftMs === undefined ? 0 : (file.load.size * ms) / Math.max(1, ms + leftMs);
    });
    const done = parts.reduce((sum, part) => sum + part, this.#settledSize);
    this.#shownShare = Math.max(this.#shownShare, done / this.#totalSize);
    return this.#shownShare;
  }

  #wait(kind: string, size: number): void {
    this.#waiting.set(kind, (this.#waiting.get(kind) ?? 0) + size);
  }

  #left(file: Begun, now: number): number | undefined {
    return tellingOf(file, now) ?? this.#likelyLeft(file.load, now - file.startedAt);
  }

  #likelyLeft({ kind, size, threads = 1 }: FileLoad, elapsedMs: number): number | undefined {
    const expectedMs = this.#paces.expected(kind, size);
    if (expectedMs === undefined) return undefined;
    const leftMs = expectedMs / threads - elapsedMs;
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
