import { NO_OBJECT } from '../../../../shared/model/segment.ts';
import type {
  CertificateGrid,
  MaskSource,
  PixelSize,
  TileAddress,
  TileLayer,
  TilePixels,
} from '../../../viewer/mask-source.ts';
import type { ReviewSource } from '../look/review-source.ts';

/** A mask with the numbers of its objects in place of its classes. */
export class ObjectSource implements MaskSource {
  readonly width: number;
  readonly height: number;
  readonly bytesPerLabel = 2;
  readonly tileSide: number;
  readonly photoSize: PixelSize | undefined;
  readonly #mask: ReviewSource;

  constructor(mask: ReviewSource) {
    this.#mask = mask;
    this.width = mask.width;
    this.height = mask.height;
    this.tileSide = mask.tileSide;
    this.photoSize = mask.photoSize;
  }

  levelsOf(layer: TileLayer): number {
    // What was changed is told by classes; by objects the viewer compares, level by level.
    return Math.min(this.#mask.levelsOf(layer), layer === 'changed' ? 1 : Infinity);
  }

  loadTile(address: TileAddress, signal: AbortSignal): Promise<TilePixels> {
    return address.layer === 'labels'
      ? this.#mask.loadObjectNumbers(address, signal)
      : this.#mask.loadTile(address, signal);
  }

  loadCertificate(signal: AbortSignal): Promise<CertificateGrid | undefined> {
    return this.#mask.loadCertificate(signal);
  }
}

const sources = new WeakMap<ReviewSource, ObjectSource>();

/** The one such source of a mask. */
export function objectSourceOf(mask: ReviewSource): ObjectSource {
  const source = sources.get(mask) ?? new ObjectSource(mask);
  sources.set(mask, source);
  return source;
}

/** Whether a number is an object's. */
export const isObject = (number: number): boolean => number !== NO_OBJECT;
