import type { LossCounts } from '../../../shared/model/export-loss.ts';
import { inLabelmap, labelmapNames } from '../../../shared/palette/formats/labelmap-txt.ts';
import { formatPaletteFile } from '../../../shared/palette/palette-files.ts';
import { writePng } from '../../codec/png/png-writer.ts';
import type { DatasetExporter, EncodedItem, ExportContext, ExportItem, WrittenItems } from '../format.ts';
import { changedNameWarnings } from '../writing/label-names.ts';
import { indexedPng, objectNumbers, vocColourTable } from '../writing/mask-pictures.ts';
import { voidWarnings } from '../writing/void-warnings.ts';

/** Numbers of objects in 8 bits; 255 is void. */
const MAX_OBJECTS = 254;

/** `SegmentationClass` with the classes' indices, `SegmentationObject` where objects are known, lists of the splits. */
export const vocExporter: DatasetExporter = {
  about: {
    losesHiddenObjects: true,
  },
  highestIndex: () => 255,
  isLossy: (_, { objects, photoExtension }) =>
    objects > MAX_OBJECTS || (photoExtension !== undefined && photoExtension !== '.jpg'),
  encode: encodeVoc,
  finish: (items, { palette }) => [
    ...splitLists(items).map(([split, names]) => ({
      path: `ImageSets/Segmentation/${split}.txt`,
      parts: names.map((name) => `${name}\n`),
    })),
    { path: 'labelmap.txt', parts: [formatPaletteFile(palette, 'labelmap.txt')] },
  ],
  warn: ({ palette }) => {
    const listed = inLabelmap(palette);
    return [...voidWarnings(palette, 'voc'), ...changedNameWarnings(listed, labelmapNames(listed))];
  },
};

function encodeVoc(item: ExportItem, { palette }: ExportContext): EncodedItem {
  const { name, labelMap, objects, photoExtension } = item;
  const files = [{ path: `SegmentationClass/${name}.png`, bytes: indexedPng(labelMap, palette) }];
  let losses: LossCounts = {};
  if (objects !== undefined) {
    files.push({ path: `SegmentationObject/${name}.png`, bytes: objectPng(item, objects) });
    if (objects.length > MAX_OBJECTS) losses = { 'objects-beyond-254': objects.length - MAX_OBJECTS };
  }
  if (photoExtension !== undefined && photoExtension !== '.jpg') losses = { ...losses, 'photos-not-jpg': 1 };
  return { files, photoPath: `JPEGImages/${name}${photoExtension ?? ''}`, losses };
}

function objectPng({ labelMap }: ExportItem, objects: NonNullable<ExportItem['objects']>): Uint8Array {
  const { width, height } = labelMap;
  const numbers = objectNumbers(labelMap, objects, (_, place) => (place < MAX_OBJECTS ? place + 1 : 0));
  const samples = new Uint8Array(numbers);
  return writePng({ width, height, channels: 'indexed', bitDepth: 8, samples, colourTable: vocColourTable() });
}

/** Names of every split; train and val together are trainval. */
function splitLists(items: WrittenItems): (readonly [string, readonly string[]])[] {
  const lists = items.splits.map((split) => [split, Array.from(items.ofSplit(split), ({ name }) => name)] as const);
  const both: string[] = [];
  for (const { split, name } of items) if (split === 'train' || split === 'val') both.push(name);
  return both.length > 0 ? [...lists, ['trainval', both]] : lists;
}
