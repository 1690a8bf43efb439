import { inflateSync } from 'node:zlib';
import { z } from 'zod';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import { countWithNoun } from '../../../shared/words.ts';
import { fillCocoPolygon } from '../../../shared/mask/coco-polygon.ts';
import { runsOfToggles, type PixelSize, type Runs } from '../../../shared/mask/runs.ts';
import type { AnnotationSource, DatasetProblem, Raster } from '../../../shared/model/dataset.ts';
import { isPng } from '../../codec/png/png-format.ts';
import type { Shape, ShapeList } from '../format.ts';
import { fillByOpencv } from '../reading/fill-by-opencv.ts';
import { firstIssue } from '../reading/first-issue.ts';
import { runsOfCrop, softPixels, type Within } from '../reading/mask-crop.ts';
import { elementTexts, strictJson, withFields } from '../reading/json-fields.ts';
import { fileOfAnnotation } from '../reading/piece-name.ts';
import { crossesItself, crossingMessage, isOutside, polygonFault } from '../reading/polygon.ts';
import { parseJson } from '../tree/source-tree.ts';

const pointList = z.array(z.array(z.unknown()));
const figureSchema = z.object({
  classTitle: z.string(),
  geometryType: z.string().optional(),
  bitmap: z.object({ data: z.string(), origin: z.tuple([z.int(), z.int()]) }).nullish(),
  points: z.object({ exterior: pointList, interior: z.array(pointList) }).nullish(),
});
const fileSchema = z.object({
  size: z.object({ width: z.int().min(1), height: z.int().min(1) }),
  objects: z.array(z.unknown()),
});

/** The figures of one file in their order: bitmaps exactly, polygons with their holes by the rule that is asked for. */
export function readSuperviselyShapes(
  source: AnnotationSource,
  texts: readonly string[],
  limits: ReadLimits,
): ShapeList {
  const { slots, raster } = source;
  const file = fileOfAnnotation(source);
  const text = texts.join('');
  const parsed = fileSchema.safeParse(parseJson(text, file, limits));
  if (!parsed.success) {
    const message = `is no annotation of Supervisely: ${firstIssue(parsed.error)}`;
    throw new MaskmendError('corrupt-file', message, { path: file });
  }
  const problems: DatasetProblem[] = [];
  const shapes: Shape[] = [];
  const verbatim = elementTexts(text, 'objects');
  const ids = new Set<number>();
  parsed.data.objects.forEach((value, i) => {
    const tell = (message: string, isWarning = false): void => {
      problems.push({ file, annotation: nameOf(value, i + 1), message, ...(isWarning && { isWarning }) });
    };
    const id = idSchema.safeParse(value).data?.id;
    if (id !== undefined && ids.has(id)) tell('its id is used more than once; all are taken', true);
    if (id !== undefined) ids.add(id);
    try {
      const figure = readFigure(value, i + 1, { size: parsed.data.size, limits, slots, raster, tell });
      shapes.push({ ...figure, name: nameOf(value, i + 1), verbatim: { format: 'supervisely', texts: [verbatim[i]] } });
    } catch (error) {
      if (!(error instanceof MaskmendError)) throw error;
      tell(error.message);
    }
  });
  const head = strictJson(withFields(text, { objects: '[]' }));
  return { size: parsed.data.size, shapes, problems, verbatim: { format: 'supervisely', texts: [head] } };
}

const idSchema = z.object({ id: z.int() });

/** By its own id, else by its place in the file, from 1. */
function nameOf(value: unknown, place: number): string {
  const id = idSchema.safeParse(value).data?.id;
  return id === undefined ? `object at place ${place}` : `object ${id}`;
}

interface FigureContext extends Within {
  readonly slots: ReadonlyMap<string, number>;
  readonly raster: Raster;
  readonly tell: (message: string, isWarning?: boolean) => void;
}

function readFigure(value: unknown, id: number, context: FigureContext): Omit<Shape, 'name'> {
  const figure = figureSchema.safeParse(value).data;
  if (figure === undefined) throw fault('is no figure of Supervisely');
  const slot = context.slots.get(figure.classTitle);
  if (slot === undefined) throw fault(`has class ${figure.classTitle}, which meta.json does not name`);
  return { id, slot, isCrowd: false, ...regionOf(figure, context) };
}

