import type { PixelRect, TilePixels } from '../../../viewer/mask-source.ts';
import { KeptTiles } from '../look/kept-tiles.ts';
import type { ReviewSource } from '../look/review-source.ts';

/** What the repair gave, without what was painted: read tile by tile as the eraser comes there. */
export class RepairedLabels {
  readonly #source: ReviewSource;
  readonly #tiles: KeptTiles;

  constructor(source: ReviewSource) {
    this.#source = source;
    this.#tiles = new KeptTiles((place) =>
      source.loadRepairedLabels({ level: 0, ...place }, new AbortController().signal),
    );
  }

  /** Row-major over the rectangle, which lies inside the mask. */
  async read(rect: PixelRect): Promise<TilePixels> {
    const { tileSide, bytesPerLabel } = this.#source;
    const labels =
      bytesPerLabel === 1 ? new Uint8Array(rect.width * rect.height) : new Uint16Array(rect.width * rect.height);
    const parts: Promise<void>[] = [];
    for (let row = Math.floor(rect.y / tileSide); row * tileSide < rect.y + rect.height; row++) {
      for (let column = Math.floor(rect.x / tileSide); column * tileSide < rect.x + rect.width; column++) {
        parts.push(
          this.#tiles.tile({ row, column }).then((tile) => {
            this.#copy({ tile, row, column }, { rect, labels });
          }),
        );
      }
    }
    await Promise.all(parts);
    return labels;
  }

  #copy({ tile, row, column }: Placed, { rect, labels }: Target): void {
    const { tileSide, width } = this.#source;
    const [left, top] = [column * tileSide, row * tileSide];
    const tileWidth = Math.min(tileSide, width - left);
    const from = Math.max(rect.x, left);
    const to = Math.min(rect.x + rect.width, left + tileWidth);
    const last = Math.min(rect.y + rect.height, top + tileSide);
    for (let y = Math.max(rect.y, top); y < last; y++) {
      const start = (y - top) * tileWidth - left;
      labels.set(tile.subarray(start + from, start + to), (y - rect.y) * rect.width + from - rect.x);
    }
  }
}

interface Placed {
  readonly tile: TilePixels;
  readonly row: number;
  readonly column: number;
}

interface Target {
  readonly rect: PixelRect;
  readonly labels: TilePixels;
}
