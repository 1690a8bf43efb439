import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import type { PixelPoint } from '../../../viewer/viewer.ts';
import { KeptTiles } from './kept-tiles.ts';
import type { ReviewSource } from './review-source.ts';

/** The number that a pixel has in its file, where files hold numbers and no colours. */
export interface FileNumber {
  readonly kind: NonNullable<ReviewMask['numbers']>;
  readonly value: number;
}

/** Reads the numbers of a mask's file, tile by tile as the pointer comes there. */
export class FileNumbers {
  readonly #source: ReviewSource;
  readonly #tiles: KeptTiles;

  constructor(source: ReviewSource) {
    this.#source = source;
    this.#tiles = new KeptTiles((place) => source.loadNumbers({ level: 0, ...place }, new AbortController().signal));
  }

  /** Undefined where the file holds colours. Rejects where the file cannot be read. */
  async at({ x, y }: PixelPoint): Promise<FileNumber | undefined> {
    const { numbers: kind, tileSide, width } = this.#source;
    if (kind === undefined) return undefined;
    const [column, row] = [Math.floor(x / tileSide), Math.floor(y / tileSide)];
    const tile = await this.#tiles.tile({ row, column });
    const tileWidth = Math.min(tileSide, width - column * tileSide);
    const value = tile[(y - row * tileSide) * tileWidth + x - column * tileSide];
    return value === undefined ? undefined : { kind, value };
  }
}
