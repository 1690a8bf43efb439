import type { NumberMap } from './label-map.ts';

/** Width and height in pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/**
 * A region of a picture as runs of its pixels counted down the columns (place = x * height + y), as COCO counts them:
 * pairs `start, end` with start < end, ascending, neither touching nor overlapping. Exact, and small for real objects.
 */
export type Runs = Uint32Array;

/** The smallest box round a region, in pixels; `[0, 0, 0, 0]` where it is empty. */
export type BoundingBox = readonly [x: number, y: number, width: number, height: number];

/** Pixels of a region. */
export function areaOfRuns(runs: Runs): number {
  let area = 0;
  for (let i = 0; i < runs.length; i += 2) area += runs[i + 1] - runs[i];
  return area;
}

/** The box round a region of a picture that is `height` pixels high, as `rleToBbox` of COCO's mask API. */
export function boxOfRuns(runs: Runs, height: number): BoundingBox {
  if (runs.length === 0) return [0, 0, 0, 0];
  const left = Math.floor(runs[0] / height);
  const right = Math.floor((runs[runs.length - 1] - 1) / height);
  let top = height;
  let bottom = 0;
  for (let i = 0; i < runs.length && (top > 0 || bottom < height - 1); i += 2) {
    const first = runs[i] % height;
    const last = first + runs[i + 1] - runs[i] - 1;
    top = last >= height ? 0 : Math.min(top, first);
    bottom = Math.max(bottom, Math.min(last, height - 1));
  }
  return [left, top, right - left + 1, bottom - top + 1];
}

/**
 * Ascending places at which a region begins and ends by turns; equal places cancel each other, an odd one is closed by
 * the end of the picture.
 */
export function runsOfToggles(sorted: Uint32Array, end: number): Runs {
  const runs = new Uint32Array(sorted.length + 1);
  let count = 0;
  for (const place of sorted) {
    if (count > 0 && runs[count - 1] === place) count--;
    else runs[count++] = place;
  }
  if (count % 2 === 1 && runs[count - 1] >= end) count--;
  if (count % 2 === 1) runs[count++] = end;
  return runs.slice(0, count);
}

/** The pixels that belong to at least one of the regions. */
export function uniteRuns(regions: readonly Runs[]): Runs {
  if (regions.length === 1) return regions[0];
  const pairs: (readonly [number, number])[] = [];
  for (const runs of regions) for (let i = 0; i < runs.length; i += 2) pairs.push([runs[i], runs[i + 1]]);
  pairs.sort((a, b) => a[0] - b[0]);
  const united: number[] = [];
  for (const [start, end] of pairs) {
    const last = united.length - 1;
    if (last > 0 && start <= united[last]) united[last] = Math.max(united[last], end);
    else united.push(start, end);
  }
  return Uint32Array.from(united);
}

/**
 * Paints a region with a value; gives the number of its pixels that were painted before, that is, that did not hold
 * `unpainted`.
 */
export function paintRuns(
  map: NumberMap,
  runs: Runs,
  paint: { readonly value: number; readonly unpainted: number },
): number {
  const { width, height, labels } = map;
  const { value, unpainted } = paint;
  let covered = 0;
  for (let i = 0; i < runs.length; i += 2) {
    let x = Math.floor(runs[i] / height);
    let y = runs[i] - x * height;
    for (let rest = runs[i + 1] - runs[i]; rest > 0; y = 0, x++) {
      const length = Math.min(rest, height - y);
      rest -= length;
      const end = (y + length) * width + x;
      for (let at = y * width + x; at < end; at += width) {
        if (labels[at] !== unpainted) covered++;
        labels[at] = value;
      }
    }
  }
  return covered;
}
