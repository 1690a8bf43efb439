import { MaskmendError, toErrorData } from '../../shared/errors.ts';
import type { ReadLimits } from '../../shared/limits.ts';
import { itemTasks, type ItemTasks } from '../formats/exporting/item-tasks.ts';
import { goBehindOthers } from './background-thread.ts';
import type { TaskResult } from './file-task.ts';
import { pixelsWithin } from './memory-need.ts';
import { showLife, type WorkSign } from './work-sign.ts';

// What the threads that move datasets can do. Entry point: each export is a task by its own name.

goBehindOthers();

/** A task with what it may take of the machine. */
export interface DatasetTask<Input> {
  readonly input: Input;
  /** Absolute path of the file that the input leads to first, or what stands for an entry of an archive. */
  readonly path?: string | undefined;
  /** Memory the work may take; a mask that needs more is answered with `alone`, before that is taken. */
  readonly grantedBytes: number;
  /** One element in shared memory, not 0 when the work shall stop. */
  readonly stop: Int32Array;
}

type Answer<Name extends keyof ItemTasks> = Promise<TaskResult<Awaited<ReturnType<ItemTasks[Name]>>>>;
type Input<Name extends keyof ItemTasks> = DatasetTask<Parameters<ItemTasks[Name]>[0]>;

export function surveyMask(task: Input<'surveyMask'>): Answer<'surveyMask'> {
  return runTask(task, itemTasks.surveyMask);
}

export function writeMask(task: Input<'writeMask'>): Answer<'writeMask'> {
  return runTask(task, itemTasks.writeMask);
}

export function checkMask(task: Input<'checkMask'>): Answer<'checkMask'> {
  return runTask(task, itemTasks.checkMask);
}

export function measureItem(task: Input<'measureItem'>): Answer<'measureItem'> {
  return runTask(task, itemTasks.measureItem);
}

export function compareItems(task: Input<'compareItems'>): Answer<'compareItems'> {
  return runTask(task, itemTasks.compareItems);
}

/** Small tasks of one kind in one message: what a message costs is more than what they do. */
interface SeveralTasks {
  readonly name: keyof ItemTasks;
  readonly tasks: readonly DatasetTask<Parameters<ItemTasks[keyof ItemTasks]>[0]>[];
  /** Absolute paths of the files that they lead to. */
  readonly paths: readonly string[];
  readonly sign: WorkSign;
}

/** What becomes of each task, in their order. */
export async function runSeveral({ name, tasks, sign }: SeveralTasks): Promise<TaskResult<unknown>[]> {
  // The table forgets which input belongs to which function; `name` names both.
  const work = itemTasks[name] as unknown as (input: SeveralTasks['tasks'][number]['input']) => Promise<unknown>;
  const results: TaskResult<unknown>[] = [];
  for (const task of tasks) {
    results.push(await runTask(task, work));
    showLife(sign);
  }
  return results;
}

async function runTask<In extends { readonly limits: ReadLimits }, Value>(
  { input, grantedBytes, stop }: DatasetTask<In>,
  work: (input: In) => Promise<Value>,
): Promise<TaskResult<Value>> {
  const started = performance.now();
  if (Atomics.load(stop, 0) !== 0) return { kind: 'cancelled' };
  const maxPixels = Math.min(input.limits.maxPixels, pixelsWithin(grantedBytes, 0));
  const isShare = maxPixels < input.limits.maxPixels;
  try {
    return { kind: 'done', value: await work({ ...input, isShare, limits: { ...input.limits, maxPixels } }) };
  } catch (error) {
    const isOverGrant = isShare && error instanceof MaskmendError && error.code === 'too-large';
    // What it needs is more than its share: all there is, so that it runs alone.
    if (isOverGrant) return { kind: 'needs-memory', bytes: Number.MAX_SAFE_INTEGER };
    return { kind: 'failed', error: toErrorData(error), ms: performance.now() - started };
  }
}
