import type { DatasetChoices } from '../../../shared/contract/dataset-export-schemas.ts';
import type { ExportFormat, ExportRequest } from '../../../shared/contract/export-calls.ts';
import type { Selection } from '../../../shared/contract/source-schemas.ts';
import { isAbsolutePath } from '../../../shared/absolute-path.ts';
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

/** The request that the form makes; undefined while no folder is named in full. What the format does not know is left out. */
export function requestOf(options: ExportOptions, format: ExportFormat | undefined): ExportRequest | undefined {
  const { voidAs, longestSide, folder, choices } = options;
  if (!isAbsolutePath(folder.trim()) || format === undefined) return undefined;
  const { id, takes, dataset } = format;
  return {
    format: id,
    folder: folder.trim(),
    selection: selectionOf(options.scope),
    undecided: options.undecided,
    names: options.names,
    suffix: options.suffix,
    indices: [...options.indices],
    hasConfidenceMaps: options.hasConfidenceMaps,
    hasObjectMaps: takes.objectMaps && options.hasObjectMaps === true,
    hasNumbersOfFiles: options.hasNumbersOfFiles === true,
    hasPhotos: dataset === undefined ? options.hasPhotos : options.hasPhotosOfDataset,
    hasReport: options.hasReport,
    isOverwriting: options.isOverwriting,
    ...(takes.voidPolicy && voidAs !== undefined && { voidAs }),
    ...(takes.resize && longestSide !== undefined && { longestSide }),
    ...(dataset && { dataset: choicesFor(dataset, choices) }),
  };
}

/** A coding or geometry chosen for another format may not be one of this one. */
function choicesFor(
  { codings, geometries }: NonNullable<ExportFormat['dataset']>,
  { coding, geometry, ...choices }: DatasetChoices,
): DatasetChoices {
  return {
    ...choices,
    ...(coding !== undefined && codings.includes(coding) && { coding }),
    ...(geometry !== undefined && geometries.includes(geometry) && { geometry }),
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
