import type { FileFacts } from '../../shared/model/file-facts.ts';

/**
 * Memory that work on a mask takes per pixel, at its peak. Measured on pictures of 24 Mpx: 4 for a JPEG of flat areas, 9
 * where every MCU has AC coefficients, 10 for a lossless PNG, 18 for lossy WebP.
 */
const BYTES_PER_PIXEL = 20;

/** Bytes that work on a file takes at its peak, told by its header. */
export function memoryNeed({ bytes, width, height }: Pick<FileFacts, 'bytes' | 'width' | 'height'>): number {
  return bytes + width * height * BYTES_PER_PIXEL;
}

/** The largest picture, in pixels, that a file of `fileBytes` may hold to be worked on within `grantedBytes`. */
export function pixelsWithin(grantedBytes: number, fileBytes: number): number {
  return Math.max(0, Math.floor((grantedBytes - fileBytes) / BYTES_PER_PIXEL));
}
