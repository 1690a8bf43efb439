import type { FileFormat } from './file-format.ts';

/** How the formats are called to people. */
export const formatNames = {
  jpeg: 'JPEG',
  png: 'PNG',
  webp: 'WebP',
  tiff: 'TIFF',
  gif: 'GIF',
  avif: 'AVIF',
  heic: 'HEIC',
  bmp: 'BMP',
  jpeg2000: 'JPEG 2000',
} as const satisfies Record<FileFormat, string>;
