import type { JobWatch } from '../../jobs/job-progress.ts';
import { type MaskPool, openMaskPool } from '../../jobs/mask-pool.ts';
import { ProgressReporter } from '../../jobs/progress-reporter.ts';
import { type FileResult, type MaskJob, runMaskJob } from '../../jobs/run-mask-job.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { SourceFile } from '../sources/source-file.ts';

/** Many files to be read, and the share of the machine that the work may take. */
export interface PoolRequest {
  readonly files: readonly SourceFile[];
  /** Worker threads, at least 1. */
  readonly workers: number;
  /** Bytes that the files worked on at one time may need together; a file that needs more runs alone. */
  readonly memoryBytes: number;
  readonly limits: ReadLimits;
}

/** Threads at work for a caller who watches and may stop them. */
export interface MaskThreads {
  readonly pool: MaskPool;
  readonly reporter: ProgressReporter;
  readonly signal: AbortSignal;
}

export interface SourceWork<Value, Result> {
  /** Sends a file to the pool. */
  readonly send: MaskJob<SourceFile, Value>['send'];
  /** Makes the file's result of what the worker answered; a failure ends the work. */
  readonly conclude: (source: SourceFile, answer: FileResult<Value>) => Result | Promise<Result>;
}

/** Does work with threads that end with it. */
export async function withMaskThreads<Result>(
  request: PoolRequest,
  watch: JobWatch,
  work: (threads: MaskThreads) => Promise<Result>,
): Promise<Result> {
  const pool = await openMaskPool(request.workers, request.files.length);
  try {
    return await work({ pool, reporter: new ProgressReporter(watch), signal: watch.signal });
  } finally {
    await pool.close();
  }
}

/** One result per file, in the order of the request. Throws `cancelled` where the signal aborts before the last file. */
export async function mapSources<Value, Result>(
  request: PoolRequest,
  { reporter, signal }: Pick<MaskThreads, 'signal'> & Pick<MaskJob<SourceFile, Value>, 'reporter'>,
  { send, conclude }: SourceWork<Value, Result>,
): Promise<Result[]> {
  const results = new Map<SourceFile, { readonly result: Result }>();
  await runMaskJob<SourceFile, Value>(signal, {
    ...request,
    reporter,
    items: request.files,
    pathOf: ({ path }) => path,
    send,
    settle: async (source, answer) => {
      results.set(source, { result: await conclude(source, answer) });
    },
  });
  return request.files.map((source) => {
    const entry = results.get(source);
    if (entry === undefined) throw new MaskmendError('cancelled', 'the work was stopped');
    return entry.result;
  });
}
