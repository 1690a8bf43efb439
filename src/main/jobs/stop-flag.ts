/** Time a worker has to notice that it shall stop, before its thread is replaced. */
const DEFAULT_GRACE_MS = 2000;

/** How a job's workers are told to stop: first asked, then, after a grace, ended. */
export interface StopFlag {
  /** One element in shared memory, 1 as soon as the work shall stop: polled inside the workers. */
  readonly flag: Int32Array<SharedArrayBuffer>;
  /** Aborts when the grace is over. */
  readonly deadline: AbortSignal;
  /** Lets go of the signal and of the timer. */
  close(): void;
}

/** A stop flag that is raised when `signal` aborts. */
export function openStopFlag(signal: AbortSignal, graceMs = DEFAULT_GRACE_MS): StopFlag {
  const flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const deadline = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const raise = (): void => {
    Atomics.store(flag, 0, 1);
    timer = setTimeout(() => {
      deadline.abort();
    }, graceMs);
  };
  if (signal.aborted) raise();
  else signal.addEventListener('abort', raise, { once: true });
  return {
    flag,
    deadline: deadline.signal,
    close: () => {
      signal.removeEventListener('abort', raise);
      clearTimeout(timer);
    },
  };
}
