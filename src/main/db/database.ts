import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { fromErrorData } from '../../shared/errors.ts';
import { workerEnvironment } from '../workers/worker-environment.ts';
import { workerFile } from '../workers/worker-file.ts';
import type { ProjectStore } from './project-store.ts';
import type { DatabaseAnswer, DatabaseCall, DatabaseThreadData } from './thread-messages.ts';

type Asynchronous<Store> = {
  readonly [Operation in keyof Store]: Store[Operation] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Result>
    : never;
};

/** A project held open by a thread of its own; calls are answered in the order they were made. */
export interface ProjectDatabase extends Asynchronous<ProjectStore> {
  /** Brings everything into the one file, lets go of it and ends the thread. */
  close(): Promise<void>;
}

/**
 * Opens a project in its own thread, creating it where there is none; throws what openConnection throws. Nothing of a
 * temporary one is waited for to reach the disk.
 */
export async function openDatabase(path: string, options: { isTemporary: boolean }): Promise<ProjectDatabase> {
  const thread = new DatabaseThread({ path, ...options });
  await thread.isOpen;
  return asynchronous(thread);
}

interface PendingCall {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

class DatabaseThread {
  /** Fails where the project cannot be opened. */
  readonly isOpen: Promise<unknown>;
  readonly #worker: Worker;
  readonly #pending = new Map<number, PendingCall>();
  #lastId = 0;
  #death: Error | undefined;

  constructor(data: DatabaseThreadData) {
    this.#worker = new Worker(workerFile('db/database-thread'), { workerData: data, env: workerEnvironment() });
    this.#worker.on('message', (message: DatabaseAnswer) => {
      this.#settle(message);
    });
    this.#worker.on('error', (error) => {
      this.#die(error instanceof Error ? error : new Error(String(error)));
    });
    this.#worker.on('exit', () => {
      this.#die(new Error('the thread that holds the project ended'));
    });
    this.isOpen = this.#expect(0);
  }

  post(operation: DatabaseCall['operation'], args: readonly unknown[]): Promise<unknown> {
    const call: DatabaseCall = { id: ++this.#lastId, operation, args };
    const answer = this.#expect(call.id);
    this.#worker.postMessage(call);
    return answer;
  }

  async close(): Promise<void> {
    const ended = once(this.#worker, 'exit');
    await this.post('close', []);
    await ended;
  }

  #expect(id: number): Promise<unknown> {
    if (this.#death !== undefined) return Promise.reject(this.#death);
    return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
  }

  #settle(message: DatabaseAnswer): void {
    const call = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if ('error' in message) call?.reject(fromErrorData(message.error));
    else call?.resolve(message.value);
  }

  #die(reason: Error): void {
    this.#death ??= reason;
    for (const call of this.#pending.values()) call.reject(this.#death);
    this.#pending.clear();
  }
}

function asynchronous(thread: DatabaseThread): ProjectDatabase {
  const operations = new Proxy(
    {},
    {
      get: (_, name) => {
        if (name === 'close') return () => thread.close();
        // A promise must not take this object for a promise.
        if (name === 'then' || typeof name === 'symbol') return undefined;
        // ProjectDatabase has no other names than the store's.
        return (...args: unknown[]) => thread.post(name as keyof ProjectStore, args);
      },
    },
  );
  // Each operation of the store, its result promised: what the proxy makes of the name.
  return operations as ProjectDatabase;
}
