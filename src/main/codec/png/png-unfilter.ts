import { MaskmendError } from '../../../shared/errors.ts';

/** Rows of a picture or of an interlace pass as they come out of the zlib stream: each has its filter byte before it. */
export interface FilteredRows {
  /** The inflated stream; it is overwritten. */
  readonly bytes: Uint8Array;
  /** Where the first row's filter byte stands. */
  readonly start: number;
  readonly rows: number;
  /** Bytes of a row without its filter byte. */
  readonly rowBytes: number;
  /** Whole bytes of a pixel, at least 1: the distance to the pixel on the left. */
  readonly pixelBytes: number;
}

/** One row: read at `source`, written at `target`, which lies before it; the row above stands before `target`. */
interface Row {
  readonly bytes: Uint8Array;
  readonly source: number;
  readonly target: number;
  readonly length: number;
  readonly pixelBytes: number;
}

/**
 * Undoes the row filters, PNG (third edition) 9.2, and closes the gaps that the filter bytes leave. Works in place, so
 * that a picture takes its memory once. Returns the rows as a view into `bytes`; throws `corrupt-file`.
 */
export function unfilterRows({ bytes, start, rows, rowBytes, pixelBytes }: FilteredRows): Uint8Array {
  for (let y = 0; y < rows; y++) {
    const source = start + y * (rowBytes + 1) + 1;
    const row = { bytes, source, target: start + y * rowBytes, length: rowBytes, pixelBytes };
    const undo = (y === 0 ? undoFirst : undoNext).at(bytes[source - 1]);
    if (undo === undefined) throw unknownFilter(bytes[source - 1]);
    undo(row);
  }
  return bytes.subarray(start, start + rows * rowBytes);
}

function copyRow({ bytes, source, target, length }: Row): void {
  bytes.copyWithin(target, source, source + length);
}

function undoSub({ bytes, source, target, length, pixelBytes }: Row): void {
  bytes.copyWithin(target, source, source + pixelBytes);
  for (let i = pixelBytes; i < length; i++) {
    bytes[target + i] = bytes[source + i] + bytes[target + i - pixelBytes];
  }
}

function undoUp({ bytes, source, target, length }: Row): void {
  const above = target - length;
  for (let i = 0; i < length; i++) bytes[target + i] = bytes[source + i] + bytes[above + i];
}

function undoAverageOfFirst({ bytes, source, target, length, pixelBytes }: Row): void {
  bytes.copyWithin(target, source, source + pixelBytes);
  for (let i = pixelBytes; i < length; i++) {
    bytes[target + i] = bytes[source + i] + (bytes[target + i - pixelBytes] >> 1);
  }
}

function undoAverage({ bytes, source, target, length, pixelBytes }: Row): void {
  const above = target - length;
  for (let i = 0; i < pixelBytes; i++) bytes[target + i] = bytes[source + i] + (bytes[above + i] >> 1);
  for (let i = pixelBytes; i < length; i++) {
    const sum = bytes[target + i - pixelBytes] + bytes[above + i];
    bytes[target + i] = bytes[source + i] + (sum >> 1);
  }
}

function undoPaeth({ bytes, source, target, length, pixelBytes }: Row): void {
  const above = target - length;
  for (let i = 0; i < pixelBytes; i++) bytes[target + i] = bytes[source + i] + bytes[above + i];
  for (let i = pixelBytes; i < length; i++) {
    const left = bytes[target + i - pixelBytes];
    const up = bytes[above + i];
    const upLeft = bytes[above + i - pixelBytes];
    bytes[target + i] = bytes[source + i] + paethPredictor(left, up, upLeft);
  }
}

function paethPredictor(left: number, up: number, upLeft: number): number {
  const toLeft = Math.abs(up - upLeft);
  const toUp = Math.abs(left - upLeft);
  const toUpLeft = Math.abs(left + up - upLeft - upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

function unknownFilter(filter: number): MaskmendError {
  return new MaskmendError('corrupt-file', `a row of the PNG has filter ${filter}, which PNG does not have`);
}

/** By filter type: None, Sub, Up, Average, Paeth. */
const undoNext: readonly ((row: Row) => void)[] = [copyRow, undoSub, undoUp, undoAverage, undoPaeth];

/** With nothing above the first row, Paeth always predicts the pixel on the left. */
const undoFirst: readonly ((row: Row) => void)[] = [copyRow, undoSub, copyRow, undoAverageOfFirst, undoSub];
