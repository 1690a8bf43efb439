import type { ExportRemark } from '../../../shared/model/export-remark.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { formatPaletteFile } from '../../../shared/palette/palette-files.ts';
import { encodeLabelMap } from '../../codec/png/encode-label-map.ts';
import type { DatasetExporter, EncodedItem, ExportContext, ExportItem } from '../format.ts';
import { sharedColourWarnings, withDistinctColours } from '../writing/distinct-colours.ts';
import { indexedPng } from '../writing/mask-pictures.ts';
import { splitFolder } from '../writing/split-folder.ts';

/** `masks` and `images`, a folder for each split where there are several, and the classes in two files. */
export const folderExporter: DatasetExporter = {
  about: {
    losesObjects: true,
    codings: ['indexed', 'grey', 'colour'],
  },
  hasSplitFolders: true,
  highestIndex: ({ coding }) => (coding === 'indexed' ? 255 : 65_535),
  warn,
  encode: encodeFolder,
  finish: (_, context) => {
    const palette = writtenPalette(context);
    return [
      { path: 'labelmap.txt', parts: [formatPaletteFile({ ...palette, coding: 'colour' }, 'labelmap.txt')] },
      // It states the indices, which the label map tells by place only.
      { path: 'dataset_meta.json', parts: [formatPaletteFile(palette, 'dataset_meta.json')] },
    ];
  },
};

function writtenPalette({ palette, form }: ExportContext): Palette {
  return form.coding === 'colour' ? withDistinctColours(palette) : palette;
}

function encodeFolder(item: ExportItem, context: ExportContext): EncodedItem {
  const { name, labelMap, photoExtension } = item;
  const folder = splitFolder(item, context);
  return {
    files: [{ path: `masks/${folder}${name}.png`, bytes: pngOf(labelMap, context) }],
    photoPath: `images/${folder}${name}${photoExtension ?? ''}`,
  };
}

function pngOf(labelMap: ExportItem['labelMap'], context: ExportContext): Uint8Array {
  const palette = writtenPalette(context);
  switch (context.form.coding ?? usualCoding(palette)) {
    case 'indexed':
      return indexedPng(labelMap, palette);
    case 'grey':
      return encodeLabelMap(labelMap, palette, 'grey');
    case 'colour':
      return encodeLabelMap(labelMap, palette, 'rgb');
  }
}

/** A colour table has room for 256. */
function usualCoding({ classes }: Palette): 'indexed' | 'grey' {
  return classes.some(({ index }) => index > 255) ? 'grey' : 'indexed';
}

function warn({ palette, form }: ExportContext): ExportRemark[] {
  if (form.coding === undefined && usualCoding(palette) === 'grey') {
    return [{ kind: 'sixteen-bit' }];
  }
  return form.coding === 'colour' ? sharedColourWarnings(palette) : [];
}
