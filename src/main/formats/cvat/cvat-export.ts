import type { ExportRemark } from '../../../shared/model/export-remark.ts';
import { writePng } from '../../codec/png/png-writer.ts';
import type { Palette, PaletteClass, Rgb } from '../../../shared/model/palette.ts';
import { packColour } from '../../../shared/palette/packed-colour.ts';
import { vocColour } from '../../../shared/palette/presets/voc.ts';
import type { LabelMap } from '../../../shared/mask/label-map.ts';
import type { MaskObject } from '../../../shared/model/dataset.ts';
import type { DatasetExporter, EncodedItem, ExportContext, ExportItem } from '../format.ts';
import { freeColour } from '../writing/distinct-colours.ts';
import { changedNameWarnings, labelNames } from '../writing/label-names.ts';
import { objectNumbers } from '../writing/mask-pictures.ts';

/**
 * Truecolour masks, as CVAT itself writes them, `labelmap.txt` with the background first and black, one list of names.
 * An archive of this (`--out task.zip`) is what CVAT's upload takes.
 */
export const cvatExporter: DatasetExporter = {
  about: {
    losesHiddenObjects: true,
  },
  warn: ({ palette }) => [
    ...changedColours(palette),
    ...changedNameWarnings(cvatClasses(palette), labelNames(cvatClasses(palette))),
  ],
  isLossy: ({ palette }, { objects }) => objects + palette.classes.length > MAX_OBJECTS,
  encode: encodeCvat,
  finish: (items, { palette }) => [
    { path: 'labelmap.txt', parts: labelmap(palette) },
    ...items.splits.map((split) => ({
      path: `ImageSets/Segmentation/${split}.txt`,
      parts: Array.from(items.ofSplit(split), ({ name }) => `${name}\n`),
    })),
  ],
};

const BLACK: Rgb = [0, 0, 0];

/** Colours that CVAT can tell apart: background black, all different. */
function cvatClasses({ classes }: Palette): readonly PaletteClass[] {
  const rank = ({ role }: PaletteClass): number => (role === 'background' ? 0 : 1);
  const sorted = [...classes].sort((a, b) => rank(a) - rank(b) || a.index - b.index);
  const taken = new Set<number>();
  return sorted.map((entry, place) => {
    const wanted = place === 0 && entry.role === 'background' ? BLACK : entry.rgb;
    const rgb = wanted === BLACK ? wanted : ownColour(wanted, { taken, classes });
    taken.add(packColour(rgb));
    return { ...entry, rgb };
  });
}

function ownColour(wanted: Rgb, { taken, classes }: { taken: ReadonlySet<number>; classes: Palette['classes'] }): Rgb {
  // Black is the background, whether it is declared or not.
  if (packColour(wanted) !== 0 && !taken.has(packColour(wanted))) return wanted;
  return freeColour(new Set([...taken, ...classes.map(({ rgb }) => packColour(rgb)), 0]));
}

function changedColours(palette: Palette): ExportRemark[] {
  const before = new Map(palette.classes.map(({ slot, rgb }) => [slot, rgb]));
  const changed = cvatClasses(palette).filter(({ slot, rgb }) => String(before.get(slot)) !== String(rgb));
  return changed.map(({ name, rgb }) => ({ kind: 'colour-for-cvat', class: name, rgb }));
}

/** CVAT knows objects by VOC's colours, of which there are 256; the first is for no object. */
const MAX_OBJECTS = 255;

function encodeCvat(item: ExportItem, { palette }: ExportContext): EncodedItem {
  const { name, labelMap, objects, photoExtension } = item;
  const colours = new Map(cvatClasses(palette).map(({ slot, rgb }) => [slot, rgb]));
  const files = [{ path: `SegmentationClass/${name}.png`, bytes: colourPng(labelMap, colours) }];
  const photoPath = `JPEGImages/${name}${photoExtension ?? ''}`;
  if (objects === undefined) return { files, photoPath };
  const { numbers, count } = numberAll(labelMap, objects, palette);
  // Without the second picture CVAT takes the classes as they are; with one it cannot read it takes nothing.
  if (count > MAX_OBJECTS) {
    return { files, photoPath, losses: { 'objects-beyond-255': objects.length } };
  }
  const numberColours = new Map(Array.from({ length: count }, (_, place) => [place + 1, vocColour(place + 1)]));
  const map = { width: labelMap.width, height: labelMap.height, labels: numbers };
  files.push({ path: `SegmentationObject/${name}.png`, bytes: colourPng(map, numberColours) });
  return { files, photoPath };
}

/**
 * The number of the object at each pixel, and how many there are. What no object covers of a class is one more object, but
 * for the background: CVAT passes over pixels without a number.
 */
function numberAll({ width, height, labels }: LabelMap, objects: readonly MaskObject[], { classes }: Palette) {
  const numbers = objectNumbers({ width, height }, objects, (_, place) => place + 1);
  const slots = [-1, ...objects.map(({ slot }) => slot)];
  const ofRest = new Map(classes.filter(({ role }) => role === 'background').map(({ slot }) => [slot, 0]));
  let count = objects.length;
  for (let pixel = 0; pixel < numbers.length; pixel++) {
    const slot = labels[pixel];
    if (slots[numbers[pixel]] === slot) continue;
    const number = ofRest.get(slot) ?? ++count;
    ofRest.set(slot, number);
    numbers[pixel] = number;
  }
  return { numbers, count };
}

/** A truecolour PNG; labels without a colour are black. */
function colourPng({ width, height, labels }: LabelMap, colours: ReadonlyMap<number, Rgb>): Uint8Array {
  const table = new Uint8Array(3 * 65_536);
  for (const [slot, rgb] of colours) table.set(rgb, 3 * slot);
  const samples = new Uint8Array(3 * labels.length);
  for (let i = 0, to = 0; i < labels.length; i++) {
    const from = 3 * labels[i];
    samples[to++] = table[from];
    samples[to++] = table[from + 1];
    samples[to++] = table[from + 2];
  }
  return writePng({ width, height, channels: 'rgb', bitDepth: 8, samples });
}

/** Exactly four fields a line. */
function labelmap(palette: Palette): string[] {
  const classes = cvatClasses(palette);
  const names = labelNames(classes);
  return ['# label:color_rgb:parts:actions\n', ...classes.map(({ rgb }, i) => `${names[i]}:${rgb.join(',')}::\n`)];
}
