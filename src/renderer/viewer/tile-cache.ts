import type { PixelBlock } from './halve-pixels.ts';
import type { TileAddress } from './mask-source.ts';

/** A tile in memory. Its pixels may be written to. */
export interface Tile extends PixelBlock {
  readonly address: TileAddress;
  /** What it shows has changed at the source: it is drawn until the new one is there. */
  isStale: boolean;
}

/** Holds tiles of all masks up to a budget of bytes and drops those first that were not asked for the longest. */
export class TileCache {
  readonly #maxBytes: number;
  /** Oldest first, each with what tells its owner that it is gone. */
  readonly #tiles = new Map<Tile, () => void>();
  #kept: ReadonlySet<Tile> = new Set();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(tile: Tile, forget: () => void): void {
    this.#tiles.set(tile, forget);
    this.#bytes += tile.pixels.byteLength;
    this.#trim();
  }

  remove(tile: Tile): void {
    if (this.#tiles.delete(tile)) this.#bytes -= tile.pixels.byteLength;
  }

  /** Counts as asked for now. */
  touch(tile: Tile): void {
    const forget = this.#tiles.get(tile);
    if (forget === undefined) return;
    this.#tiles.delete(tile);
    this.#tiles.set(tile, forget);
  }

  /** What is on the screen is not dropped, whatever the budget. */
  keep(tiles: ReadonlySet<Tile>): void {
    this.#kept = tiles;
    this.#trim();
  }

  #trim(): void {
    if (this.#bytes <= this.#maxBytes) return;
    for (const [tile, forget] of this.#tiles) {
      if (this.#kept.has(tile)) continue;
      this.remove(tile);
      forget();
      if (this.#bytes <= this.#maxBytes) return;
    }
  }
}
