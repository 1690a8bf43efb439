import { MaskmendError } from '../../../shared/errors.ts';

/** What the boxes of a JP2 file hold, as far as we look at them. */
export interface Jpeg2000Boxes {
  readonly codestream: Uint8Array;
  readonly hasColourProfile: boolean;
  /** True where indices are coded and a table gives their colours. */
  readonly hasColourTable: boolean;
}

interface Box {
  readonly type: string;
  /** A view into the file's bytes. */
  readonly content: Uint8Array;
}

/** The method of a colour box that says: an ICC profile follows. */
const ICC_METHOD = 2;

/** Looks at the boxes of a JP2 file, ITU-T T.800 annex I; a bare codestream has none. Throws `truncated-file`. */
export function findJpeg2000Boxes(bytes: Uint8Array): Jpeg2000Boxes {
  if (bytes[0] === 0xff) return { codestream: bytes, hasColourProfile: false, hasColourTable: false };
  const header = findBox(bytes, 'jp2h')?.content ?? new Uint8Array(0);
  const codestream = findBox(bytes, 'jp2c')?.content;
  if (codestream === undefined) {
    throw new MaskmendError('truncated-file', 'the JPEG 2000 file ends before its picture does');
  }
  return {
    codestream,
    hasColourProfile: findBox(header, 'colr', ({ content }) => content[0] === ICC_METHOD) !== undefined,
    hasColourTable: findBox(header, 'pclr') !== undefined,
  };
}

function findBox(bytes: Uint8Array, type: string, isMeant: (box: Box) => boolean = () => true): Box | undefined {
  for (const box of readBoxes(bytes)) if (box.type === type && isMeant(box)) return box;
  return undefined;
}

/** The boxes one after the other; one that reaches beyond the end is cut there, which its reader finds out. */
function* readBoxes(bytes: Uint8Array): Generator<Box, void, undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let offset = 0; offset + 8 <= bytes.length;) {
    const type = Buffer.from(bytes.subarray(offset + 4, offset + 8)).toString('latin1');
    const [headBytes, length] = boxSize(view, offset);
    yield { type, content: bytes.subarray(offset + headBytes, offset + length) };
    offset += Math.max(headBytes, length);
  }
}

/** A length of 1 says that a long one follows, a length of 0 that the box goes on to the end. */
function boxSize(view: DataView, offset: number): [headBytes: number, length: number] {
  const length = view.getUint32(offset);
  if (length === 0) return [8, view.byteLength - offset];
  if (length !== 1 || offset + 16 > view.byteLength) return [8, length];
  return [16, Number(view.getBigUint64(offset + 8))];
}
