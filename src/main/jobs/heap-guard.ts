import type { Worker } from 'node:worker_threads';

/** Short enough that no thread allocates its headroom in between, long enough to cost nothing. */
const INTERVAL_MS = 100;

/** Ends threads whose JavaScript heap has grown beyond a bound. It looks only while tasks run. */
export class HeapGuard {
  readonly #threads: () => readonly Worker[];
  readonly #maxBytes: number;
  #tasks = 0;
  #ended = 0;
  /** Threads whose answer is still to come. */
  readonly #asked = new Set<Worker>();
  #timer: NodeJS.Timeout | undefined;

  constructor(threads: () => readonly Worker[], maxBytes: number) {
    this.#threads = threads;
    this.#maxBytes = maxBytes;
  }

  /** A task begins. */
  begin(): void {
    if (this.#tasks++ > 0) return;
    this.#timer = setInterval(() => {
      for (const thread of this.#threads()) void this.#look(thread);
    }, INTERVAL_MS);
    this.#timer.unref();
  }

  /** A task has ended, however it did. */
  end(): void {
    if (--this.#tasks === 0) clearInterval(this.#timer);
  }

  /** True once for every thread that was ended: a task that died with its thread asks whether it was for its heap. */
  takeEnded(): boolean {
    if (this.#ended === 0) return false;
    this.#ended--;
    return true;
  }

  async #look(thread: Worker): Promise<void> {
    if (this.#asked.has(thread)) return;
    this.#asked.add(thread);
    try {
      // Answered in the middle of the thread's work, too.
      const { used_heap_size: usedBytes } = await thread.getHeapStatistics();
      if (usedBytes <= this.#maxBytes || !this.#threads().includes(thread)) return;
      this.#ended++;
      await thread.terminate();
    } catch {
      // A thread that has just ended has no heap any more.
    } finally {
      this.#asked.delete(thread);
    }
  }
}