type Region = Pick<Shape, 'runs' | 'verbatimRuns'>;

function regionOf({ bitmap, points, geometryType }: z.infer<typeof figureSchema>, context: FigureContext): Region {
  if (bitmap) return { runs: bitmapRuns(bitmap, geometryType, context) };
  if (points) return polygonRuns(points, geometryType, context);
  throw fault(`is of kind ${geometryType ?? 'unknown'}, which is not read as a mask`);
}

/** Of an alpha mask all that is not quite transparent, as Supervisely counts its area and makes a bitmap of it. */
function bitmapRuns(
  { data, origin: [x, y] }: { data: string; origin: [number, number] },
  type: string | undefined,
  { size, limits, tell }: FigureContext,
): Runs {
  const png = unpackBitmap(data, limits);
  const runs = runsOfCrop(png, { x, y }, { size, limits });
  if (runs.length === 0) throw fault('has no pixels inside the image');
  const soft = type === 'alpha_mask' ? softPixels(png, limits) : 0;
  if (soft > 0)
    tell(`is an alpha mask; its ${countWithNoun(soft, 'half transparent pixel')} are taken as whole ones`, true);
  return runs;
}

/** A PNG that is packed once more, or as it is: Supervisely reads both. Unpacked it is no larger than a text may be. */
function unpackBitmap(data: string, { maxTextBytes }: ReadLimits): Uint8Array {
  const packed = Buffer.from(data, 'base64');
  if (isPng(packed)) return packed;
  try {
    return inflateSync(packed, { maxOutputLength: maxTextBytes, chunkSize: chunkFor(packed) });
  } catch {
    throw fault('has a bitmap that cannot be unpacked');
  }
}

/** A little more than PNGs come out as, which are packed twice: there are tens of thousands of small ones. */
function chunkFor({ length }: Uint8Array): number {
  return Math.min(65_536, 2 * length + 128);
}

function polygonRuns(
  { exterior, interior }: { exterior: readonly unknown[][]; interior: readonly unknown[][][] },
  type: string | undefined,
  { size, raster, tell }: FigureContext,
): Region {
  if (type !== undefined && type !== 'polygon' && type !== 'rectangle')
    throw fault(`is of kind ${type}, which is not read as a mask`);
  const corners = exterior.flat();
  const isBox = type === 'rectangle' && corners.length === 4;
  const rings = [isBox ? boxRing(corners) : corners, ...interior.map((ring) => ring.flat())];
  for (const ring of rings) {
    const wrong = polygonFault(ring);
    if (wrong !== undefined) throw fault(wrong);
  }
  // polygonFault has made sure of the numbers.
  const [outer, ...holes] = rings as number[][];
  if (isOutside(outer, size)) throw fault('lies outside of the image');
  if (crossesItself(outer)) tell(crossingMessage(raster), true);
  const runs = fillByCoco([outer, ...holes], size);
  return raster === 'coco' ? { runs } : { runs: fillByOpencv([outer, ...holes], size), verbatimRuns: runs };
}

function fillByCoco([outer, ...holes]: readonly (readonly number[])[], size: PixelSize): Runs {
  return withoutHoles(
    fillCocoPolygon(outer, size),
    holes.map((hole) => fillCocoPolygon(hole, size)),
    size,
  );
}

/** The outline between two corners. */
function boxRing([left, top, right, bottom]: readonly unknown[]): unknown[] {
  return [left, top, right, top, right, bottom, left, bottom];
}

/** Places where the region or one of its holes changes, by turns: what is in an odd number of them stays. */
function withoutHoles(outer: Runs, holes: readonly Runs[], { width, height }: PixelSize): Runs {
  const inside = holes.map((hole) => intersect(outer, hole));
  const places = [outer, ...inside].flatMap((runs) => [...runs]);
  return runsOfToggles(Uint32Array.from(places).sort(), width * height);
}

function intersect(a: Runs, b: Runs): Runs {
  const both: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const start = Math.max(a[i], b[j]);
    const end = Math.min(a[i + 1], b[j + 1]);
    if (start < end) both.push(start, end);
    if (a[i + 1] < b[j + 1]) i += 2;
    else j += 2;
  }
  return Uint32Array.from(both);
}

function fault(message: string): MaskmendError {
  return new MaskmendError('corrupt-file', message);
}
