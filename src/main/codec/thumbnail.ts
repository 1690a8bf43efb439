import { createHash } from 'node:crypto';
import { rasterColours } from '../../shared/mask/raster-colours.ts';
import { channelCounts, type Raster } from '../../shared/mask/raster.ts';
import { packColour, unpackColour } from '../../shared/palette/packed-colour.ts';
import { vocColour } from '../../shared/palette/presets/voc.ts';
import { loadSharp } from './sharp/load-sharp.ts';

/** Longest side of the pictures in lists, in pixels. */
export const THUMBNAIL_SIDE = 192;

export interface SmallPicture {
  readonly width: number;
  readonly height: number;
  /** WebP; of class numbers the numbers themselves, a byte a pixel (see `isNumbers`). */
  readonly bytes: Uint8Array;
}

/** What a photo's pixels are, made small and as a digest. */
export interface ReadPhoto {
  readonly thumbnail: SmallPicture;
  /** Digest of all decoded pixels; equal for pictures that look the same to every program. */
  readonly contentSha256: string;
}

/** Grey levels up to here are class numbers, which would all look black: less than the first byte of a WebP. */
const HIGHEST_NUMBER = 63;

/**
 * A decoded mask made small: single pixels, never mixed. Class numbers stay numbers: what colours they have, the palette
 * says, and that may change.
 */
export async function thumbnailOfRaster(raster: Raster): Promise<SmallPicture> {
  const { width, height } = smallSize(raster);
  if (isNumbered(raster)) {
    const { samples, channels } = raster;
    const step = channelCounts[channels];
    return { width, height, bytes: Uint8Array.from(smallPixels(raster), (pixel) => samples[pixel * step]) };
  }
  const colourAt = rasterColours(raster);
  const pixels = new Uint8Array(3 * width * height);
  smallPixels(raster).forEach((pixel, at) => {
    pixels.set(unpackColour(colourAt(pixel)), 3 * at);
  });
  const sharp = await loadSharp();
  const { data } = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .webp({ lossless: true, effort: 0 })
    .toBuffer({ resolveWithObject: true });
  return { width, height, bytes: data };
}

/** True of a small picture that holds class numbers. */
export function isNumbers({ bytes: [first = 0] }: SmallPicture): boolean {
  return first <= HIGHEST_NUMBER;
}

/**
 * The levels of grey of a small picture of a file that has no other colours, a byte a pixel. Earlier versions kept class
 * numbers in the colours of VOC's map, which tell the numbers.
 *
 * @returns undefined where it has other colours
 */
export async function levelsOfThumbnail(small: SmallPicture): Promise<Uint8Array | undefined> {
  if (isNumbers(small)) return small.bytes;
  const sharp = await loadSharp();
  const rgb = await sharp(small.bytes).removeAlpha().raw().toBuffer();
  const levels = rgb.filter((_, at) => at % 3 === 0);
  if (rgb.every((sample, at) => sample === levels[Math.floor(at / 3)])) return levels;
  const numberOf = new Map(
    Array.from({ length: HIGHEST_NUMBER + 1 }, (_, number) => [packColour(vocColour(number)), number]),
  );
  const numbers = Array.from(levels, (_, pixel) => {
    const at = 3 * pixel;
    return numberOf.get(packColour([rgb[at], rgb[at + 1], rgb[at + 2]]));
  });
  return numbers.every((number) => number !== undefined) ? Uint8Array.from(numbers) : undefined;
}

/** For each pixel of the small picture, row by row, the one of the raster that it shows. */
function smallPixels(raster: Raster): Uint32Array {
  const { width, height } = smallSize(raster);
  const pixels = new Uint32Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * raster.height) / height) * raster.width;
    for (let x = 0; x < width; x++, at++) pixels[at] = row + Math.floor(((x + 0.5) * raster.width) / width);
  }
  return pixels;
}

/** Reads a photo for its digest and makes it small. Pixels are as coded: no rotation, no colour profile. */
export async function readPhoto(bytes: Uint8Array, maxPixels: number): Promise<ReadPhoto> {
  const sharp = await loadSharp();
  const open = () => sharp(bytes, { failOn: 'error', ignoreIcc: true, limitInputPixels: maxPixels, pages: 1 });
  const { data, info } = await open().toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const contentSha256 = digestOfPixels(info, data);
  const small = await sharp(data, { raw: { width: info.width, height: info.height, channels: 4 } })
    .resize(smallSize(info))
    .removeAlpha()
    .webp({ quality: 78, effort: 2 })
    .toBuffer({ resolveWithObject: true });
  return { contentSha256, thumbnail: { width: small.info.width, height: small.info.height, bytes: small.data } };
}

/** The digest of a decoded mask: equal for equal pictures, however they are stored, different for other depths. */
export function digestOfRaster(raster: Raster): string {
  if (raster.bitDepth === 16) {
    const bytes = new Uint8Array(raster.samples.buffer, raster.samples.byteOffset, raster.samples.byteLength);
    return digestOfPixels({ ...raster, depth: raster.channels }, bytes);
  }
  return digestOfPixels(raster, toRgba(raster));
}

function digestOfPixels(size: { width: number; height: number; depth?: string }, pixels: Uint8Array): string {
  return createHash('sha256')
    .update(`${size.width}x${size.height} ${size.depth ?? 'uchar'}`)
    .update(pixels)
    .digest('hex');
}

function smallSize({ width, height }: { readonly width: number; readonly height: number }) {
  const factor = Math.min(1, THUMBNAIL_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}

function isNumbered({ samples, channels, bitDepth }: Raster): boolean {
  const isGrey = channels !== 'indexed' && channelCounts[channels] < 3;
  return isGrey && bitDepth >= 8 && samples.every((sample) => sample <= HIGHEST_NUMBER);
}

/** Four bytes a pixel, as sharp gives them for any picture of 8 bits or fewer. */
function toRgba(raster: Raster): Uint8Array {
  const { width, height, samples, channels, alphaTable } = raster;
  const colourAt = rasterColours(raster);
  const count = channelCounts[channels];
  const pixels = new Uint8Array(4 * width * height);
  for (let pixel = 0, at = 0; at < pixels.length; pixel++, at += 4) {
    const colour = colourAt(pixel);
    pixels[at] = colour >> 16;
    pixels[at + 1] = (colour >> 8) & 255;
    pixels[at + 2] = colour & 255;
    pixels[at + 3] =
      count === 2 || count === 4 ? samples[pixel * count + count - 1] : (alphaTable?.[samples[pixel]] ?? 255);
  }
  return pixels;
}
