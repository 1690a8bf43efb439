import type { Job } from '../../../shared/contract/job-calls.ts';
import type { JobTitle } from '../../../shared/model/job-title.ts';
import { type ErrorData, MaskmendError, toErrorData } from '../../../shared/errors.ts';
import type { CountedJob } from '../../db/operations/job-operations.ts';
import type { JobKind } from '../../db/tables/jobs-table.ts';
import { discardDatasetExport } from '../datasets/dataset-export-job.ts';
import { jobKinds } from './job-kinds.ts';
import { LiveJob } from './live-job.ts';
import type { ProjectSession } from '../project-session.ts';

/** Ends of a job that it can go on from. */
const RESUMABLE: readonly Job['state'][] = ['interrupted', 'cancelled', 'failed'];

/** Runs the project's jobs one after the other, tells how they go on, and lets those that ended early go on later. */
export class JobRunner {
  readonly #session: ProjectSession;
  readonly #live = new Map<number, LiveJob>();
  /** Jobs that ended with the project no longer to be written, as on a full disk: it says that they run. */
  readonly #endedUnrecorded = new Map<number, ErrorData>();
  #last: Promise<void> = Promise.resolve();

  constructor(session: ProjectSession) {
    this.#session = session;
  }

  get isBusy(): boolean {
    return this.#live.size > 0;
  }

  /** True where a job of the kind runs or waits for another one to end. */
  has(kind: JobKind): boolean {
    return [...this.#live.values()].some((job) => job.kind === kind);
  }

  /** Begins a job; its parameters are those of its kind. Gives its id. */
  async start(kind: JobKind, parameters: unknown, title: JobTitle): Promise<number> {
    const id = await this.#session.database.openJob({ kind, title, parameters });
    this.#run(new LiveJob(id, kind, this.#session), parameters);
    return id;
  }

  /** Lets a job that ended early go on with what it has left. Throws conflict where it runs or is finished. */
  async resume(id: number): Promise<void> {
    const { database } = this.#session;
    const [job, details] = await Promise.all([database.job(id), database.jobDetails(id)]);
    if (job === undefined || details === undefined) throw new MaskmendError('not-found', 'there is no such job');
    if (!this.describe(job).canResume) throw new MaskmendError('conflict', 'the job is running or has ended');
    await database.restartJob(id);
    this.#endedUnrecorded.delete(id);
    this.#run(new LiveJob(id, job.kind, this.#session), details.parameters);
  }

  /** The job ends soon; resolves when it has. */
  async cancel(id: number): Promise<void> {
    const live = this.#live.get(id);
    if (live === undefined) throw new MaskmendError('conflict', 'the job does not run any more');
    live.controller.abort();
    await live.ended;
  }

  async dismiss(id: number): Promise<void> {
    if (this.#live.has(id)) throw new MaskmendError('conflict', 'the job still runs');
    const [job, details] = await Promise.all([this.#session.database.job(id), this.#session.database.jobDetails(id)]);
    if (job?.kind === 'export') await discardDatasetExport(this.#session, id, details?.parameters);
    await this.#session.database.dismissJob(id);
    this.#session.hub.emit({ type: 'job-dismissed', job: id });
  }

  /** The newest first. */
  async list(): Promise<Job[]> {
    const jobs = await this.#session.database.listedJobs();
    return jobs.map((job) => this.describe(job));
  }

  describe(job: CountedJob): Job {
    const { id, kind, title, startedAt, endedAt, items } = job;
    const live = this.#live.get(id);
    const unrecorded = live === undefined ? this.#endedUnrecorded.get(id) : undefined;
    const { state, error } = unrecorded === undefined ? job : { state: 'failed' as const, error: unrecorded };
    return {
      id,
      kind,
      state,
      title,
      startedAt,
      ...(endedAt !== undefined && { endedAt }),
      canResume: live === undefined && RESUMABLE.includes(state),
      ...(error && { error }),
      items: {
        waiting: items.waiting ?? 0,
        done: (items.repaired ?? 0) + (items.done ?? 0),
        skipped: items.skipped ?? 0,
        failed: items.failed ?? 0,
      },
      ...(live?.progress && { progress: live.progress }),
    };
  }

  /** Asks all jobs to end and waits until they have; they count as interrupted. */
  async close(): Promise<void> {
    for (const live of this.#live.values()) {
      live.isClosing = true;
      live.controller.abort();
    }
    await Promise.all([...this.#live.values()].map(({ ended }) => ended));
  }

  #run(live: LiveJob, parameters: unknown): void {
    this.#live.set(live.id, live);
    live.tellSoon();
    const work = this.#last.then(() => this.#work(live, parameters));
    // A project that can no longer be written fails one job after the other; none of them stops the program.
    live.ended = this.#last = work.catch((error: unknown) => this.#tellFailure(toErrorData(error), live.id));
  }

  async #work(live: LiveJob, parameters: unknown): Promise<void> {
    const { database } = this.#session;
    try {
      if (!live.signal.aborted) await jobKinds[live.kind](live, parameters);
      await database.endJob(live.id, endOf(live));
    } catch (error) {
      await this.#endWithError(live, error);
    } finally {
      live.stopTelling();
      this.#live.delete(live.id);
      await live.tellEnd();
      this.#session.touch();
    }
  }

  async #endWithError(live: LiveJob, error: unknown): Promise<void> {
    const { database } = this.#session;
    const data = toErrorData(error);
    try {
      if (live.signal.aborted) {
        await database.endJob(live.id, endOf(live));
        return;
      }
      await this.#tellFailure(data, live.id);
      await database.endJob(live.id, 'failed', data);
    } catch {
      // The same obstacle that ended the job, most likely.
      this.#endedUnrecorded.set(live.id, data);
    }
  }

  async #tellFailure(error: ErrorData, id: number): Promise<void> {
    const job = await this.#session.database.job(id).catch(() => undefined);
    const notice = { kind: 'job-failed', job: job?.title, error } as const;
    this.#session.hub.emit({ type: 'notification', level: 'error', notice, isForSystem: true });
  }
}

function endOf({ signal, isClosing }: LiveJob): 'finished' | 'cancelled' | 'interrupted' {
  if (!signal.aborted) return 'finished';
  return isClosing ? 'interrupted' : 'cancelled';
}
