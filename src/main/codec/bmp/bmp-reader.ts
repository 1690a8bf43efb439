import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { Raster } from '../../../shared/mask/raster.ts';
import { readBmpColours } from './bmp-colours.ts';
import type { BmpHeader } from './bmp-header.ts';
import { parseBmpHeader } from './bmp-header.ts';
import { decodeRunLengths } from './bmp-run-length.ts';
import { checkIndices } from '../check-indices.ts';
import type { Picture, PictureFacts } from '../picture.ts';
import { unpackSamples } from '../png/png-samples.ts';

/**
 * Reads a BMP exactly. Pictures of up to 8 bits keep their indices, unless the colour table is the plain grey ramp: then
 * they are grey. Throws `corrupt-file`, `truncated-file`, `too-large`, `unsupported-format`.
 */
export function readBmp(bytes: Uint8Array, limits: ReadLimits): Picture {
  const header = parseBmpHeader(bytes, limits);
  const depth = indexDepth(header);
  const raster = depth === undefined ? readBmpColours(header, readRows(header)) : readIndexed(header, depth);
  return { facts: bmpFacts(header), content: { kind: 'raster', raster, isLossless: true } };
}

/** What a BMP is, without its pixels; throws as `readBmp` does. */
export function readBmpFacts(bytes: Uint8Array, limits: ReadLimits): PictureFacts {
  return bmpFacts(parseBmpHeader(bytes, limits));
}

function bmpFacts(header: BmpHeader): PictureFacts {
  const { width, height, hasColourProfile, bitsPerPixel, masks } = header;
  const depth = indexDepth(header);
  const colours = masks[3] === 0 ? 'rgb' : 'rgba';
  return {
    width,
    height,
    channels: depth === undefined ? colours : indexChannels(header, depth),
    bitDepth: depth ?? 8,
    orientation: 1,
    hasColourProfile,
    frames: 1,
    notes: bitsPerPixel === 16 ? [{ kind: 'five-bits' }] : [],
  };
}

function indexDepth({ bitsPerPixel }: BmpHeader): 1 | 2 | 4 | 8 | undefined {
  return bitsPerPixel === 16 || bitsPerPixel === 24 || bitsPerPixel === 32 ? undefined : bitsPerPixel;
}

function readIndexed(header: BmpHeader, bitDepth: 1 | 2 | 4 | 8): Raster {
  const { width, height } = header;
  const samples = readIndices(header, bitDepth);
  const colourTable = rgbTable(header);
  checkIndices(samples, colourTable, width);
  const channels = indexChannels(header, bitDepth);
  return { width, height, channels, bitDepth, samples, ...(channels === 'indexed' && { colourTable }) };
}

function readIndices(header: BmpHeader, bitDepth: 1 | 2 | 4 | 8): Uint8Array {
  if (header.isRunLengthCoded) return decodeRunLengths(header);
  return unpackSamples({ rows: readRows(header), bitDepth, samplesPerRow: header.width });
}

/** The rows as they stand in the file, the topmost first, without the bytes that fill them up to whole words. */
function readRows({ width, height, bitsPerPixel, isTopDown, pixels }: BmpHeader): Uint8Array {
  const rowBytes = Math.ceil((width * bitsPerPixel) / 8);
  const stride = Math.ceil(rowBytes / 4) * 4;
  if (pixels.length < stride * (height - 1) + rowBytes) {
    throw new MaskmendError('truncated-file', 'the BMP ends before its picture does');
  }
  const rows = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++) {
    const source = stride * (isTopDown ? y : height - 1 - y);
    rows.set(pixels.subarray(source, source + rowBytes), y * rowBytes);
  }
  return rows;
}

/** Stored as blue, green, red and mostly a spare byte. */
function rgbTable({ colourTable, colourBytes }: BmpHeader): Uint8Array {
  const rgb = new Uint8Array((colourTable.length / colourBytes) * 3);
  if (rgb.length === 0) throw new MaskmendError('corrupt-file', 'the BMP has indices, but no colour table');
  for (let source = 0, target = 0; target < rgb.length; source += colourBytes) {
    rgb[target++] = colourTable[source + 2];
    rgb[target++] = colourTable[source + 1];
    rgb[target++] = colourTable[source];
  }
  return rgb;
}

/** A BMP cannot say that it is grey but by a colour table that counts from black to white. */
function indexChannels(header: BmpHeader, bitDepth: number): 'grey' | 'indexed' {
  const step = 255 / (2 ** bitDepth - 1);
  return rgbTable(header).every((level, i) => level === Math.floor(i / 3) * step) ? 'grey' : 'indexed';
}
