import type { FileNote } from '../../shared/model/file-note.ts';
import { extname } from 'node:path';
import { MaskmendError } from '../../shared/errors.ts';
import type { FileFormat } from '../../shared/model/file-format.ts';

const formatOfExtension: Readonly<Partial<Record<string, FileFormat>>> = {
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.jpe': 'jpeg',
  '.jfif': 'jpeg',
  '.png': 'png',
  '.apng': 'png',
  '.webp': 'webp',
  '.tif': 'tiff',
  '.tiff': 'tiff',
  '.gif': 'gif',
  '.avif': 'avif',
  '.heic': 'heic',
  '.heif': 'heic',
  '.bmp': 'bmp',
  '.dib': 'bmp',
  '.jp2': 'jpeg2000',
  '.j2k': 'jpeg2000',
  '.j2c': 'jpeg2000',
  '.jpc': 'jpeg2000',
  '.jpx': 'jpeg2000',
  '.jpf': 'jpeg2000',
};

/** A mark at the start of a file, one character per byte; `?` stands for any byte. */
interface Mark<Kind> {
  readonly mark: string;
  readonly kind: Kind;
}

const pictureMarks: readonly Mark<FileFormat>[] = [
  { mark: '\xff\xd8\xff', kind: 'jpeg' },
  { mark: '\x89PNG', kind: 'png' },
  { mark: 'RIFF????WEBP', kind: 'webp' },
  { mark: 'II*\0', kind: 'tiff' },
  { mark: 'MM\0*', kind: 'tiff' },
  { mark: 'II+\0\x08\0\0\0', kind: 'tiff' },
  { mark: 'MM\0+\0\x08\0\0', kind: 'tiff' },
  { mark: 'GIF87a', kind: 'gif' },
  { mark: 'GIF89a', kind: 'gif' },
  { mark: '\0\0\0\x0cjP  \r\n\x87\n', kind: 'jpeg2000' },
  { mark: '\xff\x4f\xff\x51', kind: 'jpeg2000' },
];

/** What people take for pictures by mistake, or what calls itself one. */
const otherMarks: readonly Mark<string>[] = [
  { mark: '%PDF', kind: 'a PDF document' },
  { mark: 'PK\x03\x04', kind: 'a ZIP archive' },
  { mark: '\x1f\x8b', kind: 'a gzip archive' },
  { mark: '\x93NUMPY', kind: 'a NumPy array' },
  { mark: '8BPS', kind: 'a Photoshop document' },
  { mark: '\xff\x0a', kind: 'a JPEG XL picture' },
  { mark: '\0\0\0\x0cJXL ', kind: 'a JPEG XL picture' },
];

/** Sizes of the header that follows the 14 bytes of the file header, by version of the format. */
const bmpHeaderSizes: readonly number[] = [12, 16, 40, 52, 56, 64, 108, 124];

/** Bytes from the start of a file that are enough to tell its format. */
export const SNIFFED_BYTES = 4096;

/**
 * The format of a file by its first bytes; the name is never believed. Throws `unsupported-format` with what the file
 * seems to be instead, `corrupt-file` where it is empty.
 */
export function sniffFormat(start: Uint8Array): FileFormat {
  if (start.length === 0) throw new MaskmendError('corrupt-file', 'the file is empty');
  const format = pictureMarks.find(({ mark }) => hasMark(start, mark))?.kind ?? sniffHeif(start) ?? sniffBmp(start);
  if (format !== undefined) return format;
  throw new MaskmendError('unsupported-format', `the file is ${describeOther(start)}`, {
    hint: 'masks are read from JPEG, PNG, WebP, TIFF, GIF, AVIF, BMP and JPEG 2000',
  });
}

/** The remark that the name of a file and its bytes disagree, where they do. */
export function extensionNote(path: string, format: FileFormat): FileNote | undefined {
  const extension = extname(path);
  const promised = formatOfExtension[extension.toLowerCase()];
  if (promised === undefined || promised === format) return undefined;
  return { kind: 'extension', extension, format };
}

function hasMark(start: Uint8Array, mark: string): boolean {
  if (start.length < mark.length) return false;
  for (let i = 0; i < mark.length; i++) {
    if (mark[i] !== '?' && mark.charCodeAt(i) !== start[i]) return false;
  }
  return true;
}

/** AVIF and HEIC share the box `ftyp` and differ in the brands it lists, ISO/IEC 23008-12 and AV1 Image File Format. */
function sniffHeif(start: Uint8Array): FileFormat | undefined {
  if (!hasMark(start, '????ftyp')) return undefined;
  const length = new DataView(start.buffer, start.byteOffset, start.byteLength).getUint32(0);
  const brands = Buffer.from(start.subarray(8, length)).toString('latin1');
  if (/avi[fs]/.test(brands)) return 'avif';
  return /hei[cxms]|hev[cxms]|mif1|msf1/.test(brands) ? 'heic' : undefined;
}

/** The mark `BM` alone could begin a text: a known size of the second header must follow. */
function sniffBmp(start: Uint8Array): FileFormat | undefined {
  if (!hasMark(start, 'BM') || start.length < 18) return undefined;
  const headerSize = new DataView(start.buffer, start.byteOffset, start.byteLength).getUint32(14, true);
  return bmpHeaderSizes.includes(headerSize) ? 'bmp' : undefined;
}

function describeOther(start: Uint8Array): string {
  const known = otherMarks.find(({ mark }) => hasMark(start, mark))?.kind;
  return known ?? (isText(start) ? 'text, not a picture' : 'no picture of a known format');
}

/** UTF-8 without control characters, or UTF-16 with its mark. A character may be cut at the end of what was read. */
function isText(start: Uint8Array): boolean {
  if (hasMark(start, '\xff\xfe') || hasMark(start, '\xfe\xff')) return true;
  if (start.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return true;
  } catch {
    return false;
  }
}
