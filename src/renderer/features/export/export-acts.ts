import type { ExportRequest } from '../../../shared/contract/export-calls.ts';
import type { Selection } from '../../../shared/contract/source-schemas.ts';
import { call } from '../../api/client.ts';
import { changeExport, type ExportOptions, type ExportScope, watchExport } from '../../state/export-store.ts';
import { chosenFiles, useFilesStore } from '../../state/files-store.ts';
import { askForPaths } from '../../state/path-dialog-store.ts';
import { text } from '../../strings/text.ts';
import { attempt } from '../../ui/tell.tsx';

const everyMask: Selection = { kind: 'filter', filter: { role: 'mask' } };

function selectionOf(scope: ExportScope): Selection {
  const { filter } = useFilesStore.getState();
  if (filter.role !== 'mask' || scope === 'everything') return everyMask;
  return scope === 'chosen' ? (chosenFiles() ?? everyMask) : { kind: 'filter', filter };
}

/** The request that the form makes; undefined while no folder is chosen. */
export function requestOf(options: ExportOptions, format: string | undefined): ExportRequest | undefined {
  const { voidAs, longestSide, folder } = options;
  if (folder.trim() === '' || format === undefined) return undefined;
  return {
    format,
    folder: folder.trim(),
    selection: selectionOf(options.scope),
    undecided: options.undecided,
    names: options.names,
    suffix: options.suffix,
    indices: [...options.indices],
    hasConfidenceMaps: options.hasConfidenceMaps,
    hasPhotos: options.hasPhotos,
    hasReport: options.hasReport,
    isOverwriting: options.isOverwriting,
    ...(voidAs !== undefined && { voidAs }),
    ...(longestSide !== undefined && { longestSide }),
  };
}

export async function pickExportFolder(): Promise<void> {
  const [folder] = await askForPaths({ kind: 'open-folder', title: text.export.pickFolder, show: 'folders' });
  if (folder !== undefined) changeExport({ folder });
}

export async function startExport(request: ExportRequest): Promise<void> {
  const started = await attempt(text.export.startFailed, () => call('export.start', request));
  if (started !== undefined) watchExport(started.job);
}
