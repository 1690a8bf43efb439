import { MaskmendError } from '../errors.ts';

/** One marker segment of a JPEG: its code (0xc0 for SOF0) and the bytes of its body, without the length. */
export interface JpegSegment {
  readonly marker: number;
  readonly body: Uint8Array;
  /** Offset of the first byte after the segment. */
  readonly end: number;
}

export const markers = {
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  startOfScan: 0xda,
  quantisationTables: 0xdb,
  huffmanTables: 0xc4,
  arithmeticConditioning: 0xcc,
  restartInterval: 0xdd,
  numberOfLines: 0xdc,
  comment: 0xfe,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
} as const;

/** The segment whose marker is at or after `offset`; undefined at the end of the image or of the file. */
export function readSegment(bytes: Uint8Array, offset: number): JpegSegment | undefined {
  const at = findMarker(bytes, offset);
  if (at === undefined) return undefined;
  const marker = bytes[at];
  if (marker === markers.endOfImage) return undefined;
  const length = uint16At(bytes, at + 1);
  const end = at + 1 + length;
  if (end > bytes.length) throw truncatedHeader();
  if (length < 2)
    throw new MaskmendError('corrupt-file', 'a marker segment has no length', { hint: 'export it again' });
  return { marker, body: bytes.subarray(at + 3, end), end };
}

export function truncatedHeader(): MaskmendError {
  return new MaskmendError('truncated-file', 'the file ends inside its header', { hint: 'copy or export it again' });
}

/** The big-endian 16-bit number at `at`; throws `truncated-file` beyond the end. */
export function uint16At(bytes: Uint8Array, at: number): number {
  if (at + 2 > bytes.length) throw truncatedHeader();
  return (bytes[at] << 8) | bytes[at + 1];
}

/** Offset of the next marker's code byte, past fill bytes, stray bytes and markers without a body. */
function findMarker(bytes: Uint8Array, offset: number): number | undefined {
  for (let at = offset; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue;
    const code = bytes[at + 1];
    const hasNoBody = code === 0 || code === 0xff || code === 0x01 || (code >= 0xd0 && code <= markers.startOfImage);
    if (!hasNoBody) return at + 1;
  }
  return undefined;
}
