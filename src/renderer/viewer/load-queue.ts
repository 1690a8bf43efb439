/** Lets a few loads run at a time; of those that wait, what is wanted most goes first, then what was asked for last. */
export class LoadQueue {
  readonly #limit: number;
  readonly #waiting: Waiting[] = [];
  #running = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Runs a load when its turn comes; one that is aborted before is never begun. */
  run<Result>(load: () => Promise<Result>, urgency: () => number, signal: AbortSignal): Promise<Result> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        load()
          .then(resolve, reject)
          .finally(() => {
            this.#running--;
            this.#next();
          });
      };
      const abort = (): void => {
        const at = this.#waiting.findIndex((waiting) => waiting.begin === begin);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', abort, { once: true });
      this.#waiting.push({ begin, urgency });
      this.#next();
    });
  }

  #next(): void {
    while (this.#running < this.#limit) {
      const at = this.#mostUrgent();
      const [waiting] = at < 0 ? [] : this.#waiting.splice(at, 1);
      if (waiting === undefined) return;
      this.#running++;
      waiting.begin();
    }
  }

  #mostUrgent(): number {
    let best = -1;
    let most = -Infinity;
    for (const [at, { urgency }] of this.#waiting.entries()) {
      if (urgency() < most) continue;
      most = urgency();
      best = at;
    }
    return best;
  }
}

interface Waiting {
  readonly begin: () => void;
  readonly urgency: () => number;
}
