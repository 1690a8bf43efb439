import { countsOfRuns, textOfCounts } from '../../../shared/mask/coco-rle.ts';
import { areaOfRuns, boxOfRuns, type PixelSize } from '../../../shared/mask/runs.ts';
import type { MaskObject } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { DatasetExporter, EncodedItem, ExportContext, ExportItem, OutputText, WrittenItem } from '../format.ts';
import { thingsOf } from '../reading/class-table.ts';
import { addLosses, holeLosses, objectsToWrite, polygonsOf } from '../writing/written-objects.ts';

/** What the annotation file tells of a picture: its annotations without id and image. */
interface CocoRecord {
  readonly fileName: string;
  readonly annotations: readonly string[];
}

/**
 * `annotations/instances_<split>.json` and `images/<split>`. Objects are written as they were annotated where nothing has
 * changed; others as polygons that COCO's tools fill to exactly their pixels, or as RLE.
 */
export const cocoExporter: DatasetExporter = {
  about: {
    keeps: 'One JSON file per split: polygons or RLE per object, with area and box.',
    loses: 'Void; background is what no object covers; polygons have cuts for holes.',
    geometries: ['polygon', 'rle'],
    hasObjects: true,
  },
  isLossy: () => true,
  encode: encodeCoco,
  finish: (items, context) =>
    [...Map.groupBy(items, ({ split }) => split)].map(([split, members]) => annotationFile(split, members, context)),
};

function encodeCoco(item: ExportItem, context: ExportContext): EncodedItem {
  const { objects, readsBack, losses } = objectsToWrite(item, context);
  const ids = categoryIds(context.palette);
  let holes = 0;
  const annotations = objects.map((object) => {
    const { segmentation, holes: own } = segmentationOf(object, item.labelMap, context);
    holes += own;
    const kept = context.form.geometry === undefined ? verbatimOf(object) : undefined;
    return JSON.stringify(kept ?? annotationOf(object, segmentation, item)).replace(
      '{',
      `{"category_id":${ids.get(object.slot) ?? 0},`,
    );
  });
  const extension = item.photoExtension ?? '.jpg';
  return {
    files: [],
    photoPath: `images/${item.split}/${item.name}${extension}`,
    record: { fileName: `${item.name}${extension}`, annotations } satisfies CocoRecord,
    readsBack,
    losses: addLosses(losses, holeLosses(holes)),
  };
}

/** The index of a class is its category; where a class has index 0, which means nothing in COCO, all are one more. */
export function categoryIds(palette: Palette): ReadonlyMap<number, number> {
  const things = thingsOf(palette);
  const step = things.some(({ index }) => index === 0) ? 1 : 0;
  return new Map(things.map(({ slot, index }) => [slot, index + step]));
}

function segmentationOf(object: MaskObject, size: PixelSize, { form }: ExportContext) {
  const { runs, isCrowd, polygons } = object;
  const rleSize = [size.height, size.width];
  // As in COCO itself crowds are RLE, and that uncompressed.
  if (isCrowd) return { segmentation: { size: rleSize, counts: countsOfRuns(runs, size) }, holes: 0 };
  if (form.geometry === 'rle' || form.geometry === 'mask') {
    return { segmentation: { size: rleSize, counts: textOfCounts(countsOfRuns(runs, size)) }, holes: 0 };
  }
  const written = polygonsOf({ ...object, polygons }, size);
  return { segmentation: written.polygons, holes: written.holes };
}

/** Keys that are set anew: numbers of this file. */
const OWN_KEYS = new Set(['id', 'image_id', 'category_id']);

function annotationOf(object: MaskObject, segmentation: unknown, item: ExportItem): Record<string, unknown> {
  const [x, y, width, height] = boxOfRuns(object.runs, item.labelMap.height);
  return {
    segmentation,
    area: areaOfRuns(object.runs),
    bbox: [x, y, width, height],
    iscrowd: object.isCrowd ? 1 : 0,
  };
}

/** An annotation that came from COCO keeps all it had. */
function verbatimOf({ verbatim }: MaskObject): Record<string, unknown> | undefined {
  if (verbatim?.format !== 'coco') return undefined;
  const annotation = JSON.parse(verbatim.json) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(annotation).filter(([key]) => !OWN_KEYS.has(key)));
}

function annotationFile(split: string, items: readonly WrittenItem[], context: ExportContext): OutputText {
  return { path: `annotations/instances_${split}.json`, parts: annotationParts(items, context) };
}

function* annotationParts(items: readonly WrittenItem[], { palette, title }: ExportContext): Generator<string> {
  const ids = categoryIds(palette);
  const categories = thingsOf(palette).map(({ slot, name, rgb }) => ({
    id: ids.get(slot),
    name,
    supercategory: '',
    color: rgb,
  }));
  yield `{"info":${JSON.stringify({ description: title })},"licenses":[],"categories":${JSON.stringify(categories)},"images":[`;
  for (const [i, { size, record }] of items.entries()) {
    // Written by `encodeCoco`.
    const { fileName } = record as CocoRecord;
    const image = { id: i + 1, file_name: fileName, width: size.width, height: size.height };
    yield `${i === 0 ? '' : ','}\n${JSON.stringify(image)}`;
  }
  yield '],"annotations":[';
  let id = 0;
  for (const [i, { record }] of items.entries()) {
    for (const annotation of (record as CocoRecord).annotations) {
      id++;
      yield `${id === 1 ? '' : ','}\n{"id":${id},"image_id":${i + 1},${annotation.slice(1)}`;
    }
  }
  yield ']}\n';
}
