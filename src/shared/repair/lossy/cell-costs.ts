import type { Labels } from '../../forward/down-sampling.ts';
import { CELL_PIXELS, type CellSamples, lumaChroma } from './cell-reader.ts';
import type { RasterReading } from '../raster/raster-reading.ts';

/**
 * Standard deviation, in levels, that lossy codecs are taken to leave beside boundaries, and what a neighbour of another
 * class costs beside and across a corner.
 */
const SPREAD = 9;
const SIDE_COST = 0.5;
const CORNER_COST = 0.35;
const PER_SQUARE = 1 / (2 * SPREAD ** 2);

/** Of more classes round one cell only so many can be tried. */
export const MOST_CANDIDATES = 5;

interface SettledPicture {
  readonly width: number;
  readonly height: number;
  readonly labels: Labels;
  /** Whether chroma was kept once for a cell. */
  readonly isCoarse: boolean;
}

/** Weighs the labels of a cell's four pixels against what a lossy picture shows of them, and against their neighbours. */
export class CellCosts {
  private readonly picture: SettledPicture;
  private readonly codes: readonly (readonly [number, number, number])[];
  private readonly cellsWide: number;
  private samples: CellSamples | undefined;
  private firstRow = 0;
  /** How many labels each pixel may have, and for every pixel and label: its cost by itself, and within the best cell. */
  private count = 0;
  private readonly alone = new Float64Array(CELL_PIXELS * MOST_CANDIDATES);
  private readonly least = new Float64Array(CELL_PIXELS * MOST_CANDIDATES);
  private readonly blue = new Float64Array(MOST_CANDIDATES);
  private readonly red = new Float64Array(MOST_CANDIDATES);
  /** Of the best labels, for every pixel its candidate. */
  private readonly chosen = [0, 0, 0, 0];

  constructor(classTriples: RasterReading['classTriples'], picture: SettledPicture) {
    this.picture = picture;
    this.codes = classTriples.map(lumaChroma);
    this.cellsWide = Math.ceil(picture.width / 2);
  }

  /** Rows of cells from `firstRow` on. */
  load(samples: CellSamples, firstRow: number): void {
    this.samples = samples;
    this.firstRow = firstRow;
  }

  /** Gives a cell the labels that cost least, of at most `MOST_CANDIDATES` classes; says whether that changed any. */
  settle(column: number, row: number, candidates: readonly number[]): boolean {
    this.count = candidates.length;
    this.weighPixels(column, row, candidates);
    this.weighCells(column, row, candidates);
    return this.enter(column, row, candidates);
  }

  /** Of a pixel of the cell settled last: by how much its label costs less than any other. */
  marginOf(pixel: number): number {
    const { count, least, chosen } = this;
    let other = Infinity;
    for (let at = 0; at < count; at++) {
      if (at !== chosen[pixel]) other = Math.min(other, least[pixel * count + at]);
    }
    return other - least[pixel * count + chosen[pixel]];
  }

  private weighPixels(column: number, row: number, candidates: readonly number[]): void {
    const { width, height, isCoarse } = this.picture;
    const { alone, codes, samples, count } = this;
    if (samples === undefined) return;
    const first = CELL_PIXELS * ((row - this.firstRow) * this.cellsWide + column);
    for (let pixel = 0; pixel < CELL_PIXELS; pixel++) {
      const [x, y] = [2 * column + (pixel & 1), 2 * row + (pixel >> 1)];
      const isThere = x < width && y < height;
      const at = first + pixel;
      for (let i = 0; i < count; i++) {
        const [luma, blue, red] = codes[candidates[i]];
        const chroma = isCoarse ? 0 : (samples.blue[at] - blue) ** 2 + (samples.red[at] - red) ** 2;
        const cost = ((samples.luma[at] - luma) ** 2 + chroma) * PER_SQUARE;
        alone[pixel * count + i] = isThere ? cost + this.outerRoughness(x, y, candidates[i]) : 0;
      }
    }
  }

  /** What it costs that neighbours in other cells have another label. */
  private outerRoughness(x: number, y: number, label: number): number {
    const { width, height, labels } = this.picture;
    const [cellX, cellY] = [x & ~1, y & ~1];
    let cost = 0;
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        if ((row & ~1) === cellY && (column & ~1) === cellX) continue;
        if (labels[row * width + column] !== label) cost += row === y || column === x ? SIDE_COST : CORNER_COST;
      }
    }
    return cost;
  }

  private weighCells(column: number, row: number, candidates: readonly number[]): void {
    const { alone, least, blue, red, codes, count, samples } = this;
    if (samples === undefined) return;
    const { width, height, isCoarse } = this.picture;
    const cell = (row - this.firstRow) * this.cellsWide + column;
    for (let i = 0; i < count; i++) {
      blue[i] = codes[candidates[i]][1] / CELL_PIXELS;
      red[i] = codes[candidates[i]][2] / CELL_PIXELS;
    }
    const [seenBlue, seenRed] = isCoarse ? [samples.blue[cell], samples.red[cell]] : [0, 0];
    // Beyond an odd edge the last pixel stands twice.
    const isWide = 2 * column + 1 < width;
    const isHigh = 2 * row + 1 < height;
    least.fill(Infinity);
    let best = Infinity;
    for (let a = 0; a < count; a++) {
      for (let b = isWide ? 0 : a; b < (isWide ? count : a + 1); b++) {
        const upper = alone[a] + alone[count + b] + (a === b ? 0 : SIDE_COST);
        for (let c = isHigh ? 0 : a; c < (isHigh ? count : a + 1); c++) {
          const left = upper + alone[2 * count + c] + (a === c ? 0 : SIDE_COST) + (b === c ? 0 : CORNER_COST);
          const from = isWide && isHigh ? 0 : isWide ? b : c;
          for (let d = from; d < (isWide && isHigh ? count : from + 1); d++) {
            let cost = left + alone[3 * count + d] + (a === d ? 0 : CORNER_COST);
            cost += (b === d ? 0 : SIDE_COST) + (c === d ? 0 : SIDE_COST);
            if (isCoarse) {
              const strayBlue = blue[a] + blue[b] + blue[c] + blue[d] - seenBlue;
              const strayRed = red[a] + red[b] + red[c] + red[d] - seenRed;
              cost += (strayBlue * strayBlue + strayRed * strayRed) * PER_SQUARE;
            }
            if (cost < least[a]) least[a] = cost;
            if (cost < least[count + b]) least[count + b] = cost;
            if (cost < least[2 * count + c]) least[2 * count + c] = cost;
            if (cost < least[3 * count + d]) least[3 * count + d] = cost;
            if (cost < best) {
              best = cost;
              this.chosen[0] = a;
              this.chosen[1] = b;
              this.chosen[2] = c;
              this.chosen[3] = d;
            }
          }
        }
      }
    }
  }

  private enter(column: number, row: number, candidates: readonly number[]): boolean {
    const { width, height, labels } = this.picture;
    let isChanged = false;
    for (let pixel = 0; pixel < CELL_PIXELS; pixel++) {
      const [x, y] = [2 * column + (pixel & 1), 2 * row + (pixel >> 1)];
      if (x >= width || y >= height) continue;
      const label = candidates[this.chosen[pixel]];
      isChanged ||= labels[y * width + x] !== label;
      labels[y * width + x] = label;
    }
    return isChanged;
  }
}
