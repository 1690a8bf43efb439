import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { fromErrorData, isErrorData, MaskmendError } from '../../shared/errors.ts';
import type { ThreadData } from '../workers/background-thread.ts';
import { workerEnvironment } from '../worker-environment.ts';
import { HeapGuard } from './heap-guard.ts';
import { WorkerDeath } from './worker-death.ts';
import type { StopFlag } from './stop-flag.ts';

type TaskOf<Task> = Task extends (task: infer Input) => Promise<unknown> ? Input : never;
export type ResultOf<Task> = Task extends (task: never) => Promise<infer Result> ? Result : never;

/** Threads that run the functions of one worker file; `Tasks` is the type of that module. */
export interface WorkerPool<Tasks> {
  /**
   * Runs a task on a free thread. Throws MaskmendError `cancelled` where the thread had to be ended, WorkerDeath
   * `too-large` where it ran out of memory, `internal` where it died otherwise; the thread is replaced, other tasks go
   * on.
   */
  run<Name extends keyof Tasks & string>(
    name: Name,
    task: TaskOf<Tasks[Name]>,
    stop: StopFlag,
  ): Promise<ResultOf<Tasks[Name]>>;
  /** Ends all threads. */
  close(): Promise<void>;
}

export interface WorkerPoolOptions {
  readonly file: URL;
  /** At most. */
  readonly threads: number;
  /** Whether what a person is looking at goes before their work. */
  readonly isBackground?: boolean | undefined;
  /** Those that start before there is work for them; by default all. */
  readonly threadsAtOnce?: number;
  /** Bound of each thread's JavaScript heap; pixels lie outside it. */
  readonly maxHeapMegabytes?: number;
  /** Bound of the part of it where values begin, for work that has to keep to little memory; else it has room. */
  readonly maxYoungMegabytes?: number;
}

/**
 * A heap this large holds the records of any picture (arrays of pixels lie outside it) and ends a run-away worker
 * before it ends the machine.
 */
export const MAX_HEAP_MEGABYTES = 2048;
/**
 * V8 ends the whole process where one allocation passes a thread's own limit by more than 16 MB. That limit therefore
 * lies this far above ours, which HeapGuard holds: more than any one array of V8 may have, 1 GiB.
 */
const HEADROOM_MEGABYTES = 2048;
const YOUNG_MEGABYTES = 16;

/** Threads that run whatever they are given: what a task does to the whole process is not their concern. */
export async function openThreads<Tasks>(options: WorkerPoolOptions): Promise<WorkerPool<Tasks>> {
  // Loaded here: commands that start no worker do not pay for it.
  const { Piscina } = await import('piscina');
  const maxHeapMegabytes = options.maxHeapMegabytes ?? MAX_HEAP_MEGABYTES;
  if (options.maxYoungMegabytes === undefined) giveThreadsRoom();
  const pool = new Piscina({
    filename: fileURLToPath(options.file),
    minThreads: options.threadsAtOnce ?? options.threads,
    maxThreads: options.threads,
    // Workers wait in their event loop, not blocked: what a task left to close is closed between tasks.
    atomics: 'disabled',
    recordTiming: false,
    env: workerEnvironment(),
    workerData: { isBackground: options.isBackground === true } satisfies ThreadData,
    resourceLimits: {
      maxOldGenerationSizeMb: maxHeapMegabytes + HEADROOM_MEGABYTES,
      ...(options.maxYoungMegabytes !== undefined && { maxYoungGenerationSizeMb: options.maxYoungMegabytes }),
    },
  });
  const guard = new HeapGuard(() => pool.threads, maxHeapMegabytes * 1024 ** 2);
  const waiting = new Set<(reason: unknown) => void>();
  // Threads that cannot even start: tasks that wait for one would wait forever.
  pool.on('error', (reason: unknown) => {
    for (const fail of waiting) fail(reason);
  });
  return {
    run: async (name, task, stop) => {
      const { promise: broken, reject } = Promise.withResolvers<never>();
      waiting.add(reject);
      guard.begin();
      try {
        const result: unknown = await Promise.race([pool.run(task, { name, signal: stop.deadline }), broken]);
        // The worker file's own types say what the function of that name returns.
        return result as ResultOf<Tasks[typeof name]>;
      } catch (error) {
        throw explainThreadError(error, guard);
      } finally {
        guard.end();
        waiting.delete(reject);
      }
    },
    close: () => pool.destroy(),
  };
}

/**
 * A thread whose young values have little room copies them at every other file. The flag holds for threads that start from
 * now on. Most flags of V8 would cost far more than they save: with them it takes no code that was compiled without, Node's
 * own neither (25 ms a thread).
 */
function giveThreadsRoom(): void {
  setFlagsFromString(`--min-semi-space-size=${YOUNG_MEGABYTES}`);
}

function explainThreadError(error: unknown, guard: HeapGuard): MaskmendError {
  if (error instanceof MaskmendError) return error;
  if (isErrorData(error)) return fromErrorData(error);
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (name === 'AbortError') return new MaskmendError('cancelled', 'the work was stopped', { cause: error });
  const hasPassedLimit = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (hasPassedLimit || (isExit(message) && guard.takeEnded())) {
    return new WorkerDeath('too-large', 'the work on it took more memory than a worker may have', { cause: error });
  }
  return new WorkerDeath('internal', `the worker died: ${message}`, {
    cause: error,
    hint: 'this is a fault of the program; the other files are not touched by it',
  });
}

/** Piscina's word for a thread that ended in the middle of a task. */
function isExit(message: string): boolean {
  return message.startsWith('worker exited with code');
}
