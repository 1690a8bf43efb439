import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { fromErrorData } from '../../shared/errors.ts';
import { workerEnvironment } from '../worker-environment.ts';
import { workerFile } from '../worker-file.ts';
import type { ProjectStore } from './project-store.ts';
import type { DatabaseAnswer, DatabaseCall, DatabaseThreadData } from './thread-messages.ts';

type Asynchronous<Store> = {
  readonly [Operation in keyof Store]: Store[Operation] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Result>
    : never;
};

/** A project held open; calls are answered in the order they were made. */
export interface ProjectDatabase extends Asynchronous<ProjectStore> {
  /** Brings everything into the one file, lets go of it and ends its thread, where it has one. */
  close(): Promise<void>;
}

/** Opens a project in its own thread, creating it where there is none; throws what openConnection throws. */
export async function openDatabase(path: string): Promise<ProjectDatabase> {
  const thread = new DatabaseThread({ path });
  await thread.isOpen;
  return asynchronous(thread);
}

/**
 * A project that is gone when it is closed, held by the calling thread: for short work, to which the start of another
 * thread would matter more than a turn of the event loop.
 */
export async function openTemporaryDatabase(): Promise<ProjectDatabase> {
  // Loaded here: who keeps a project loads it in that thread.
  const { holdTemporaryProject } = await import('./held-project.ts');
  const project = holdTemporaryProject();
  return asynchronous({
    // What is thrown is told as it is from a thread.
    post: (operation, args) =>
      new Promise((resolve) => {
        resolve(project.run(operation, args));
      }),
    close: () => {
      project.close();
      return Promise.resolve();
    },
  });
}

/** Who runs the operations. */
interface Holder {
  post(operation: keyof ProjectStore, args: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

interface PendingCall {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

class DatabaseThread implements Holder {
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

function asynchronous(holder: Holder): ProjectDatabase {
  const operations = new Proxy(
    {},
    {
      get: (_, name) => {
        if (name === 'close') return () => holder.close();
        // A promise must not take this object for a promise.
        if (name === 'then' || typeof name === 'symbol') return undefined;
        // ProjectDatabase has no other names than the store's.
        return (...args: unknown[]) => holder.post(name as keyof ProjectStore, args);
      },
    },
  );
  // Each operation of the store, its result promised: what the proxy makes of the name.
  return operations as ProjectDatabase;
}
