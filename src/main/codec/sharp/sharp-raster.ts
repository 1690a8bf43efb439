import type { Sharp } from 'sharp';
import type { Raster } from '../../../shared/mask/raster.ts';
import { channelCounts } from '../../../shared/mask/raster.ts';
import type { PictureFacts } from '../picture.ts';

/** The pixels of an opened picture, with the values of the file. */
export async function readSharpRaster(image: Sharp, facts: PictureFacts): Promise<Raster> {
  const { width, height, channels, bitDepth } = facts;
  const raster = { width, height, channels };
  if (bitDepth === 16) return { ...raster, bitDepth, samples: await readWide(image, channels) };
  if (channels === 'grey-alpha') return { ...raster, bitDepth: 8, samples: await readGreyAlpha(image) };
  if (channels !== 'grey') return { ...raster, bitDepth: 8, samples: await readBytes(image.toColourspace('srgb')) };
  const samples = await readBytes(image.toColourspace('b-w'));
  return bitDepth === 1 || bitDepth === 2 || bitDepth === 4
    ? { ...raster, bitDepth, samples: narrow(samples, bitDepth) }
    : { ...raster, bitDepth: 8, samples };
}

async function readBytes(image: Sharp): Promise<Uint8Array> {
  const { buffer, byteOffset, byteLength } = await image.raw().toBuffer();
  return new Uint8Array(buffer, byteOffset, byteLength);
}

async function readWide(image: Sharp, channels: Raster['channels']): Promise<Uint16Array> {
  const space = channelCounts[channels] < 3 ? 'grey16' : 'rgb16';
  const { buffer, byteOffset, byteLength } = await image.toColourspace(space).raw({ depth: 'ushort' }).toBuffer();
  return new Uint16Array(buffer, byteOffset, byteLength / 2);
}

/** As grey, sharp would drop the alpha channel: it is taken from the four channels of RGBA. */
async function readGreyAlpha(image: Sharp): Promise<Uint8Array> {
  const rgba = await readBytes(image.toColourspace('srgb'));
  const samples = new Uint8Array(rgba.length / 2);
  for (let i = 0, j = 0; i < samples.length; i += 2, j += 4) {
    samples[i] = rgba[j];
    samples[i + 1] = rgba[j + 3];
  }
  return samples;
}

/** libvips spreads grey of 1, 2 and 4 bits to 0..255; the value in the file is that part of 255. */
function narrow(samples: Uint8Array, bitDepth: 1 | 2 | 4): Uint8Array {
  const step = 255 / (2 ** bitDepth - 1);
  return samples.map((sample) => sample / step);
}
