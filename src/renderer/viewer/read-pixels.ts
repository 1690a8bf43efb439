import type { MaskSource, PixelRect, TileLayer, TilePixels } from './mask-source.ts';
import type { Tile } from './tile-cache.ts';
import { channelsOf, intersection, tileRect, tilesOf } from './tile-grid.ts';
import type { TileStore } from './tile-store.ts';

/** The pixels of a rectangle at level 0 where all its tiles are in memory, else undefined; 0 beside the mask. */
export function pixelsInMemory(store: TileStore, layer: TileLayer, rect: PixelRect): TilePixels | undefined {
  const pixels = emptyPixels(store.source, layer, rect);
  for (const address of tilesOf(store.source, { layer, level: 0 }, rect)) {
    const tile = store.peek(address);
    if (tile === undefined || tile.isStale) return undefined;
    copyPart(store.source, tile, { rect, pixels });
  }
  return pixels;
}

/** The same, waiting for tiles that are not in memory. */
export async function readPixels(
  store: TileStore,
  { layer, rect }: { layer: TileLayer; rect: PixelRect },
  signal: AbortSignal,
): Promise<TilePixels> {
  const pixels = emptyPixels(store.source, layer, rect);
  const loads = tilesOf(store.source, { layer, level: 0 }, rect).map(async (address) => {
    copyPart(store.source, await store.load(address, { signal, urgency: 1 }), { rect, pixels });
  });
  await Promise.all(loads);
  // What was written while others were on their way.
  return pixelsInMemory(store, layer, rect) ?? pixels;
}

function emptyPixels(source: MaskSource, layer: TileLayer, { width, height }: PixelRect): TilePixels {
  const length = width * height * channelsOf(layer);
  return layer === 'labels' && source.bytesPerLabel === 2 ? new Uint16Array(length) : new Uint8Array(length);
}

function copyPart(source: MaskSource, tile: Tile, to: { readonly rect: PixelRect; readonly pixels: TilePixels }): void {
  const place = tileRect(source, tile.address);
  const shared = intersection(place, to.rect);
  if (shared === undefined) return;
  const channels = channelsOf(tile.address.layer);
  for (let y = shared.y; y < shared.y + shared.height; y++) {
    const from = channels * ((y - place.y) * tile.width + shared.x - place.x);
    const at = channels * ((y - to.rect.y) * to.rect.width + shared.x - to.rect.x);
    to.pixels.set(tile.pixels.subarray(from, from + channels * shared.width), at);
  }
}
