import type { Metadata, Sharp } from 'sharp';
import { MaskmendError } from '../../../shared/errors.ts';
import { countWithNoun } from '../../../shared/words.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import { channelCounts } from '../../../shared/mask/raster.ts';
import { checkPictureSize, checkSampleBytes } from '../../../shared/check-picture-size.ts';
import type { Coding } from '../coding.ts';
import { formatNames } from '../../../shared/model/format-names.ts';
import { gifCoding } from './gif-coding.ts';
import { loadSharp } from './load-sharp.ts';
import type { Picture, PictureFacts } from '../picture.ts';
import { sharpFailure } from './sharp-failure.ts';
import { readSharpRaster } from './sharp-raster.ts';
import { tiffCoding } from './tiff-coding.ts';
import { isLosslessWebp } from './webp-coding.ts';

/** 8 bytes a pixel at the peak, measured: 800 MB. */
const MAX_CANVAS_PIXELS = 100_000_000;

export type SharpFormat = 'webp' | 'tiff' | 'gif' | 'avif';

interface OpenedPicture {
  readonly image: Sharp;
  readonly facts: PictureFacts;
  readonly isLossless: boolean;
}

/**
 * Reads the first frame or page with sharp: pixels as coded, without colour profile, rotation or premultiplied alpha.
 * Throws `corrupt-file`, `truncated-file`, `too-large`, `unsupported-format` (CMYK, floating point and the like).
 */
export async function readWithSharp(bytes: Uint8Array, format: SharpFormat, limits: ReadLimits): Promise<Picture> {
  const { image, facts, isLossless } = await openPicture(bytes, format, limits);
  const raster = await readSharpRaster(image, facts).catch((error: unknown) => {
    throw sharpFailure(error, format);
  });
  return { facts, content: { kind: 'raster', raster, isLossless } };
}

/** What the header of a file tells; throws as `readWithSharp` does. */
export async function readFactsWithSharp(
  bytes: Uint8Array,
  format: SharpFormat,
  limits: ReadLimits,
): Promise<PictureFacts> {
  return (await openPicture(bytes, format, limits)).facts;
}

async function openPicture(bytes: Uint8Array, format: SharpFormat, limits: ReadLimits): Promise<OpenedPicture> {
  const coding = codings[format](bytes);
  const sharp = await loadSharp();
  const image = sharp(bytes, { failOn: 'error', ignoreIcc: true, limitInputPixels: limits.maxPixels, pages: 1 });
  const metadata = await image.metadata().catch((error: unknown) => {
    throw sharpFailure(error, format);
  });
  checkPictureSize(metadata, limits);
  if (format !== 'tiff') checkCanvas(metadata, format);
  const facts = sharpFacts(metadata, coding) ?? refuse(metadata, format);
  checkSampleBytes(facts.width * facts.height * channelCounts[facts.channels] * (facts.bitDepth === 16 ? 2 : 1));
  return { image, isLossless: coding.isLossless, facts };
}

/** But for TIFF, the decoders hold the whole picture as RGBA beside our samples, and a few bytes can promise it all. */
function checkCanvas({ width, height }: Metadata, format: SharpFormat): void {
  if (width * height <= MAX_CANVAS_PIXELS) return;
  const most = `of a ${formatNames[format]} no more than ${MAX_CANVAS_PIXELS} can be read`;
  throw new MaskmendError('too-large', `the picture is ${width} x ${height} pixels; ${most}`, {
    hint: 'save it as PNG, or cut it into tiles',
  });
}

const codings: Readonly<Record<SharpFormat, (bytes: Uint8Array) => Coding>> = {
  webp: (bytes) => ({ isLossless: isLosslessWebp(bytes), notes: [] }),
  tiff: tiffCoding,
  gif: gifCoding,
  avif: () => ({ isLossless: false, notes: [] }),
};

const channelsBySpace: Readonly<Partial<Record<string, readonly (PictureFacts['channels'] | undefined)[]>>> = {
  'b-w': [undefined, 'grey', 'grey-alpha'],
  grey16: [undefined, 'grey', 'grey-alpha'],
  srgb: [undefined, undefined, undefined, 'rgb', 'rgba'],
  rgb16: [undefined, undefined, undefined, 'rgb', 'rgba'],
};

/** Undefined for colours and depths that no mask has. */
function sharpFacts(metadata: Metadata, { greyBits, notes }: Coding): PictureFacts | undefined {
  const { width, height, space, depth } = metadata;
  const channels = channelsBySpace[space]?.[metadata.channels];
  if (channels === undefined || (depth !== 'uchar' && depth !== 'ushort')) return undefined;
  return {
    width,
    height,
    channels,
    bitDepth: depth === 'ushort' ? 16 : channels === 'grey' ? (greyBits ?? 8) : 8,
    orientation: metadata.orientation ?? 1,
    hasColourProfile: metadata.hasProfile,
    frames: metadata.pages ?? 1,
    notes,
  };
}

function refuse({ space, depth, channels }: Metadata, format: SharpFormat): never {
  const what =
    space === 'cmyk'
      ? 'CMYK colours'
      : `${countWithNoun(channels, 'channel')} of kind ${depth} in colour space ${space}`;
  throw new MaskmendError('unsupported-format', `the ${formatNames[format]} has ${what}, which no mask has`, {
    hint: 'export the mask as PNG from the program that made it',
  });
}
