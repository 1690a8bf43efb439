/**
 * Shared memory through which the work on one file shows how it goes: how often it asked whether to stop, and for how
 * many milliseconds it will go on, 0 while that is not known.
 */
export type WorkSign = Int32Array<SharedArrayBuffer>;

const LIFE = 0;
const TIME_LEFT = 1;
const LONGEST_MS = 0x7fffffff;

export function openWorkSign(): WorkSign {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

export function showLife(sign: WorkSign | undefined): void {
  if (sign !== undefined) Atomics.add(sign, LIFE, 1);
}

export function showTimeLeft(sign: WorkSign | undefined, ms: number): void {
  if (sign !== undefined) Atomics.store(sign, TIME_LEFT, Math.min(LONGEST_MS, Math.max(1, Math.round(ms))));
}

/** Another number than before where the work has shown life since. */
export function lifeShown(sign: WorkSign): number {
  return Atomics.load(sign, LIFE);
}

export function timeLeftShown(sign: WorkSign): number | undefined {
  const ms = Atomics.load(sign, TIME_LEFT);
  return ms === 0 ? undefined : ms;
}
