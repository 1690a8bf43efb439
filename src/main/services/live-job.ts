import type { Job } from '../../shared/contract/job-calls.ts';
import type { JobKind } from '../db/jobs-table.ts';
import type { MaskPool } from '../jobs/mask-pool.ts';
import { ProgressReporter } from '../jobs/progress-reporter.ts';
import { type MaskJob, runMaskJob } from '../jobs/run-mask-job.ts';
import { Paced } from './paced.ts';
import type { ProjectSession } from './project-session.ts';

type Progress = NonNullable<Job['progress']>;

/** Events of one job: eight a second. */
const INTERVAL_MS = 125;
/** Files that are told as being worked on. */
const MOST_CURRENT = 16;

/** What a job does with many files in threads of its own. */
export type JobWork<Item, Value> = Pick<MaskJob<Item, Value>, 'items' | 'pathOf' | 'settle'> & {
  readonly send: (
    pool: MaskPool,
    ...args: Parameters<MaskJob<Item, Value>['send']>
  ) => ReturnType<MaskJob<Item, Value>['send']>;
};

/** A job at work. */
export class LiveJob {
  readonly id: number;
  readonly kind: JobKind;
  readonly session: ProjectSession;
  readonly controller = new AbortController();
  readonly reporter: ProgressReporter;
  /** True where the project is being closed: the job is to go on later. */
  isClosing = false;
  ended: Promise<void> = Promise.resolve();
  #progress: Omit<Progress, 'current'> | undefined;
  readonly #current = new Map<string, number>();
  readonly #events = new Paced(INTERVAL_MS, () => {
    void this.#tell();
  });

  constructor(id: number, kind: JobKind, session: ProjectSession) {
    this.id = id;
    this.kind = kind;
    this.session = session;
    this.reporter = new ProgressReporter({
      signal: this.controller.signal,
      onProgress: ({ etaMs, ...progress }) => {
        this.#progress = { ...progress, ...(etaMs !== undefined && { etaMs }) };
        this.#events.wish();
      },
    });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get progress(): Progress | undefined {
    if (this.#progress === undefined) return undefined;
    const now = performance.now();
    const current = [...this.#current].slice(0, MOST_CURRENT).map(([path, since]) => ({ path, ms: now - since }));
    return { ...this.#progress, current };
  }

  tellSoon(): void {
    this.#events.wish();
  }

  stopTelling(): void {
    this.#events.stop();
  }

  /** The last event: how the job ended. */
  tellEnd(): Promise<void> {
    return this.#tell();
  }

  /** Works through files in the session's threads. */
  async forEach<Item, Value>({ send, items, pathOf, settle }: JobWork<Item, Value>): Promise<void> {
    if (items.length === 0) return;
    const share = this.session.share();
    const pool = await this.session.jobThreads.borrow(share.workers);
    try {
      await runMaskJob<Item, Value>(this.signal, {
        ...share,
        reporter: this.reporter,
        items,
        pathOf,
        settle,
        send: async (item, grant, stop) => {
          const path = pathOf(item);
          this.#current.set(path, performance.now());
          try {
            return await send(pool, item, grant, stop);
          } finally {
            this.#current.delete(path);
          }
        },
      });
    } finally {
      this.session.jobThreads.giveBack();
    }
  }

  async #tell(): Promise<void> {
    const job = await this.session.database.job(this.id).catch(() => undefined);
    if (job !== undefined) this.session.hub.emit({ type: 'job', job: this.session.jobs.describe(job) });
  }
}
