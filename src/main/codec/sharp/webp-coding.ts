import { MaskmendError } from '../../../shared/errors.ts';

const FRAME_HEADER_BYTES = 16;

/**
 * Whether the first frame of a WebP is coded without loss: in a VP8L chunk, not a VP8 one. WebP Container
 * Specification, https://developers.google.com/speed/webp/docs/riff_container. Throws `truncated-file` where the file
 * is shorter than its header says, `corrupt-file` where it holds no frame.
 */
export function isLosslessWebp(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length < 8 ? Infinity : view.getUint32(4, true) + 8;
  if (end > bytes.length) throw new MaskmendError('truncated-file', 'the WebP ends before its picture does');
  for (let offset = 12; offset + 8 <= end;) {
    const type = Buffer.from(bytes.subarray(offset, offset + 4)).toString('latin1');
    if (type === 'VP8L') return true;
    if (type === 'VP8 ') return false;
    const length = view.getUint32(offset + 4, true);
    offset += 8 + (type === 'ANMF' ? FRAME_HEADER_BYTES : length + (length & 1));
  }
  throw new MaskmendError('corrupt-file', 'the WebP holds no picture');
}
