import { type ShouldStop, throwIfStopped } from '../../should-stop.ts';
import { CELL_PIXELS, type CellReader, type CellRows, cellMeans, type ChromaSampling, sharpen } from './cell-reader.ts';

/** Rows of cells that are looked at together, and how many such bands of a picture. */
const BAND_ROWS = 16;
const MOST_BANDS = 8;
/** Beside a cell, its neighbours must differ by this much, in levels, to tell how it was sampled. */
const TELLING = 24;
/**
 * By this share of that difference, at most, pixels stray from what was repeated or interpolated: on 21 masks at most 0.05
 * where it was, 0.10 and more where it was not, be their edges hard or soft.
 */
const STRAYING = 0.085;

interface Straying {
  repeated: number;
  interpolated: number;
  /** Of the same pixels, the differences beside their cells. */
  differences: number;
}

/**
 * How the chroma of a picture was sampled, by the cells round which it changes: full where neither repeating nor
 * interpolating cells gives what stands there, or where nothing tells. Levels that were clipped stray by a few.
 */
export function findChromaSampling(reader: CellReader, shouldStop: ShouldStop): ChromaSampling {
  return samplingOf(reader, ['blue', 'red'], shouldStop);
}

/**
 * Whether the pixels of a picture share their chroma by cells, but not their luma: so a lossy codec keeps it. One that was
 * enlarged shares both.
 */
export function isChromaShared(reader: CellReader, shouldStop: ShouldStop): boolean {
  return findChromaSampling(reader, shouldStop) !== 'full' && samplingOf(reader, ['luma'], shouldStop) === 'full';
}

/**
 * Whether the cells of an interpolated picture mean what their pixels show, rather than what interpolation was given:
 * some encoders choose chroma so that what is interpolated from it comes near the picture. Told by which of the two lies
 * nearer to the chroma of the picture's labels, as they are known so far.
 */
export function isChromaFitted(reader: CellReader, chromaOf: LabelledChroma, shouldStop: ShouldStop): boolean {
  let advantage = 0;
  for (const rows of sampledBands(reader)) {
    throwIfStopped(shouldStop);
    const kept = reader.read(rows, 'interpolated');
    const seen = reader.read(rows, 'repeated');
    for (const plane of ['blue', 'red'] as const) {
      for (let at = 0; at < kept[plane].length; at++) {
        const expected = chromaOf(rows.from * reader.cellsWide + at, plane);
        advantage += Math.abs(kept[plane][at] - expected) - Math.abs(seen[plane][at] - expected);
      }
    }
  }
  return advantage > 0;
}

/** The mean chroma of a cell's labels. */
export type LabelledChroma = (cell: number, plane: 'blue' | 'red') => number;

/** Rows of cells, evenly from all over a picture, of which there are no more than some hundreds. */
export function sampledBands({ cellsHigh }: CellReader): CellRows[] {
  const step = BAND_ROWS * Math.max(1, Math.ceil(cellsHigh / BAND_ROWS / MOST_BANDS));
  return Array.from({ length: Math.ceil(cellsHigh / step) }, (_, band) => ({
    from: band * step,
    to: Math.min(cellsHigh, band * step + BAND_ROWS),
  }));
}

function samplingOf(
  reader: CellReader,
  planes: readonly ('luma' | 'blue' | 'red')[],
  shouldStop: ShouldStop,
): ChromaSampling {
  const sums: Straying = { repeated: 0, interpolated: 0, differences: 0 };
  for (const rows of sampledBands(reader)) {
    throwIfStopped(shouldStop);
    const samples = reader.read(rows, 'full');
    for (const plane of planes) addStraying(samples[plane], reader.cellsWide, sums);
  }
  const sampling = sums.repeated < sums.interpolated ? 'repeated' : 'interpolated';
  return sums[sampling] < STRAYING * sums.differences ? sampling : 'full';
}

function addStraying(pixels: Float32Array, cellsWide: number, sums: Straying): void {
  const means = cellMeans(pixels);
  const cells = sharpen(means, cellsWide);
  const high = means.length / cellsWide;
  // At the ends of a band what lies beyond is not known.
  for (let row = 1; row + 1 < high; row++) {
    for (let column = 1; column + 1 < cellsWide; column++) {
      const at = row * cellsWide + column;
      const around = [means[at - 1], means[at + 1], means[at - cellsWide], means[at + cellsWide]];
      const difference = Math.max(...around) - Math.min(...around);
      if (difference < TELLING) continue;
      for (let pixel = 0; pixel < CELL_PIXELS; pixel++) {
        const beside = at + ((pixel & 1) === 0 ? -1 : 1);
        const over = (pixel >> 1 === 0 ? -1 : 1) * cellsWide;
        const interpolated = (9 * cells[at] + 3 * cells[beside] + 3 * cells[at + over] + cells[beside + over]) / 16;
        const seen = pixels[CELL_PIXELS * at + pixel];
        sums.repeated += Math.abs(seen - means[at]);
        sums.interpolated += Math.abs(seen - interpolated);
      }
      sums.differences += CELL_PIXELS * difference;
    }
  }
}
