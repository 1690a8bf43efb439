import type { PaletteClass } from '../../../shared/model/palette.ts';
import { formatPaletteFile } from '../../../shared/palette/palette-files.ts';
import { encodeLabelMap } from '../../codec/png/encode-label-map.ts';
import { writePng } from '../../codec/png/png-writer.ts';
import type { DatasetExporter, EncodedItem, ExportContext, ExportItem } from '../format.ts';
import { greyPng, objectNumbers } from '../writing/mask-pictures.ts';
import { cityscapesLabels } from './cityscapes-labels.ts';

/** How a class is written: its label id, train id, and whether its objects are numbered. */
interface CityscapesClass {
  readonly slot: number;
  readonly id: number;
  readonly trainId: number;
  readonly rgb: PaletteClass['rgb'];
  readonly hasInstances: boolean;
}

/**
 * `gtFine/<split>/<city>` with label ids, train ids, colours and instance ids. Classes that all have names of Cityscapes
 * get its ids and colours; otherwise every class keeps its index, and `dataset_meta.json` tells the names.
 */
export const cityscapesExporter: DatasetExporter = {
  about: {
    losesHiddenObjects: true,
  },
  hasSplitFolders: true,
  highestIndex: () => 255,
  isLossy: (_, { objects }) => objects > 0,
  warn: (context) => {
    const unknown = unknownClasses(context);
    if (unknown.length === 0) return [];
    return [{ kind: 'unknown-to-cityscapes', classes: unknown.map(({ name }) => name) }];
  },
  encode: encodeCityscapes,
  finish: (_, context) =>
    unknownClasses(context).length === 0
      ? []
      : [{ path: 'dataset_meta.json', parts: [formatPaletteFile(context.palette, 'dataset_meta.json')] }],
};

function unknownClasses({ palette }: ExportContext): readonly PaletteClass[] {
  const names = new Set(cityscapesLabels.map(({ name }) => name));
  return palette.classes.filter(({ name, role }) => role !== 'void' && !names.has(name.toLowerCase()));
}

function cityscapesClasses(context: ExportContext): CityscapesClass[] {
  const { classes } = context.palette;
  if (unknownClasses(context).length > 0) {
    return classes.map(({ slot, index, rgb, role }) => ({
      slot,
      id: index,
      trainId: index,
      rgb,
      hasInstances: role === 'class',
    }));
  }
  return classes.map(({ slot, name }) => {
    const label = cityscapesLabels.find((candidate) => candidate.name === name.toLowerCase()) ?? cityscapesLabels[0];
    return { ...label, slot };
  });
}

function encodeCityscapes(item: ExportItem, context: ExportContext): EncodedItem {
  const { name, split, labelMap, photoExtension } = item;
  const classes = cityscapesClasses(context);
  const numbersOf = (pick: (entry: CityscapesClass) => number) =>
    new Map(classes.map((entry) => [entry.slot, pick(entry)]));
  const coloured = {
    ...context.palette,
    classes: context.palette.classes.map((entry, i) => ({ ...entry, rgb: classes[i].rgb })),
  };
  const instances = instancePng(item, classes);
  const [city = 'city'] = name.split('_');
  const base = `gtFine/${split}/${city}/${name}_gtFine`;
  return {
    files: [
      {
        path: `${base}_labelIds.png`,
        bytes: greyPng(
          labelMap,
          numbersOf(({ id }) => id),
        ),
      },
      {
        path: `${base}_labelTrainIds.png`,
        bytes: greyPng(
          labelMap,
          numbersOf(({ trainId }) => trainId),
        ),
      },
      { path: `${base}_color.png`, bytes: encodeLabelMap(labelMap, coloured, 'rgb') },
      { path: `${base}_instanceIds.png`, bytes: instances.png },
    ],
    photoPath: `leftImg8bit/${split}/${city}/${name}_leftImg8bit${photoExtension ?? ''}`,
    losses: instances.lost > 0 ? { 'objects-beyond-instance-ids': instances.lost } : {},
  };
}

const MAX_PER_CLASS = 1000;

/** id * 1000 + number for objects, the id alone for all else; crowds have no number. */
function instancePng({ labelMap, objects = [] }: ExportItem, classes: readonly CityscapesClass[]) {
  const { width, height, labels } = labelMap;
  const bySlot = new Map(classes.map((entry) => [entry.slot, entry]));
  const counts = new Map<number, number>();
  let lost = 0;
  const values = objects.map(({ slot, isCrowd }) => {
    const entry = bySlot.get(slot);
    if (entry === undefined || isCrowd || !entry.hasInstances) return 0;
    const number = counts.get(slot) ?? 0;
    const value = entry.id * 1000 + number;
    if (number >= MAX_PER_CLASS || value > 65_535 || entry.id === 0) {
      lost++;
      return 0;
    }
    counts.set(slot, number + 1);
    return value;
  });
  const samples = objectNumbers(labelMap, objects, (_, place) => values[place]);
  const ids = new Uint16Array(65_536);
  for (const { slot, id } of classes) ids[slot] = id;
  for (let i = 0; i < samples.length; i++) {
    // A number counts where the labels agree with it.
    if (Math.floor(samples[i] / 1000) !== ids[labels[i]] || samples[i] === 0) samples[i] = ids[labels[i]];
  }
  return { png: writePng({ width, height, channels: 'grey', bitDepth: 16, samples }), lost };
}
