import { workerFile } from '../worker-file.ts';
import type * as maskWorker from '../workers/mask-worker.ts';
import { openWorkerPool } from './worker-pool.ts';
import type { WorkerPool } from './worker-threads.ts';

/** The functions of the mask worker, by name. */
type MaskTasks = typeof maskWorker;

export type MaskPool = WorkerPool<MaskTasks>;

interface MaskPoolOptions {
  /** Whether what a person is looking at goes before their work. */
  readonly isBackground?: boolean;
}

/** Threads for work on masks: as many as there is work for, up to `workers`; those for `files` start at once. */
export function openMaskPool(
  workers: number,
  files: number,
  { isBackground = false }: MaskPoolOptions = {},
): Promise<MaskPool> {
  const threadsAtOnce = Math.max(1, Math.min(workers, files));
  return openWorkerPool({ file: workerFile('workers/mask-worker'), threads: workers, threadsAtOnce, isBackground });
}
