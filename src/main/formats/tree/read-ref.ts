import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { crc32, inflateRawSync } from 'node:zlib';
import { MaskmendError } from '../../../shared/errors.ts';
import type { FileRef, ZipEntryRef } from '../../../shared/model/dataset.ts';
import { readFailure } from '../../codec/file-failure.ts';

/** Bytes of a local header before name and extra field (APPNOTE 4.3.7). */
const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER_MARK = 0x04034b50;

/** The bytes of a file or zip entry; throws `too-large` above `maxBytes`, `not-found`, `corrupt-file`, ..., with its name. */
export async function readRef(file: FileRef, maxBytes: number): Promise<Uint8Array> {
  if (file.bytes > maxBytes) {
    throw new MaskmendError('too-large', `has ${file.bytes} bytes, the limit is ${maxBytes}`, { path: file.name });
  }
  try {
    return file.entry === undefined
      ? await readRange(file, 0, file.bytes)
      : unpack(await readStored(file, file.entry), file);
  } catch (error) {
    throw error instanceof MaskmendError ? error.at(file.name) : readFailure(error, file.name);
  }
}

/** A part of a file. Throws `truncated-file` where the file ends before. */
async function readRange({ path }: Pick<FileRef, 'path'>, at: number, length: number): Promise<Uint8Array> {
  await using file = await open(path);
  const bytes = new Uint8Array(length);
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, at + filled);
    if (bytesRead === 0) throw new MaskmendError('truncated-file', 'the file ends before its time');
    filled += bytesRead;
  }
  return bytes;
}

/**
 * Parts of a file that is no zip entry: pairs of place and length. Read at once and not by turns: an annotation is a few
 * hundred bytes, and waiting for each costs ten times as much as reading it. Throws as `readRef` does.
 */
export function readRanges({ path, name }: FileRef, places: Float64Array): Uint8Array[] {
  try {
    const file = openSync(path, 'r');
    try {
      return Array.from({ length: places.length / 2 }, (_, i) => {
        const bytes = new Uint8Array(places[2 * i + 1]);
        const length = readSync(file, bytes, 0, bytes.length, places[2 * i]);
        if (length < bytes.length) throw new MaskmendError('truncated-file', 'the file ends before its time');
        return bytes;
      });
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw error instanceof MaskmendError ? error.at(name) : readFailure(error, name);
  }
}

/** Name and extra field of the local header may be longer than those of the directory: they are read there. */
async function readStored(file: FileRef, { headerAt, compressedBytes }: ZipEntryRef): Promise<Uint8Array> {
  const header = await readRange(file, headerAt, LOCAL_HEADER_BYTES);
  const view = new DataView(header.buffer);
  if (view.getUint32(0, true) !== LOCAL_HEADER_MARK) {
    throw new MaskmendError('corrupt-file', 'the zip archive has no entry where its directory says');
  }
  const dataAt = headerAt + LOCAL_HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  return await readRange(file, dataAt, compressedBytes);
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
