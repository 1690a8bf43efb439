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
  {
    format: {
      id: 'indexed-png',
      title: 'Indexed PNG',
      description:
        'Class indices with the colours of the classes as colour table: what Pascal VOC and most trainers read.',
      loses: '',
      takes,
    },
    coding: 'indexed',
  },
  {
    format: {
      id: 'grey-png',
      title: 'Grey PNG',
      description:
        'Class indices as grey levels, 16 bits where an index is above 255: what mmsegmentation and ADE20K use.',
      loses: 'Colours.',
      takes,
    },
    coding: 'grey',
  },
  {
    format: {
      id: 'colour-png',
      title: 'Colour PNG',
      description: 'The colours of the classes in full: to look at, and for tools that tell classes by colour (CVAT).',
      loses: 'Indices.',
      takes: { ...takes, indices: false },
    },
    coding: 'rgb',
  },
];

/** The masks as pictures first, then every dataset format that can be written. */
export function listExportFormats(): ExportFormat[] {
  const datasets = datasetFormats.flatMap(({ name, title, exporter }) =>
    exporter === undefined ? [] : [describeDataset(name, title, exporter)],
  );
  return [...pictureFormats.map(({ format }) => format), ...datasets];
}

function describeDataset(name: string, title: string, { about, needsPhoto }: DatasetExporter): ExportFormat {
  const { keeps, loses, codings = [], geometries = [], hasObjects = false } = about;
  return {
    id: name,
    title: title.charAt(0).toUpperCase() + title.slice(1),
    description: keeps,
    loses,
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
