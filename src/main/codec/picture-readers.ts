import { MaskmendError } from '../../shared/errors.ts';
import type { JpegHeader } from '../../shared/jpeg/jpeg-header.ts';
import { readJpegHeader } from '../../shared/jpeg/jpeg-header.ts';
import { readJpeg } from '../../shared/jpeg/read-jpeg.ts';
import type { ReadLimits } from '../../shared/limits.ts';
import type { FileFormat } from '../../shared/model/file-format.ts';
import { readBmp, readBmpFacts } from './bmp/bmp-reader.ts';
import { readJpeg2000, readJpeg2000Facts } from './jpeg2000/jpeg2000-reader.ts';
import type { Picture, PictureFacts } from './picture.ts';
import { readPng, readPngFacts } from './png/png-reader.ts';
import type { SharpFormat } from './sharp/sharp-reader.ts';
import { readFactsWithSharp, readWithSharp } from './sharp/sharp-reader.ts';

/** How the files of one format are read. Both functions throw MaskmendErrors. */
export interface PictureReader {
  readonly read: (bytes: Uint8Array, limits: ReadLimits) => Picture | Promise<Picture>;
  /** From the header alone. */
  readonly readFacts: (bytes: Uint8Array, limits: ReadLimits) => PictureFacts | Promise<PictureFacts>;
}

export const pictureReaders: Readonly<Record<FileFormat, PictureReader>> = {
  jpeg: { read: readJpegPicture, readFacts: (bytes, limits) => jpegFacts(readJpegHeader(bytes, limits)) },
  png: { read: readPngPicture, readFacts: readPngFacts },
  webp: sharpReader('webp'),
  tiff: sharpReader('tiff'),
  gif: sharpReader('gif'),
  avif: sharpReader('avif'),
  heic: { read: refuseHeic, readFacts: refuseHeic },
  bmp: { read: readBmp, readFacts: readBmpFacts },
  jpeg2000: { read: readJpeg2000, readFacts: readJpeg2000Facts },
};

function sharpReader(format: SharpFormat): PictureReader {
  return {
    read: (bytes, limits) => readWithSharp(bytes, format, limits),
    readFacts: (bytes, limits) => readFactsWithSharp(bytes, format, limits),
  };
}

function readPngPicture(bytes: Uint8Array, limits: ReadLimits): Picture {
  const { raster, facts } = readPng(bytes, limits);
  return { facts, content: { kind: 'raster', raster, isLossless: true } };
}

function readJpegPicture(bytes: Uint8Array, limits: ReadLimits): Picture {
  const { header, image } = readJpeg(bytes, limits);
  return { facts: jpegFacts(header), content: { kind: 'jpeg', image } };
}

function jpegFacts(header: JpegHeader): PictureFacts {
  const { width, height, bitDepth, orientation, hasColourProfile, facts } = header;
  const channels = facts.colourModel === 'grey' ? 'grey' : 'rgb';
  return { width, height, channels, bitDepth, orientation, hasColourProfile, frames: 1, jpeg: facts, notes: [] };
}

/** The decoders of HEVC are under the LGPL or GPL and its patents are licensed by fee. */
function refuseHeic(): never {
  throw new MaskmendError('unsupported-format', 'HEIC is not read', {
    hint: 'export the mask as PNG from the program that made it',
  });
}
