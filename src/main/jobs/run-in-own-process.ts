import { fromErrorData, MaskmendError } from '../../shared/errors.ts';
import { showLife, type WorkSign } from '../workers/work-sign.ts';
import { workerFile } from '../worker-file.ts';
import { openOwnProcess, type OwnProcessTask } from './own-process.ts';
import type { StopFlag } from './stop-flag.ts';
import { ProcessDeath, WorkerDeath } from './worker-death.ts';

/** How often the process is told of what it cannot see: the flag in this process's memory. */
const LOOK_MS = 100;

interface Signs {
  readonly stop?: Int32Array;
  readonly sign?: WorkSign;
}

/**
 * Runs a task as a thread of the pool would, in a process of its own. Throws what the task throws, ProcessDeath where the
 * process ended with it, `cancelled` where the deadline of `stop` made an end to it.
 */
export async function runInOwnProcess(work: OwnProcessTask, stop: StopFlag): Promise<unknown> {
  const { stop: flag, sign, ...plain } = work.task as Signs;
  const { promise, resolve, reject } = Promise.withResolvers();
  const child = openOwnProcess(workerFile('jobs/own-process-entry'));
  const end = (): void => {
    reject(new MaskmendError('cancelled', 'the work was stopped'));
  };
  child.onWord((word) => {
    if (word.kind === 'alive') showLife(sign);
    else if (word.kind === 'done') resolve(word.value);
    else reject(word.isDeath ? new WorkerDeath(word.error.code, word.error.message) : fromErrorData(word.error));
  });
  child.onEnd((how) => {
    reject(new ProcessDeath(how));
  });
  const timer = setInterval(() => {
    if (flag !== undefined && Atomics.load(flag, 0) !== 0) child.send({ kind: 'stop' });
  }, LOOK_MS);
  stop.deadline.addEventListener('abort', end, { once: true });
  try {
    if (stop.deadline.aborted) end();
    else child.send({ kind: 'work', work: { ...work, task: plain } });
    return await promise;
  } finally {
    stop.deadline.removeEventListener('abort', end);
    clearInterval(timer);
    child.kill();
  }
}
