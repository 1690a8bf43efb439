import type { ItemRunner, ItemStep, TaskOutput } from '../../formats/exporting/item-runner.ts';
import type { ItemTasks } from '../../formats/exporting/item-tasks.ts';
import { pathOfEntry } from '../../jobs/crash-record.ts';
import { type DatasetPool, openDatasetPool } from '../../jobs/dataset-pool.ts';
import type { JobProgress } from '../../jobs/job-progress.ts';
import type { ProgressReporter } from '../../jobs/progress-reporter.ts';
import { type FileResult, runMaskJob } from '../../jobs/run-mask-job.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { FileRef } from '../../../shared/model/dataset.ts';
import type { TaskResult } from '../../workers/file-task.ts';
import { collectGarbage } from '../jobs/small-heap.ts';

/** The share of the machine that work on a dataset may take. */
export interface DatasetShare {
  readonly workers: number;
  readonly memoryBytes: number;
  /** Whether what a person is looking at goes before the work. */
  readonly isBackground?: boolean | undefined;
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

/** Does work on a dataset with threads that end with it; they start when the first masks are sent to them. */
export async function withDatasetThreads<Result>(
  share: DatasetShare,
  watch: DatasetWatch,
  work: (run: ItemRunner) => Promise<Result>,
): Promise<Result> {
  let pool: DatasetPool | undefined;
  try {
    return await work(async (step) => {
      // What led to this step has left its garbage: the reading of a large file, or of as many names.
      collectGarbage();
      pool ??= await openDatasetPool({ ...share, masks: step.count });
      await runStep(step, { ...watch, pool, share });
    });
  } finally {
    await pool?.close();
  }
}

interface Threads extends DatasetWatch {
  readonly pool: DatasetPool;
  readonly share: DatasetShare;
}

async function runStep<Name extends keyof ItemTasks>(step: ItemStep<Name>, threads: Threads): Promise<void> {
  threads.reporter.start({ stage: STAGES[step.task], total: step.count });
  const all = [...Array(step.count).keys()];
  const size = step.count === 0 ? 1 : await sizeOfGroups(step, threads.share);
  const left = size === 1 ? all : await runGroups(step, threads, size);
  if (left.length > 0 && !threads.signal.aborted) await runOneByOne(step, threads, left);
  if (threads.signal.aborted) throw new MaskmendError('cancelled', 'the work was stopped');
}

const LARGEST_GROUP = 16;
/** Pictures take longer than shapes. */
const PICTURES_OF_GROUP = 4;
/** Files above this are worth the way on their own. */
const MAX_LIGHT_BYTES = 1_048_576;

/** How many items go to a thread at once: where they are small, the way there and back takes as long as what they need. */
async function sizeOfGroups<Name extends keyof ItemTasks>(
  { count, inputOf }: ItemStep<Name>,
  { workers }: DatasetShare,
): Promise<number> {
  const fair = Math.ceil(count / (8 * workers));
  // What cannot even be begun is a failure of its own, when its turn comes.
  const first = await inputOf(0).catch(() => undefined);
  if (fair < 2 || first === undefined || !isLight(first)) return 1;
  return Math.min(fair, filesOf(first).length === 0 ? LARGEST_GROUP : PICTURES_OF_GROUP);
}

/** Labels that are at hand are sent themselves, and take memory while they wait. */
function isLight(input: TaskInput): boolean {
  const isSent = 'first' in input || input.source.kind === 'labels';
  return !isSent && filesOf(input).every(({ bytes, entry }) => entry !== undefined || bytes <= MAX_LIGHT_BYTES);
}

/** What became of the items of a group. */
type GroupResults<Name extends keyof ItemTasks> = readonly (readonly [number, TaskResult<TaskOutput<Name>>])[];

/** Sends several items at once. Gives those that are left: they need more memory, have a photo, or took a thread with them. */
async function runGroups<Name extends keyof ItemTasks>(
  step: ItemStep<Name>,
  { pool, reporter, share, signal }: Threads,
  size: number,
): Promise<number[]> {
  const all = [...Array(step.count).keys()];
  const groups = groupsOf(all, size, share.workers);
  const settled = new Set<number>();
  await runMaskJob<readonly number[], GroupResults<Name>>(signal, {
    ...share,
    reporter: { advance: () => undefined, finish: () => undefined },
    items: groups,
    pathOf: () => '',
    send: async (group, grant, stop) => {
      const inputs = await Promise.all(group.map(async (index) => ({ index, input: await step.inputOf(index) })));
      const taken = inputs.filter(({ input }) => isLight(input));
      const tasks = taken.map(({ input }) => ({ ...grant, input }));
      const paths = taken.flatMap(({ input }) => pathsOf(input));
      const results = await pool.run('runSeveral', { name: step.task, tasks, paths, sign: grant.sign }, stop);
      // The worker's own types say what the task of that name returns.
      const own = results as readonly TaskResult<TaskOutput<Name>>[];
      return { kind: 'done', value: own.map((result, i) => [taken[i].index, result] as const) };
    },
    // A group whose thread died is tried item by item: one of them is to blame.
    settle: (_, results) => {
      for (const [index, result] of results.kind === 'done' ? results.value : []) {
        if (result.kind !== 'done' && result.kind !== 'failed') continue;
        settled.add(index);
        settleItem(step, index, result);
        reporter.advance();
      }
    },
  });
  reporter.finish();
  return all.filter((index) => !settled.has(index));
}

/** The last items go by themselves, so that no thread is at work for long when there is nothing left for the others. */
function groupsOf(all: readonly number[], size: number, workers: number): number[][] {
  const together = Math.max(0, Math.floor(all.length / size) - workers);
  const groups = Array.from({ length: together }, (_, i) => all.slice(i * size, (i + 1) * size));
  return [...groups, ...all.slice(together * size).map((item) => [item])];
}

async function runOneByOne<Name extends keyof ItemTasks>(
  step: ItemStep<Name>,
  { pool, reporter, share, signal }: Threads,
  items: readonly number[],
): Promise<void> {
  await runMaskJob<number, TaskOutput<Name>>(signal, {
    ...share,
    reporter,
    items,
    pathOf: () => '',
    send: async (index, grant, stop) => {
      const input = await step.inputOf(index);
      // Which input belongs to which task the pool's types no longer know; `step` names both.
      const task = { ...grant, input, path: pathsOf(input).at(0) } as never;
      return (await pool.run(step.task, task, stop)) as Awaited<ReturnType<typeof pool.run>> as never;
    },
    settle: (index, result) => {
      settleItem(step, index, result);
    },
  });
}

function settleItem<Name extends keyof ItemTasks>(
  step: ItemStep<Name>,
  index: number,
  result: FileResult<TaskOutput<Name>>,
): void {
  step.settle(index, result.kind === 'done' ? result : { kind: 'failed', error: withoutEmptyPath(result.error) });
}

type TaskInput = Parameters<ItemTasks[keyof ItemTasks]>[0];

/** The files that a task reads, the photo's first: libraries decode it, where masks mostly have readers of our own. */
function filesOf(input: TaskInput): FileRef[] {
  const { source } = 'first' in input ? input.first : input;
  const photo = 'photo' in input ? input.photo : undefined;
  const mask = source.kind === 'picture' || source.kind === 'array' ? source.file : undefined;
  return [photo, mask].filter((file) => file !== undefined);
}

/** What a crash on a task's files is remembered by. */
function pathsOf(input: TaskInput): string[] {
  return filesOf(input).map(({ path, entry }) => (entry === undefined ? path : pathOfEntry(path, entry.headerAt)));
}

/** Items are known by their names here; a task's failure carries its own path where it has one. */
function withoutEmptyPath<Data extends { readonly path?: string | undefined }>(error: Data): Data {
  return error.path === '' ? { ...error, path: undefined } : error;
}
