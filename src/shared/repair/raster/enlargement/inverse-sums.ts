import type { RasterReading } from '../raster-reading.ts';
import { inverseTaps, type Taps } from './axis.ts';
import type { Enlargement } from './find-enlargements.ts';
import type { LostLevels } from './lost-levels.ts';
import type { Kernel } from './resamplers.ts';

/** Rows of the mask whose sums down the picture are kept: those that a kernel reaches, and as many to come back to. */
const ROWS = 24;

/** Of one row of the mask: sums down the columns of the picture. */
interface RowSums {
  /** Three channels each. */
  readonly sums: Float64Array;
  readonly isKnown: Uint8Array;
}

/** Sums of the picture's pixels that give the mask's, by least squares: down its columns first, which neighbours share. */
export class InverseSums {
  private readonly enlargement: Enlargement;
  private readonly kernel: Kernel;
  private readonly reading: Pick<RasterReading, 'tripleAt'>;
  private readonly lost: LostLevels | undefined;
  private readonly across: (Taps | undefined)[] = [];
  private readonly down: (Taps | undefined)[] = [];
  private readonly rows = new Map<number, RowSums>();
  private readonly triple = [0, 0, 0];

  /** `lost` is what the picture does not hold of its pixels. */
  constructor(enlargement: Enlargement, kernel: Kernel, reading: Pick<RasterReading, 'tripleAt'>, lost?: LostLevels) {
    this.enlargement = enlargement;
    this.kernel = kernel;
    this.reading = reading;
    this.lost = lost;
  }

  /** Sums up a pixel of the mask; answers how large a rounding of all pixels of the picture may become. */
  addUp(column: number, row: number, out: number[]): number {
    const across = (this.across[column] ??= inverseTaps(column, this.enlargement.across, this.kernel));
    const down = (this.down[row] ??= inverseTaps(row, this.enlargement.down, this.kernel));
    const rowSums = this.sumsOf(row);
    out.fill(0);
    for (let tap = 0; tap < across.weights.length; tap++) {
      const x = across.first + tap;
      if (rowSums.isKnown[x] === 0) this.addDown(x, down, rowSums);
      for (let channel = 0; channel < 3; channel++) out[channel] += across.weights[tap] * rowSums.sums[3 * x + channel];
    }
    return sizeOf(across) * sizeOf(down);
  }

  private sumsOf(row: number): RowSums {
    const met = this.rows.get(row);
    if (met !== undefined) return met;
    const { after } = this.enlargement.across;
    if (this.rows.size >= ROWS) this.rows.delete(this.rows.keys().next().value ?? row);
    const made = { sums: new Float64Array(3 * after), isKnown: new Uint8Array(after) };
    this.rows.set(row, made);
    return made;
  }

  private addDown(x: number, { first, weights }: Taps, { sums, isKnown }: RowSums): void {
    const { triple } = this;
    const { after } = this.enlargement.across;
    for (let tap = 0; tap < weights.length; tap++) {
      const y = first + tap;
      this.reading.tripleAt(y * after + x, triple);
      const lost = this.lost?.at(x, y);
      for (let channel = 0; channel < 3; channel++)
        sums[3 * x + channel] += weights[tap] * (triple[channel] + (lost?.[channel] ?? 0));
    }
    isKnown[x] = 1;
  }
}

function sizeOf({ weights }: Taps): number {
  let size = 0;
  for (const weight of weights) size += Math.abs(weight);
  return size;
}
