import { fillCocoPolygon } from '../../../shared/mask/coco-polygon.ts';
import type { LabelMap } from '../../../shared/mask/label-map.ts';
import { paintRuns, uniteRuns, type PixelSize, type Runs } from '../../../shared/mask/runs.ts';
import type { AnnotationSource, ItemMask, MaskObject, Raster } from '../../../shared/model/dataset.ts';
import { crowdsFirst } from '../crowds.ts';
import type { Shape, ShapeList } from '../format.ts';
import { fillByOpencv } from './fill-by-opencv.ts';

/** Paints shapes in their order, crowds below all others. */
export function paintShapes(
  { size, shapes, problems }: ShapeList,
  { background, raster }: Pick<AnnotationSource, 'background' | 'raster'>,
): ItemMask {
  const labelMap = emptyMap(size, [background, ...shapes.map(({ slot }) => slot)]);
  labelMap.labels.fill(background);
  const objects = shapes.map((shape) => toObject(shape, size, raster));
  const painted = crowdsFirst(objects);
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
function annotated({ polygons, ...own }: Shape, size: PixelSize, raster: Raster): Partial<MaskObject> {
  const { verbatim, verbatimRuns } = own;
  if (raster === 'coco' || polygons === undefined) return { polygons, verbatim, verbatimRuns };
  return { verbatim, verbatimRuns: united(polygons.map((points) => fillCocoPolygon(points, size))) };
}

function united(parts: readonly Runs[]): Runs {
  return uniteRuns(parts.length === 0 ? [NOTHING] : parts);
}

const NOTHING: Runs = new Uint32Array(0);

/** The pixels of a polygon by the rule that was asked for. */
function fillPolygon(points: readonly number[], size: PixelSize, raster: Raster): Runs {
  return raster === 'coco' ? fillCocoPolygon(points, size) : fillByOpencv([points], size);
}
