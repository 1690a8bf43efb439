import type { LabelMap, NumberMap } from '../../../shared/mask/label-map.ts';
import { areaOfRuns, boxOfRuns } from '../../../shared/mask/runs.ts';
import { runsOfLabels } from '../../../shared/mask/runs-of-labels.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { MaskObject } from '../../../shared/model/dataset.ts';
import { UNASSIGNED_SLOT, type Palette } from '../../../shared/model/palette.ts';
import { writePng } from '../../codec/png/png-writer.ts';
import { MAX_SEGMENTS } from '../reading/read-objects.ts';
import { categoryIds } from '../coco/coco-categories.ts';
import type { DatasetExporter, EncodedItem, ExportContext, ExportItem, WrittenItem } from '../format.ts';
import { objectNumbers, wideObjectNumbers } from '../writing/mask-pictures.ts';

interface PanopticRecord {
  readonly photoName: string;
  readonly segments: readonly {
    readonly id: number;
    readonly slot: number;
    readonly area: number;
    readonly bbox: readonly number[];
    readonly iscrowd: number;
  }[];
  /** Slots whose pixels belong to objects. */
  readonly things: readonly number[];
}

/**
 * `annotations/panoptic_<split>.json` with a PNG of segment ids for each picture. Objects are segments; pixels of a class
 * that belong to none are one segment of that class. Void is 0, and so is the background.
 */
export const panopticExporter: DatasetExporter = {
  about: {
    losesHiddenObjects: true,
  },
  hasSplitFolders: true,
  isLossy: ({ palette }) => palette.classes.some(({ role }) => role !== 'class'),
  encode: encodePanoptic,
  finish: (items, context) =>
    items.splits.map((split) => ({
      path: `annotations/panoptic_${split}.json`,
      parts: annotationParts(() => items.ofSplit(split), context),
    })),
};

function encodePanoptic(item: ExportItem, { palette }: ExportContext): EncodedItem {
  const { labelMap, name, split } = item;
  const { width, height } = labelMap;
  const isClass = classTable(palette);
  const objects = (item.objects ?? []).filter(({ slot }) => isClass[slot] === 1);
  const numbers = segmentNumbers(labelMap, objects, isClass);
  const segments = describeSegments({ width, height, labels: numbers.labels }, numbers.slots, numbers.crowds);
  const { readsBack, lost } = withoutOthers(labelMap, palette, isClass);
  const photoName = `${name}${item.namedExtension}`;
  return {
    files: [{ path: `annotations/panoptic_${split}/${name}.png`, bytes: idPng(labelMap, numbers.labels) }],
    photoPath: `images/${split}/${photoName}`,
    record: { photoName, segments, things: [...new Set(objects.map(({ slot }) => slot))] } satisfies PanopticRecord,
    readsBack,
    losses: lost > 0 ? { 'background-to-void': lost } : {},
  };
}

function classTable({ classes }: Palette): Uint8Array {
  const table = new Uint8Array(UNASSIGNED_SLOT + 1);
  for (const { slot, role } of classes) if (role === 'class') table[slot] = 1;
  return table;
}

interface Numbered {
  readonly labels: Uint16Array | Uint32Array;
  /** Slot of each segment by its number. */
  readonly slots: readonly number[];
  readonly crowds: ReadonlySet<number>;
}

/** Numbers from 1: objects first, where the labels agree with them; then a segment for the rest of every class. */
function segmentNumbers(labelMap: LabelMap, objects: readonly MaskObject[], isClass: Uint8Array): Numbered {
  const most = objects.length + isClass.reduce((sum, is) => sum + is, 0);
  if (most > MAX_SEGMENTS) {
    throw new MaskmendError(
      'too-large',
      `has ${objects.length} objects, the limit is ${MAX_SEGMENTS} segments a picture`,
      {
        hint: 'cut the pictures into pieces',
        option: '--tile',
      },
    );
  }
  const numbersOf = most > 65_535 ? wideObjectNumbers : objectNumbers;
  const labels = numbersOf(labelMap, objects, (_, place) => place + 1);
  const slots = [UNASSIGNED_SLOT, ...objects.map(({ slot }) => slot)];
  const rest = new Map<number, number>();
  for (let i = 0; i < labels.length; i++) {
    const slot = labelMap.labels[i];
    if (slots[labels[i]] === slot) continue;
    if (isClass[slot] === 0) {
      labels[i] = 0;
      continue;
    }
    let number = rest.get(slot);
    if (number === undefined) {
      number = slots.push(slot) - 1;
      rest.set(slot, number);
    }
    labels[i] = number;
  }
  const crowds = new Set(objects.flatMap(({ isCrowd }, place) => (isCrowd ? [place + 1] : [])));
  return { labels, slots, crowds };
}

