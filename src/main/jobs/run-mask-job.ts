import { type ErrorData, MaskmendError, toErrorData } from '../../shared/errors.ts';
import type { TaskResult } from '../workers/file-task.ts';
import type { WorkSign } from '../workers/work-sign.ts';
import type { ProgressReporter } from './progress-reporter.ts';
import { type Attempt, runBatch } from './run-batch.ts';
import { openLifeSign } from './life-sign.ts';
import { openStopFlag, type StopFlag } from './stop-flag.ts';
import { WorkerDeath } from './worker-death.ts';

/** What became of a file in a worker: its result, or its failure as data. */
export type FileResult<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: ErrorData; readonly ms: number };

/** What a task is given beside the file itself. */
interface TaskGrant {
  readonly grantedBytes: number;
  readonly stop: Int32Array;
  readonly sign: WorkSign;
}

export interface MaskJob<Item, Value> {
  readonly reporter: Pick<ProgressReporter, 'advance' | 'finish'>;
  readonly items: readonly Item[];
  readonly workers: number;
  readonly memoryBytes: number;
  /** See `openLifeSign`. */
  readonly silenceMs?: number;
  /** Absolute path of an item's file. */
  readonly pathOf: (item: Item) => string;
  /** What the time an item takes depends on, in the unit that the reporter was started with; absent: 1. */
  readonly sizeOf?: (item: Item) => number;
  /** Sends an item to the pool. */
  readonly send: (item: Item, grant: TaskGrant, stop: StopFlag) => Promise<TaskResult<Value>>;
  /** Takes a result in; a failure ends the job. */
  readonly settle: (item: Item, result: FileResult<Value>) => Promise<void> | void;
}

/**
 * Runs one task per file in the pool. A file that fails is a result like any other. One that takes its thread down with
 * it, or hangs, is tried once more while nothing else is at work; then that is its result. Ends early where `signal`
 * aborts: files not finished by then are not settled.
 */
export async function runMaskJob<Item, Value>(signal: AbortSignal, job: MaskJob<Item, Value>): Promise<void> {
  const stop = openStopFlag(signal);
  const suspects = new Set<Item>();
  try {
    await runBatch<Item, FileResult<Value>>(signal, {
      items: job.items,
      workers: job.workers,
      memoryBytes: job.memoryBytes,
      attempt: (item, grantedBytes) => attemptFile(job, { item, grantedBytes, stop, suspects }),
      settle: async (item, result) => {
        await job.settle(item, result);
        job.reporter.advance(job.sizeOf?.(item));
      },
    });
  } finally {
    stop.close();
    job.reporter.finish();
  }
}

interface FileAttempt<Item> {
  readonly item: Item;
  readonly grantedBytes: number;
  readonly stop: StopFlag;
  /** Files whose thread died once. */
  readonly suspects: Set<Item>;
}

async function attemptFile<Item, Value>(
  job: MaskJob<Item, Value>,
  { item, grantedBytes, stop, suspects }: FileAttempt<Item>,
): Promise<Attempt<FileResult<Value>>> {
  const started = performance.now();
  const life = openLifeSign(stop, job.silenceMs);
  try {
    return toAttempt(await job.send(item, { grantedBytes, stop: stop.flag, sign: life.sign }, life.stop));
  } catch (thrown) {
    const error = life.explain(thrown);
    if (error instanceof MaskmendError && error.code === 'cancelled') return { kind: 'stopped' };
    if (error instanceof WorkerDeath && !suspects.has(item)) {
      suspects.add(item);
      // More than there is: it is admitted when nothing else is at work.
      return { kind: 'needs-memory', bytes: job.memoryBytes + 1 };
    }
    const data = { ...toErrorData(error), path: job.pathOf(item) };
    return { kind: 'done', result: { kind: 'failed', error: data, ms: performance.now() - started } };
  } finally {
    life.close();
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
