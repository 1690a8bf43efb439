import { MaskmendError } from '../../../../shared/errors.ts';
import type { PixelSize, TileAddress } from '../../../viewer/mask-source.ts';

/** A photo beyond this is shown smaller: it lies beneath the mask and is no evidence. */
const MOST_SIDE_PX = 4096;

interface PhotoOptions extends PhotoPlace {
  readonly tileSide: number;
}

interface PhotoPlace {
  readonly url: string;
  /** In coded pixels. */
  readonly size: PixelSize;
}

/** A photo, decoded once by the browser, cut into tiles of a pyramid. */
export class PhotoTiles {
  readonly size: PixelSize;
  readonly levels: number;
  readonly #url: string;
  readonly #tileSide: number;
  #bitmap: Promise<ImageBitmap> | undefined;

  constructor({ url, size, tileSide }: PhotoOptions) {
    const longest = Math.max(size.width, size.height);
    const shrink = Math.max(1, longest / MOST_SIDE_PX);
    this.size = { width: Math.ceil(size.width / shrink), height: Math.ceil(size.height / shrink) };
    this.#url = shrink === 1 ? url : `${url}&size=${MOST_SIDE_PX}`;
    this.#tileSide = tileSide;
    this.levels = 1 + Math.max(0, Math.ceil(Math.log2(Math.max(this.size.width, this.size.height) / tileSide)));
  }

  async loadTile({ level, column, row }: TileAddress, signal: AbortSignal): Promise<Uint8Array> {
    this.#bitmap ??= decode(this.#url);
    const bitmap = await this.#bitmap;
    signal.throwIfAborted();
    const place = tilePlace(this.size, this.#tileSide, { level, column, row });
    const canvas = new OffscreenCanvas(place.width, place.height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new MaskmendError('internal', 'this browser has no room for a picture');
    context.scale(
      levelWidth(this.size.width, level) / bitmap.width,
      levelWidth(this.size.height, level) / bitmap.height,
    );
    context.drawImage(
      bitmap,
      (-place.x * bitmap.width) / levelWidth(this.size.width, level),
      (-place.y * bitmap.height) / levelWidth(this.size.height, level),
    );
    return new Uint8Array(context.getImageData(0, 0, place.width, place.height).data.buffer);
  }

  dispose(): void {
    this.#bitmap?.then(
      (bitmap) => {
        bitmap.close();
      },
      () => undefined,
    );
    this.#bitmap = undefined;
  }
}

async function decode(url: string): Promise<ImageBitmap> {
  const response = await fetch(url);
  if (response.status !== 200) throw new MaskmendError('internal', `the photo could not be read (${response.status})`);
  return createImageBitmap(await response.blob());
}

const levelWidth = (side: number, level: number): number => Math.ceil(side / 2 ** level);

function tilePlace({ width, height }: PixelSize, tileSide: number, at: Omit<TileAddress, 'layer'>) {
  const x = at.column * tileSide;
  const y = at.row * tileSide;
  return {
    x,
    y,
    width: Math.min(tileSide, levelWidth(width, at.level) - x),
    height: Math.min(tileSide, levelWidth(height, at.level) - y),
  };
}
