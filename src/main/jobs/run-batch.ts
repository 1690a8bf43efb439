import { setImmediate } from 'node:timers/promises';

/** A worker's answer to an item: its result, or the memory it turned out to need beyond what it was granted. */
export type Attempt<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'needs-memory'; readonly bytes: number };

export interface Batch<Item, Result> {
  readonly items: readonly Item[];
  /** Items worked on at one time, at least 1. */
  readonly workers: number;
  /** Bytes that the items worked on at one time may need together. */
  readonly memoryBytes: number;
  /** Works on an item within `grantedBytes`, or says at once how many it needs. */
  readonly attempt: (item: Item, grantedBytes: number) => Promise<Attempt<Result>>;
  /** Takes a result in; the next item does not wait for it, the end of the batch does. */
  readonly settle: (item: Item, result: Result) => Promise<void>;
}

/** An item whose need is known because an attempt told it. */
interface LargeItem<Item> {
  readonly item: Item;
  readonly bytes: number;
}

/**
 * Works through a batch, admitting items by memory. Every worker has an equal share of the budget; an item that needs
 * more says so before it takes it, and waits until the others leave it room; one that needs more than the whole budget
 * runs alone. An abort of `signal` ends the batch early, the first failure of `attempt` or `settle` ends it with that
 * error; items under way are waited for first.
 */
export async function runBatch<Item, Result>(signal: AbortSignal, batch: Batch<Item, Result>): Promise<void> {
  const queue = new AdmissionQueue(batch);
  const running = new Set<Promise<void>>();
  const settling = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const track = (set: Set<Promise<void>>, work: Promise<void>): void => {
    const tracked: Promise<void> = work
      .catch((error: unknown) => {
        failures.push(error);
      })
      .finally(() => set.delete(tracked));
    set.add(tracked);
  };
  // The thread that has become free gets its next item first.
  const settleLater = async (item: Item, result: Result): Promise<void> => {
    await setImmediate();
    await batch.settle(item, result);
  };
  const work = async (admitted: Admitted<Item>): Promise<void> => {
    try {
      const attempt = await batch.attempt(admitted.item, admitted.grantedBytes);
      if (attempt.kind === 'needs-memory') queue.defer(admitted.item, attempt.bytes);
      if (attempt.kind === 'done') track(settling, settleLater(admitted.item, attempt.result));
    } finally {
      queue.release(admitted);
    }
  };
  for (;;) {
    while (failures.length === 0 && !signal.aborted) {
      const admitted = queue.admit();
      if (admitted === undefined) break;
      track(running, work(admitted));
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  await Promise.all(settling);
  if (failures.length > 0) throw failures[0];
}

interface Admitted<Item> {
  readonly item: Item;
  /** What the item is held to. */
  readonly grantedBytes: number;
  /** What is counted for it. */
  readonly countedBytes: number;
}

/** Decides which item may start next. */
class AdmissionQueue<Item, Result> {
  readonly #batch: Batch<Item, Result>;
  readonly #shareBytes: number;
  readonly #large: LargeItem<Item>[] = [];
  #next = 0;
  #running = 0;
  #usedBytes = 0;

  constructor(batch: Batch<Item, Result>) {
    this.#batch = batch;
    this.#shareBytes = Math.floor(batch.memoryBytes / batch.workers);
  }

  /** Something that may start now; undefined where everything left must wait. */
  admit(): Admitted<Item> | undefined {
    if (this.#running >= this.#batch.workers) return undefined;
    return this.#admitLarge() ?? this.#admitNext();
  }

  defer(item: Item, bytes: number): void {
    this.#large.push({ item, bytes });
  }

  release({ countedBytes }: Admitted<Item>): void {
    this.#running--;
    this.#usedBytes -= countedBytes;
  }

  #admitLarge(): Admitted<Item> | undefined {
    const first = this.#large.at(0);
    if (first === undefined || !this.#hasRoom(first.bytes)) return undefined;
    this.#large.shift();
    // Counted with what it said; it is not asked a second time.
    return this.#start({ item: first.item, grantedBytes: Infinity, countedBytes: first.bytes });
  }

  #admitNext(): Admitted<Item> | undefined {
    if (this.#next >= this.#batch.items.length || !this.#hasRoom(this.#shareBytes)) return undefined;
    const item = this.#batch.items[this.#next++];
    return this.#start({ item, grantedBytes: this.#shareBytes, countedBytes: this.#shareBytes });
  }

  #hasRoom(bytes: number): boolean {
    return this.#running === 0 || this.#usedBytes + bytes <= this.#batch.memoryBytes;
  }

  #start(admitted: Admitted<Item>): Admitted<Item> {
    this.#running++;
    this.#usedBytes += admitted.countedBytes;
    return admitted;
  }
}
