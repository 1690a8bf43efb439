import { type MaskPool, openMaskPool } from '../../jobs/mask-pool.ts';

/** Threads wait this long for the next job before they end. */
const IDLE_MS = 60_000;

/** The threads of a session's jobs, one job at a time: kept from one to the next, for starting them takes a while. */
export class JobThreads {
  #pool: MaskPool | undefined;
  #workers = 0;
  #timer: NodeJS.Timeout | undefined;

  /** As many threads as asked for, to be given back. */
  async borrow(workers: number): Promise<MaskPool> {
    clearTimeout(this.#timer);
    if (this.#workers !== workers) await this.close();
    this.#workers = workers;
    this.#pool ??= await openMaskPool(workers, workers, { isBackground: true });
    return this.#pool;
  }

  giveBack(): void {
    this.#timer = setTimeout(() => void this.close(), IDLE_MS);
    // Threads that wait for work keep no program from ending.
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const pool = this.#pool;
    this.#pool = undefined;
    this.#workers = 0;
    await pool?.close();
  }
}
