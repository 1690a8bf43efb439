import { sumLosses } from '../../../shared/model/export-loss.ts';
import { countsOfRuns, textOfCounts } from '../../../shared/mask/coco-rle.ts';
import { areaOfRuns, boxOfRuns, type PixelSize } from '../../../shared/mask/runs.ts';
import type { MaskObject } from '../../../shared/model/dataset.ts';
import { DEFAULT_SPLIT } from '../exporting/split-items.ts';
import type { DatasetExporter, EncodedItem, ExportContext, ExportItem, WholeContext, WrittenItem } from '../format.ts';
import { flatStem } from '../exporting/name-items.ts';
import { jsonFields, withFields } from '../reading/json-fields.ts';
import { cocoCategories } from './coco-categories.ts';
import { KeptIds } from './kept-ids.ts';
import { holeLosses, objectsToWrite, pixelLosses, polygonsOf } from '../writing/written-objects.ts';

/** What the annotation file tells of a picture, marks in place of what is known of all pictures together only. */
interface CocoRecord {
  readonly image: string;
  /** Id of the image in the file that it came from, as it stands there. */
  readonly imageId: string | undefined;
  readonly annotations: readonly CocoRecordAnnotation[];
}

interface CocoRecordAnnotation {
  readonly text: string;
  readonly slot: number;
  /** The id it had, as it stood in its file. */
  readonly id: string | undefined;
}

/** Characters that stand in no JSON. */
const [ID_MARK, IMAGE_MARK, CATEGORY_MARK] = ['\u0001', '\u0002', '\u0003'];

/**
 * `annotations/instances_<split>.json` and `images/<split>`. Objects are written as they were annotated where nothing has
 * changed; others as polygons that COCO's tools fill to exactly their pixels, or as RLE.
 */
export const cocoExporter: DatasetExporter = {
  about: {
    geometries: ['polygon', 'rle'],
    hasObjects: true,
  },
  hasSplitFolders: true,
  isLossy: () => true,
  encode: encodeCoco,
  finish: (items, context) =>
    items.splits.map((split) => ({
      path: `annotations/instances_${split}.json`,
      parts: cocoParts(() => items.ofSplit(split), { split, context }),
    })),
};

function encodeCoco(item: ExportItem, context: ExportContext): EncodedItem {
  const { objects, readsBack, losses } = objectsToWrite(item, context, { format: 'coco', hasPolygons: true });
  let holes = 0;
  const annotations = objects.map((object): CocoRecordAnnotation => {
    const kept = context.form.geometry === undefined ? verbatimOf(object) : undefined;
    if (kept !== undefined) return keepAnnotation(kept, object.slot);
    const { segmentation, holes: own } = segmentationOf(object, item.labelMap, context);
    holes += own;
    const head = `{"id":${ID_MARK},"image_id":${IMAGE_MARK},"category_id":${CATEGORY_MARK},`;
    const text = head + JSON.stringify(annotationOf(object, segmentation, item)).slice(1);
    return { text, slot: object.slot, id: undefined };
  });
  const fileName = `${item.name}${item.namedExtension}`;
  return {
    files: [],
    photoPath: `images/${item.split}/${fileName}`,
    record: { ...imageOf(item, fileName), annotations } satisfies CocoRecord,
    readsBack,
    losses: sumLosses(losses, pixelLosses(item.labelMap, readsBack, context.palette), holeLosses(holes)),
  };
}

/** An image that came from COCO keeps all it had; its name and size where they have changed. */
function imageOf(item: ExportItem, fileName: string) {
  const { width, height } = item.labelMap;
  if (item.verbatim?.format !== 'coco') {
    const image = JSON.stringify({ file_name: fileName, width, height });
    return { image: `{"id":${ID_MARK},${image.slice(1)}`, imageId: undefined };
  }
  const [text] = item.verbatim.texts;
  const before = fieldsOf(text);
  const own = { ...(!isNamedSo(before.get('file_name'), item) && { file_name: fileName }), width, height };
  const changed = Object.entries(own).filter(([key, value]) => before.get(key) !== JSON.stringify(value));
  const values = Object.fromEntries(changed.map(([key, value]) => [key, JSON.stringify(value)]));
  return { image: withFields(text, { ...values, id: ID_MARK }), imageId: idIn(before.get('id')) };
}

