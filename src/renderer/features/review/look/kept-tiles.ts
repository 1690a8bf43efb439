import type { TilePixels } from '../../../viewer/mask-source.ts';

/** Enough for every tile that a tool or the pointer meets on a screen. */
const MOST_TILES = 64;

interface TilePlace {
  readonly row: number;
  readonly column: number;
}

/** Tiles of a mask's lowest level beside those that the viewer keeps, each read once; what fails is read again. */
export class KeptTiles {
  readonly #load: (place: TilePlace) => Promise<TilePixels>;
  readonly #tiles = new Map<string, Promise<TilePixels>>();

  constructor(load: (place: TilePlace) => Promise<TilePixels>) {
    this.#load = load;
  }

  tile(place: TilePlace): Promise<TilePixels> {
    const key = `${place.row} ${place.column}`;
    const known = this.#tiles.get(key);
    if (known !== undefined) return known;
    const tile = this.#load(place);
    tile.catch(() => this.#tiles.delete(key));
    this.#tiles.set(key, tile);
    const [oldest] = this.#tiles.keys();
    if (this.#tiles.size > MOST_TILES && oldest !== undefined) this.#tiles.delete(oldest);
    return tile;
  }
}
