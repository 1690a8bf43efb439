import { countsOfRuns, textOfCounts } from '../../../shared/mask/coco-rle.ts';
import { areaOfRuns, boxOfRuns, type PixelSize } from '../../../shared/mask/runs.ts';
import type { MaskObject } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { DatasetExporter, EncodedItem, ExportContext, ExportItem, OutputText, WrittenItem } from '../format.ts';
import { jsonFields, withFields } from '../reading/json-fields.ts';
import { thingsOf } from '../reading/class-table.ts';
import { addLosses, holeLosses, objectsToWrite, polygonsOf } from '../writing/written-objects.ts';

/** What the annotation file tells of a picture: its annotations, marks in place of their ids and of that of the image. */
interface CocoRecord {
  readonly fileName: string;
  /** Id of the image in the file that its annotations came from. */
  readonly imageId: number | undefined;
  readonly annotations: readonly string[];
  /** Ids that annotations had. */
  readonly ids: readonly (number | string | undefined)[];
}

/** Characters that stand in no JSON. */
const [ID_MARK, IMAGE_MARK] = ['\u0001', '\u0002'];

/**
 * `annotations/instances_<split>.json` and `images/<split>`. Objects are written as they were annotated where nothing has
 * changed; others as polygons that COCO's tools fill to exactly their pixels, or as RLE.
 */
export const cocoExporter: DatasetExporter = {
  about: {
    keeps:
      'One JSON file per split: polygons or RLE per object, with area and box; untouched annotations as they came.',
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
  const categories = categoryIds(context.palette);
  let holes = 0;
  const written = objects.map((object): WrittenAnnotation => {
    const category = categories.get(object.slot) ?? 0;
    const kept = context.form.geometry === undefined ? verbatimOf(object) : undefined;
    if (kept !== undefined) return keepAnnotation(kept, category);
    const { segmentation, holes: own } = segmentationOf(object, item.labelMap, context);
    holes += own;
    const head = `{"id":${ID_MARK},"image_id":${IMAGE_MARK},"category_id":${category},`;
    return { text: head + JSON.stringify(annotationOf(object, segmentation, item)).slice(1) };
  });
  const extension = item.namedExtension;
  return {
    files: [],
    photoPath: `images/${item.split}/${item.name}${extension}`,
    record: {
      fileName: `${item.name}${extension}`,
      imageId: written.find(({ imageId }) => imageId !== undefined)?.imageId,
      annotations: written.map(({ text }) => text),
      ids: written.map(({ id }) => id),
    } satisfies CocoRecord,
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

function annotationOf(object: MaskObject, segmentation: unknown, item: ExportItem): Record<string, unknown> {
  const [x, y, width, height] = boxOfRuns(object.runs, item.labelMap.height);
  return {
    segmentation,
    area: areaOfRuns(object.runs),
    bbox: [x, y, width, height],
    iscrowd: object.isCrowd ? 1 : 0,
  };
}

interface WrittenAnnotation {
  readonly text: string;
  readonly id?: number | string | undefined;
  readonly imageId?: number | undefined;
}

function verbatimOf({ verbatim }: MaskObject): string | undefined {
  return verbatim?.format === 'coco' ? verbatim.texts[0] : undefined;
}

/** An annotation that came from COCO keeps all it had, to the letter; its category where it has become another one. */
function keepAnnotation(text: string, category: number): WrittenAnnotation {
  const fields = new Map(jsonFields(text).map(({ key, start, end }) => [key, text.slice(start, end)]));
  const valueOf = (key: string): unknown => JSON.parse(fields.get(key) ?? 'null');
  const [id, image] = [valueOf('id'), valueOf('image_id')];
  const values = { id: ID_MARK, image_id: IMAGE_MARK };
  return {
    text: withFields(text, valueOf('category_id') === category ? values : { ...values, category_id: `${category}` }),
    id: typeof id === 'number' || typeof id === 'string' ? id : undefined,
    imageId: typeof image === 'number' ? image : undefined,
  };
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
  // Written by `encodeCoco`.
  const records = items.map(({ record }) => record as CocoRecord);
  const imageIds = new KeptIds(records.map(({ imageId }) => imageId));
  const images = records.map(({ imageId }) => imageIds.take(imageId));
  for (const [i, { fileName }] of records.entries()) {
    const { width, height } = items[i].size;
    const image = { id: images[i], file_name: fileName, width, height };
    yield `${i === 0 ? '' : ','}\n${JSON.stringify(image)}`;
  }
  yield '],"annotations":[';
  const annotationIds = new KeptIds(records.flatMap((record) => record.ids));
  let separator = '\n';
  for (const [i, { annotations, ids: own }] of records.entries()) {
    for (const [place, annotation] of annotations.entries()) {
      const id = JSON.stringify(annotationIds.take(own[place]));
      yield separator + annotation.replace(ID_MARK, () => id).replace(IMAGE_MARK, () => String(images[i]));
      separator = ',\n';
    }
  }
  yield ']}\n';
}

/** Ids that things have already, each given once; the others get the numbers that are free, from 1. */
class KeptIds {
  readonly #wanted: Set<unknown>;
  readonly #given = new Set<unknown>();
  #next = 1;

  constructor(wanted: readonly (number | string | undefined)[]) {
    this.#wanted = new Set(wanted);
  }

  take(wanted: number | string | undefined): number | string {
    if (wanted !== undefined && !this.#given.has(wanted)) {
      this.#given.add(wanted);
      return wanted;
    }
    while (this.#wanted.has(this.#next)) this.#next++;
    return this.#next++;
  }
}
