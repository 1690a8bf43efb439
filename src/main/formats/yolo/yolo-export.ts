import { stringify } from 'yaml';
import { fillCocoPolygon } from '../../../shared/mask/coco-polygon.ts';
import type { PixelSize } from '../../../shared/mask/runs.ts';
import type { MaskObject } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { DatasetExporter, EncodedItem, ExportContext, ExportItem, WrittenItems } from '../format.ts';
import { thingsOf } from '../reading/class-table.ts';
import { addLosses, holeLosses, objectsToWrite, paintObjects, polygonsOf } from '../writing/written-objects.ts';

/**
 * `labels/<split>/*.txt` beside `images/<split>`, and `data.yaml`. A row holds one polygon: an object of several parts
 * becomes several rows. Classes are numbered from 0 in the order of their indices, without background and void.
 */
export const yoloExporter: DatasetExporter = {
  about: {
    keeps: 'A text file per photo, a polygon per row, classes from 0.',
    loses: 'Void, crowds and background; holes become cuts; masks without a photo.',
    hasObjects: true,
  },
  isLossy: () => true,
  encode: encodeYolo,
  finish: (items, { palette }) => [{ path: 'data.yaml', parts: [dataYaml(items, palette)] }],
};

function encodeYolo(item: ExportItem, context: ExportContext): EncodedItem {
  const { labelMap, name, split, photoExtension } = item;
  const { palette } = context;
  const written = objectsToWrite(item, context, 'yolo');
  const numbers = classNumbers(palette);
  const rows: string[] = [];
  const again: MaskObject[] = [];
  let holes = 0;
  let parts = 0;
  for (const object of written.objects) {
    const { shares, holes: own } = sharesOf(object, labelMap);
    holes += own;
    parts += shares.length - 1;
    for (const texts of shares) {
      rows.push(`${numbers.get(object.slot) ?? 0} ${texts.join(' ')}\n`);
      again.push({ ...object, isCrowd: false, runs: fillShares(texts, labelMap) });
    }
  }
  // Without a photo nobody can tell what the shares are shares of.
  const readsBack = photoExtension === undefined ? 'nothing' : paintObjects(again, labelMap, palette);
  const crowds = written.objects.filter(({ isCrowd }) => isCrowd).length;
  return {
    files: [{ path: `labels/${split}/${name}.txt`, bytes: Buffer.from(rows.join('')) }],
    photoPath: `images/${split}/${name}${photoExtension ?? ''}`,
    readsBack,
    losses: addLosses(
      written.losses,
      holeLosses(holes),
      parts > 0 ? { 'parts of objects that become objects of their own': parts } : {},
      crowds > 0 ? { 'crowds that become plain objects': crowds } : {},
      photoExtension === undefined ? { 'masks without photo, whose size YOLO cannot tell': 1 } : {},
    ),
  };
}

interface WrittenShares {
  /** Of each polygon: its coordinates as they are written. */
  readonly shares: readonly (readonly string[])[];
  readonly holes: number;
}

/** Those of a row that came from YOLO to the letter. */
function sharesOf(object: MaskObject, size: PixelSize): WrittenShares {
  const { verbatim } = object;
  if (verbatim?.format === 'yolo') return { shares: verbatim.texts.map((text) => text.split(' ')), holes: 0 };
  // Shares end where the picture does: a polygon that sticks out of it is drawn anew.
  const isOutside = !isInside(object, size);
  const { polygons, holes } = polygonsOf(isOutside ? { ...object, polygons: undefined } : object, size);
  const sides = [size.width, size.height];
  return { shares: polygons.map((polygon) => polygon.map((value, i) => shareText(value / sides[i % 2]))), holes };
}

function isInside({ polygons = [] }: MaskObject, { width, height }: PixelSize): boolean {
  return polygons.every((ring) => ring.every((value, i) => value >= 0 && value <= (i % 2 === 0 ? width : height)));
}

function classNumbers(palette: Palette): ReadonlyMap<number, number> {
  return new Map(thingsOf(palette).map(({ slot }, number) => [slot, number]));
}

/** Eight digits tell a hundredth of a pixel of the largest picture; the noughts at the end tell nothing. */
function shareText(share: number): string {
  return String(Number(share.toFixed(8)));
}

/** What a reader makes of the row. */
function fillShares(texts: readonly string[], size: PixelSize) {
  return fillCocoPolygon(
    texts.map((text, i) => Number(text) * (i % 2 === 0 ? size.width : size.height)),
    size,
  );
}

function dataYaml({ splits }: WrittenItems, palette: Palette): string {
  const names = Object.fromEntries(thingsOf(palette).map(({ name }, number) => [number, name]));
  return stringify({ path: '.', ...Object.fromEntries(splits.map((split) => [split, `images/${split}`])), names });
}
