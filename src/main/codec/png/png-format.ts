import type { Raster } from '../../../shared/mask/raster.ts';

export const pngSignature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

export function isPng(bytes: Uint8Array): boolean {
  return pngSignature.every((byte, i) => bytes[i] === byte);
}

interface PngColourType {
  readonly code: number;
  readonly bitDepths: readonly Raster['bitDepth'][];
}

/** Colour types and the bit depths they may have, PNG (third edition) 11.2.1. */
export const pngColourTypes = {
  grey: { code: 0, bitDepths: [1, 2, 4, 8, 16] },
  rgb: { code: 2, bitDepths: [8, 16] },
  indexed: { code: 3, bitDepths: [1, 2, 4, 8] },
  'grey-alpha': { code: 4, bitDepths: [8, 16] },
  rgba: { code: 6, bitDepths: [8, 16] },
} as const satisfies Record<Raster['channels'], PngColourType>;

/** Filter types of a row, PNG (third edition) 9.2. */
export const pngFilters = { none: 0, sub: 1, up: 2, average: 3, paeth: 4 } as const;
