import { decode } from 'fast-png';
import sharp from 'sharp';
import { channelCounts, type Raster } from '../../src/shared/mask/raster.ts';

/** What fast-png finds in a PNG, in the form of our rasters. */
export interface FastPngRaster {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: number;
  readonly samples: Uint8Array | Uint16Array;
  readonly colourTable: Uint8Array | undefined;
}

export function decodeWithFastPng(bytes: Uint8Array): FastPngRaster {
  const { width, height, depth, channels, data, palette } = decode(bytes);
  const samples = depth < 8 ? unpack(Uint8Array.from(data), depth, width * channels) : plainArray(data);
  const colourTable = palette && Uint8Array.from(palette.flatMap((colour) => colour.slice(0, 3)));
  return { width, height, bitDepth: depth, samples, colourTable };
}

function plainArray(data: ArrayLike<number>): Uint8Array | Uint16Array {
  return data instanceof Uint16Array ? data : Uint8Array.from(data);
}

function unpack(packed: Uint8Array, depth: number, rowSamples: number): Uint8Array {
  const rowBytes = Math.ceil((rowSamples * depth) / 8);
  const samples = new Uint8Array((packed.length / rowBytes) * rowSamples);
  for (let i = 0; i < samples.length; i++) {
    const bit = (i % rowSamples) * depth;
    const byte = packed[Math.floor(i / rowSamples) * rowBytes + (bit >> 3)];
    samples[i] = (byte >> (8 - depth - (bit & 7))) % 2 ** depth;
  }
  return samples;
}

/** The pixels of a PNG as RGBA by sharp: 16 bits a sample where the file has them, else 8. */
export async function decodeWithSharp(bytes: Uint8Array, bitDepth: number): Promise<Uint8Array | Uint16Array> {
  const image = sharp(bytes, { ignoreIcc: true }).ensureAlpha();
  if (bitDepth < 16) return new Uint8Array(await image.toColourspace('srgb').raw().toBuffer());
  const { buffer, byteOffset, byteLength } = await image.toColourspace('rgb16').raw({ depth: 'ushort' }).toBuffer();
  return new Uint16Array(buffer, byteOffset, byteLength / 2);
}

/** A raster as RGBA, fewer than 8 bits spread to 0..255: what a viewer shows. */
export function toRgba({ width, height, channels, bitDepth, samples, ...tables }: Raster): Uint8Array | Uint16Array {
  const { colourTable, alphaTable = new Uint8Array(0) } = tables;
  const isWide = bitDepth === 16;
  const rgba = isWide ? new Uint16Array(4 * width * height).fill(65_535) : new Uint8Array(4 * width * height).fill(255);
  const count = channelCounts[channels];
  const scale = bitDepth < 8 ? 255 / (2 ** bitDepth - 1) : 1;
  for (let i = 0, at = 0; at < rgba.length; i += count, at += 4) {
    if (colourTable) {
      for (let c = 0; c < 3; c++) rgba[at + c] = colourTable[3 * samples[i] + c];
      if (samples[i] < alphaTable.length) rgba[at + 3] = alphaTable[samples[i]];
      continue;
    }
    for (let c = 0; c < 3; c++) rgba[at + c] = scale * samples[count < 3 ? i : i + c];
    if (count === 2 || count === 4) rgba[at + 3] = samples[i + count - 1];
  }
  return rgba;
}

/** Equality of long arrays; `toEqual` looks at every element for its message. */
export function isEqual(a: Uint8Array | Uint16Array, b: Uint8Array | Uint16Array): boolean {
  const bytesOf = (array: Uint8Array | Uint16Array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  return a.BYTES_PER_ELEMENT === b.BYTES_PER_ELEMENT && bytesOf(a).equals(bytesOf(b));
}
