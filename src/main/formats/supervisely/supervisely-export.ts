import { sumLosses } from '../../../shared/model/export-loss.ts';
import { deflateSync } from 'node:zlib';
import type { PixelSize } from '../../../shared/mask/runs.ts';
import type { KeptClass, MaskObject } from '../../../shared/model/dataset.ts';
import type { PaletteClass } from '../../../shared/model/palette.ts';
import { cleanName } from '../../../shared/palette/formats/class-names.ts';
import { hexOfColour } from '../../../shared/palette/formats/colour-text.ts';
import { crowdLosses, crowdsFirst } from '../crowds.ts';
import type { DatasetExporter, EncodedItem, ExportContext, ExportItem, WholeContext, WrittenItems } from '../format.ts';
import { thingsOf } from '../reading/class-table.ts';
import { jsonFields, withFields } from '../reading/json-fields.ts';
import { cropOfRuns } from '../reading/mask-crop.ts';
import { objectsToWrite, pixelLosses } from '../writing/written-objects.ts';

/**
 * `meta.json`, and a folder per split with `ann/<photo>.json` beside `img/<photo>`; objects are bitmaps where they did not
 * come from Supervisely.
 */
export const superviselyExporter: DatasetExporter = {
  about: {
    hasObjects: true,
  },
  hasSplitFolders: true,
  isLossy: () => true,
  encode: encodeSupervisely,
  finish: (items, context) => [{ path: 'meta.json', parts: [`${metaText(items, context)}\n`] }],
};

/** Kinds of the figures of a picture: slot of the class and geometry. */
type FigureKinds = readonly (readonly [slot: number, geometry: string])[];

interface Figure {
  readonly slot: number;
  readonly geometry: string;
  readonly text: string;
}

function encodeSupervisely(item: ExportItem, context: ExportContext): EncodedItem {
  const { labelMap, name, split, namedExtension } = item;
  const names = new Map(context.palette.classes.map((entry) => [entry.slot, entry.name]));
  const { objects, readsBack, losses } = objectsToWrite(item, context, { format: 'supervisely', hasPolygons: false });
  // Later figures lie over earlier ones, and there are no crowds: they go first.
  const figures = crowdsFirst(objects).map((object) => {
    return keptFigure(object, names) ?? madeFigure(object, labelMap, names);
  });
  const { width, height } = labelMap;
  const photo = `${name}${namedExtension}`;
  const text = withFields(headOf(item), {
    size: JSON.stringify({ height, width }),
    objects: `[${figures.map((figure) => figure.text).join(',\n')}]`,
  });
  const kinds = new Map(figures.map(({ slot, geometry }) => [`${slot} ${geometry}`, [slot, geometry] as const]));
  return {
    files: [{ path: `${split}/ann/${photo}.json`, bytes: Buffer.from(text) }],
    photoPath: `${split}/img/${photo}`,
    record: [...kinds.values()] satisfies FigureKinds,
    readsBack,
    losses: sumLosses(losses, pixelLosses(labelMap, readsBack, context.palette), crowdLosses(objects)),
  };
}

/** A picture that came from Supervisely keeps its tags and all else that was said of it. */
function headOf({ verbatim }: ExportItem): string {
  if (verbatim?.format === 'supervisely') return verbatim.texts[0];
  return JSON.stringify({ description: '', tags: [], size: {}, objects: [] });
}

/** A figure that came from Supervisely keeps all it had, to the letter; its class where that is called otherwise. */
function keptFigure({ verbatim, slot }: MaskObject, names: ReadonlyMap<number, string>): Figure | undefined {
  if (verbatim?.format !== 'supervisely') return undefined;
  const [text] = verbatim.texts;
  const name = names.get(slot) ?? '';
  const geometry = textField(text, 'geometryType') ?? '';
  const isSame = cleanName(textField(text, 'classTitle') ?? '') === name;
  return { slot, geometry, text: isSame ? text : withFields(text, { classTitle: JSON.stringify(name) }) };
}

/** A text among the fields of an object; the last of one name counts. */
function textField(text: string, name: string): string | undefined {
  const field = jsonFields(text).findLast(({ key }) => key === name);
  const value: unknown = field && JSON.parse(text.slice(field.start, field.end));
  return typeof value === 'string' ? value : undefined;
}

function madeFigure({ id, runs, slot }: MaskObject, size: PixelSize, names: ReadonlyMap<number, string>): Figure {
  const classTitle = names.get(slot) ?? '';
  const { png, box } = cropOfRuns(runs, size, 255);
  const bitmap = { data: packed(png).toString('base64'), origin: [box[0], box[1]] };
  const text = JSON.stringify({ id, classTitle, geometryType: 'bitmap', tags: [], bitmap });
  return { slot, geometry: 'bitmap', text };
}

/** Pictures of objects are small and many: no more memory is taken for each than it needs. */
function packed(png: Uint8Array): Buffer {
  const isSmall = png.length <= 1024;
  return deflateSync(png, isSmall ? { chunkSize: png.length + 64, windowBits: 10, memLevel: 4 } : {});
}

/** Tags and all else as the dataset had them, the classes after them. */
function metaText(items: WrittenItems, { palette, kept }: WholeContext): string {
  const geometries = geometriesOf(items);
  const own = new Map(kept?.classes.map((entry) => [entry.slot, entry]));
  const classes = thingsOf(palette).map((entry) => {
    return classText(entry, own.get(entry.slot), geometries.get(entry.slot) ?? new Set());
  });
  const fields = kept?.parts.flatMap((part) => part.fields).toReversed() ?? [];
  const head = Object.fromEntries([['classes', '[]'], ['tags', '[]'], ...fields]);
  return withFields('{}', { ...head, classes: `[${classes.join()}]` });
}

function geometriesOf(items: WrittenItems): Map<number, Set<string>> {
  const bySlot = new Map<number, Set<string>>();
  for (const { record } of items) {
    // Written by `encodeSupervisely`.
    for (const [slot, geometry] of record as FigureKinds) {
      const known = bySlot.get(slot) ?? new Set();
      bySlot.set(slot, known.add(geometry));
    }
  }
  return bySlot;
}

/** A class that came from Supervisely keeps all it had; the kind of its figures where there are other ones now. */
function classText({ name, rgb }: PaletteClass, own: KeptClass | undefined, geometries: ReadonlySet<string>): string {
  const color = JSON.stringify(hexOfColour(rgb));
  if (own === undefined) return JSON.stringify({ title: name, shape: 'any', color: hexOfColour(rgb) });
  const shape = textField(own.text, 'shape');
  const isOfOneKind = shape === 'any' || [...geometries].every((geometry) => geometry === shape);
  return withFields(own.text, {
    ...(!isOfOneKind && { shape: '"any"' }),
    // Figures name their class by this very text.
    ...(textField(own.text, 'title') !== name && { title: JSON.stringify(name) }),
    ...(String(own.rgb) !== String(rgb) && { color }),
  });
}
