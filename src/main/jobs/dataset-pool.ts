import type * as datasetWorker from '../workers/dataset-worker.ts';
import { workerFile } from '../worker-file.ts';
import { openWorkerPool } from './worker-pool.ts';
import type { WorkerPool } from './worker-threads.ts';

export type DatasetPool = WorkerPool<typeof datasetWorker>;

/** Records of a mask are few; pixels lie outside of the heap. */
const MAX_YOUNG_MEGABYTES = 12;

interface DatasetPoolOptions {
  readonly workers: number;
  readonly masks: number;
  /** Whether what a person is looking at goes before their work. */
  readonly isBackground?: boolean | undefined;
}

/** Threads that read and write the masks of datasets: as many as asked for, but not more than there are masks. */
export function openDatasetPool({ workers, masks, isBackground }: DatasetPoolOptions): Promise<DatasetPool> {
  return openWorkerPool({
    file: workerFile('workers/dataset-worker'),
    threads: Math.max(1, Math.min(workers, masks)),
    maxYoungMegabytes: MAX_YOUNG_MEGABYTES,
    isBackground,
  });
}
