import type { Dataset } from '../../shared/model/dataset.ts';
import type { ExportOutcome, ExportWork } from '../formats/exporting/export-dataset.ts';
import type { ExportRequest } from '../formats/export-request.ts';
import { exportDataset } from '../formats/registry.ts';
import { type DatasetWatch, withDatasetThreads } from './dataset-threads.ts';
import type { MachineShare } from './machine-share.ts';

/** An export and the share of the machine that it may take. */
export type DatasetExport = ExportRequest & MachineShare;

/** Writes a dataset with threads; throws as `exportDataset` does, and `cancelled` where the signal aborts. */
export function exportWithThreads(
  dataset: Dataset,
  { workers, memoryBytes, limits, isBackground, ...request }: DatasetExport,
  { onForecast, describe, ...watch }: DatasetWatch & Pick<ExportWork, 'onForecast' | 'describe'>,
): Promise<ExportOutcome> {
  const share = { workers, memoryBytes, isBackground, masks: dataset.items.length };
  return withDatasetThreads(share, watch, (run) =>
    exportDataset(dataset, request, { run, limits, onForecast, describe }),
  );
}
