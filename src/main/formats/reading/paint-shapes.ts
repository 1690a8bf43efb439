import { fillCocoPolygon } from '../../../shared/mask/coco-polygon.ts';
import type { LabelMap } from '../../../shared/mask/label-map.ts';
import { fillOpencvPolygon } from '../../../shared/mask/opencv-polygon.ts';
import { paintRuns, uniteRuns, type PixelSize, type Runs } from '../../../shared/mask/runs.ts';
import type { AnnotationSource, ItemMask, MaskObject, Raster } from '../../../shared/model/dataset.ts';
import type { Shape, ShapeList } from '../format.ts';

/** Paints shapes in their order, crowds below all others. */
export function paintShapes(
  { size, shapes, problems }: ShapeList,
  { background, raster }: Pick<AnnotationSource, 'background' | 'raster'>,
): ItemMask {
  const labelMap = emptyMap(size, [background, ...shapes.map(({ slot }) => slot)]);
  labelMap.labels.fill(background);
  const objects = shapes.map((shape) => toObject(shape, size, raster));
  const painted = [...objects.filter(({ isCrowd }) => isCrowd), ...objects.filter(({ isCrowd }) => !isCrowd)];
  let overlapPixels = 0;
  for (const { runs, slot } of painted) {
    overlapPixels += paintRuns(labelMap, runs, { value: slot, unpainted: background });
  }
  return { labelMap, orientation: 1, objects, overlapPixels, problems };
}

function emptyMap({ width, height }: PixelSize, slots: readonly number[]): LabelMap {
  const isNarrow = slots.every((slot) => slot < 255);
  const labels = isNarrow ? new Uint8Array(width * height) : new Uint16Array(width * height);
  return { width, height, labels };
}

function toObject(shape: Shape, size: PixelSize, raster: Raster): MaskObject {
  const { id, slot, isCrowd, polygons, runs } = shape;
  const parts = polygons?.map((points) => fillPolygon(points, size, raster)) ?? [];
  return { id, slot, isCrowd, ...annotated(shape, size, raster), runs: runs ?? united(parts) };
}

/**
 * What was annotated. Where polygons are filled by another rule than COCO's they would not give the pixels again that were
 * painted: they go into their own format, where the rule is no part of them, and into no other.
 */
function annotated({ polygons, verbatim }: Shape, size: PixelSize, raster: Raster): Partial<MaskObject> {
  if (raster === 'coco' || polygons === undefined) return { polygons, verbatim };
  return { verbatim, verbatimRuns: united(polygons.map((points) => fillCocoPolygon(points, size))) };
}

function united(parts: readonly Runs[]): Runs {
  return uniteRuns(parts.length === 0 ? [NOTHING] : parts);
}

const NOTHING: Runs = new Uint32Array(0);

/** The pixels of a polygon by the rule that was asked for. */
function fillPolygon(points: readonly number[], size: PixelSize, raster: Raster): Runs {
  return raster === 'coco' ? fillCocoPolygon(points, size) : fillByOpencv(points, size);
}

/** Filled in its own box, which ends where the picture does: lines are clipped there and nowhere else. */
function fillByOpencv(points: readonly number[], size: PixelSize): Runs {
  const whole = points.map(Math.trunc);
  const [xs, ys] = [whole.filter((_, i) => i % 2 === 0), whole.filter((_, i) => i % 2 === 1)];
  const left = Math.max(
    0,
    xs.reduce((low, x) => Math.min(low, x)),
  );
  const top = Math.max(
    0,
    ys.reduce((low, y) => Math.min(low, y)),
  );
  const width = Math.min(size.width, xs.reduce((high, x) => Math.max(high, x)) + 1) - left;
  const height = Math.min(size.height, ys.reduce((high, y) => Math.max(high, y)) + 1) - top;
  if (width <= 0 || height <= 0) return NOTHING;
  const moved = whole.map((value, i) => value - (i % 2 === 0 ? left : top));
  const pixels = fillOpencvPolygon([moved], { width, height });
  return runsOfBox(pixels, { left, top, width, height }, size.height);
}

interface Box extends PixelSize {
  readonly left: number;
  readonly top: number;
}

/** The region of a binary picture that lies somewhere inside a picture of `height` rows; row-major, not 0 = inside. */
export function runsOfBox(pixels: Uint8Array, box: Box, height: number): Runs {
  const runs: number[] = [];
  for (let x = 0; x < box.width; x++) {
    const column = (box.left + x) * height + box.top;
    for (let y = 0; y < box.height; y++) {
      if (pixels[y * box.width + x] === 0) continue;
      if (runs.at(-1) === column + y) runs[runs.length - 1]++;
      else runs.push(column + y, column + y + 1);
    }
  }
  return Uint32Array.from(runs);
}
