import { parentPort, workerData } from 'node:worker_threads';
import { toErrorData } from '../../shared/errors.ts';
import { holdProject } from './held-project.ts';
import type { DatabaseAnswer, DatabaseCall, DatabaseThreadData } from './thread-messages.ts';

// The one thread that holds a project. Entry point: started by openDatabase with its data, spoken to by messages.

// Set by openDatabase, the only place that starts this file.
const { path } = workerData as DatabaseThreadData;

answer(0, () => {
  const project = holdProject(path);
  parentPort?.on('message', ({ id, operation, args }: DatabaseCall) => {
    if (operation === 'close') {
      answer(id, () => {
        project.close();
      });
      parentPort?.close();
    } else answer(id, () => project.run(operation, args));
  });
});

function answer(id: number, work: () => unknown): void {
  let message: DatabaseAnswer;
  try {
    message = { id, value: work() };
  } catch (error) {
    message = { id, error: toErrorData(error) };
  }
  parentPort?.postMessage(message);
}
