import { MaskmendError, toErrorData } from '../../shared/errors.ts';

/**
 * A task whose code is loaded when it is first run. Its expected failures cross to the other thread as data, which
 * `WorkerPool.run` throws anew as what they are: of an error itself only its message would arrive.
 */
export function onFirstUse<Task, Result>(
  load: () => Promise<(task: Task) => Promise<Result>>,
): (task: Task) => Promise<Result> {
  return async (task) => {
    try {
      const work = await load();
      return await work(task);
    } catch (error) {
      throw error instanceof MaskmendError ? toErrorData(error) : error;
    }
  };
}
