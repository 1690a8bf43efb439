/** How much a load is wanted: what is in view goes before what might be next. */
export type Urgency = 0 | 1;

/** Work that several may wait for: it is begun once, and aborted when the last of them does not want it any more. */
export class SharedJobs<Result> {
  readonly #jobs = new Map<string, Job<Result>>();

  /** Waits for the work of this key, begun by `start` where it is not under way. Rejects when `signal` aborts. */
  join(key: string, wish: Wish, start: (job: JobControl) => Promise<Result>): Promise<Result> {
    wish.signal.throwIfAborted();
    const job = this.#jobs.get(key) ?? this.#begin(key, start);
    job.waiting++;
    if (wish.urgency > job.urgency) job.urgency = wish.urgency;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(wish.signal.reason as Error);
        job.waiting--;
        if (job.waiting === 0) this.#abandon(key, job);
      };
      wish.signal.addEventListener('abort', leave, { once: true });
      job.promise.then(resolve, reject).finally(() => {
        wish.signal.removeEventListener('abort', leave);
      });
    });
  }

  #begin(key: string, start: (job: JobControl) => Promise<Result>): Job<Result> {
    const controller = new AbortController();
    const control = { signal: controller.signal, urgency: () => job.urgency };
    const job: Job<Result> = {
      controller,
      urgency: 0,
      waiting: 0,
      // In a later turn, so that `job` is there when `start` asks for its urgency.
      promise: Promise.resolve().then(() => start(control)),
    };
    this.#jobs.set(key, job);
    const end = (): void => {
      if (this.#jobs.get(key) === job) this.#jobs.delete(key);
    };
    job.promise.then(end, end);
    return job;
  }

  #abandon(key: string, job: Job<Result>): void {
    if (this.#jobs.get(key) === job) this.#jobs.delete(key);
    job.controller.abort();
  }
}

export interface Wish {
  readonly signal: AbortSignal;
  readonly urgency: Urgency;
}

/** What a job is told: when to stop, and how much it is wanted now. */
export interface JobControl {
  readonly signal: AbortSignal;
  readonly urgency: () => Urgency;
}

interface Job<Result> {
  readonly controller: AbortController;
  readonly promise: Promise<Result>;
  urgency: Urgency;
  waiting: number;
}
