import type { FileNote } from '../../../shared/model/file-note.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { Coding } from '../coding.ts';

interface Tags {
  /** Tag 258, of the first sample. */
  readonly bitsPerSample: number;
  /** Tag 259: 1 none, 5 LZW, 7 JPEG, ... */
  readonly compression: number;
  /** Tag 262: 0 grey with white as zero, 1 grey, 2 RGB, 3 palette, 5 CMYK, 6 YCbCr, ... */
  readonly photometric: number;
}

const BITS_PER_SAMPLE = 258;
const COMPRESSION = 259;
const PHOTOMETRIC = 262;
const WHITE_IS_ZERO = 0;
const BLACK_IS_ZERO = 1;
const PALETTE = 3;

const narrowDepths = [1, 2, 4] as const;

/** JPEG of TIFF 6.0 and of its technical note 2, lossy DNG, JPEG 2000, WebP (which may be either). */
const lossyCompressions: readonly number[] = [6, 7, 33003, 33005, 34712, 34892, 50001];

/**
 * Reads three tags of a TIFF (TIFF 6.0 section 2) or BigTIFF (https://www.awaresystems.be/imaging/tiff/bigtiff.html);
 * throws `truncated-file` where the directory lies behind the end.
 */
export function tiffCoding(bytes: Uint8Array): Coding {
  const { bitsPerSample, compression, photometric } = readTags(bytes);
  const notes: FileNote[] = [];
  if (photometric === PALETTE) notes.push({ kind: 'colour-table' });
  if (photometric === WHITE_IS_ZERO) notes.push({ kind: 'white-is-zero' });
  const greyBits = photometric > BLACK_IS_ZERO ? undefined : narrowDepths.find((bits) => bits === bitsPerSample);
  return { isLossless: !lossyCompressions.includes(compression), notes, ...(greyBits && { greyBits }) };
}

function readTags(bytes: Uint8Array): Tags {
  try {
    return parseDirectory(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (cause) {
    throw new MaskmendError('truncated-file', 'the TIFF ends before its directory does', { cause });
  }
}

function parseDirectory(view: DataView): Tags {
  const isLittle = view.getUint8(0) === 0x49;
  const short = (offset: number): number => view.getUint16(offset, isLittle);
  const long = (offset: number): number => view.getUint32(offset, isLittle);
  const wide = (offset: number): number => Number(view.getBigUint64(offset, isLittle));
  const isBig = short(2) === 43;
  const start = isBig ? wide(8) : long(4);
  const entries = isBig ? wide(start) : short(start);
  const [first, entryBytes, valueOffset] = isBig ? [start + 8, 20, 12] : [start + 2, 12, 8];
  let [bitsPerSample, compression, photometric] = [1, 1, 1];
  for (let i = 0, entry = first; i < entries; i++, entry += entryBytes) {
    // One or two short values stand in the entry itself; of more, which no grey picture has, their place does.
    if (short(entry) === BITS_PER_SAMPLE) bitsPerSample = short(entry + valueOffset);
    if (short(entry) === COMPRESSION) compression = short(entry + valueOffset);
    if (short(entry) === PHOTOMETRIC) photometric = short(entry + valueOffset);
  }
  return { bitsPerSample, compression, photometric };
}
