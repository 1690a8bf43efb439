import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import { uniteRuns, type PixelSize } from '../../../shared/mask/runs.ts';
import type { AnnotationSource, DatasetProblem, Raster } from '../../../shared/model/dataset.ts';
import { countWithNoun } from '../../../shared/words.ts';
import type { Shape, ShapeList } from '../format.ts';
import { runsOfCrop, type Within } from '../reading/mask-crop.ts';
import { elementTexts, strictJson, withFields } from '../reading/json-fields.ts';
import { fileOfAnnotation } from '../reading/piece-name.ts';
import { crossesItself, crossingMessage, isOutside, polygonFault } from '../reading/polygon.ts';
import { parseJson } from '../tree/source-tree.ts';
import { labelmeSchema, noLabelme, parseShape, type LabelmeShape } from './labelme-file.ts';

/** Corners of the polygon that stands for a circle. */
const CIRCLE_POINTS = 360;

/** The shapes of one file in their order; those of one label and group are one object. */
export function readLabelmeShapes(source: AnnotationSource, texts: readonly string[], limits: ReadLimits): ShapeList {
  const file = fileOfAnnotation(source);
  const text = texts.join('');
  const parsed = labelmeSchema.safeParse(parseJson(text, file, limits));
  if (!parsed.success) throw noLabelme(parsed.error, file);
  const { imageWidth: width, imageHeight: height, shapes } = parsed.data;
  const size = width && height ? { width, height } : source.size;
  if (size === undefined) {
    throw new MaskmendError('not-found', 'tells no size, and its photo is missing', { path: file });
  }
  const reader = new ShapeReader(file, { size, limits }, source);
  const verbatim = elementTexts(text, 'shapes');
  shapes.forEach((value, i) => {
    reader.take(value, i + 1, verbatim[i]);
  });
  // The photo lies beside the file that is written.
  const head = strictJson(withFields(text, { shapes: '[]', imageData: 'null' }));
  const own = { format: 'labelme', texts: [head] };
  return { size, shapes: reader.shapes(), problems: reader.problems, verbatim: own };
}

type Geometry = Pick<Shape, 'polygons' | 'runs'>;

class ShapeReader {
  readonly problems: DatasetProblem[] = [];
  readonly #file: string;
  readonly #within: Within;
  readonly #slots: ReadonlyMap<string, number>;
  readonly #raster: Raster;
  readonly #shapes = new Map<string, Shape>();

  constructor(file: string, within: Within, { slots, raster }: Pick<AnnotationSource, 'slots' | 'raster'>) {
    this.#file = file;
    this.#within = within;
    this.#slots = slots;
    this.#raster = raster;
  }

  take(value: unknown, place: number, text: string): void {
    const shape = parseShape(value);
    const slot = shape && this.#slots.get(shape.label);
    const geometry = shape && slot !== undefined ? this.#geometryOrTell(shape, place) : undefined;
    if (shape === undefined) this.#tell(place, 'is no shape of labelme');
    else if (slot === undefined) this.#tell(place, `has the label "${shape.label}", which is no class`);
    else if (geometry !== undefined) {
      if (shape.label === '') this.#tell(place, 'has no label; its class is called by its number', true);
      const verbatim = { format: 'labelme', texts: [text] };
      this.#add(shape, { id: place, name: `shape ${place}`, slot, isCrowd: false, ...geometry, verbatim });
    }
  }

  shapes(): readonly Shape[] {
    return [...this.#shapes.values()];
  }

  #geometryOrTell(shape: LabelmeShape, place: number): Geometry | undefined {
    try {
      const geometry = geometryOf(shape, this.#within);
      const wrongSize = shape.shape_type === 'mask' ? maskSizeMessage(shape) : undefined;
      if (wrongSize !== undefined) this.#tell(place, wrongSize, true);
      if (geometry.polygons?.some(crossesItself)) this.#tell(place, crossingMessage(this.#raster), true);
      return geometry;
    } catch (error) {
      if (!(error instanceof MaskmendError)) throw error;
      this.#tell(place, error.message);
      return undefined;
    }
  }

  /** A group stands where its first shape stands; its masks are one object, its other shapes another. */
  #add({ group_id, label }: LabelmeShape, shape: Shape): void {
    const isAlone = group_id === null || group_id === undefined;
    const kind = shape.runs === undefined ? 'polygons' : 'masks';
    const key = isAlone ? `shape ${shape.id}` : `group ${group_id} ${label} ${kind}`;
    const first = this.#shapes.get(key);
    this.#shapes.set(key, first === undefined ? shape : unite(first, shape));
  }

