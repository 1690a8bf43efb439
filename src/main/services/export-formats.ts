import type { ExportFormat } from '../../shared/contract/export-calls.ts';
import { MaskmendError } from '../../shared/errors.ts';
import type { OutputFormat } from '../codec/encode-label-map.ts';

interface PictureFormat {
  readonly format: ExportFormat;
  readonly coding: OutputFormat;
}

const takes = { indices: true, voidPolicy: true, resize: true, confidence: true, photos: true, names: true };

/** What masks can be exported as; further formats are further entries. */
const formats: readonly PictureFormat[] = [
  {
    format: {
      id: 'indexed-png',
      title: 'Indexed PNG',
      description:
        'Class indices with the colours of the classes as colour table: what Pascal VOC and most trainers read.',
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
      takes,
    },
    coding: 'grey',
  },
  {
    format: {
      id: 'colour-png',
      title: 'Colour PNG',
      description: 'The colours of the classes in full: to look at, and for tools that tell classes by colour (CVAT).',
      takes: { ...takes, indices: false },
    },
    coding: 'rgb',
  },
];

export function listExportFormats(): ExportFormat[] {
  return formats.map(({ format }) => format);
}

/** Throws usage for a format that there is not. */
export function exportCoding(id: string): OutputFormat {
  const found = formats.find(({ format }) => format.id === id);
  if (found !== undefined) return found.coding;
  throw new MaskmendError('usage', `there is no export format "${id}"`);
}
