import { crc32 } from 'node:zlib';
import type { Raster } from '../../../shared/mask/raster.ts';
import { channelCounts } from '../../../shared/mask/raster.ts';
import { compressRows } from './png-compression.ts';
import { pngColourTypes, pngSignature } from './png-format.ts';
import { bitsPerPixel, rowBytes } from './png-header.ts';
import { packSamples } from './png-samples.ts';

/**
 * Writes a raster as a PNG that holds exactly its samples, colour table and alpha table, and nothing else: the same
 * raster gives the same bytes. Samples must fit their bit depth, indices the colour table. `entries`, for rasters of 8
 * bits, names what is written for each sample: looked up row by row, so that large pictures need no second array.
 */
export function writePng(raster: Raster, entries?: Uint8Array): Uint8Array {
  checkRaster(raster);
  return Buffer.concat([
    pngSignature,
    chunk('IHDR', header(raster)),
    ...(raster.colourTable ? [chunk('PLTE', raster.colourTable)] : []),
    ...(raster.alphaTable ? [chunk('tRNS', raster.alphaTable)] : []),
    chunk('IDAT', compress(raster, entries)),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function checkRaster({ width, height, channels, bitDepth, samples, colourTable }: Raster): void {
  const count = width * height * channelCounts[channels];
  const isFitting =
    samples.length === count &&
    pngColourTypes[channels].bitDepths.some((depth) => depth === bitDepth) &&
    samples instanceof Uint16Array === (bitDepth === 16) &&
    (channels === 'indexed') === (colourTable !== undefined);
  if (!isFitting)
    throw new TypeError(
      `not a raster of PNG: ${width} x ${height} ${channels}, ${bitDepth} bits, ${samples.length} samples`,
    );
}

function header({ width, height, channels, bitDepth }: Raster): Uint8Array {
  const data = new Uint8Array(13);
  const view = new DataView(data.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  view.setUint8(8, bitDepth);
  view.setUint8(9, pngColourTypes[channels].code);
  return data;
}

function compress(raster: Raster, entries: Uint8Array | undefined): Uint8Array {
  const { width, channels, bitDepth, samples } = raster;
  return compressRows({
    rows: packSamples(samples, bitDepth, width * channelCounts[channels]),
    rowBytes: rowBytes(raster, width),
    pixelBytes: Math.ceil(bitsPerPixel(raster) / 8),
    entries,
  });
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.allocUnsafe(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
  return bytes;
}
