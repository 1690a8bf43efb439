import type { RasterReading } from '../raster-reading.ts';
import { type Axis, inverseTaps, type Taps } from './axis.ts';
import type { Enlargement } from './find-enlargements.ts';
import type { LostLevels } from './lost-levels.ts';
import type { Kernel } from './resamplers.ts';

/** Rows of the mask whose sums down the picture are kept: those that a kernel reaches, and as many to come back to. */
const ROWS = 24;

/** Columns of the picture whose sums are kept together, as a power of two. */
const PIECE_BITS = 5;
const PIECE = 2 ** PIECE_BITS;

/** Of one row of the mask: sums down the columns of the picture, three channels each, by piece; not a number until needed. */
type RowSums = (Float64Array | undefined)[];

/** Sums that several masks of one size go by. */
const knownTaps = new WeakMap<Axis, Map<Kernel, (Taps | undefined)[]>>();

function tapsOf(axis: Axis, kernel: Kernel): (Taps | undefined)[] {
  const byKernel = knownTaps.get(axis) ?? new Map<Kernel, (Taps | undefined)[]>();
  knownTaps.set(axis, byKernel);
  const taps = byKernel.get(kernel) ?? [];
  byKernel.set(kernel, taps);
  return taps;
}

/** Sums of the picture's pixels that give the mask's, by least squares: down its columns first, which neighbours share. */
export class InverseSums {
  private readonly enlargement: Enlargement;
  private readonly kernel: Kernel;
  private readonly reading: Pick<RasterReading, 'tripleAt'>;
  private readonly lost: LostLevels | undefined;
  private readonly across: (Taps | undefined)[];
  private readonly down: (Taps | undefined)[];
  private readonly rows = new Map<number, RowSums>();
  private readonly triple = [0, 0, 0];

  /** `lost` is what the picture does not hold of its pixels. */
  constructor(enlargement: Enlargement, kernel: Kernel, reading: Pick<RasterReading, 'tripleAt'>, lost?: LostLevels) {
    this.enlargement = enlargement;
    this.kernel = kernel;
    this.reading = reading;
    this.lost = lost;
    this.across = tapsOf(enlargement.across, kernel);
    this.down = tapsOf(enlargement.down, kernel);
  }

  /** Sums up a pixel of the mask; answers how large a rounding of all pixels of the picture may become. */
  addUp(column: number, row: number, out: number[]): number {
    const across = (this.across[column] ??= inverseTaps(column, this.enlargement.across, this.kernel));
    const down = (this.down[row] ??= inverseTaps(row, this.enlargement.down, this.kernel));
    const rowSums = this.sumsOf(row);
    let [red, green, blue] = [0, 0, 0];
    const { first, weights } = across;
    for (let tap = 0, x = first; tap < weights.length; tap++, x++) {
      const piece = (rowSums[x >> PIECE_BITS] ??= newPiece());
      const at = 3 * (x & (PIECE - 1));
      if (Number.isNaN(piece[at])) this.addDown(x, down, { piece, at });
      red += weights[tap] * piece[at];
      green += weights[tap] * piece[at + 1];
      blue += weights[tap] * piece[at + 2];
    }
    [out[0], out[1], out[2]] = [red, green, blue];
    return sizeOf(across) * sizeOf(down);
  }

  private sumsOf(row: number): RowSums {
    const met = this.rows.get(row);
    if (met !== undefined) return met;
    if (this.rows.size >= ROWS) this.rows.delete(this.rows.keys().next().value ?? row);
    const made: RowSums = [];
    this.rows.set(row, made);
    return made;
  }

  private addDown(
    x: number,
    { first, weights }: Taps,
    { piece, at }: { readonly piece: Float64Array; readonly at: number },
  ): void {
    const { triple } = this;
    const { after } = this.enlargement.across;
    for (let channel = 0; channel < 3; channel++) piece[at + channel] = 0;
    for (let tap = 0; tap < weights.length; tap++) {
      const y = first + tap;
      this.reading.tripleAt(y * after + x, triple);
      const lost = this.lost?.at(x, y);
      for (let channel = 0; channel < 3; channel++)
        piece[at + channel] += weights[tap] * (triple[channel] + (lost?.[channel] ?? 0));
    }
  }
}

function newPiece(): Float64Array {
  const piece = new Float64Array(3 * PIECE);
  piece.fill(NaN);
  return piece;
}

function sizeOf({ weights }: Taps): number {
  let size = 0;
  for (const weight of weights) size += Math.abs(weight);
  return size;
}
