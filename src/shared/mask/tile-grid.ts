/** Side of a tile in pixels, on every level of the pyramid; those at the right and lower border are cut to the mask. */
export const TILE_SIDE = 512;

/** Levels of the pyramid of a mask: at least 1; the last is the first that one tile holds. Level L has `ceil(side / 2^L)` pixels a side. */
export function tileLevels(width: number, height: number): number {
  let levels = 1;
  for (let side = Math.max(width, height); side > TILE_SIDE; side = Math.ceil(side / 2)) levels++;
  return levels;
}

/** A tile's place in the grid and the pixels that it covers. */
export interface TileArea {
  readonly row: number;
  readonly column: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Size of a level of the pyramid, in its own pixels. */
export function levelSize({ width, height }: Size, level: number): Size {
  return { width: Math.ceil(width / 2 ** level), height: Math.ceil(height / 2 ** level) };
}

/** Undefined where the grid has no such tile. */
export function tileArea({ width, height }: Size, row: number, column: number): TileArea | undefined {
  const [left, top] = [column * TILE_SIDE, row * TILE_SIDE];
  if (row < 0 || column < 0 || left >= width || top >= height) return undefined;
  return {
    row,
    column,
    left,
    top,
    width: Math.min(TILE_SIDE, width - left),
    height: Math.min(TILE_SIDE, height - top),
  };
}

/** All tiles by rows, then columns. */
export function tileAreas(size: Size): TileArea[] {
  return tilesOver(size, { x: 0, y: 0, ...size });
}

/** The tiles that a box of pixels lies in, by rows, then columns. */
export function tilesOver(
  size: Size,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): TileArea[] {
  const last = (at: number, length: number, limit: number): number =>
    Math.ceil(Math.min(at + length, limit) / TILE_SIDE);
  const areas: TileArea[] = [];
  for (let row = Math.floor(box.y / TILE_SIDE); row < last(box.y, box.height, size.height); row++) {
    for (let column = Math.floor(box.x / TILE_SIDE); column < last(box.x, box.width, size.width); column++) {
      const area = tileArea(size, row, column);
      if (area !== undefined) areas.push(area);
    }
  }
  return areas;
}
