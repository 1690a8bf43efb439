import sharp, { type Sharp } from 'sharp';
import type { VerdictKind } from '../../src/shared/model/verdict.ts';
import { cropTruth, halveTruth, resizeTruth } from './resample.ts';
import { colourPixels, type TruthMask } from './truth-mask.ts';

/** A file that came about in a known way, with the mask that should be found in it. */
interface AlteredMask {
  readonly truth: TruthMask;
  readonly file: Uint8Array;
}

/** A history that a mask may have, and what is to be said of it. */
export interface Alteration {
  readonly name: string;
  readonly verdict: VerdictKind;
  readonly apply: (truth: TruthMask) => Promise<AlteredMask>;
}

type Subsampling = '4:4:4' | '4:2:0';

function picture(truth: TruthMask): Sharp {
  return raw(colourPixels(truth), truth);
}

function raw(pixels: Uint8Array, { width, height }: { width: number; height: number }): Sharp {
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

function jpeg(image: Sharp, quality: number, chromaSubsampling: Subsampling = '4:2:0'): Promise<Uint8Array> {
  return image.jpeg({ quality, chromaSubsampling }).toBuffer();
}

/** Decodes a file and goes on with its pixels. */
async function decoded(file: Uint8Array): Promise<Sharp> {
  const { data, info } = await sharp(file).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return raw(data, info);
}

function once(quality: number, subsampling: Subsampling): Alteration {
  return {
    name: `once q${quality} ${subsampling}`,
    verdict: 'jpeg-once',
    apply: async (truth) => ({ truth, file: await jpeg(picture(truth), quality, subsampling) }),
  };
}

function twice(first: number, second: number, subsampling: Subsampling): Alteration {
  return {
    name: `twice q${first}, q${second} ${subsampling}`,
    verdict: 'jpeg-twice',
    apply: async (truth) => {
      const before = await jpeg(picture(truth), first, subsampling);
      return { truth, file: await jpeg(await decoded(before), second, subsampling) };
    },
  };
}

const SHIFT = { x: 5, y: 3 };

function shifted(first: number, second: number, subsampling: Subsampling): Alteration {
  return {
    name: `shifted q${first}, q${second} ${subsampling}`,
    verdict: 'shifted',
    apply: async (truth) => {
      const part = cropTruth(truth, { ...SHIFT, width: truth.width, height: truth.height });
      const image = await decoded(await jpeg(picture(truth), first, subsampling));
      const area = { left: SHIFT.x, top: SHIFT.y, width: part.width, height: part.height };
      return { truth: part, file: await jpeg(image.extract(area), second, subsampling) };
    },
  };
}

type Save = (image: Sharp) => Promise<Uint8Array>;
type Kernel = 'linear' | 'cubic' | 'lanczos3';

function halved(name: string, save: Save): Alteration {
  return {
    name: `halved, ${name}`,
    verdict: 'antialiased-or-resized',
    apply: async (truth) => {
      const half = halveTruth(truth);
      const even = cropTruth(truth, { x: 0, y: 0, width: 2 * half.width, height: 2 * half.height });
      const small = await picture(even)
        .resize(half.width, half.height, { kernel: 'nearest', fit: 'fill' })
        .raw()
        .toBuffer();
      meanOfFour(even, small);
      return { truth: half, file: await save(raw(small, half)) };
    },
  };
}

/** Writes the rounded mean of two by two pixels. */
function meanOfFour(truth: TruthMask, out: Uint8Array): void {
  const pixels = colourPixels(truth);
  const width = truth.width >> 1;
  for (let at = 0; at < out.length; at++) {
    const pixel = Math.floor(at / 3);
    const first = (2 * Math.floor(pixel / width) * truth.width + 2 * (pixel % width)) * 3 + (at % 3);
    const below = first + truth.width * 3;
    out[at] = (pixels[first] + pixels[first + 3] + pixels[below] + pixels[below + 3] + 2) >> 2;
  }
}

function resized(factor: number, kernel: Kernel, { name, save }: { name: string; save: Save }): Alteration {
  return {
    name: `${kernel} x${factor}, ${name}`,
    verdict: 'antialiased-or-resized',
    apply: async (truth) => {
      const width = Math.round(truth.width * factor);
      const height = Math.round(truth.height * factor);
      const image = await picture(truth).resize(width, height, { kernel, fit: 'fill' }).raw().toBuffer();
      return { truth: resizeTruth(truth, width, height), file: await save(raw(image, { width, height })) };
    },
  };
}

function trellis(quality: number, subsampling: Subsampling): Alteration {
  return {
    name: `mozjpeg q${quality} ${subsampling}`,
    verdict: 'trellis-or-unknown-encoder',
    apply: async (truth) => ({
      truth,
      file: await picture(truth).jpeg({ quality, chromaSubsampling: subsampling, mozjpeg: true }).toBuffer(),
    }),
  };
}

function pngOfJpeg(quality: number, subsampling: Subsampling): Alteration {
  return {
    name: `PNG of a JPEG q${quality} ${subsampling}`,
    verdict: 'jpeg-once',
    apply: async (truth) => {
      const image = await decoded(await jpeg(picture(truth), quality, subsampling));
      return { truth, file: await image.png().toBuffer() };
    },
  };
}

/** By a codec that leaves no coefficients to reproduce. */
function lossy(name: string, save: Save): Alteration {
  return {
    name,
    verdict: 'antialiased-or-resized',
    apply: async (truth) => ({ truth, file: await save(picture(truth)) }),
  };
}

const webp: Save = (image) => image.webp({ quality: 75 }).toBuffer();
const png: Save = (image) => image.png().toBuffer();
const asJpeg = (quality: number) => ({ name: `q${quality}`, save: (image: Sharp) => jpeg(image, quality) });
const asPng = { name: 'PNG', save: png };

/** Files with coefficients. */
export const jpegAlterations: readonly Alteration[] = [
  once(95, '4:2:0'),
  once(90, '4:2:0'),
  once(75, '4:2:0'),
  once(50, '4:2:0'),
  once(90, '4:4:4'),
  once(75, '4:4:4'),
  once(50, '4:4:4'),
  twice(90, 75, '4:2:0'),
  twice(75, 90, '4:2:0'),
  twice(95, 85, '4:2:0'),
  twice(90, 75, '4:4:4'),
  twice(75, 90, '4:4:4'),
  shifted(90, 75, '4:2:0'),
  shifted(75, 90, '4:2:0'),
  shifted(90, 75, '4:4:4'),
  halved('q75', asJpeg(75).save),
  halved('q90', asJpeg(90).save),
  resized(0.75, 'linear', asJpeg(75)),
  resized(0.75, 'cubic', asJpeg(75)),
  resized(0.75, 'lanczos3', asJpeg(90)),
  resized(1.5, 'linear', asJpeg(75)),
  resized(1.5, 'cubic', asJpeg(90)),
  resized(2, 'linear', asJpeg(90)),
  trellis(75, '4:2:0'),
  trellis(90, '4:2:0'),
  trellis(75, '4:4:4'),
];

/** Files without. */
export const rasterAlterations: readonly Alteration[] = [
  { name: 'PNG', verdict: 'clean', apply: async (truth) => ({ truth, file: await png(picture(truth)) }) },
  pngOfJpeg(95, '4:4:4'),
  pngOfJpeg(90, '4:4:4'),
  pngOfJpeg(75, '4:4:4'),
  pngOfJpeg(90, '4:2:0'),
  pngOfJpeg(75, '4:2:0'),
  pngOfJpeg(50, '4:2:0'),
  halved('PNG', png),
  resized(0.75, 'linear', asPng),
  resized(0.75, 'lanczos3', asPng),
  resized(1.5, 'cubic', asPng),
  resized(2, 'linear', asPng),
  lossy('WebP q90', (image) => image.webp({ quality: 90 }).toBuffer()),
  lossy('WebP q75', webp),
  lossy('WebP q50', (image) => image.webp({ quality: 50 }).toBuffer()),
  lossy('AVIF q50 4:2:0', (image) => image.avif({ quality: 50, chromaSubsampling: '4:2:0', effort: 2 }).toBuffer()),
  lossy('AVIF q50 4:4:4', (image) => image.avif({ quality: 50, chromaSubsampling: '4:4:4', effort: 2 }).toBuffer()),
  lossy('PNG of a WebP q75', async (image) => png(await decoded(await webp(image)))),
  halved('WebP q75', webp),
];