function describeSegments(
  map: NumberMap,
  slots: readonly number[],
  crowds: ReadonlySet<number>,
): PanopticRecord['segments'] {
  return [...runsOfLabels(map, 0)]
    .sort((a, b) => a[0] - b[0])
    .map(([id, runs]) => ({
      id,
      slot: slots[id],
      area: areaOfRuns(runs),
      bbox: boxOfRuns(runs, map.height),
      iscrowd: crowds.has(id) ? 1 : 0,
    }));
}

/** id = red + 256 green + 65536 blue. */
function idPng({ width, height }: LabelMap, numbers: Numbered['labels']): Uint8Array {
  const samples = new Uint8Array(3 * numbers.length);
  for (let i = 0, at = 0; i < numbers.length; i++, at += 3) {
    samples[at] = numbers[i] & 255;
    samples[at + 1] = numbers[i] >> 8;
    samples[at + 2] = numbers[i] >> 16;
  }
  return writePng({ width, height, channels: 'rgb', bitDepth: 8, samples });
}

/** Background and void are both read back as void. */
function withoutOthers(labelMap: LabelMap, { classes }: Palette, isClass: Uint8Array) {
  const voidSlot = classes.find(({ role }) => role === 'void')?.slot;
  const background = classes.find(({ role }) => role === 'background')?.slot;
  const target = voidSlot ?? background;
  if (target === undefined) return { readsBack: undefined, lost: 0 };
  const labels = new Uint16Array(labelMap.labels);
  let lost = 0;
  for (let i = 0; i < labels.length; i++) {
    if (isClass[labels[i]] === 1 || labels[i] === target) continue;
    labels[i] = target;
    lost++;
  }
  return { readsBack: { ...labelMap, labels }, lost };
}

/** Written by `encodePanoptic`. */
function recordOf({ record }: WrittenItem): PanopticRecord {
  return record as PanopticRecord;
}

function* annotationParts(
  itemsAnew: () => Iterable<WrittenItem>,
  { palette, title }: ExportContext,
): Generator<string> {
  const ids = categoryIds(palette);
  const things = new Set<number>();
  for (const item of itemsAnew()) for (const slot of recordOf(item).things) things.add(slot);
  const categories = palette.classes
    .filter(({ role }) => role === 'class')
    .map(({ slot, name, rgb }) => ({
      id: ids.get(slot),
      name,
      supercategory: '',
      isthing: things.has(slot) ? 1 : 0,
      color: rgb,
    }));
  yield `{"info":${JSON.stringify({ description: title })},"licenses":[],"categories":${JSON.stringify(categories)},"images":[`;
  let id = 0;
  for (const item of itemsAnew()) {
    const { width, height } = item.size;
    const image = { id: ++id, file_name: recordOf(item).photoName, width, height };
    yield `${id === 1 ? '' : ','}\n${JSON.stringify(image)}`;
  }
  yield '],"annotations":[';
  id = 0;
  for (const item of itemsAnew()) {
    const segments = recordOf(item).segments.map(({ slot, ...segment }) => ({
      ...segment,
      category_id: ids.get(slot),
    }));
    const annotation = { image_id: ++id, file_name: `${item.name}.png`, segments_info: segments };
    yield `${id === 1 ? '' : ','}\n${JSON.stringify(annotation)}`;
  }
  yield ']}\n';
}
