import { fillOpencvPolygon } from '../../../shared/mask/opencv-polygon.ts';
import type { PixelSize, Runs } from '../../../shared/mask/runs.ts';

/**
 * A polygon with its holes as OpenCV's `fillPoly` fills them together, all outlines included. Filled in its own box, which
 * ends where the picture does: lines are clipped there and nowhere else.
 *
 * @param rings Each `x0, y0, x1, y1, ...`, finite; one at least.
 */
export function fillByOpencv(rings: readonly (readonly number[])[], size: PixelSize): Runs {
  const whole = rings.map((points) => points.map(Math.trunc));
  const places = whole.flat();
  const [xs, ys] = [places.filter((_, i) => i % 2 === 0), places.filter((_, i) => i % 2 === 1)];
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
  if (width <= 0 || height <= 0) return new Uint32Array(0);
  const moved = whole.map((points) => points.map((value, i) => value - (i % 2 === 0 ? left : top)));
  const pixels = fillOpencvPolygon(moved, { width, height });
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
