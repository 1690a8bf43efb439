import type { Job } from '../../../shared/contract/job-calls.ts';
import type { JobKind } from '../../db/tables/jobs-table.ts';
import type { MaskPool } from '../../jobs/mask-pool.ts';
import { ProgressReporter } from '../../jobs/progress-reporter.ts';
import { type MaskJob, runMaskJob } from '../../jobs/run-mask-job.ts';
import type { FileLoad } from './file-paces.ts';
import { FilesAtWork } from './files-at-work.ts';
import { Paced } from './paced.ts';
import type { ProjectSession } from '../project-session.ts';

type Progress = NonNullable<Job['progress']>;
/** What is told by the job as a whole. */
type Told = Omit<Progress, 'current' | 'share'>;
/** Of files that nothing is known of. */
const anyLoad: FileLoad = { kind: '', size: 1 };

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
  /** What the time depends on; where it is absent all files count alike. */
  readonly loadOf?: (item: Item) => FileLoad;
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
  /** Those of the stage under way, where it works through files. */
  #atWork: FilesAtWork | undefined;
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
    const { etaMs: countedMs, ...counted } = this.#progress;
    const files = this.#atWork;
    if (files === undefined) return { ...this.#progress, share: shareOf(counted), current: [] };
    const current = files.told;
    const etaMs = counted.done === counted.total ? countedMs : files.leftMs(this.session.share().workers);
    // Shown beside each other: the job does not end before its slowest file.
    const shownMs = etaMs === undefined ? undefined : Math.max(etaMs, ...current.map(({ leftMs = 0 }) => leftMs));
    return { ...counted, ...(shownMs !== undefined && { etaMs: shownMs }), share: shareWith(counted, files), current };
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
  async forEach<Item, Value>({
    send,
    items,
    pathOf,
    settle,
    loadOf = () => anyLoad,
  }: JobWork<Item, Value>): Promise<void> {
    if (items.length === 0) return;
    const files = (this.#atWork = new FilesAtWork(items.map(loadOf)));
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
        settle: (item, result) => {
          files.settle(loadOf(item));
          return settle(item, result);
        },
        send: async (item, grant, stop) => {
          const end = files.begin({ path: pathOf(item), load: loadOf(item), sign: grant.sign });
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
      this.#atWork = undefined;
      this.session.jobThreads.giveBack();
    }
  }

  async #tell(): Promise<void> {
    const job = await this.session.database.job(this.id).catch(() => undefined);
    if (job !== undefined) this.session.hub.emit({ type: 'job', job: this.session.jobs.describe(job) });
  }
}

function shareOf({ done, total }: Pick<Told, 'done' | 'total'>): number {
  return total === 0 ? 0 : done / total;
}

/** Files that an earlier run did count alike; the others by their size. */
function shareWith({ total }: Told, { doneShare, count }: FilesAtWork): number {
  const before = total === 0 ? 0 : Math.max(0, total - count) / total;
  return Math.min(1, before + (1 - before) * doneShare);
}
