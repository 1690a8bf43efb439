import { type ErrorData, MaskmendError, toErrorData } from '../../shared/errors.ts';
import type { TaskResult } from '../workers/file-task.ts';
import type { ProgressReporter } from './progress-reporter.ts';
import { type Attempt, runBatch } from './run-batch.ts';
import { openStopFlag, type StopFlag } from './stop-flag.ts';

/** What became of a file in a worker: its result, or its failure as data. */
export type FileResult<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: ErrorData; readonly ms: number };

/** What a task is given beside the file itself. */
interface TaskGrant {
  readonly grantedBytes: number;
  readonly stop: Int32Array;
}

export interface MaskJob<Item, Value> {
  readonly reporter: ProgressReporter;
  readonly items: readonly Item[];
  readonly workers: number;
  readonly memoryBytes: number;
  /** Absolute path of an item's file. */
  readonly pathOf: (item: Item) => string;
  /** Sends an item to the pool. */
  readonly send: (item: Item, grant: TaskGrant, stop: StopFlag) => Promise<TaskResult<Value>>;
  /** Takes a result in; a failure ends the job. */
  readonly settle: (item: Item, result: FileResult<Value>) => Promise<void> | void;
}

/**
 * Runs one task per file in the pool. A file that fails, or takes its thread down with it, is a result like any other.
 * Ends early where `signal` aborts: files not finished by then are not settled.
 */
export async function runMaskJob<Item, Value>(signal: AbortSignal, job: MaskJob<Item, Value>): Promise<void> {
  const stop = openStopFlag(signal);
  try {
    await runBatch<Item, FileResult<Value>>(signal, {
      items: job.items,
      workers: job.workers,
      memoryBytes: job.memoryBytes,
      attempt: async (item, grantedBytes) => {
        const started = performance.now();
        try {
          return toAttempt(await job.send(item, { grantedBytes, stop: stop.flag }, stop));
        } catch (error) {
          if (error instanceof MaskmendError && error.code === 'cancelled') return { kind: 'stopped' };
          const data = { ...toErrorData(error), path: job.pathOf(item) };
          return { kind: 'done', result: { kind: 'failed', error: data, ms: performance.now() - started } };
        }
      },
      settle: async (item, result) => {
        await job.settle(item, result);
        job.reporter.advance();
      },
    });
  } finally {
    stop.close();
    job.reporter.finish();
  }
}

function toAttempt<Value>(result: TaskResult<Value>): Attempt<FileResult<Value>> {
  switch (result.kind) {
    case 'needs-memory':
      return result;
    case 'cancelled':
      return { kind: 'stopped' };
    case 'done':
    case 'failed':
      return { kind: 'done', result };
  }
}
