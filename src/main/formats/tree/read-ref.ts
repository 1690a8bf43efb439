import { crc32, inflateRawSync } from 'node:zlib';
import { closeSync, openSync, readSync } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { beyondLimit, limitTable, type ReadLimits } from '../../../shared/limits.ts';
import type { EmbeddedRef, FileRef, ZipEntryRef } from '../../../shared/model/dataset.ts';
import { readFailure } from '../../codec/file-failure.ts';

/** Bytes of a local header before name and extra field (APPNOTE 4.3.7). */
const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER_MARK = 0x04034b50;

/**
 * The bytes of a file or zip entry; throws `too-large` above the limit, `not-found`, `corrupt-file`, ..., with its name.
 * Read at once and not by turns: of a small mask, waiting for each step costs more than reading it.
 */
export function readRef(file: FileRef, limits: ReadLimits, limit: 'bytes' | 'text-bytes' = 'bytes'): Uint8Array {
  if (file.bytes > limits[limitTable[limit].field]) {
    throw beyondLimit(limit, `has ${file.bytes} bytes`, { limits, path: file.name });
  }
  return readAll(file);
}

function readAll(file: FileRef): Uint8Array {
  if (file.embedded !== undefined) return readEmbedded(file, file.embedded);
  return readOpened(file, (descriptor) =>
    file.entry === undefined ? readRange(descriptor, 0, file.bytes) : unpack(readStored(descriptor, file.entry), file),
  );
}

function readEmbedded({ path, name, entry }: FileRef, { at, characters, textBytes }: EmbeddedRef): Uint8Array {
  const file = { path, name, entry, bytes: textBytes };
  const text =
    entry === undefined
      ? readRanges(file, Float64Array.of(at, characters))[0]
      : readAll(file).subarray(at, at + characters);
  return new Uint8Array(Buffer.from(Buffer.from(text).toString('latin1'), 'base64'));
}

/** Whether a file is one of the disk by itself, which others can be told of by its path. */
export function isFileItself({ entry, embedded }: FileRef): boolean {
  return entry === undefined && embedded === undefined;
}

/** Parts of a file that is no zip entry: pairs of place and length. Throws as `readRef` does. */
export function readRanges(file: FileRef, places: Float64Array): Uint8Array[] {
  return readOpened(file, (descriptor) =>
    Array.from({ length: places.length / 2 }, (_, i) => readRange(descriptor, places[2 * i], places[2 * i + 1])),
  );
}

function readOpened<Value>({ path, name }: FileRef, read: (descriptor: number) => Value): Value {
  try {
    const descriptor = openSync(path, 'r');
    try {
      return read(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw error instanceof MaskmendError ? error.at(name) : readFailure(error, name);
  }
}

/** A part of a file. Throws `truncated-file` where the file ends before. */
function readRange(descriptor: number, at: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let filled = 0; filled < length;) {
    const count = readSync(descriptor, bytes, filled, length - filled, at + filled);
    if (count === 0) throw new MaskmendError('truncated-file', 'the file ends before its time');
    filled += count;
  }
  return bytes;
}

/** Name and extra field of the local header may be longer than those of the directory: they are read there. */
function readStored(descriptor: number, { headerAt, compressedBytes }: ZipEntryRef): Uint8Array {
  const header = readRange(descriptor, headerAt, LOCAL_HEADER_BYTES);
  const view = new DataView(header.buffer);
  if (view.getUint32(0, true) !== LOCAL_HEADER_MARK) {
    throw new MaskmendError('corrupt-file', 'the zip archive has no entry where its directory says');
  }
  const dataAt = headerAt + LOCAL_HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  return readRange(descriptor, dataAt, compressedBytes);
}

function unpack(stored: Uint8Array, { bytes, entry }: FileRef): Uint8Array {
  const unpacked = entry?.method === 'deflated' ? inflate(stored, bytes) : stored;
  if (unpacked.length !== bytes || crc32(unpacked) !== entry?.crc32) {
    throw new MaskmendError('corrupt-file', 'the zip entry is not what the archive says of it', {
      hint: 'pack the archive again',
    });
  }
  return unpacked;
}

function inflate(stored: Uint8Array, bytes: number): Uint8Array {
  try {
    const inflated = inflateRawSync(stored, { maxOutputLength: Math.max(1, bytes) });
    return new Uint8Array(inflated.buffer, inflated.byteOffset, inflated.length);
  } catch (cause) {
    throw new MaskmendError('corrupt-file', 'the zip entry cannot be unpacked to the size the archive says', { cause });
  }
}
