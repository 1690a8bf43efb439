import { MaskmendError, toErrorData } from '../../shared/errors.ts';

/**
 * A task whose expected failures cross to the other thread as data, which `WorkerPool.run` throws anew as what they are:
 * of an error itself only its message would arrive.
 */
export function tellingFailures<Task, Result>(work: (task: Task) => Promise<Result>): (task: Task) => Promise<Result> {
  return async (task) => {
    try {
      return await work(task);
    } catch (error) {
      throw error instanceof MaskmendError ? toErrorData(error) : error;
    }
  };
}
