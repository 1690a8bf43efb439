import { z } from 'zod';
import { MaskmendError } from '../../../shared/errors.ts';
import { countsOfText, runsOfCounts } from '../../../shared/mask/coco-rle.ts';
import type { PixelSize, Runs } from '../../../shared/mask/runs.ts';
import type { AnnotationSource, DatasetProblem, Raster } from '../../../shared/model/dataset.ts';
import type { Shape, ShapeList } from '../format.ts';
import { strictJson, withFields } from '../reading/json-fields.ts';
import { parseEntry } from '../reading/parse-json.ts';
import { fileOfAnnotation } from '../reading/piece-name.ts';
import { crossesItself, crossingMessage, isOutside, polygonFault } from '../reading/polygon.ts';

const id = z.union([z.int(), z.string()], 'expected a whole number or a text');

/** An annotation as far as every reader of it must know it. */
export const cocoAnnotationSchema = z.looseObject({
  id: id.nullish(),
  image_id: id,
  category_id: id,
  iscrowd: z.union([z.literal(0), z.literal(1), z.boolean()], 'expected 0 or 1').nullish(),
  segmentation: z.unknown().optional(),
});

const rleSchema = z.object({
  size: z.tuple([z.int(), z.int()]),
  counts: z.union([z.string(), z.array(z.unknown())]),
});

/** The annotations of one picture, each a text of its own. What cannot be used of one is a problem; the rest is taken. */
export function readCocoShapes(source: AnnotationSource, texts: readonly string[]): ShapeList {
  const { size, slots, raster } = source;
  const file = fileOfAnnotation(source);
  if (size === undefined)
    throw new MaskmendError('not-found', 'tells no size of a picture, and its photo is missing', { path: file });
  const problems: DatasetProblem[] = [];
  const shapes: Shape[] = [];
  texts.forEach((text, place) => {
    const annotation = cocoAnnotationSchema.parse(parseEntry(text));
    const name = String(annotation.id ?? `${place + 1} of image ${annotation.image_id}`);
    const tell = (message: string, isWarning = false): void => {
      problems.push({ file, annotation: name, message, ...(isWarning && { isWarning }) });
    };
    const slot = slots.get(String(annotation.category_id));
    if (slot === undefined) {
      tell(`has category ${annotation.category_id}, which the file does not name`);
      return;
    }
    const geometry = readGeometry(annotation.segmentation, { size, raster, tell });
    if (geometry === undefined) return;
    const isCrowd = annotation.iscrowd === 1 || annotation.iscrowd === true;
    const own = keptText(text, annotation.segmentation, geometry.polygons);
    shapes.push({ id: place + 1, name, slot, isCrowd, ...geometry, verbatim: { format: 'coco', texts: [own] } });
  });
  return { size, shapes, problems };
}

/** To the letter, but for the polygons that are of no use: COCO's tools stumble over them. */
function keptText(text: string, segmentation: unknown, polygons: Shape['polygons']): string {
  const isWhole =
    polygons === undefined || !Array.isArray(segmentation) || polygons.length === partsOf(segmentation).length;
  return strictJson(isWhole ? text : withFields(text, { segmentation: JSON.stringify(polygons) }));
}

interface PictureContext {
  readonly size: PixelSize;
  readonly raster: Raster;
  readonly tell: (message: string, isWarning?: boolean) => void;
}

type Geometry = Pick<Shape, 'polygons' | 'runs'>;

function readGeometry(segmentation: unknown, picture: PictureContext): Geometry | undefined {
  const { size, tell } = picture;
  if (Array.isArray(segmentation)) return readPolygons(segmentation, picture);
  const rle = rleSchema.safeParse(segmentation).data;
  if (rle === undefined) {
    tell('has no segmentation that is polygons or RLE');
    return undefined;
  }
  try {
    return { runs: readRle(rle, size) };
  } catch (error) {
    if (!(error instanceof MaskmendError)) throw error;
    tell(error.message);
    return undefined;
  }
}

function readRle({ size: [height, width], counts }: z.infer<typeof rleSchema>, size: PixelSize): Runs {
  if (width !== size.width || height !== size.height) {
    throw new MaskmendError(
      'corrupt-file',
      `RLE is for ${width} x ${height} pixels, its image has ${size.width} x ${size.height}`,
    );
  }
  return runsOfCounts(typeof counts === 'string' ? countsOfText(counts) : counts, size);
}

/** Some writers leave the outer brackets of a single polygon out. */
function partsOf(segmentation: readonly unknown[]): readonly unknown[] {
  return segmentation.some((part) => typeof part === 'number') ? [segmentation] : segmentation;
}

function readPolygons(segmentation: readonly unknown[], picture: PictureContext): Geometry | undefined {
  const parts = partsOf(segmentation);
  if (parts.length === 0) picture.tell('has a box but no segmentation');
  const polygons = parts.filter((part): part is number[] => isUsable(part, parts.length, picture));
  return polygons.length === 0 ? undefined : { polygons };
}

function isUsable(part: unknown, count: number, { size, raster, tell }: PictureContext): boolean {
  const subject = count === 1 ? 'its polygon' : 'one of its polygons';
  if (!Array.isArray(part)) {
    tell(`${subject} is no list of coordinates`);
    return false;
  }
  const fault = polygonFault(part);
  if (fault !== undefined) {
    tell(`${subject} ${fault}`);
    return false;
  }
  // polygonFault has made sure of the numbers.
  const points = part as number[];
  if (isOutside(points, size)) {
    tell(`${subject} lies outside of the image`);
    return false;
  }
  if (crossesItself(points)) tell(`${subject} ${crossingMessage(raster)}`, true);
  return true;
}
