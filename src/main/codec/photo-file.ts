import { hash } from 'node:crypto';
import type { ReadLimits } from '../../shared/limits.ts';
import type { FileFacts } from '../../shared/model/file-facts.ts';
import { readPictureBytes } from './file-bytes.ts';
import { readFailure } from './file-failure.ts';
import { loadSharp } from './sharp/load-sharp.ts';
import { pictureReaders } from './picture-readers.ts';
import { fileFacts } from './read-mask-file.ts';
import { sharpFailure } from './sharp/sharp-failure.ts';
import { digestOfRaster, readPhoto, type ReadPhoto, thumbnailOfRaster } from './thumbnail.ts';

/** A photo: header, digests and a small picture. */
export interface PhotoFile extends ReadPhoto {
  readonly facts: FileFacts;
  /** SHA-256 of the file's bytes, in hex. */
  readonly sha256: string;
}

/** Reads a photo; throws MaskmendErrors that carry the path. */
export async function readPhotoFile(path: string, limits: ReadLimits): Promise<PhotoFile> {
  try {
    const { bytes, format } = readPictureBytes(path, limits);
    const facts = fileFacts({ path, bytes, format }, await pictureReaders[format].readFacts(bytes, limits));
    const seen = isSharps(format) ? await seeWithSharp(bytes, facts, limits) : await seeWithOurs(bytes, format, limits);
    return { facts, sha256: hash('sha256', bytes), ...seen };
  } catch (error) {
    throw readFailure(error, path);
  }
}

/** What a browser shows as it is. */
const BROWSER_TYPES: Readonly<Partial<Record<FileFacts['format'], string>>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
};

export interface ServedPhoto {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * A photo for a browser, in coded pixels: the file itself where the browser would not turn it, else made anew; no side
 * longer than `longestSide`. Throws MaskmendErrors that carry the path.
 */
export async function readPhotoForBrowser(
  path: string,
  limits: ReadLimits,
  longestSide: number | undefined,
): Promise<ServedPhoto> {
  try {
    const { bytes, format } = readPictureBytes(path, limits);
    const facts = await pictureReaders[format].readFacts(bytes, limits);
    const type = BROWSER_TYPES[format];
    const isSmallEnough = longestSide === undefined || Math.max(facts.width, facts.height) <= longestSide;
    if (type !== undefined && facts.orientation === 1 && isSmallEnough) return { type, bytes };
    return await convert(bytes, limits, longestSide);
  } catch (error) {
    throw readFailure(error, path);
  }
}

/** A photo's pixels, upright: four bytes a pixel, row-major. */
export interface UprightPhoto {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Decodes a photo and turns it as its own EXIF tag says; throws MaskmendErrors that carry the path. */
export async function readUprightPhoto(path: string, limits: ReadLimits): Promise<UprightPhoto> {
  try {
    const { bytes, format } = readPictureBytes(path, limits);
    await pictureReaders[format].readFacts(bytes, limits);
    const sharp = await loadSharp();
    const { data, info } = await sharp(bytes, { failOn: 'error', limitInputPixels: limits.maxPixels, pages: 1 })
      .autoOrient()
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
      .catch((error: unknown) => {
        throw sharpFailure(error, format);
      });
    return { width: info.width, height: info.height, pixels: data };
  } catch (error) {
    throw readFailure(error, path);
  }
}

async function convert(bytes: Uint8Array, limits: ReadLimits, longestSide = 16_383): Promise<ServedPhoto> {
  const sharp = await loadSharp();
  const made = await sharp(bytes, { limitInputPixels: limits.maxPixels, pages: 1 })
    .toColourspace('srgb')
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 90, effort: 2 })
    .toBuffer();
  return { type: 'image/webp', bytes: made };
}

function isSharps(format: FileFacts['format']): boolean {
  return format !== 'bmp' && format !== 'jpeg2000' && format !== 'heic';
}

async function seeWithSharp(bytes: Uint8Array, facts: FileFacts, limits: ReadLimits): Promise<ReadPhoto> {
  return readPhoto(bytes, limits.maxPixels).catch((error: unknown) => {
    throw sharpFailure(error, facts.format);
  });
}

async function seeWithOurs(bytes: Uint8Array, format: FileFacts['format'], limits: ReadLimits): Promise<ReadPhoto> {
  const { content } = await pictureReaders[format].read(bytes, limits);
  if (content.kind === 'jpeg') throw new Error('a JPEG is read with sharp');
  return { thumbnail: await thumbnailOfRaster(content.raster), contentSha256: digestOfRaster(content.raster) };
}
