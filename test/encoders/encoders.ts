import jpegJs from 'jpeg-js';
import sharp, { type JpegOptions } from 'sharp';
import type { DctMethod } from '../../src/shared/jpeg/block-transform.ts';
import { rgbOf } from '../repair/drawn-mask.ts';
import { encodeByCjpeg, hasCjpeg } from '../repair/encode-jpeg.ts';
import { canvasEncoder } from './canvas-encoder.ts';
import type { EncodeJob, Encoder } from './encoder.ts';
import { magickEncoder } from './magick-encoder.ts';
import { pythonEncoder } from './python-encoders.ts';

/** All writers of JPEGs that the forward model is held against. */
export const encoders: readonly Encoder[] = [
  sharpEncoder('sharp', {}),
  sharpEncoder('sharp, progressive', { progressive: true }),
  // Trellis quantisation and deringing choose other coefficients on purpose: no forward model has them.
  sharpEncoder('sharp, mozjpeg without trellis', {
    mozjpeg: true,
    trellisQuantisation: false,
    overshootDeringing: false,
  }),
  cjpegEncoder('cjpeg', []),
  cjpegEncoder('cjpeg, optimised', ['-optimize']),
  cjpegEncoder('cjpeg, progressive', ['-progressive']),
  cjpegEncoder('cjpeg, arithmetic', ['-arithmetic']),
  cjpegEncoder('cjpeg, restart markers', ['-restart', '1']),
  cjpegEncoder('cjpeg, RGB', ['-rgb']),
  cjpegEncoder('cjpeg, fast DCT', ['-dct', 'fast'], 'ifast'),
  cjpegEncoder('cjpeg, floating-point DCT', ['-dct', 'float'], 'float'),
  { ...cjpegEncoder('cjpeg, 16-bit tables', []), encode: (jobs) => encodeAll(jobs, encodeCoarsely) },
  magickEncoder(),
  jpegJsEncoder(),
  pythonEncoder('Pillow', false),
  pythonEncoder('Pillow', true),
  pythonEncoder('OpenCV', false),
  pythonEncoder('OpenCV', true),
  canvasEncoder(),
];

async function encodeAll(
  jobs: readonly EncodeJob[],
  encode: (job: EncodeJob) => Uint8Array | Promise<Uint8Array>,
): Promise<Uint8Array[]> {
  const files: Uint8Array[] = [];
  for (const job of jobs) files.push(await encode(job));
  return files;
}

function sharpEncoder(name: string, options: JpegOptions): Encoder {
  const encode = ({ mask, quality, subsampling }: EncodeJob) =>
    sharp(rgbOf(mask), { raw: { width: mask.width, height: mask.height, channels: 3 } })
      .jpeg({ quality, chromaSubsampling: subsampling, ...options })
      .toBuffer();
  return { name, isPresent: true, dctOf: () => 'islow', encode: (jobs) => encodeAll(jobs, encode) };
}

function cjpegEncoder(name: string, args: readonly string[], dct: DctMethod = 'islow'): Encoder {
  const encode = ({ mask, quality, subsampling }: EncodeJob) => {
    const sampling = subsampling === '4:4:4' ? '1x1' : '2x2';
    return encodeByCjpeg(mask, ['-baseline', '-quality', String(quality), '-sample', sampling, ...args]);
  };
  return { name, isPresent: hasCjpeg, dctOf: () => dct, encode: (jobs) => encodeAll(jobs, encode) };
}

/** Steps beyond 255, as the lowest qualities ask for them. */
function encodeCoarsely({ mask, quality }: EncodeJob): Uint8Array {
  return encodeByCjpeg(mask, ['-quality', String(1 + (quality % 4))]);
}

/** Never subsamples. */
function jpegJsEncoder(): Encoder {
  const encode = ({ mask, quality }: EncodeJob) => {
    const rgb = rgbOf(mask);
    const data = new Uint8Array(mask.labels.length * 4);
    for (let pixel = 0; pixel < mask.labels.length; pixel++)
      data.set(rgb.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
    return jpegJs.encode({ width: mask.width, height: mask.height, data }, quality).data;
  };
  return { name: 'jpeg-js', isPresent: true, dctOf: () => 'double', encode: (jobs) => encodeAll(jobs, encode) };
}
