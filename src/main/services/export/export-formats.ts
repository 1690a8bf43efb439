import { type ExportFormatId, isExportFormat } from '../../../shared/model/dataset-format.ts';
import type { ExportFormat } from '../../../shared/contract/export-calls.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { OutputFormat } from '../../codec/png/encode-label-map.ts';
import type { DatasetExporter, DatasetFormat } from '../../formats/format.ts';
import { formats as datasetFormats } from '../../formats/format-list.ts';

interface PictureFormat {
  readonly format: ExportFormat;
  readonly coding: OutputFormat;
}

const takes = {
  indices: true,
  voidPolicy: true,
  resize: true,
  confidence: true,
  objectMaps: true,
  photos: true,
  names: true,
};

/** Masks as pictures in folders as the sources lie, with their confidence. */
const pictureFormats: readonly PictureFormat[] = [
  { format: { id: 'indexed-png', takes }, coding: 'indexed' },
  { format: { id: 'grey-png', takes }, coding: 'grey' },
  { format: { id: 'colour-png', takes: { ...takes, indices: false } }, coding: 'rgb' },
];

/** The masks as pictures first, then every dataset format that can be written. */
export function listExportFormats(): ExportFormat[] {
  const datasets = datasetFormats.flatMap(({ name, exporter }) =>
    exporter !== undefined && isExportFormat(name) ? [describeDataset(name, exporter)] : [],
  );
  return [...pictureFormats.map(({ format }) => format), ...datasets];
}

function describeDataset(id: ExportFormatId, { about, needsPhoto }: DatasetExporter): ExportFormat {
  const { codings = [], geometries = [], hasObjects = false } = about;
  return {
    id,
    // Void, size and names are choices of datasets, which have more of each.
    takes: {
      indices: true,
      voidPolicy: false,
      resize: false,
      confidence: false,
      objectMaps: false,
      photos: needsPhoto !== true,
      names: false,
    },
    dataset: { codings: [...codings], geometries: [...geometries], hasObjects },
  };
}

/** A format that can be written: pictures, or a dataset. */
export type ExportKind =
  | { readonly kind: 'pictures'; readonly coding: OutputFormat }
  | { readonly kind: 'dataset'; readonly format: DatasetFormat; readonly exporter: DatasetExporter };

/** Throws usage for a format that there is not. */
export function exportKind(id: string): ExportKind {
  const pictures = pictureFormats.find(({ format }) => format.id === id);
  if (pictures !== undefined) return { kind: 'pictures', coding: pictures.coding };
  const format = datasetFormats.find(({ name }) => name === id);
  if (format?.exporter !== undefined) return { kind: 'dataset', format, exporter: format.exporter };
  throw new MaskmendError('usage', `there is no export format "${id}"`);
}

/** The coding of a format of pictures; throws usage for another. */
export function exportCoding(id: string): OutputFormat {
  const kind = exportKind(id);
  if (kind.kind === 'pictures') return kind.coding;
  throw new MaskmendError('usage', `"${id}" is no format of pictures`);
}
