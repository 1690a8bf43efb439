import type { SlotRanks } from './halve-pixels.ts';
import type { PixelRect, TilePixels } from './mask-source.ts';
import type { Tile } from './tile-cache.ts';
import { halvedRect, intersection, levelSize, type TiledSource, tileRect, tilesOf } from './tile-grid.ts';

/** Labels over a rectangle of a level. */
interface LabelBlock {
  readonly rect: PixelRect;
  readonly labels: TilePixels | Int32Array;
}

/** What a patch is written into. */
export interface PatchTarget {
  readonly source: TiledSource;
  readonly ranks: SlotRanks;
  readonly levels: number;
  /** The tile in memory at this place, if any. */
  readonly tileAt: (level: number, column: number, row: number) => Tile | undefined;
  /** The part of a tile that was written, in pixels of the tile. */
  readonly onWrite: (tile: Tile, rect: PixelRect) => void;
}

/** Writes labels into all tiles in memory that show them, at every level, or into `only` one of them. */
export function writePatch(target: PatchTarget, patch: LabelBlock, only?: Tile): void {
  let block = patch;
  for (let level = 0; level < target.levels; level++) {
    // Before anything is written: what the upper level shows now stands in for pixels that are not in memory.
    const upper = level + 1 < target.levels ? halveBlock(target, block, level) : undefined;
    if (only === undefined || only.address.level === level) writeLevel(target, block, { level, only });
    if (upper === undefined || only?.address.level === level) return;
    block = upper;
  }
}

function writeLevel(
  target: PatchTarget,
  block: LabelBlock,
  { level, only }: { level: number; only: Tile | undefined },
): void {
  for (const { column, row } of tilesOf(target.source, { layer: 'labels', level }, block.rect)) {
    const tile = only ?? target.tileAt(level, column, row);
    if (tile?.address.column !== column || tile.address.row !== row) continue;
    const place = tileRect(target.source, tile.address);
    const shared = intersection(place, block.rect);
    if (shared === undefined) continue;
    copyBlock(block, tile, { place, shared });
    target.onWrite(tile, { ...shared, x: shared.x - place.x, y: shared.y - place.y });
  }
}

function copyBlock(
  { rect, labels }: LabelBlock,
  tile: Tile,
  { place, shared }: Record<'place' | 'shared', PixelRect>,
): void {
  for (let y = shared.y; y < shared.y + shared.height; y++) {
    const from = (y - rect.y) * rect.width + shared.x - rect.x;
    tile.pixels.set(labels.subarray(from, from + shared.width), (y - place.y) * tile.width + shared.x - place.x);
  }
}

/** The rarest of every four, as `halvePixels` does it, over the rectangle of the next level that holds the block. */
function halveBlock(target: PatchTarget, block: LabelBlock, level: number): LabelBlock {
  const size = levelSize(target.source, 'labels', level);
  const rect = halvedRect(block.rect);
  const labels = new Int32Array(rect.width * rect.height);
  for (let y = 0, at = 0; y < rect.height; y++) {
    for (let x = 0; x < rect.width; x++) {
      labels[at++] = rarestOfFour(target, block, { x: 2 * (rect.x + x), y: 2 * (rect.y + y), level, size });
    }
  }
  return { rect, labels };
}

interface FourPixels {
  /** The upper left of the four; even. */
  readonly x: number;
  readonly y: number;
  readonly level: number;
  readonly size: { readonly width: number; readonly height: number };
}

function rarestOfFour(target: PatchTarget, block: LabelBlock, { x, y, level, size }: FourPixels): number {
  const { rect, labels } = block;
  let best = -1;
  let isWhole = true;
  for (let place = 0; place < 4; place++) {
    const across = x + (place & 1);
    const down = y + (place >> 1);
    if (across >= size.width || down >= size.height) continue;
    const left = across - rect.x;
    const top = down - rect.y;
    const isInside = left >= 0 && top >= 0 && left < rect.width && top < rect.height;
    const label = isInside ? (labels[top * rect.width + left] ?? -1) : labelAt(target, level, { x: across, y: down });
    if (label < 0) isWhole = false;
    else best = rarer(target.ranks, best, label);
  }
  return isWhole ? best : rarer(target.ranks, best, labelAt(target, level + 1, { x: x >> 1, y: y >> 1 }));
}

function rarer(ranks: SlotRanks, a: number, b: number): number {
  if (a < 0 || b < 0) return Math.max(a, b);
  return (ranks[b] ?? 0) < (ranks[a] ?? 0) ? b : a;
}

/** -1 where the pixel's tile is not in memory. */
function labelAt({ source, tileAt }: PatchTarget, level: number, { x, y }: { x: number; y: number }): number {
  const column = Math.floor(x / source.tileSide);
  const row = Math.floor(y / source.tileSide);
  const tile = tileAt(level, column, row);
  if (tile === undefined) return -1;
  return tile.pixels[(y - row * source.tileSide) * tile.width + x - column * source.tileSide] ?? -1;
}
