import { MaskmendError } from '../../../shared/errors.ts';

/** What the main header of a JPEG 2000 codestream tells. */
export interface Jpeg2000Header {
  readonly width: number;
  readonly height: number;
  readonly componentCount: number;
  /** Bits of a sample. */
  readonly bitDepth: number;
  /** True where all components have that depth, no sign, and the full size. */
  readonly isUniform: boolean;
}

/** Reads SIZ, ITU-T T.800 A.5.1; throws `truncated-file`. */
export function parseJpeg2000Header(codestream: Uint8Array): Jpeg2000Header {
  const view = new DataView(codestream.buffer, codestream.byteOffset, codestream.byteLength);
  try {
    return parseSize(view);
  } catch (cause) {
    throw new MaskmendError('truncated-file', 'the JPEG 2000 file ends before its header does', { cause });
  }
}

/** SIZ stands first, behind the start marker. */
function parseSize(view: DataView): Jpeg2000Header {
  const componentCount = view.getUint16(40);
  const depthAndSign = view.getUint8(42);
  let isUniform = depthAndSign < 0x80;
  for (let i = 0, at = 42; i < componentCount; i++, at += 3) {
    isUniform &&= view.getUint8(at) === depthAndSign && view.getUint16(at + 1) === 0x0101;
  }
  return {
    width: view.getUint32(8) - view.getUint32(16),
    height: view.getUint32(12) - view.getUint32(20),
    componentCount,
    bitDepth: (depthAndSign & 0x7f) + 1,
    isUniform,
  };
}
