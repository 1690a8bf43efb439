import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import { checkPictureSize } from '../../../shared/check-picture-size.ts';

type BmpBits = 1 | 2 | 4 | 8 | 16 | 24 | 32;

export interface BmpHeader {
  readonly width: number;
  readonly height: number;
  readonly isTopDown: boolean;
  readonly bitsPerPixel: BmpBits;
  readonly isRunLengthCoded: boolean;
  /** Bits of red, green, blue and alpha in a pixel of 16 or 32 bits; alpha 0 where there is none. */
  readonly masks: readonly [red: number, green: number, blue: number, alpha: number];
  /** Blue, green, red and, unless the header is the oldest, a spare byte for every colour. */
  readonly colourTable: Uint8Array;
  readonly colourBytes: 3 | 4;
  /** The pixels, up to the end of the file. */
  readonly pixels: Uint8Array;
  readonly hasColourProfile: boolean;
}

const FILE_HEADER_BYTES = 14;
const CORE_HEADER_BYTES = 12;
const INFO_HEADER_BYTES = 40;
const V3_HEADER_BYTES = 56;
const V4_HEADER_BYTES = 108;

const compressions = { none: 0, rle8: 1, rle4: 2, bitFields: 3, alphaBitFields: 6 };

/** The colour spaces 'LINK' and 'MBED': a profile beside or in the file. */
const profileSpaces: readonly number[] = [0x4c494e4b, 0x4d424544];

/** The fields of the second header; the oldest has but the first four. */
interface Fields {
  readonly headerBytes: number;
  readonly width: number;
  /** Negative where the topmost row comes first. */
  readonly height: number;
  readonly bitsPerPixel: number;
  readonly compression: number;
  readonly coloursUsed: number;
  readonly pixelOffset: number;
}

/**
 * Reads the headers of a BMP: OS/2 1.x and 2.x, Windows 3 to 5 (Microsoft, BITMAPINFOHEADER and BITMAPV5HEADER).
 * Throws `corrupt-file`, `truncated-file`, `too-large`, `unsupported-format`.
 */
export function parseBmpHeader(bytes: Uint8Array, limits: ReadLimits): BmpHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields = parseFields(view);
  const size = { width: fields.width, height: Math.abs(fields.height) };
  checkPictureSize(size, limits);
  const bitsPerPixel = checkCoding(fields);
  return {
    ...size,
    isTopDown: fields.height < 0,
    bitsPerPixel,
    isRunLengthCoded: isRunLengthCoded(fields),
    masks: parseMasks(view, fields),
    ...splitBody(bytes, fields),
    hasColourProfile: fields.headerBytes >= V4_HEADER_BYTES && profileSpaces.includes(view.getUint32(70, true)),
  };
}

function parseFields(view: DataView): Fields {
  const headerBytes = view.byteLength < FILE_HEADER_BYTES + 4 ? 0 : view.getUint32(14, true);
  if (headerBytes < CORE_HEADER_BYTES || view.byteLength < FILE_HEADER_BYTES + headerBytes) {
    throw new MaskmendError('truncated-file', 'the BMP ends before its header does');
  }
  const isCore = headerBytes === CORE_HEADER_BYTES;
  return {
    headerBytes,
    width: isCore ? view.getUint16(18, true) : view.getInt32(18, true),
    height: isCore ? view.getUint16(20, true) : view.getInt32(22, true),
    bitsPerPixel: view.getUint16(isCore ? 24 : 28, true),
    compression: headerBytes < INFO_HEADER_BYTES ? compressions.none : view.getUint32(30, true),
    coloursUsed: headerBytes < INFO_HEADER_BYTES ? 0 : view.getUint32(46, true),
    pixelOffset: view.getUint32(10, true),
  };
}

const bitsOfCompression: Readonly<Partial<Record<number, readonly BmpBits[]>>> = {
  [compressions.none]: [1, 2, 4, 8, 16, 24, 32],
  [compressions.rle8]: [8],
  [compressions.rle4]: [4],
  [compressions.bitFields]: [16, 32],
  [compressions.alphaBitFields]: [16, 32],
};

function checkCoding({ headerBytes, bitsPerPixel, compression }: Fields): BmpBits {
  // OS/2 2.x has other meanings for the same numbers.
  const isKnown = headerBytes !== 64 || compression <= compressions.rle4;
  const bits = isKnown ? bitsOfCompression[compression]?.find((known) => known === bitsPerPixel) : undefined;
  if (bits !== undefined) return bits;
  throw new MaskmendError(
    'unsupported-format',
    `the BMP has ${bitsPerPixel} bits a pixel in compression ${compression}, which is not read`,
    {
      hint: 'export the mask as PNG from the program that made it',
    },
  );
}

function isRunLengthCoded({ compression }: Fields): boolean {
  return compression === compressions.rle8 || compression === compressions.rle4;
}

function hasBitFields({ compression }: Fields): boolean {
  return compression === compressions.bitFields || compression === compressions.alphaBitFields;
}

/** Masks stand at the same place in newer headers and behind the older one. */
function parseMasks(view: DataView, fields: Fields): BmpHeader['masks'] {
  if (!hasBitFields(fields)) return fields.bitsPerPixel === 16 ? [0x7c00, 0x3e0, 0x1f, 0] : [0xff0000, 0xff00, 0xff, 0];
  const hasAlpha = fields.headerBytes >= V3_HEADER_BYTES || fields.compression === compressions.alphaBitFields;
  if (view.byteLength < 70) throw new MaskmendError('truncated-file', 'the BMP ends before its header does');
  const mask = (i: number): number => view.getUint32(54 + 4 * i, true);
  return [mask(0), mask(1), mask(2), hasAlpha ? mask(3) : 0];
}

/** The colour table and the pixels; where the pixels are said to start inside the headers, they follow the table. */
function splitBody(bytes: Uint8Array, fields: Fields): Pick<BmpHeader, 'colourTable' | 'colourBytes' | 'pixels'> {
  const { headerBytes, bitsPerPixel, coloursUsed, pixelOffset } = fields;
  const colourBytes = headerBytes === CORE_HEADER_BYTES ? 3 : 4;
  const start = FILE_HEADER_BYTES + headerBytes + maskBytes(fields);
  const room = pixelOffset < start ? Infinity : Math.floor((pixelOffset - start) / colourBytes);
  // Beyond 8 bits a table only advises screens of few colours.
  const most = bitsPerPixel <= 8 ? 2 ** bitsPerPixel : 0;
  const end = start + colourBytes * Math.min(most, room, coloursUsed === 0 ? most : coloursUsed);
  if (end > bytes.length) throw new MaskmendError('truncated-file', 'the BMP ends before its colour table does');
  return {
    colourTable: bytes.subarray(start, end),
    colourBytes,
    pixels: bytes.subarray(pixelOffset < start ? end : pixelOffset),
  };
}

/** Bytes of the masks that stand between the older header and the colour table. */
function maskBytes({ headerBytes, compression }: Fields): number {
  if (headerBytes !== INFO_HEADER_BYTES) return 0;
  if (compression === compressions.alphaBitFields) return 16;
  return compression === compressions.bitFields ? 12 : 0;
}
