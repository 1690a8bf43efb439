import { runsOfToggles, type PixelSize, type Runs } from './runs.ts';

/** Vertices are moved to a grid five times as fine as the pixels, as COCO's mask API has it. */
const SCALE = 5;

/** Places collected; grows as polygons need it and is used again for the next one. */
let toggles = new Uint32Array(4096);
let count = 0;

/**
 * The pixels of a polygon exactly as COCO's mask API fills it (`rleFrPoly` in cocoapi, common/maskApi.c), worked out
 * column by column: its outline on the fine grid toggles a column of pixels where it passes from grid column 5x + 2 to
 * the next. That API visits every grid point of the outline; only those at such passages count, and each is found
 * directly by the same formula in double precision.
 *
 * @param points `x0, y0, x1, y1, ...` in pixels from the top left corner; finite, at most 2^26 in size.
 */
export function fillCocoPolygon(points: ArrayLike<number>, size: PixelSize): Runs {
  count = 0;
  const vertices = points.length >> 1;
  for (let i = 0; i < vertices; i++) {
    const next = i + 1 === vertices ? 0 : i + 1;
    passEdge(
      onGrid(points[2 * i]),
      onGrid(points[2 * i + 1]),
      onGrid(points[2 * next]),
      onGrid(points[2 * next + 1]),
      size,
    );
  }
  return runsOfToggles(toggles.subarray(0, count).sort(), size.width * size.height);
}

function onGrid(value: number): number {
  return Math.trunc(SCALE * value + 0.5);
}

// Five plain numbers: an object for each edge of a hundred thousand polygons costs more than the edge itself.
function passEdge(fromX: number, fromY: number, toX: number, toY: number, size: PixelSize): void {
  const dx = Math.abs(toX - fromX);
  const dy = Math.abs(toY - fromY);
  const isFlat = dx >= dy;
  const isFlipped = isFlat ? fromX > toX : fromY > toY;
  const startX = isFlipped ? toX : fromX;
  const startY = isFlipped ? toY : fromY;
  const endX = isFlipped ? fromX : toX;
  const endY = isFlipped ? fromY : toY;
  const left = Math.min(startX, endX);
  const right = Math.max(startX, endX);
  const firstColumn = Math.max(0, Math.ceil((left - 2) / SCALE));
  const lastColumn = Math.min(size.width - 1, Math.floor((right - 3) / SCALE));
  if (firstColumn > lastColumn) return;
  reserve(lastColumn - firstColumn + 1);
  if (isFlat) passFlat(startX, startY, (endY - startY) / dx, firstColumn, lastColumn, size.height);
  else passSteep(startX, startY, (endX - startX) / dy, firstColumn, lastColumn, size.height);
}

function passFlat(x: number, y: number, slope: number, first: number, last: number, height: number): void {
  for (let column = first; column <= last; column++) {
    const step = SCALE * column + 2 - x;
    const row = Math.min(Math.trunc(y + slope * step + 0.5), Math.trunc(y + slope * (step + 1) + 0.5));
    toggle(column, row, height);
  }
}

function passSteep(x: number, y: number, slope: number, first: number, last: number, height: number): void {
  for (let column = first; column <= last; column++) {
    const border = SCALE * column + 3;
    toggle(column, y + lastStepBefore(border, x, slope), height);
  }
}

/** The last step at which a steep edge has not yet passed the border between two grid columns; never NaN: slope is not 0. */
function lastStepBefore(border: number, x: number, slope: number): number {
  const isRising = slope > 0;
  let step = Math.floor((border - 0.5 - x) / slope);
  if (isRising) {
    while (Math.trunc(x + slope * (step + 1) + 0.5) < border) step++;
    while (Math.trunc(x + slope * step + 0.5) >= border) step--;
  } else {
    while (Math.trunc(x + slope * (step + 1) + 0.5) >= border) step++;
    while (Math.trunc(x + slope * step + 0.5) < border) step--;
  }
  return step;
}

function toggle(column: number, row: number, height: number): void {
  const y = row <= 2 ? 0 : Math.min(Math.floor((row + 2) / SCALE), height);
  toggles[count++] = column * height + y;
}

function reserve(more: number): void {
  if (count + more <= toggles.length) return;
  const larger = new Uint32Array(Math.max(2 * toggles.length, count + more));
  larger.set(toggles.subarray(0, count));
  toggles = larger;
}