  #tell(place: number, message: string, isWarning = false): void {
    this.problems.push({ file: this.#file, annotation: `shape ${place}`, message, ...(isWarning && { isWarning }) });
  }
}

function unite(first: Shape, second: Shape): Shape {
  const texts = [first, second].flatMap((shape) => shape.verbatim?.texts ?? []);
  const verbatim = { format: 'labelme', texts };
  if (first.runs !== undefined && second.runs !== undefined) {
    return { ...first, verbatim, runs: uniteRuns([first.runs, second.runs]) };
  }
  return { ...first, verbatim, polygons: [...(first.polygons ?? []), ...(second.polygons ?? [])] };
}

function geometryOf(shape: LabelmeShape, within: Within): Geometry {
  const { size } = within;
  const odd = shape.points.find(({ length }) => length !== 2);
  if (odd !== undefined) throw fault(`has a point of ${countWithNoun(odd.length, 'coordinate')}; a point has two`);
  const points = shape.points.flat();
  switch (shape.shape_type ?? 'polygon') {
    // Boxes that stand askew have their four corners; X-AnyLabeling calls them rotation, and writes every box so.
    case 'polygon':
    case 'oriented_rectangle':
    case 'rotation':
    case 'quadrilateral':
      return polygon(points, size);
    case 'rectangle':
      return polygon(points.length === 8 ? points : rectangle(cornersOf(points, 'rectangle')), size);
    case 'circle':
      return polygon(circle(cornersOf(points, 'circle')), size);
    case 'mask':
      return { runs: maskRuns(shape, cornersOf(points, 'mask'), within) };
    default:
      throw fault(`is of kind ${shape.shape_type ?? 'unknown'}, which is not read as a mask`);
  }
}

function polygon(points: readonly unknown[], size: PixelSize): Geometry {
  const wrong = polygonFault(points);
  if (wrong !== undefined) throw fault(wrong);
  // polygonFault has made sure of the numbers.
  const numbers = points as readonly number[];
  if (isOutside(numbers, size)) throw fault('lies outside of the image');
  return { polygons: [numbers] };
}

type Corners = readonly [x0: number, y0: number, x1: number, y1: number];

function cornersOf(points: readonly unknown[], what: string): Corners {
  const [x0, y0, x1, y1] = points;
  const isFinite = [x0, y0, x1, y1].every((value) => typeof value === 'number' && Number.isFinite(value));
  if (points.length !== 4 || !isFinite) throw fault(`a ${what} has two points of numbers`);
  return [Number(x0), Number(y0), Number(x1), Number(y1)];
}

function rectangle([x0, y0, x1, y1]: Corners): number[] {
  return [x0, y0, x1, y0, x1, y1, x0, y1];
}

/** The first point is the centre, the second on the circle. */
function circle([x0, y0, x1, y1]: Corners): number[] {
  const radius = Math.hypot(x1 - x0, y1 - y0);
  return Array.from({ length: CIRCLE_POINTS }, (_, i) => (2 * Math.PI * i) / CIRCLE_POINTS).flatMap((angle) => [
    x0 + radius * Math.cos(angle),
    y0 + radius * Math.sin(angle),
  ]);
}

function maskRuns({ mask }: LabelmeShape, [x0, y0]: Corners, within: Within) {
  if (!mask) throw fault('is a mask without picture');
  const runs = runsOfCrop(Buffer.from(mask, 'base64'), { x: Math.round(x0), y: Math.round(y0) }, within);
  if (runs.length === 0) throw fault('is a mask without pixels inside the image');
  return runs;
}

/** Where width and height stand in the header of a PNG. */
const PNG_SIZE_AT = 16;
/** Some tools count the last corner as the mask's last pixel, some as the one behind it. */
const CORNER_SLACK = 1;

/** What is wrong with a mask that was read, and does not fit between its corners: labelme refuses such a file. */
function maskSizeMessage({ mask, points }: LabelmeShape): string | undefined {
  const head = Buffer.from((mask ?? '').slice(0, 64), 'base64');
  const [width, height] = [head.readUInt32BE(PNG_SIZE_AT), head.readUInt32BE(PNG_SIZE_AT + 4)];
  const [x0, y0, x1, y1] = cornersOf(points.flat(), 'mask').map(Math.round);
  const [wide, high] = [x1 - x0 + 1, y1 - y0 + 1];
  if (Math.max(Math.abs(wide - width), Math.abs(high - height)) <= CORNER_SLACK) return undefined;
  return `has a mask of ${width} x ${height} pixels between corners of ${wide} x ${high}; it is taken from the first corner on`;
}

function fault(message: string): MaskmendError {
  return new MaskmendError('corrupt-file', message);
}
