import type { Job } from '../../../shared/contract/job-calls.ts';
import type { JobKind } from '../../db/tables/jobs-table.ts';
import type { MaskPool } from '../../jobs/mask-pool.ts';
import { ProgressReporter } from '../../jobs/progress-reporter.ts';
import { type MaskJob, runMaskJob } from '../../jobs/run-mask-job.ts';
import { FilesAtWork } from './files-at-work.ts';
import { Paced } from './paced.ts';
import type { ProjectSession } from '../project-session.ts';

type Progress = NonNullable<Job['progress']>;
/** What is told by the job as a whole. */
type Told = Omit<Progress, 'current'>;

/** Events of one job: eight a second. */
const INTERVAL_MS = 125;
/** A file that takes long is told of anew as often, though nothing ends. */
const TICK_MS = 1000;

/** What a job does with many files in threads of its own. */
export type JobWork<Item, Value> = Pick<MaskJob<Item, Value>, 'items' | 'pathOf' | 'settle'> & {
  readonly send: (
    pool: MaskPool,
    ...args: Parameters<MaskJob<Item, Value>['send']>
  ) => ReturnType<MaskJob<Item, Value>['send']>;
  /** What the time depends on, such as bytes; where it is absent all files count alike. */
  readonly sizeOf?: (item: Item) => number;
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
  #progress: Told | undefined;
  readonly #atWork = new FilesAtWork();
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
    const current = this.#atWork.told;
    return { ...this.#progress, ...endOfAll(this.#progress, current), current };
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
  async forEach<Item, Value>({ send, items, pathOf, settle, sizeOf = () => 1 }: JobWork<Item, Value>): Promise<void> {
    if (items.length === 0) return;
    const share = this.session.share();
    const pool = await this.session.jobThreads.borrow(share.workers);
    const ticks = setInterval(() => {
      this.tellSoon();
    }, TICK_MS);
    try {
      await runMaskJob<Item, Value>(this.signal, {
        ...share,
        reporter: this.reporter,
        items,
        pathOf,
        settle,
        send: async (item, grant, stop) => {
          const end = this.#atWork.begin({ path: pathOf(item), size: sizeOf(item), sign: grant.sign });
          let isDone = false;
          try {
            const result = await send(pool, item, grant, stop);
            isDone = result.kind === 'done';
            return result;
          } finally {
            end(isDone);
          }
        },
      });
    } finally {
      clearInterval(ticks);
      this.session.jobThreads.giveBack();
    }
  }

  async #tell(): Promise<void> {
    const job = await this.session.database.job(this.id).catch(() => undefined);
    if (job !== undefined) this.session.hub.emit({ type: 'job', job: this.session.jobs.describe(job) });
  }
}

/** The job does not end before its slowest file, whatever the others took; with none left but those at work, with it. */
function endOfAll({ etaMs, done, total }: Told, files: Progress['current']): Pick<Progress, 'etaMs'> {
  const left = files.flatMap(({ leftMs }) => leftMs ?? []);
  const isLastKnown = left.length > 0 && left.length === total - done;
  return etaMs === undefined && !isLastKnown ? {} : { etaMs: Math.max(etaMs ?? 0, ...left) };
}
