import type { Raster } from '../../mask/raster.ts';
import type { RasterReading } from '../raster/raster-reading.ts';

/**
 * How a codec kept the chroma of a picture: of every pixel, or once for a cell of 2 x 2 pixels, which the decoder then
 * repeated or interpolated.
 */
export type ChromaSampling = 'full' | 'repeated' | 'interpolated';

/** Pixels of a cell: left and right of its upper row, then of its lower row. */
export const CELL_PIXELS = 4;

/** Rows of cells, from one, inclusive, to another, exclusive. */
export interface CellRows {
  readonly from: number;
  readonly to: number;
}

/**
 * Luma and chroma of some rows of cells, cell by cell. Beyond an odd edge the last column, or row, stands twice.
 */
export interface CellSamples {
  /** Of every pixel. */
  readonly luma: Float32Array;
  /** Blue and red chroma, zero for greys: of every pixel where sampling is full, else of every cell. */
  readonly blue: Float32Array;
  readonly red: Float32Array;
}

/** Luma, blue and red chroma of a colour: ITU-T T.871, chroma about zero. */
export function lumaChroma([red, green, blue]: readonly number[]): readonly [number, number, number] {
  return [
    0.299 * red + 0.587 * green + 0.114 * blue,
    -0.168_736 * red - 0.331_264 * green + 0.5 * blue,
    0.5 * red - 0.418_688 * green - 0.081_312 * blue,
  ];
}

/** How often what interpolation took from a cell's chroma is given back. */
const SHARPENINGS = 3;

/** Takes a decoded picture apart into the luma and chroma that its codec had. */
export class CellReader {
  readonly cellsWide: number;
  readonly cellsHigh: number;
  private readonly raster: Raster;
  private readonly reading: RasterReading;

  constructor(raster: Raster, reading: RasterReading) {
    this.raster = raster;
    this.reading = reading;
    this.cellsWide = Math.ceil(raster.width / 2);
    this.cellsHigh = Math.ceil(raster.height / 2);
  }

  /** With chroma as it was sampled. */
  read(rows: CellRows, sampling: ChromaSampling): CellSamples {
    if (sampling === 'full') return this.readPixels(rows);
    const halo = sampling === 'repeated' ? 0 : SHARPENINGS;
    const wide = { from: Math.max(0, rows.from - halo), to: Math.min(this.cellsHigh, rows.to + halo) };
    const { luma, blue, red } = this.readPixels(wide);
    const cells = (pixels: Float32Array) => {
      const seen = cellMeans(pixels);
      const kept = sampling === 'repeated' ? seen : sharpen(seen, this.cellsWide);
      return kept.subarray((rows.from - wide.from) * this.cellsWide, (rows.to - wide.from) * this.cellsWide);
    };
    const skipped = CELL_PIXELS * this.cellsWide * (rows.from - wide.from);
    const count = CELL_PIXELS * this.cellsWide * (rows.to - rows.from);
    return { luma: luma.subarray(skipped, skipped + count), blue: cells(blue), red: cells(red) };
  }

  private readPixels({ from, to }: CellRows): CellSamples {
    const { width, height } = this.raster;
    const count = CELL_PIXELS * this.cellsWide * (to - from);
    const [luma, blue, red] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
    const triple = [0, 0, 0];
    let at = 0;
    for (let row = from; row < to; row++) {
      for (let column = 0; column < this.cellsWide; column++) {
        for (let pixel = 0; pixel < CELL_PIXELS; pixel++, at++) {
          const x = Math.min(2 * column + (pixel & 1), width - 1);
          const y = Math.min(2 * row + (pixel >> 1), height - 1);
          this.reading.tripleAt(y * width + x, triple);
          [luma[at], blue[at], red[at]] = lumaChroma(triple);
        }
      }
    }
    return { luma, blue, red };
  }
}

/** Of the pixels of each cell. */
export function cellMeans(pixels: Float32Array): Float32Array {
  return Float32Array.from({ length: pixels.length / CELL_PIXELS }, (_, cell) => {
    const at = CELL_PIXELS * cell;
    return (pixels[at] + pixels[at + 1] + pixels[at + 2] + pixels[at + 3]) / CELL_PIXELS;
  });
}

/**
 * The chroma from which a decoder interpolated (with 9, 3, 3 and 1 sixteenths of the four nearest cells) what has these
 * means: fixed-point iteration.
 */
export function sharpen(seen: Float32Array, cellsWide: number): Float32Array {
  const kept = seen.slice();
  for (let round = 0; round < SHARPENINGS; round++) {
    const blurred = blur(kept, cellsWide);
    for (let cell = 0; cell < kept.length; cell++) kept[cell] += seen[cell] - blurred[cell];
  }
  return kept;
}

/** The means of cells whose chroma is interpolated: an eighth of the neighbour on either side, both ways. */
function blur(cells: Float32Array, cellsWide: number): Float32Array {
  const high = cells.length / cellsWide;
  const across = new Float32Array(cells.length);
  const blurred = new Float32Array(cells.length);
  for (let row = 0; row < high; row++) {
    for (let column = 0; column < cellsWide; column++) {
      const at = row * cellsWide + column;
      const left = cells[column > 0 ? at - 1 : at];
      const right = cells[column + 1 < cellsWide ? at + 1 : at];
      across[at] = (left + 6 * cells[at] + right) / 8;
    }
  }
  for (let row = 0; row < high; row++) {
    for (let column = 0; column < cellsWide; column++) {
      const at = row * cellsWide + column;
      const above = across[row > 0 ? at - cellsWide : at];
      const below = across[row + 1 < high ? at + cellsWide : at];
      blurred[at] = (above + 6 * across[at] + below) / 8;
    }
  }
  return blurred;
}
