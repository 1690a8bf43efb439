import { readlinkSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import { workerData } from 'node:worker_threads';

/** What a pool hands to each of its threads. */
export interface ThreadData {
  /** Whether what a person is looking at goes before this thread's work. */
  readonly isBackground: boolean;
}

/**
 * Lets everything else of the machine go before this thread where its pool asks for that: a repair then takes what the
 * interface leaves, of two processors mostly all. Linux alone gives threads a priority of their own; elsewhere
 * the whole program would have to give way, its interface too.
 */
export function goBehindOthers(): void {
  // Set by the pool, the only place that starts worker files.
  const data = workerData as Partial<ThreadData> | null;
  if (data?.isBackground !== true || process.platform !== 'linux') return;
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    setPriority(thread, Math.max(getPriority(thread), constants.priority.PRIORITY_BELOW_NORMAL));
  } catch {
    // Without /proc, or where a sandbox forbids it, the thread stays as it was: slower pages, the same labels.
  }
}
