import type { Raster } from '../mask/raster.ts';
import { type SeenPicture, seePicture } from './seen-picture.ts';

/** A grid of cells that a picture's detail keeps to: where its first cell begins, in pixels. */
export interface Grid {
  /** The size of a cell, in pixels. */
  readonly wide: 8 | 16;
  readonly high: 8 | 16;
  readonly left: number;
  readonly top: number;
}

type CellSize = Pick<Grid, 'wide' | 'high'>;

const FINE: CellSize = { wide: 8, high: 8 };
const COARSE: CellSize = { wide: 16, high: 16 };
const OBLONG: CellSize = { wide: 16, high: 8 };

/** The triangle filter carries chroma by one pixel into the next cell. */
const marginOf = (side: number): number => (side === 16 ? 1 : 0);
/**
 * Cells with detail under the grid that has fewest, as a share of the middling grid's. Of masks that were decoded from
 * JPEGs whose chroma was whole at most 0.75; with chroma halved at most 0.93 of the larger cells; of resized ones, which
 * have no grid, at least 0.8 of small cells, and 0.8 to 0.97 of large ones.
 */
const PLAIN_SHARE = 0.78;
const POSSIBLE_SHARE = 0.93;
/** Of fewer cells the share tells nothing. */
const FEW_CELLS = 40;
/** Nor where nearly every cell has detail. */
const FULL_SHARE = 0.7;

const corners: readonly Grid[] = [
  { ...COARSE, left: 0, top: 0 },
  { ...OBLONG, left: 0, top: 0 },
  { ...FINE, left: 0, top: 0 },
];

/**
 * The grids that the detail of a picture may keep to, the likeliest first: in a decoded JPEG what lies round an edge fills
 * whole blocks, and the blocks beside are of one colour. Where there is too little detail to tell, the grids that begin at
 * the picture's corner; none where it is plain that there is none.
 */
export function findGrids(picture: SeenPicture): readonly Grid[] {
  const detail = new DetailSums(picture);
  const fine = detail.bestGrid(FINE);
  if (fine.cells >= FEW_CELLS && fine.share <= PLAIN_SHARE) return [fine.grid];
  const coarse = detail.bestGrid(COARSE);
  if (coarse.cells < FEW_CELLS / 4 || coarse.filled >= FULL_SHARE) return corners;
  const found = [coarse, detail.bestGrid(OBLONG)]
    .filter(({ share }) => share <= POSSIBLE_SHARE)
    .sort((a, b) => a.share - b.share)
    .map(({ grid }) => grid);
  return fine.cells < FEW_CELLS ? [...found, { ...FINE, left: 0, top: 0 }] : found;
}

/** Whether the detail of a picture plainly keeps to a grid, as that of a decoded JPEG does. */
export function keepsToGrid(raster: Raster): boolean {
  const picture = seePicture(raster);
  if (picture === undefined) return false;
  const detail = new DetailSums(picture);
  return [FINE, COARSE].some((size) => {
    const { cells, share } = detail.bestGrid(size);
    return cells * size.wide * size.high >= FEW_CELLS * FINE.wide * FINE.high && share <= PLAIN_SHARE;
  });
}

interface FoundGrid {
  readonly grid: Grid;
  /** Cells with detail, about, and as a share of all. */
  readonly cells: number;
  readonly filled: number;
  /** That share by the middling grid's. */
  readonly share: number;
}

/** Counts pixels that differ from the next ones, in any part of the picture. */
class DetailSums {
  private readonly width: number;
  private readonly height: number;
  /** Summed from the corner; one column and row more than the picture. */
  private readonly sums: Uint32Array;

  constructor(picture: SeenPicture) {
    const { width, height } = picture;
    this.width = width;
    this.height = height;
    const stride = width + 1;
    this.sums = new Uint32Array(stride * (height + 1));
    for (let y = 0, at = stride + 1; y < height; y++, at++) {
      for (let x = 0, line = 0; x < width; x++, at++) {
        if (differsFromNext(picture, x, y)) line++;
        this.sums[at] = this.sums[at - stride] + line;
      }
    }
  }

  bestGrid(size: CellSize): FoundGrid {
    const { wide, high } = size;
    const shares = Array.from({ length: wide * high }, (_, at) =>
      this.filledShare({ ...size, left: at % wide, top: Math.floor(at / wide) }),
    );
    const filled = Math.min(...shares);
    const middling = shares.toSorted((a, b) => a - b)[shares.length >> 1];
    const at = shares.indexOf(filled);
    const grid = { ...size, left: at % wide, top: Math.floor(at / wide) };
    const cells = (filled * this.width * this.height) / (wide * high);
    return { grid, cells, share: filled / Math.max(1e-9, middling), filled };
  }

  /** The share of a grid's whole cells that hold detail. */
  private filledShare({ wide, high, left, top }: Grid): number {
    const [across, down] = [marginOf(wide), marginOf(high)];
    // A pixel that differs from the next cell's first lies at its own cell's edge.
    const size = { width: wide - 1 - 2 * across, height: high - 1 - 2 * down };
    let count = 0;
    let cells = 0;
    for (let y = top; y + high <= this.height; y += high) {
      for (let x = left; x + wide <= this.width; x += wide) {
        cells++;
        if (this.hasDetail(x + across, y + down, size)) count++;
      }
    }
    return count / Math.max(1, cells);
  }

  private hasDetail(x: number, y: number, { width, height }: { width: number; height: number }): boolean {
    const stride = this.width + 1;
    const above = y * stride + x;
    const below = above + height * stride;
    const { sums } = this;
    return sums[below + width] - sums[below] - sums[above + width] + sums[above] !== 0;
  }
}

function differsFromNext({ width, height, channels, samples }: SeenPicture, x: number, y: number): boolean {
  const at = (y * width + x) * channels;
  for (let channel = at; channel < at + channels; channel++) {
    if (x + 1 < width && samples[channel] !== samples[channel + channels]) return true;
    if (y + 1 < height && samples[channel] !== samples[channel + width * channels]) return true;
  }
  return false;
}
