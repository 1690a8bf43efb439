import { countWithNoun } from '../../../shared/words.ts';
import type { Raster } from '../../../shared/model/dataset.ts';

/** Coordinates beyond this are no pixels of any picture, and would leave whole numbers in the fill. */
const FARTHEST = 2 ** 26;

/** Why a polygon cannot be filled, in words; undefined where it can. Coordinates as `x0, y0, x1, y1, ...`. */
export function polygonFault(points: readonly unknown[]): string | undefined {
  if (points.length % 2 !== 0) return `has ${points.length} coordinates, which make no whole number of points`;
  if (points.length < 6) return `has ${countWithNoun(points.length / 2, 'point')}; a polygon has three or more`;
  for (const value of points) {
    if (typeof value !== 'number' || !Number.isFinite(value)) return 'has a coordinate that is no number';
    if (Math.abs(value) > FARTHEST) return `has the coordinate ${value}, which no picture has`;
  }
  return undefined;
}

/** Why a polygon is of no use in a picture of this size, in words: nothing of it lies inside. */
export function isOutside(
  points: readonly number[],
  { width, height }: { readonly width: number; readonly height: number },
): boolean {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    left = Math.min(left, points[i]);
    right = Math.max(right, points[i]);
    top = Math.min(top, points[i + 1]);
    bottom = Math.max(bottom, points[i + 1]);
  }
  return right < 0 || bottom < 0 || left > width || top > height;
}

/** How a polygon that crosses itself is told of. */
export function crossingMessage(raster: Raster): string {
  return `crosses itself; it is filled as ${raster === 'coco' ? "COCO's tools fill" : 'OpenCV fills'} it`;
}

/** Above this number of points the question is not asked: it grows with the square. */
const MAX_CHECKED_POINTS = 512;

/** Whether two edges of a polygon cross, other than at their ends. */
export function crossesItself(points: readonly number[]): boolean {
  const count = points.length / 2;
  if (count > MAX_CHECKED_POINTS) return false;
  for (let i = 0; i < count - 2; i++) {
    // The last edge ends where the first begins.
    const last = i === 0 ? count - 1 : count;
    for (let j = i + 2; j < last; j++) if (doEdgesCross(points, i, j)) return true;
  }
  return false;
}

function doEdgesCross(points: readonly number[], first: number, second: number): boolean {
  const count = points.length / 2;
  const [ax, ay] = [points[2 * first], points[2 * first + 1]];
  const [bx, by] = [points[2 * first + 2], points[2 * first + 3]];
  const next = second + 1 === count ? 0 : second + 1;
  const [cx, cy] = [points[2 * second], points[2 * second + 1]];
  const [dx, dy] = [points[2 * next], points[2 * next + 1]];
  if (Math.max(cx, dx) < Math.min(ax, bx) || Math.min(cx, dx) > Math.max(ax, bx)) return false;
  const sideOfC = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  const sideOfD = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
  if (sideOfC * sideOfD >= 0) return false;
  const sideOfA = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
  const sideOfB = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
  return sideOfA * sideOfB < 0;
}
