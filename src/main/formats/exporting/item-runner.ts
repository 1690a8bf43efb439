import { MaskmendError, toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { itemTasks, type ItemTasks } from './item-tasks.ts';

type TaskInput<Name extends keyof ItemTasks> = Parameters<ItemTasks[Name]>[0];
export type TaskOutput<Name extends keyof ItemTasks> = Awaited<ReturnType<ItemTasks[Name]>>;

/** What became of one task: a failure is data on that item and stops nothing. */
type TaskOutcome<Value> =
  { readonly kind: 'done'; readonly value: Value } | { readonly kind: 'failed'; readonly error: ErrorData };

/** One step of an export, over all items. */
export interface ItemStep<Name extends keyof ItemTasks> {
  readonly task: Name;
  readonly count: number;
  /** The input of a task, made when its turn comes. */
  readonly inputOf: (index: number) => Promise<TaskInput<Name>>;
  /** Takes a result in; results come in any order. */
  readonly settle: (index: number, outcome: TaskOutcome<TaskOutput<Name>>) => void;
}

/** Runs a step; ends early, throwing MaskmendError `cancelled`, where the work is stopped. */
export type ItemRunner = <Name extends keyof ItemTasks>(step: ItemStep<Name>) => Promise<void>;

/** Runs tasks one after the other in this thread. */
export const runInThisThread: ItemRunner = async ({ task, count, inputOf, settle }) => {
  // The table forgets which input belongs to which function; `task` names both.
  const work = itemTasks[task] as unknown as (input: unknown) => Promise<TaskOutput<typeof task>>;
  for (let index = 0; index < count; index++) {
    try {
      settle(index, { kind: 'done', value: await work(await inputOf(index)) });
    } catch (error) {
      if (!(error instanceof MaskmendError)) throw error;
      settle(index, { kind: 'failed', error: toErrorData(error) });
    }
  }
};