/** True where the photo stays where it is, and the picture is called by its name: folders are underscores then. */
function isNamedSo(text: string | undefined, { name, photoExtension }: ExportItem): boolean {
  return photoExtension === undefined && text !== undefined && flatStem(JSON.parse(text) as string) === name;
}

/** The values of an object as they stand in its text. */
function fieldsOf(text: string): Map<string, string> {
  return new Map(jsonFields(text).map(({ key, start, end }) => [key, text.slice(start, end)]));
}

/** One that a number holds to the digit in its usual form: `1.0` is 1. */
function idIn(text: string | undefined): string | undefined {
  const id: unknown = text === undefined ? undefined : JSON.parse(text);
  if (typeof id === 'number') return Number.isSafeInteger(id) ? String(id) : text;
  return typeof id === 'string' ? JSON.stringify(id) : undefined;
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

function verbatimOf({ verbatim }: MaskObject): string | undefined {
  return verbatim?.format === 'coco' ? verbatim.texts[0] : undefined;
}

/** An annotation that came from COCO keeps all it had, to the letter. */
function keepAnnotation(text: string, slot: number): CocoRecordAnnotation {
  const marked = withFields(text, { id: ID_MARK, image_id: IMAGE_MARK, category_id: CATEGORY_MARK });
  return { text: marked, slot, id: idIn(fieldsOf(text).get('id')) };
}

interface CocoFileContext {
  readonly split: string;
  readonly context: WholeContext;
}

/** The text of a file; its pictures are gone through three times, as ids are given when all that are taken are known. */
function* cocoParts(items: () => Iterable<WrittenItem>, { split, context }: CocoFileContext): Generator<string> {
  const categories = cocoCategories(context);
  const [imageIds, annotationIds] = [new KeptIds(), new KeptIds()];
  for (const { imageId, annotations } of recordsOf(items())) {
    imageIds.want(imageId);
    for (const { id } of annotations) annotationIds.want(id);
  }
  yield `{${headOf(split, context)}"categories":[${categories.texts.join()}],"images":[`;
  const images: string[] = [];
  for (const { image, imageId } of recordsOf(items())) {
    const id = imageIds.take(imageId);
    yield `${images.length === 0 ? '' : ','}\n${image.replace(ID_MARK, () => id)}`;
    images.push(id);
  }
  yield '],"annotations":[';
  let separator = '\n';
  let place = 0;
  for (const { annotations } of recordsOf(items())) {
    const image = images[place++];
    for (const { text, slot, id } of annotations) {
      const own = annotationIds.take(id);
      const marks = text.replace(ID_MARK, () => own).replace(IMAGE_MARK, () => image);
      yield separator + marks.replace(CATEGORY_MARK, () => categories.ids.get(slot) ?? '0');
      separator = ',\n';
    }
  }
  yield ']}\n';
}

function* recordsOf(items: Iterable<WrittenItem>): Generator<CocoRecord> {
  // Written by `encodeCoco`.
  for (const { record } of items) yield record as CocoRecord;
}

/** What the file said of the whole, that of its own part before that of others. */
function headOf(split: string, { kept, title }: WholeContext): string {
  const part = kept?.parts.find((candidate) => (candidate.split ?? DEFAULT_SPLIT) === split) ?? kept?.parts.at(0);
  const fields = part?.fields ?? [
    ['info', JSON.stringify({ description: title })],
    ['licenses', '[]'],
  ];
  return fields.map(([key, text]) => `${JSON.stringify(key)}:${text},`).join('');
}
