/** Calls a function at once, and then no more often than every `intervalMs`; the last wish is always served. */
export class Paced {
  readonly #intervalMs: number;
  readonly #act: () => void;
  #actedAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  constructor(intervalMs: number, act: () => void) {
    this.#intervalMs = intervalMs;
    this.#act = act;
  }

  wish(): void {
    if (this.#timer !== undefined) return;
    const waitMs = this.#actedAt + this.#intervalMs - performance.now();
    if (waitMs <= 0) this.flush();
    else
      this.#timer = setTimeout(() => {
        this.flush();
      }, waitMs);
  }

  /** Acts now, wished or not. */
  flush(): void {
    this.stop();
    this.#actedAt = performance.now();
    this.#act();
  }

  /** Forgets what was wished. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
