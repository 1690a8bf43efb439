import type { LabelMap } from './label-map.ts';

/** A square (cut off at the mask's border) in pixels. */
export interface BusyPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How many pixels of a place differ from their left neighbour. */
export function boundaryIn({ width, labels }: LabelMap, { x, y, ...size }: BusyPlace): number {
  let count = 0;
  for (let row = y; row < y + size.height; row++) {
    for (let at = row * width + x + 1; at < row * width + x + size.width; at++) {
      if (labels[at] !== labels[at - 1]) count++;
    }
  }
  return count;
}

/** The square of side `side`, on a grid of that side, in which most neighbouring pixels differ. */
export function busiestPlace({ width, height, labels }: LabelMap, side: number): BusyPlace {
  const columns = Math.ceil(width / side);
  const counts = new Uint32Array(columns * Math.ceil(height / side));
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / side) * columns;
    for (let x = 1; x < width; x++) {
      if (labels[y * width + x] !== labels[y * width + x - 1]) counts[row + Math.floor(x / side)]++;
    }
  }
  const busiest = counts.reduce((best, count, place) => (count > counts[best] ? place : best), 0);
  const x = Math.max(0, Math.min((busiest % columns) * side, width - side));
  const y = Math.max(0, Math.min(Math.floor(busiest / columns) * side, height - side));
  return { x, y, width: Math.min(side, width), height: Math.min(side, height) };
}
