import { crc32 } from 'node:zlib';
import { MaskmendError } from '../../../shared/errors.ts';
import { pngSignature } from './png-format.ts';

export interface PngChunk {
  /** Four letters; the first is upper case where a reader must understand the chunk. */
  readonly type: string;
  /** A view into the file's bytes. */
  readonly data: Uint8Array;
  readonly isIntact: boolean;
}

const LENGTH_AND_TYPE = 8;
const CRC = 4;

/**
 * The chunks of a PNG file up to and without IEND, in order, PNG (third edition) 5.3. What follows IEND is not looked at.
 *
 * Throws `truncated-file` where the file ends before IEND does, `corrupt-file` where chunk names are no letters or a
 * chunk that must be understood fails its check sum.
 */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk, void, undefined> {
  checkSignature(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let offset = pngSignature.length; ;) {
    if (offset + LENGTH_AND_TYPE + CRC > bytes.length) throw endsEarly();
    const length = view.getUint32(offset);
    const type = chunkType(view.getUint32(offset + 4));
    const end = offset + LENGTH_AND_TYPE + length;
    if (end + CRC > bytes.length) throw endsEarly();
    const isIntact = crc32(bytes.subarray(offset + 4, end)) === view.getUint32(end);
    if (!isIntact && isCritical(type)) {
      throw new MaskmendError('corrupt-file', `the PNG is damaged: its ${type} chunk fails its check sum`);
    }
    if (type === 'IEND') return;
    yield { type, data: bytes.subarray(offset + LENGTH_AND_TYPE, end), isIntact };
    offset = end + CRC;
  }
}

export function isCritical(type: string): boolean {
  return type.charCodeAt(0) < 0x60;
}

function checkSignature(bytes: Uint8Array): void {
  for (const [i, byte] of pngSignature.entries()) {
    if (i === bytes.length) throw endsEarly();
    if (bytes[i] === byte) continue;
    throw new MaskmendError('corrupt-file', 'the PNG signature is damaged', {
      hint: 'a transfer in text mode does this: transfer the file again in binary mode',
    });
  }
}

function chunkType(code: number): string {
  const type = String.fromCharCode(code >>> 24, (code >>> 16) & 255, (code >>> 8) & 255, code & 255);
  if (/^[A-Za-z]{4}$/.test(type)) return type;
  throw new MaskmendError('corrupt-file', 'the PNG is damaged: where a chunk should begin there is none');
}

function endsEarly(): MaskmendError {
  return new MaskmendError('truncated-file', 'the PNG ends before its picture does', {
    hint: 'copy it again from its source',
  });
}
