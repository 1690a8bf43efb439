import type { ReadLimits } from '../../shared/limits.ts';
import type { Dataset } from '../../shared/model/dataset.ts';
import type { ExportOutcome, ExportWork } from '../formats/exporting/export-dataset.ts';
import type { ExportRequest } from '../formats/export-request.ts';
import { exportDataset } from '../formats/registry.ts';
import { type DatasetWatch, withDatasetThreads } from './dataset-threads.ts';

/** An export and the share of the machine that it may take. */
export interface DatasetExport extends ExportRequest {
  readonly workers: number;
  readonly memoryBytes: number;
  readonly limits: ReadLimits;
}

/** Writes a dataset with threads; throws as `exportDataset` does, and `cancelled` where the signal aborts. */
export function exportWithThreads(
  dataset: Dataset,
  { workers, memoryBytes, limits, ...request }: DatasetExport,
  { onForecast, describe, ...watch }: DatasetWatch & Pick<ExportWork, 'onForecast' | 'describe'>,
): Promise<ExportOutcome> {
  const share = { workers, memoryBytes, masks: dataset.items.length };
  return withDatasetThreads(share, watch, (run) =>
    exportDataset(dataset, request, { run, limits, onForecast, describe }),
  );
}
