import type { ExportOutcome, ExportStart, ExportWork } from '../../formats/exporting/export-work.ts';
import { exportDataset } from '../../formats/registry.ts';
import { collectGarbage } from '../jobs/small-heap.ts';
import { type DatasetWatch, withDatasetThreads } from './dataset-threads.ts';
import type { MachineShare } from '../jobs/machine-share.ts';

/** The share of the machine that an export may take, and how it is followed. */
export interface ExportThreads extends DatasetWatch, MachineShare, Pick<ExportWork, 'onForecast' | 'describe'> {}

/**
 * Writes a dataset with threads; throws as `exportDataset` and `open` do, and `cancelled` where the signal aborts.
 * @param open See `runExport`.
 */
export function exportWithThreads(
  open: () => Promise<ExportStart>,
  { workers, memoryBytes, isBackground, signal, reporter, ...work }: ExportThreads,
): Promise<ExportOutcome> {
  return withDatasetThreads({ workers, memoryBytes, isBackground }, { signal, reporter }, (run) =>
    exportDataset(open, { run, ...work, onWritten: collectGarbage }),
  );
}
