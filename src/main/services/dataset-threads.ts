import type { ItemRunner, ItemStep, TaskOutput } from '../formats/exporting/item-runner.ts';
import type { ItemTasks } from '../formats/exporting/item-tasks.ts';
import { pathOfEntry } from '../jobs/crash-record.ts';
import { type DatasetPool, openDatasetPool } from '../jobs/dataset-pool.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import type { ProgressReporter } from '../jobs/progress-reporter.ts';
import { runMaskJob } from '../jobs/run-mask-job.ts';
import { MaskmendError } from '../../shared/errors.ts';

/** The share of the machine that work on a dataset may take. */
export interface DatasetShare {
  readonly workers: number;
  readonly memoryBytes: number;
  /** Masks of the dataset. */
  readonly masks: number;
}

const STAGES = {
  surveyMask: 'inspecting',
  writeMask: 'writing',
  checkMask: 'checking',
  measureItem: 'measuring',
  compareItems: 'measuring',
} as const satisfies Record<keyof ItemTasks, JobProgress['stage']>;

/** How the work is followed and stopped. */
export interface DatasetWatch {
  readonly signal: AbortSignal;
  readonly reporter: ProgressReporter;
}

/** Does work on a dataset with threads that end with it. */
export async function withDatasetThreads<Result>(
  share: DatasetShare,
  watch: DatasetWatch,
  work: (run: ItemRunner) => Promise<Result>,
): Promise<Result> {
  const pool = await openDatasetPool(share.workers, share.masks);
  try {
    return await work((step) => runStep(step, { ...watch, pool, share }));
  } finally {
    await pool.close();
  }
}

interface Threads extends DatasetWatch {
  readonly pool: DatasetPool;
  readonly share: DatasetShare;
}

async function runStep<Name extends keyof ItemTasks>(step: ItemStep<Name>, threads: Threads): Promise<void> {
  const { pool, reporter, share, signal } = threads;
  reporter.start({ stage: STAGES[step.task], total: step.count });
  await runMaskJob<number, TaskOutput<Name>>(signal, {
    ...share,
    reporter,
    items: [...Array(step.count).keys()],
    pathOf: () => '',
    send: async (index, grant, stop) => {
      // Which input belongs to which task the pool's types no longer know; `step` names both.
      const input = await step.inputOf(index);
      const task = { ...grant, input, path: pathOf(input) } as never;
      return (await pool.run(step.task, task, stop)) as Awaited<ReturnType<typeof pool.run>> as never;
    },
    settle: (index, result) => {
      step.settle(index, result.kind === 'done' ? result : { kind: 'failed', error: withoutEmptyPath(result.error) });
    },
  });
  if (signal.aborted) throw new MaskmendError('cancelled', 'the work was stopped');
}

/** Of mask and photo the photo's file: libraries decode it, where masks mostly have readers of our own. */
function pathOf(input: Parameters<ItemTasks[keyof ItemTasks]>[0]): string | undefined {
  const { source } = 'first' in input ? input.first : input;
  const photo = 'photo' in input ? input.photo : undefined;
  const mask = source.kind === 'picture' || source.kind === 'array' ? source.file : undefined;
  const file = photo ?? mask;
  return file?.entry === undefined ? file?.path : pathOfEntry(file.path, file.entry.headerAt);
}

/** Items are known by their names here; a task's failure carries its own path where it has one. */
function withoutEmptyPath<Data extends { readonly path?: string | undefined }>(error: Data): Data {
  return error.path === '' ? { ...error, path: undefined } : error;
}
