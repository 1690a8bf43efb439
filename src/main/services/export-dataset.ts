import type { ExportOutcome, ExportStart, ExportWork } from '../formats/exporting/export-dataset.ts';
import { exportDataset } from '../formats/registry.ts';
import { collectGarbage } from './small-heap.ts';
import { type DatasetWatch, withDatasetThreads } from './dataset-threads.ts';

/** The share of the machine that an export may take, and how it is followed. */
export interface ExportThreads extends DatasetWatch, Pick<ExportWork, 'onForecast' | 'describe' | 'limits'> {
  readonly workers: number;
  readonly memoryBytes: number;
}

/**
 * Writes a dataset with threads; throws as `exportDataset` and `open` do, and `cancelled` where the signal aborts.
 * @param open See `runExport`.
 */
export function exportWithThreads(
  open: () => Promise<ExportStart>,
  { workers, memoryBytes, signal, reporter, ...work }: ExportThreads,
): Promise<ExportOutcome> {
  return withDatasetThreads({ workers, memoryBytes }, { signal, reporter }, (run) =>
    exportDataset(open, { run, ...work, onWritten: collectGarbage }),
  );
}
