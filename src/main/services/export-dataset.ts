import type { ReadLimits } from '../../shared/limits.ts';
import type { ExportForecast, ExportOutcome } from '../formats/exporting/export-dataset.ts';
import type { ExportRequest } from '../formats/export-request.ts';
import { exportDataset } from '../formats/registry.ts';
import type { JobWatch } from '../jobs/job-progress.ts';
import { withDatasetThreads } from './dataset-threads.ts';
import type { OpenedDataset } from './open-dataset.ts';

export interface DatasetExport extends Omit<ExportRequest, 'sources'> {
  readonly workers: number;
  readonly memoryBytes: number;
  readonly limits: ReadLimits;
}

/** Writes an opened dataset with threads; throws as `exportDataset` does, and `cancelled` where the signal aborts. */
export function exportWithThreads(
  dataset: OpenedDataset,
  { workers, memoryBytes, limits, ...request }: DatasetExport,
  watch: JobWatch & { readonly onForecast: (forecast: ExportForecast) => void },
): Promise<ExportOutcome> {
  const share = { workers, memoryBytes, masks: dataset.items.length };
  return withDatasetThreads(share, watch, (run) =>
    exportDataset(dataset, { ...request, sources: dataset.sources }, { run, limits, onForecast: watch.onForecast }),
  );
}
