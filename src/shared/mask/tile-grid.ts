/** Side of a tile in pixels, on every level of the pyramid; those at the right and lower border are cut to the mask. */
export const TILE_SIDE = 512;

/** Levels of the pyramid of a mask: at least 1; the last is the first that one tile holds. Level L has `ceil(side / 2^L)` pixels a side. */
export function tileLevels(width: number, height: number): number {
  let levels = 1;
  for (let side = Math.max(width, height); side > TILE_SIDE; side = Math.ceil(side / 2)) levels++;
  return levels;
}
