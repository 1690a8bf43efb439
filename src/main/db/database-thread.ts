import { parentPort, workerData } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import { toErrorData } from '../../shared/errors.ts';
import { closeConnection, openConnection } from './connection.ts';
import { explainFailure } from './explain-failure.ts';
import { openProjectStore, type ProjectStore } from './project-store.ts';
import { explainSqliteError } from './sqlite-errors.ts';
import type { DatabaseAnswer, DatabaseCall, DatabaseThreadData } from './thread-messages.ts';

// The one thread that holds a project. Entry point: started by openDatabase with its data, spoken to by messages.

// Set by openDatabase, the only place that starts this file.
const { path, isTemporary } = workerData as DatabaseThreadData;

let held: Database | undefined;

answer(0, () => {
  const database = openConnection(path, { isTemporary });
  held = database;
  const store = openStore(database);
  parentPort?.on('message', ({ id, operation, args }: DatabaseCall) => {
    if (operation === 'close') {
      answer(id, () => {
        closeConnection(database);
      });
      parentPort?.close();
    } else answer(id, () => run(store, operation, args));
  });
});

function answer(id: number, work: () => unknown): void {
  let message: DatabaseAnswer;
  try {
    message = { id, value: work() };
  } catch (error) {
    message = { id, error: toErrorData(explain(error)) };
  }
  parentPort?.postMessage(message);
}

function explain(error: unknown): unknown {
  return held?.open === true ? explainFailure(held, error) : explainSqliteError(error, path);
}

function openStore(database: Database): ProjectStore {
  try {
    return openProjectStore(database);
  } catch (error) {
    closeConnection(database);
    throw error;
  }
}

function run(store: ProjectStore, operation: keyof ProjectStore, args: readonly unknown[]): unknown {
  // ProjectDatabase, the caller's type, is made of the same operations and their own arguments.
  return (store[operation] as (...values: unknown[]) => unknown)(...args);
}
