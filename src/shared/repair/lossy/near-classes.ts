import type { Labels } from '../../forward/down-sampling.ts';
import { MOST_CANDIDATES } from './cell-costs.ts';
import type { CellRows } from './cell-reader.ts';

/** No cell is of this class. */
const MIXED = -1;

/** A cell that may hold one of several classes. */
export interface OpenCell {
  readonly column: number;
  readonly row: number;
  readonly candidates: readonly number[];
}

interface LabelledCells {
  readonly width: number;
  readonly height: number;
  readonly labels: Labels;
}

/** The classes in and round each cell of 2 x 2 pixels, as they were before any was settled; rows are asked for in turn. */
export class NearClasses {
  private readonly picture: LabelledCells;
  private readonly cellsWide: number;
  private readonly cellsHigh: number;
  /** The class of a cell's pixels, of rows read so far; `MIXED` where there are several. */
  private readonly classes: Int32Array;
  private rowsRead = 0;
  private readonly before: Labels;

  constructor(picture: LabelledCells) {
    this.picture = picture;
    this.cellsWide = Math.ceil(picture.width / 2);
    this.cellsHigh = Math.ceil(picture.height / 2);
    this.before = picture.labels.slice();
    this.classes = new Int32Array(this.cellsWide * this.cellsHigh);
  }

  private readRows(to: number): void {
    for (let cell = this.rowsRead * this.cellsWide; cell < to * this.cellsWide; cell++) {
      this.classes[cell] = this.classOf(cell);
    }
    this.rowsRead = to;
  }

  private classOf(cell: number): number {
    const { width, height } = this.picture;
    const column = cell % this.cellsWide;
    const y = 2 * ((cell - column) / this.cellsWide);
    const [left, right] = [2 * column, Math.min(2 * column + 1, width - 1)];
    const [top, bottom] = [y * width, Math.min(y + 1, height - 1) * width];
    const label = this.before[top + left];
    const isOne =
      this.before[top + right] === label &&
      this.before[bottom + left] === label &&
      this.before[bottom + right] === label;
    return isOne ? label : MIXED;
  }

  /** The cells, row by row, that have more than one class in or beside them. */
  openCells({ from, to }: CellRows): OpenCell[] {
    this.readRows(Math.min(this.cellsHigh, to + 1));
    const open: OpenCell[] = [];
    for (let row = from; row < to; row++) {
      for (let column = 0; column < this.cellsWide; column++) {
        if (this.isOpen(column, row)) open.push({ column, row, candidates: this.classesAround(column, row) });
      }
    }
    return open;
  }

  private isOpen(column: number, row: number): boolean {
    const { cellsWide, cellsHigh } = this;
    const own = this.classes[row * cellsWide + column];
    if (own === MIXED) return true;
    for (let y = Math.max(0, row - 1); y <= Math.min(cellsHigh - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(cellsWide - 1, column + 1); x++) {
        if (this.classes[y * cellsWide + x] !== own) return true;
      }
    }
    return false;
  }

  /** In the cell and the eight beside it, the commonest first. */
  private classesAround(column: number, row: number): number[] {
    const { width, height } = this.picture;
    const counts = new Map<number, number>();
    for (let y = Math.max(0, 2 * row - 2); y < Math.min(height, 2 * row + 4); y++) {
      for (let x = Math.max(0, 2 * column - 2); x < Math.min(width, 2 * column + 4); x++) {
        const label = this.before[y * width + x];
        counts.set(label, (counts.get(label) ?? 0) + 1);
      }
    }
    const byCount = [...counts].sort(([a, countA], [b, countB]) => countB - countA || a - b);
    return byCount.slice(0, MOST_CANDIDATES).map(([label]) => label);
  }
}
