import { MaskmendError } from '../../shared/errors.ts';
import { type CrashRecord, crashRecord } from './crash-record.ts';
import type { OwnProcessTask } from './own-process.ts';
import type { StopFlag } from './stop-flag.ts';
import { ProcessDeath, WorkerDeath } from './worker-death.ts';
import {
  MAX_HEAP_MEGABYTES,
  openThreads,
  type ResultOf,
  type WorkerPool,
  type WorkerPoolOptions,
} from './worker-threads.ts';

/**
 * Threads that outlast what their tasks do: a task on a file (its `path`) that the program may have died of is run in a
 * process of its own; where that dies, or one has died before, it throws WorkerDeath `internal`.
 */
export async function openWorkerPool<Tasks>(
  options: WorkerPoolOptions,
  record: CrashRecord = crashRecord(),
): Promise<WorkerPool<Tasks>> {
  const threads = await openThreads<Tasks>(options);
  const { file, maxHeapMegabytes = MAX_HEAP_MEGABYTES } = options;
  return {
    run: async (name, task, stop) => {
      const path = pathOf(task);
      if (path === undefined) return runTogether(pathsOf(task), record, () => threads.run(name, task, stop));
      const suspicion = record.suspicionOf(path);
      if (suspicion.kind === 'deadly') throw deadly(suspicion.by);
      if (suspicion.kind === 'suspected') {
        const answer = await tryAlone(record, { path, stop, work: { file: file.href, name, task, maxHeapMegabytes } });
        // The worker file's own types say what the function of that name returns.
        return answer as ResultOf<Tasks[typeof name]>;
      }
      const takeBack = record.begin(path);
      try {
        return await threads.run(name, task, stop);
      } finally {
        takeBack();
      }
    },
    close: () => threads.close(),
  };
}

/** Files that go together are none that the program may have died of: such are to be sent one by one. */
async function runTogether<Value>(
  paths: readonly string[],
  record: CrashRecord,
  run: () => Promise<Value>,
): Promise<Value> {
  if (paths.some((path) => record.suspicionOf(path).kind !== 'none')) {
    throw new WorkerDeath('internal', 'one of these files is to be tried alone');
  }
  const takeBack = paths.map((path) => record.begin(path));
  try {
    return await run();
  } finally {
    for (const undo of takeBack) undo();
  }
}

interface Trial {
  readonly path: string;
  readonly work: OwnProcessTask;
  readonly stop: StopFlag;
}

async function tryAlone(record: CrashRecord, { path, work, stop }: Trial): Promise<unknown> {
  // Loaded here: hardly a run ever needs it.
  const { runInOwnProcess } = await import('./run-in-own-process.ts');
  try {
    const answer = await runInOwnProcess(work, stop);
    record.acquit(path);
    return answer;
  } catch (error) {
    if (error instanceof ProcessDeath) {
      record.convict(path, error.message);
      throw deadly(error.message);
    }
    // It has failed as files do; what hangs or was stopped may still be deadly.
    if (!(error instanceof MaskmendError && error.code === 'cancelled')) record.acquit(path);
    throw error;
  }
}

function deadly(by: string): WorkerDeath {
  return new WorkerDeath(
    'internal',
    `the program ended when it worked on it, and again when it was tried alone (${by})`,
    {
      hint: 'this is a fault of the program; the file is left aside until it changes, the others are not touched by it',
    },
  );
}

function pathsOf(task: unknown): readonly string[] {
  if (typeof task !== 'object' || task === null || !('paths' in task) || !Array.isArray(task.paths)) return [];
  return task.paths.filter((path) => typeof path === 'string');
}

function pathOf(task: unknown): string | undefined {
  if (typeof task !== 'object' || task === null || !('path' in task)) return undefined;
  return typeof task.path === 'string' && task.path !== '' ? task.path : undefined;
}
