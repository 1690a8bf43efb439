import { create } from 'zustand';
import type { ExportRequest } from '../../shared/contract/export-calls.ts';

/** Which masks are exported: all of them, those selected in step 1, or those its filter shows. */
export type ExportScope = 'everything' | 'chosen' | 'filtered';

type Chosen = Omit<ExportRequest, 'selection' | 'format' | 'voidAs' | 'longestSide'>;

export interface ExportOptions extends Readonly<Chosen> {
  /** Undefined: the first that there is. */
  readonly format: string | undefined;
  readonly scope: ExportScope;
  readonly voidAs: number | undefined;
  readonly longestSide: number | undefined;
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
  hasPhotos: false,
  hasReport: true,
  isOverwriting: false,
  voidAs: undefined,
  longestSide: undefined,
};

export const useExportStore = create<ExportOptions & { readonly job: number | undefined }>(() => ({
  ...start,
  job: undefined,
}));

export function changeExport(change: Partial<ExportOptions>): void {
  useExportStore.setState(change);
}

/** The export whose outcome is shown. */
export function watchExport(job: number | undefined): void {
  useExportStore.setState({ job });
}

/** Forgets what belonged to another project. */
export function resetExport(): void {
  useExportStore.setState({ ...start, job: undefined });
}
