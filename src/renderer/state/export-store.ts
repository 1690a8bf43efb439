import { create } from 'zustand';
import type { DatasetChoices } from '../../shared/contract/dataset-export-schemas.ts';
import { plainDatasetChoices } from '../../shared/contract/plain-dataset-choices.ts';
import type { ExportRequest } from '../../shared/contract/export-calls.ts';

/** Which masks are exported: all of them, those selected in step 1, or those its filter shows. */
export type ExportScope = 'everything' | 'chosen' | 'filtered';

type Chosen = Omit<ExportRequest, 'selection' | 'format' | 'voidAs' | 'longestSide' | 'dataset'>;

export interface ExportOptions extends Readonly<Chosen> {
  /** Undefined: the first that there is. */
  readonly format: string | undefined;
  readonly scope: ExportScope;
  readonly voidAs: number | undefined;
  readonly longestSide: number | undefined;
  /** Of datasets, whose photos belong to them. */
  readonly hasPhotosOfDataset: boolean;
  /** For formats of datasets. */
  readonly choices: DatasetChoices;
}

const start: ExportOptions = {
  format: undefined,
  folder: '',
  scope: 'everything',
  undecided: 'all',
  names: 'tree',
  suffix: '',
  indices: [],
  hasConfidenceMaps: false,
  hasObjectMaps: false,
  hasNumbersOfFiles: false,
  hasPhotos: false,
  hasReport: true,
  isOverwriting: false,
  voidAs: undefined,
  longestSide: undefined,
  hasPhotosOfDataset: true,
  choices: plainDatasetChoices,
};

export const useExportStore = create<ExportOptions & { readonly job: number | undefined }>(() => ({
  ...start,
  job: undefined,
}));

export function changeExport(change: Partial<ExportOptions>): void {
  useExportStore.setState(change);
}

export function changeChoices(change: Partial<DatasetChoices>): void {
  useExportStore.setState(({ choices }) => ({ choices: { ...choices, ...change } }));
}

/** The export whose outcome is shown. */
export function watchExport(job: number | undefined): void {
  useExportStore.setState({ job });
}

/** Forgets what belonged to another project. */
export function resetExport(): void {
  useExportStore.setState({ ...start, job: undefined });
}
