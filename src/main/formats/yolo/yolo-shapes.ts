import { MaskmendError } from '../../../shared/errors.ts';
import type { PixelSize } from '../../../shared/mask/runs.ts';
import type { AnnotationSource, DatasetProblem } from '../../../shared/model/dataset.ts';
import type { Shape, ShapeList } from '../format.ts';
import { fileOfAnnotation } from '../reading/piece-name.ts';
import { crossesItself, crossingMessage, polygonFault } from '../reading/polygon.ts';

/** Shares of the picture beyond this are no rounding: the polygon is of another picture, or not in shares at all. */
const SLACK = 0.01;

/** Rows `class x1 y1 x2 y2 ...` in shares of width and height. A row of five numbers is a box and holds no mask. */
export function readYoloShapes(source: AnnotationSource, texts: readonly string[]): ShapeList {
  const { size, slots, raster } = source;
  const file = fileOfAnnotation(source);
  if (size === undefined) {
    throw new MaskmendError('not-found', 'its photo is missing, whose size the polygons need', { path: file });
  }
  const problems: DatasetProblem[] = [];
  const shapes: Shape[] = [];
  const rows = texts.join('\n').split(/\r\n|\n|\r/);
  rows.forEach((row, i) => {
    if (row.trim() === '') return;
    const read = readRow(row, size, slots);
    if (typeof read === 'string') problems.push({ file, annotation: `line ${i + 1}`, message: read });
    else {
      shapes.push({ id: i + 1, name: `line ${i + 1}`, isCrowd: false, ...read });
      if (crossesItself(read.polygons[0])) {
        problems.push({
          file,
          annotation: `line ${i + 1}`,
          message: crossingMessage(raster),
          isWarning: true,
        });
      }
    }
  });
  return { size, shapes, problems };
}

function readRow(
  row: string,
  { width, height }: PixelSize,
  slots: ReadonlyMap<string, number>,
): (Pick<Shape, 'slot' | 'verbatim'> & { readonly polygons: readonly [readonly number[]] }) | string {
  const [name = '', ...texts] = row.trim().split(/[\s,]+/);
  const slot = slots.get(/^\d+(\.0+)?$/.test(name) ? String(Number(name)) : name);
  if (slot === undefined) return `has class ${name}, which the dataset does not name`;
  if (texts.length === 4) return 'is a box, which holds no mask';
  const shares = texts.map((text) => (text === '' ? NaN : Number(text)));
  const fault = polygonFault(shares);
  if (fault !== undefined) return fault;
  const beyond = shares.find((share) => share < -SLACK || share > 1 + SLACK);
  if (beyond !== undefined) return `has the coordinate ${beyond}, expected shares of the picture from 0 to 1`;
  const polygon = shares.map((share, i) => share * (i % 2 === 0 ? width : height));
  return { slot, polygons: [polygon], verbatim: { format: 'yolo', texts: [texts.join(' ')] } };
}
