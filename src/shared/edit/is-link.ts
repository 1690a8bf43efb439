import type { LabelField } from '../mask/regions.ts';

/** The neighbours of a pixel one after the other round it, sides at even places, corners between. */
const RING = [
  [1, 0],
  [1, -1],
  [0, -1],
  [-1, -1],
  [-1, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
] as const;

/**
 * True for a pixel without which those of its class around it would fall apart, and for the end of a line and a speck: of
 * the eight around it at most one is of its class. By corners too, as thin lines run; beyond the border of the field it
 * goes on as it is there.
 */
export function isLink({ width, height, labels }: LabelField, x: number, y: number): boolean {
  const own = labels[y * width + x];
  const isOwn = RING.map(([dx, dy]) => {
    const column = Math.max(0, Math.min(width - 1, x + dx));
    const row = Math.max(0, Math.min(height - 1, y + dy));
    return labels[row * width + column] === own;
  });
  return isOwn.filter(Boolean).length <= 1 || partsOf(isOwn) > 1;
}

/** In how many parts the marked neighbours lie (Yokoi's connectivity number for 8-connected fields). */
function partsOf(isOwn: readonly boolean[]): number {
  let parts = 0;
  for (const side of [0, 2, 4, 6]) {
    if (!isOwn[side] && (isOwn[side + 1] || isOwn[(side + 2) % 8])) parts++;
  }
  return parts;
}
