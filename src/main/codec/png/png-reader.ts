import { constants, inflateSync } from 'node:zlib';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { Raster } from '../../../shared/mask/raster.ts';
import { channelCounts } from '../../../shared/mask/raster.ts';
import { giveBack } from '../give-back.ts';
import { adam7Passes, layPass } from './adam7.ts';
import { checkSampleBytes } from '../../../shared/check-picture-size.ts';
import { checkIndices } from '../check-indices.ts';
import type { PictureFacts } from '../picture.ts';
import type { PngHeader } from './png-header.ts';
import { bitsPerPixel, rowBytes } from './png-header.ts';
import type { PngParts } from './png-parts.ts';
import { gatherPngParts } from './png-parts.ts';
import { unpackSamples } from './png-samples.ts';
import { unfilterRows } from './png-unfilter.ts';

export interface PngFile {
  readonly raster: Raster;
  readonly facts: PictureFacts;
}

/** The most bytes that deflate can make of one: 258 bytes from two bits. */
const MAX_INFLATION = 1032;

/**
 * Bytes behind the picture that are forgiven, at most as many as it has itself and these: some writers leave a row too much
 * in the stream.
 */
const SLACK = 65_536;
const LEAST_SLACK = 1024;

/**
 * Reads a PNG exactly: indices stay indices, samples keep their depth, no profile or gamma is applied. Of an animated
 * PNG the default picture is read. PNG (third edition), https://www.w3.org/TR/png-3/.
 *
 * Takes memory for what the header promises only where the file is large enough to fill it. Throws `corrupt-file`,
 * `truncated-file`, `too-large`, `unsupported-format`.
 */
export function readPng(bytes: Uint8Array, limits: ReadLimits): PngFile {
  const parts = gatherPngParts(bytes, limits);
  const inflated = inflate(parts.imageData, inflatedSize(parts.header));
  const samples = parts.header.isInterlaced ? readPasses(parts.header, inflated) : readRows(parts.header, inflated);
  giveBack(inflated, samples);
  const { header, colourTable } = parts;
  if (colourTable && samples instanceof Uint8Array) checkIndices(samples, colourTable, header.width);
  return { raster: makeRaster(parts, samples), facts: parts.facts };
}

/** What a PNG is, without its pixels; throws as `readPng` does. */
export function readPngFacts(bytes: Uint8Array, limits: ReadLimits): PictureFacts {
  return gatherPngParts(bytes, limits).facts;
}

function makeRaster({ header, colourTable, alphaTable }: PngParts, samples: Raster['samples']): Raster {
  const { width, height, channels, bitDepth } = header;
  return { width, height, channels, bitDepth, samples, ...(channels === 'indexed' && { colourTable, alphaTable }) };
}

/** The pictures that the zlib stream holds one after the other: one, or the passes of an interlaced file. */
function storedPictures(header: PngHeader): readonly { readonly width: number; readonly height: number }[] {
  return header.isInterlaced ? adam7Passes(header.width, header.height) : [header];
}

/** Bytes of the inflated stream: every row has its filter byte. */
function inflatedSize(header: PngHeader): number {
  return storedPictures(header).reduce((sum, { width, height }) => sum + height * (1 + rowBytes(header, width)), 0);
}

function inflate(imageData: Uint8Array, size: number): Uint8Array {
  if (size > imageData.length * MAX_INFLATION) throw endsEarly();
  checkSampleBytes(size);
  const bound = size + Math.min(SLACK, size + LEAST_SLACK);
  // One chunk, never filled to its end, so that zlib makes neither a second one nor a copy.
  const inflated = tryInflate(imageData, { maxOutputLength: bound, chunkSize: bound + 1 });
  if (inflated.length < size) throw endsEarly();
  // Not the Buffer itself: its slice() shares memory where that of a Uint8Array copies.
  return new Uint8Array(inflated.buffer, inflated.byteOffset, size);
}

function tryInflate(imageData: Uint8Array, bounds: { maxOutputLength: number; chunkSize: number }): Uint8Array {
  try {
    return inflateSync(imageData, { ...bounds, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    throw inflationError(error);
  }
}

function endsEarly(): MaskmendError {
  return new MaskmendError('truncated-file', 'the image data of the PNG end before the picture does', {
    hint: 'copy the file again from its source',
  });
}

function inflationError(cause: unknown): MaskmendError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ERR_BUFFER_TOO_LARGE') {
    return new MaskmendError('corrupt-file', 'the PNG holds more image data than its header promises', { cause });
  }
  if (code === 'Z_DATA_ERROR' || code === 'Z_NEED_DICT') {
    return new MaskmendError('corrupt-file', 'the image data of the PNG are damaged', { cause });
  }
  return new MaskmendError('too-large', 'there is not enough memory for the picture', {
    cause,
    hint: 'cut it into tiles',
  });
}

function readRows(header: PngHeader, inflated: Uint8Array): Raster['samples'] {
  return unpackPicture(header, inflated, { start: 0, width: header.width, height: header.height });
}

function readPasses(header: PngHeader, inflated: Uint8Array): Raster['samples'] {
  const channelCount = channelCounts[header.channels];
  const count = header.width * header.height * channelCount;
  const samples = header.bitDepth === 16 ? new Uint16Array(count) : new Uint8Array(count);
  let start = 0;
  for (const pass of adam7Passes(header.width, header.height)) {
    layPass(pass, unpackPicture(header, inflated, { start, ...pass }), { samples, width: header.width, channelCount });
    start += pass.height * (1 + rowBytes(header, pass.width));
  }
  return samples;
}

function unpackPicture(
  header: PngHeader,
  bytes: Uint8Array,
  place: { readonly start: number; readonly width: number; readonly height: number },
): Raster['samples'] {
  const rows = unfilterRows({
    bytes,
    start: place.start,
    rows: place.height,
    rowBytes: rowBytes(header, place.width),
    pixelBytes: Math.ceil(bitsPerPixel(header) / 8),
  });
  return unpackSamples({
    rows,
    bitDepth: header.bitDepth,
    samplesPerRow: place.width * channelCounts[header.channels],
  });
}
