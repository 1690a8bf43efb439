import { sumLosses } from '../../../shared/model/export-loss.ts';
import { fillCocoPolygon } from '../../../shared/mask/coco-polygon.ts';
import type { PixelSize, Runs } from '../../../shared/mask/runs.ts';
import type { MaskObject } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { crowdLosses, crowdsFirst } from '../crowds.ts';
import type { DatasetExporter, EncodedItem, ExportContext, ExportItem } from '../format.ts';
import { thingsOf } from '../reading/class-table.ts';
import { holeLosses, pixelLosses, objectsToWrite, paintObjects, polygonsOf } from '../writing/written-objects.ts';
import { dataYaml, partWarnings } from './data-yaml.ts';

/**
 * `labels/<split>/*.txt` beside `images/<split>`, and `data.yaml`. A row holds one polygon: an object of several parts
 * becomes several rows. Classes are numbered from 0 in the order of their indices, without background and void.
 */
export const yoloExporter: DatasetExporter = {
  about: {
    hasObjects: true,
  },
  hasSplitFolders: true,
  isLossy: () => true,
  warn: ({ splits }) => partWarnings(splits),
  encode: encodeYolo,
  finish: ({ splits }, { palette }) => [
    { path: 'data.yaml', parts: [dataYaml({ splits, names: classNames(palette) })] },
  ],
};

function encodeYolo(item: ExportItem, context: ExportContext): EncodedItem {
  const { labelMap, name, split, photoExtension } = item;
  const { palette } = context;
  const { objects, losses } = objectsToWrite(item, context, { format: 'yolo', hasPolygons: true });
  const numbers = classNumbers(palette);
  const rows: string[] = [];
  const again: MaskObject[] = [];
  let holes = 0;
  let parts = 0;
  // Later rows lie over earlier ones, and there are no crowds: they go first.
  for (const object of crowdsFirst(objects)) {
    const written = sharesOf(object, labelMap);
    holes += written.holes;
    parts += written.rings.length - 1;
    for (const { texts, runs } of written.rings) {
      rows.push(`${numbers.get(object.slot) ?? 0} ${texts.join(' ')}\n`);
      again.push({ ...object, isCrowd: false, runs });
    }
  }
  const seen = paintObjects(again, labelMap, palette);
  return {
    files: [{ path: `labels/${split}/${name}.txt`, bytes: Buffer.from(rows.join('')) }],
    photoPath: `images/${split}/${name}${photoExtension ?? ''}`,
    // Without a photo nobody can tell what the shares are shares of.
    readsBack: photoExtension === undefined ? 'nothing' : seen,
    losses: sumLosses(
      losses,
      pixelLosses(labelMap, seen, palette),
      holeLosses(holes),
      parts > 0 ? { 'objects-in-parts': parts } : {},
      crowdLosses(objects),
      photoExtension === undefined ? { 'masks-without-photo-size': 1 } : {},
    ),
  };
}

/** A polygon as it is written, and what readers make of it. */
interface WrittenRing {
  readonly texts: readonly string[];
  readonly runs: Runs;
}

interface WrittenShares {
  readonly rings: readonly WrittenRing[];
  readonly holes: number;
}

/** Those of a row that came from YOLO to the letter. */
function sharesOf(object: MaskObject, size: PixelSize): WrittenShares {
  const { verbatim } = object;
  if (verbatim?.format === 'yolo') {
    const rows = verbatim.texts.map((text) => text.split(' '));
    return { rings: rows.map((texts) => ({ texts, runs: fillShares(texts, size) })), holes: 0 };
  }
  // Shares end where the picture does: a polygon that sticks out of it is drawn anew.
  const isOutside = !isInside(object, size);
  const { polygons, holes } = polygonsOf(isOutside ? { ...object, polygons: undefined } : object, size);
  // Of an object that is one polygon the pixels are known.
  const wanted =
    polygons.length === 1 ? () => object.runs : (polygon: readonly number[]) => fillCocoPolygon(polygon, size);
  return { rings: polygons.map((polygon) => writtenRing(polygon, size, wanted)), holes };
}

/**
 * Eight digits tell a hundredth of a pixel of the largest picture. But a corner in the middle of a pixel may leave it by
 * less: where that shows, all digits are written.
 */
function writtenRing(
  polygon: readonly number[],
  size: PixelSize,
  wanted: (polygon: readonly number[]) => Runs,
): WrittenRing {
  const shares = polygon.map((value, i) => value / (i % 2 === 0 ? size.width : size.height));
  // The noughts at the end tell nothing.
  const short = shares.map((share) => String(Number(share.toFixed(8))));
  const runs = fillShares(short, size);
  if (isEqual(runs, wanted(polygon))) return { texts: short, runs };
  const long = shares.map(String);
  return { texts: long, runs: fillShares(long, size) };
}

function isEqual(a: Runs, b: Runs): boolean {
  return a.length === b.length && a.every((place, i) => place === b[i]);
}

function isInside({ polygons = [] }: MaskObject, { width, height }: PixelSize): boolean {
  return polygons.every((ring) => ring.every((value, i) => value >= 0 && value <= (i % 2 === 0 ? width : height)));
}

function classNumbers(palette: Palette): ReadonlyMap<number, number> {
  return new Map(thingsOf(palette).map(({ slot }, number) => [slot, number]));
}

/** What a reader makes of the row. */
function fillShares(texts: readonly string[], size: PixelSize): Runs {
  return fillCocoPolygon(
    texts.map((text, i) => Number(text) * (i % 2 === 0 ? size.width : size.height)),
    size,
  );
}

function classNames(palette: Palette): ReadonlyMap<number, string> {
  return new Map(thingsOf(palette).map(({ name }, number) => [number, name]));
}
