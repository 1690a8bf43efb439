import { MaskmendError } from '../../../shared/errors.ts';
import type { BmpHeader } from './bmp-header.ts';

/** What a code after a zero means; from 3 on it counts pixels that are named one by one. */
const escapes = { endOfRow: 0, endOfPicture: 1, jump: 2 };

/** The most pixels that one byte can stand for, and pixels that are believed without any. */
const MAX_RUN_PER_BYTE = 128;
const FREE_PIXELS = 1_048_576;

/**
 * Undoes the run lengths of a BMP of 4 or 8 bits (Microsoft, "Bitmap Compression"): one index per pixel, topmost row
 * first. Pixels that the code leaps over have index 0; what it writes beyond a row is dropped. Throws `truncated-file`,
 * also where the header promises far more pixels than the runs can hold.
 */
export function decodeRunLengths(header: BmpHeader): Uint8Array {
  if (header.width * header.height > FREE_PIXELS + MAX_RUN_PER_BYTE * header.pixels.length) throw endsEarly();
  return new RunLengthDecoder(header).decode();
}

class RunLengthDecoder {
  private readonly header: BmpHeader;
  private readonly indices: Uint8Array;
  private position = 0;
  private x = 0;
  /** Counted as the rows are stored. */
  private row = 0;
  private isAtEnd = false;

  constructor(header: BmpHeader) {
    this.header = header;
    this.indices = new Uint8Array(header.width * header.height);
  }

  decode(): Uint8Array {
    while (!this.isAtEnd) this.takeCode();
    return this.indices;
  }

  private takeCode(): void {
    const count = this.next();
    const code = this.next();
    if (count > 0) this.write(count, (i) => this.indexIn(code, i));
    else if (code === escapes.endOfPicture) this.isAtEnd = true;
    else if (code === escapes.endOfRow) this.moveTo(0, this.row + 1);
    else if (code === escapes.jump) this.moveTo(this.x + this.next(), this.row + this.next());
    else this.writeNamed(code);
  }

  private next(): number {
    if (this.position >= this.header.pixels.length) throw endsEarly();
    return this.header.pixels[this.position++];
  }

  private moveTo(x: number, row: number): void {
    this.x = x;
    this.row = row;
  }

  /** Pixels named one by one fill an even number of bytes. */
  private writeNamed(count: number): void {
    const { pixels, bitsPerPixel } = this.header;
    const start = this.position;
    const pixelsPerByte = 8 / bitsPerPixel;
    const bytes = Math.ceil(count / pixelsPerByte);
    if (start + bytes > pixels.length) throw endsEarly();
    this.write(count, (i) => this.indexIn(pixels[start + Math.floor(i / pixelsPerByte)], i));
    this.position = start + bytes + (bytes & 1);
  }

  /** The index of pixel `i` of a run in its byte: with 4 bits, the high half and the low half take turns. */
  private indexIn(byte: number, i: number): number {
    if (this.header.bitsPerPixel === 8) return byte;
    return i % 2 === 0 ? byte >> 4 : byte & 15;
  }

  private write(count: number, indexOf: (i: number) => number): void {
    const { width, height, isTopDown } = this.header;
    const start = (isTopDown ? this.row : height - 1 - this.row) * width + this.x;
    const fitting = this.row < height ? Math.min(count, width - this.x) : 0;
    for (let i = 0; i < fitting; i++) this.indices[start + i] = indexOf(i);
    this.x += count;
  }
}

function endsEarly(): MaskmendError {
  return new MaskmendError('truncated-file', 'the BMP ends before its picture does');
}
