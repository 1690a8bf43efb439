import { MaskmendError } from '../../../shared/errors.ts';
import type { Coding } from '../coding.ts';

/** One code of 12 bits stands for at most 4096 pixels. */
const MAX_PIXELS_PER_BYTE = 2731;

/** Believed without any data: a small frame may stand on a large canvas. */
const FREE_PIXELS = 16_777_216;

/**
 * What a GIF's bytes tell, GIF89a section 18. Throws `truncated-file` where its canvas is far larger than its data can
 * fill: the decoder would take the memory and fill the rest with nothing.
 */
export function gifCoding(bytes: Uint8Array): Coding {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pixels = bytes.length < 10 ? Infinity : view.getUint16(6, true) * view.getUint16(8, true);
  if (pixels > FREE_PIXELS + MAX_PIXELS_PER_BYTE * bytes.length) {
    throw new MaskmendError('truncated-file', 'the GIF ends before its picture does');
  }
  return { isLossless: true, notes: [{ kind: 'colour-table' }] };
}
