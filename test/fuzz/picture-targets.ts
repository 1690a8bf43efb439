import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import sharp from 'sharp';
import { readMaskBytes } from '../../src/main/codec/read-mask-file.ts';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import { toErrorData } from '../../src/shared/errors.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { toRaster } from '../../src/shared/jpeg/to-raster.ts';
import type * as readJpegModule from '../../src/shared/jpeg/read-jpeg.ts';
import { readLimits } from '../../src/shared/limits.ts';
import { makeBmp } from '../codec/make-bmp.ts';
import { makeTiff } from '../codec/make-tiff.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateJpeg } from './mutate-jpeg.ts';
import { mutatePng } from './mutate-png.ts';
import { plainReadJpeg } from './plain-read-jpeg.ts';
import type { Target } from './target.ts';

/** Small, so that what a reader takes beyond them shows. */
export const limits = readLimits({ pixels: 4_000_000, side: 20_000, bytes: 2 ** 22 });

const REAL_JPEGS = join(import.meta.dirname, '../encoders/libjpeg-9');

function picture(size = 24): Uint8Array {
  return Uint8Array.from({ length: 3 * size * size }, (_, at) => (at % 7 < 3 ? 0 : 128 + (at % 64)));
}

async function jpegSeeds(): Promise<Uint8Array[]> {
  const source = sharp(picture(), { raw: { width: 24, height: 24, channels: 3 } });
  const made = await Promise.all([
    source.clone().jpeg({ quality: 75 }).toBuffer(),
    source.clone().jpeg({ quality: 90, chromaSubsampling: '4:4:4', progressive: true }).toBuffer(),
    source.clone().jpeg({ quality: 40, progressive: true, optimiseScans: true, mozjpeg: true }).toBuffer(),
    source.clone().greyscale().jpeg({ quality: 60 }).toBuffer(),
  ]);
  const names = ['420-15x17.jpg', '422-17x16.jpg', '440-8x15.jpg', '444-17x9.jpg'];
  return [...made, ...names.map((name) => readFileSync(join(REAL_JPEGS, name))), ...keptSeeds('jpeg')];
}

/** Inputs that once were findings. */
export function keptSeeds(prefix: string): Uint8Array[] {
  const folder = join(import.meta.dirname, 'seeds');
  const names = readdirSync(folder).filter((name) => name.startsWith(`${prefix}-`));
  return names.map((name) => readFileSync(join(folder, name)));
}

/** What a reader makes of bytes: its result, or the failure's code. */
function attempt(read: typeof readJpegModule.readJpeg, bytes: Uint8Array): unknown {
  try {
    return read(bytes, limits);
  } catch (error) {
    const { code } = toErrorData(error);
    if (code === 'internal') throw error;
    return code;
  }
}

const jpeg: Target = {
  name: 'jpeg',
  seeds: jpegSeeds,
  mutate: mutateJpeg,
  // The scan is decoded twice, by the kernel and in plain TypeScript: both must say the same.
  read: (bytes) => {
    const byKernel = attempt(readJpeg, bytes);
    const plain = attempt(plainReadJpeg, bytes);
    if (!isDeepStrictEqual(byKernel, plain)) throw new Error('kernel and TypeScript read a JPEG differently');
    if (typeof byKernel !== 'string') toRaster(readJpeg(bytes, limits).image);
  },
  code: ['/src/shared/jpeg/', '/src/shared/jpeg/decode-scan.ts'],
};

const png: Target = {
  name: 'png',
  seeds: () => {
    const size = { width: 9, height: 5 };
    const grey = Uint8Array.from({ length: 45 }, (_, at) => at * 5);
    const wide = Uint16Array.from({ length: 45 }, (_, at) => at * 1400);
    const colourTable = Uint8Array.from({ length: 48 }, (_, at) => at * 5);
    const samples = grey.map((value) => value % 16);
    return Promise.resolve([
      writePng({ ...size, channels: 'grey', bitDepth: 8, samples: grey }),
      writePng({ ...size, channels: 'grey', bitDepth: 16, samples: wide }),
      writePng({ ...size, channels: 'indexed', bitDepth: 8, samples, colourTable }),
      writePng({ width: 24, height: 24, channels: 'rgb', bitDepth: 8, samples: picture() }),
      ...keptSeeds('png'),
    ]);
  },
  mutate: mutatePng,
  read: (bytes) => readPng(bytes, limits),
  code: ['/src/main/codec/png/png-', '/src/main/codec/png/adam7.ts'],
};

const pictures: Target = {
  name: 'pictures',
  seeds: async () => {
    const source = sharp(picture(), { raw: { width: 24, height: 24, channels: 3 } });
    const strip = { width: 4, height: 3, bitsPerSample: 8, samplesPerPixel: 3, photometric: 2 };
    return [
      await source.clone().webp({ lossless: true }).toBuffer(),
      await source.clone().gif().toBuffer(),
      await source.clone().tiff({ compression: 'lzw' }).toBuffer(),
      await source.clone().avif({ lossless: true }).toBuffer(),
      makeTiff({ ...strip, data: Uint8Array.from({ length: 36 }, (_, at) => at * 7) }),
      makeBmp({ width: 5, height: 4, bitsPerPixel: 24, data: new Uint8Array(64) }),
      ...keptSeeds('pictures'),
    ];
  },
  mutate: mutateBytes,
  read: (bytes) => readMaskBytes('input', bytes, limits),
  code: ['/src/main/codec/'],
};

export const pictureTargets: readonly Target[] = [jpeg, png, pictures];
