import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { Raster } from '../../../shared/mask/raster.ts';
import { channelCounts } from '../../../shared/mask/raster.ts';
import { checkPictureSize } from '../../../shared/check-picture-size.ts';
import { pngColourTypes } from './png-format.ts';

/** The IHDR chunk. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly channels: Raster['channels'];
  readonly bitDepth: Raster['bitDepth'];
  readonly isInterlaced: boolean;
}

/** Reads IHDR, PNG (third edition) 11.2.1; throws `corrupt-file`, `unsupported-format`, `too-large`. */
export function parsePngHeader(data: Uint8Array, limits: ReadLimits): PngHeader {
  if (data.length !== 13) throw new MaskmendError('corrupt-file', 'the PNG header does not have its 13 bytes');
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const size = { width: view.getUint32(0), height: view.getUint32(4) };
  checkPictureSize(size, limits);
  checkMethods(view);
  return { ...size, ...parsePixelType(view.getUint8(9), view.getUint8(8)), isInterlaced: view.getUint8(12) === 1 };
}

function checkMethods(view: DataView): void {
  if (view.getUint8(10) !== 0 || view.getUint8(11) !== 0 || view.getUint8(12) > 1) {
    throw new MaskmendError(
      'corrupt-file',
      'the PNG header names a compression, filter or interlace method that PNG does not have',
    );
  }
}

function parsePixelType(colourType: number, bitDepth: number): Pick<PngHeader, 'channels' | 'bitDepth'> {
  for (const [channels, type] of Object.entries(pngColourTypes)) {
    const depth = type.bitDepths.find((known) => known === bitDepth);
    // Object.entries forgets the key type that pngColourTypes was declared with.
    if (type.code === colourType && depth) return { channels: channels as Raster['channels'], bitDepth: depth };
  }
  throw new MaskmendError(
    'corrupt-file',
    `the PNG header says colour type ${colourType} with ${bitDepth} bits, which PNG does not have`,
  );
}

/** Bits of one pixel in the file. */
export function bitsPerPixel(header: Pick<PngHeader, 'channels' | 'bitDepth'>): number {
  return channelCounts[header.channels] * header.bitDepth;
}

/** Bytes of a row of `width` pixels in the file, without its filter byte. */
export function rowBytes(header: Pick<PngHeader, 'channels' | 'bitDepth'>, width: number): number {
  return Math.ceil((width * bitsPerPixel(header)) / 8);
}
