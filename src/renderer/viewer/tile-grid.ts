import type { MaskSource, PixelRect, PixelSize, TileAddress, TileLayer } from './mask-source.ts';

/** The source's sizes that tiles follow from. */
export type TiledSource = Pick<MaskSource, 'width' | 'height' | 'tileSide' | 'photoSize'>;

/** Size of a layer at level 0: the mask's, but of the photo its own. */
export function layerSize(source: TiledSource, layer: TileLayer): PixelSize {
  return (layer === 'photo' ? source.photoSize : undefined) ?? source;
}

/** Size of a layer at a level, in pixels of that level. */
export function levelSize(source: TiledSource, layer: TileLayer, level: number): PixelSize {
  const { width, height } = layerSize(source, layer);
  return { width: Math.ceil(width / 2 ** level), height: Math.ceil(height / 2 ** level) };
}

/** The part of its level that a tile covers, cut off at the right and lower border; empty where there is no such tile. */
export function tileRect(source: TiledSource, { layer, level, column, row }: TileAddress): PixelRect {
  const size = levelSize(source, layer, level);
  const x = column * source.tileSide;
  const y = row * source.tileSide;
  return {
    x,
    y,
    width: Math.max(0, Math.min(source.tileSide, size.width - x)),
    height: Math.max(0, Math.min(source.tileSide, size.height - y)),
  };
}

/** Width and height of a tile's pixels. */
export function tileSize(source: TiledSource, address: TileAddress): PixelSize {
  const { width, height } = tileRect(source, address);
  return { width, height };
}

/** The level at which a layer is one pixel. */
export function topLevel(source: TiledSource, layer: TileLayer): number {
  const { width, height } = layerSize(source, layer);
  return Math.ceil(Math.log2(Math.max(1, width, height)));
}

/** Array elements per pixel. */
export function channelsOf(layer: TileLayer): 1 | 4 {
  return layer === 'original' || layer === 'photo' ? 4 : 1;
}

export function tileKey({ layer, level, column, row }: TileAddress): string {
  return `${layer}/${level}/${column}/${row}`;
}

/** The up to four tiles one level down that this one shows. */
export function childrenOf(source: TiledSource, { layer, level, column, row }: TileAddress): TileAddress[] {
  const children: TileAddress[] = [];
  for (const down of [0, 1]) {
    for (const right of [0, 1]) {
      const child = { layer, level: level - 1, column: 2 * column + right, row: 2 * row + down };
      const { width, height } = tileRect(source, child);
      if (width > 0 && height > 0) children.push(child);
    }
  }
  return children;
}

/** Every tile of a level that touches a rectangle of that level. */
export function tilesOf(source: TiledSource, at: Pick<TileAddress, 'layer' | 'level'>, rect: PixelRect): TileAddress[] {
  const inside = intersection(rect, { x: 0, y: 0, ...levelSize(source, at.layer, at.level) });
  const tiles: TileAddress[] = [];
  if (inside === undefined) return tiles;
  const { tileSide } = source;
  for (let row = Math.floor(inside.y / tileSide); row * tileSide < inside.y + inside.height; row++) {
    for (let column = Math.floor(inside.x / tileSide); column * tileSide < inside.x + inside.width; column++) {
      tiles.push({ layer: at.layer, level: at.level, column, row });
    }
  }
  return tiles;
}

/** What two rectangles share; undefined where that is nothing. */
export function intersection(a: PixelRect, b: PixelRect): PixelRect | undefined {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** The smallest rectangle of the next level that holds a rectangle of this one. */
export function halvedRect({ x, y, width, height }: PixelRect): PixelRect {
  const left = x >> 1;
  const top = y >> 1;
  return { x: left, y: top, width: ((x + width + 1) >> 1) - left, height: ((y + height + 1) >> 1) - top };
}
