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
export function toRgba(raster: Raster): Uint8Array | Uint16Array {
  if (raster.channels === 'indexed' || (raster.channels === 'grey' && raster.bitDepth <= 8)) return lookUpRgba(raster);
  const { width, height, channels, bitDepth, samples } = raster;
  const rgba = bitDepth === 16 ? new Uint16Array(4 * width * height) : new Uint8Array(4 * width * height);
  const count = channelCounts[channels];
  const [green, blue] = count < 3 ? [0, 0] : [1, 2];
  for (let i = 0, at = 0; at < rgba.length; i += count, at += 4) {
    rgba[at] = samples[i];
    rgba[at + 1] = samples[i + green];
    rgba[at + 2] = samples[i + blue];
    rgba[at + 3] = count % 2 === 0 ? samples[i + count - 1] : 65_535;
  }
  return rgba;
}

function lookUpRgba({ bitDepth, samples, colourTable, alphaTable }: Raster): Uint8Array {
  const colours = Uint32Array.from({ length: 2 ** bitDepth }, (_, value) => {
    const level = (value * 255) / (2 ** bitDepth - 1);
    const rgb = colourTable?.subarray(3 * value, 3 * value + 3) ?? [level, level, level];
    return Buffer.from([...rgb, alphaTable?.[value] ?? 255, 0, 0, 0]).readUInt32LE();
  });
  const rgba = new Uint32Array(samples.length);
  for (let i = 0; i < samples.length; i++) rgba[i] = colours[samples[i]];
  return new Uint8Array(rgba.buffer);
}

/** Equality of long arrays; `toEqual` looks at every element for its message. */
export function isEqual(a: Uint8Array | Uint16Array, b: Uint8Array | Uint16Array): boolean {
  const bytesOf = (array: Uint8Array | Uint16Array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  return a.BYTES_PER_ELEMENT === b.BYTES_PER_ELEMENT && bytesOf(a).equals(bytesOf(b));
}
