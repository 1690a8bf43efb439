import type { EditOperation } from './edit-operation.ts';
import { copyLabels, type EditWindow, type WindowLabels } from './edit-window.ts';

type Fill = Extract<EditOperation, { kind: 'fill' }>;

/** Gives the connected pixels around the start, which are like it, the class; itself where the start lies outside. */
export function fillRegion(window: EditWindow, fill: Fill): WindowLabels {
  const labels = copyLabels(window);
  const [x, y] = [fill.x - window.x, fill.y - window.y];
  if (x < 0 || y < 0 || x >= window.width || y >= window.height) return labels;
  const start = y * window.width + x;
  const isLike = likeness(window, fill, start);
  const stays = window.selected;
  flood(
    window,
    { start, reach: fill.connectivity === 8 ? 1 : 0 },
    {
      isOpen: (pixel) => isLike(pixel) && stays?.[pixel] !== 0,
      take: (from, to) => labels.fill(fill.slot, from, to),
    },
  );
  return labels;
}

function likeness(window: EditWindow, { guide, tolerance }: Fill, start: number): (pixel: number) => boolean {
  const { labels, original } = window;
  if (guide === 'labels' || original === undefined) return (pixel) => labels[pixel] === labels[start];
  const [red, green, blue] = original.subarray(3 * start, 3 * start + 3);
  return (pixel) => {
    const at = 3 * pixel;
    return (
      Math.abs(original[at] - red) <= tolerance &&
      Math.abs(original[at + 1] - green) <= tolerance &&
      Math.abs(original[at + 2] - blue) <= tolerance
    );
  };
}

interface FloodSteps {
  readonly isOpen: (pixel: number) => boolean;
  /** Called once for every stretch of a row that is reached. */
  readonly take: (from: number, to: number) => void;
}

/** Visits, stretch by stretch, what is connected to the start through open pixels. */
function flood(
  { width, height }: EditWindow,
  { start, reach }: { readonly start: number; readonly reach: 0 | 1 },
  { isOpen, take }: FloodSteps,
): void {
  const isTaken = new Uint8Array(width * height);
  const waiting: number[] = [start];
  const canTake = (pixel: number): boolean => isTaken[pixel] === 0 && isOpen(pixel);
  const queueRow = (from: number, to: number): void => {
    for (let at = from; at < to; at++) {
      if (!canTake(at)) continue;
      waiting.push(at);
      while (at + 1 < to && canTake(at + 1)) at++;
    }
  };
  for (let seed = waiting.pop(); seed !== undefined; seed = waiting.pop()) {
    if (!canTake(seed)) continue;
    const row = Math.floor(seed / width) * width;
    let [from, to] = [seed, seed + 1];
    while (from > row && canTake(from - 1)) from--;
    while (to < row + width && canTake(to)) to++;
    isTaken.fill(1, from, to);
    take(from, to);
    const [left, right] = [Math.max(row, from - reach), Math.min(row + width, to + reach)];
    if (row > 0) queueRow(left - width, right - width);
    if (row + width < isTaken.length) queueRow(left + width, right + width);
  }
}
