import type { LabelMap } from '../mask/label-map.ts';
import { emptyRow, readRow, type RowRuns } from './row-runs.ts';

/** 4: pixels belong together where they share a side; 8: also where they touch at a corner. */
export type Connectivity = 4 | 8;

/** A connected part of one class; coded pixels. */
export interface MaskPart {
  /** The label as it stands in the map. */
  readonly label: number;
  readonly pixels: number;
  /** Box round it. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Column of its first pixel in row `y`: a pixel that belongs to it. */
  readonly firstX: number;
}

/**
 * Tells of every connected part of a label map, in the order in which their last rows are met. One pass over the rows
 * with a union of runs (after Rosenfeld and Pfaltz 1966); parts that end are forgotten, so that the memory grows with the
 * width alone, the time with the pixels.
 */
export function findObjects(map: LabelMap, connectivity: Connectivity, onPart: (part: MaskPart) => void): void {
  const finder = new PartFinder(map.width, connectivity === 8 ? 1 : 0, onPart);
  const row = emptyRow(map.width);
  for (let y = 0; y < map.height; y++) {
    readRow(map, y, row);
    finder.addRow(row, y);
  }
  finder.finish();
}

class PartFinder {
  readonly #reach: number;
  readonly #onPart: (part: MaskPart) => void;
  /** Parts that reach the row above, then one for each run of this row. */
  #parts: Parts;
  #spare: Parts;
  #live = 0;
  /** The runs of the row above, and the part of each. */
  readonly #above: RowRuns;
  readonly #partOfRun: Int32Array;
  readonly #parents: Int32Array;
  readonly #numbers: Int32Array;

  constructor(width: number, reach: number, onPart: (part: MaskPart) => void) {
    this.#reach = reach;
    this.#onPart = onPart;
    this.#parts = makeParts(2 * width);
    this.#spare = makeParts(2 * width);
    this.#above = emptyRow(width);
    this.#partOfRun = new Int32Array(width);
    this.#parents = new Int32Array(2 * width);
    this.#numbers = new Int32Array(2 * width);
  }

  addRow(row: RowRuns, y: number): void {
    const total = this.#live + row.count;
    for (let part = 0; part < total; part++) this.#parents[part] = part;
    for (let run = 0; run < row.count; run++) this.#begin(this.#live + run, { row, run, y });
    this.#joinAbove(row);
    this.#keepLive(row, total);
    this.#above.count = row.count;
    this.#above.starts.set(row.starts.subarray(0, row.count + 1));
    this.#above.labels.set(row.labels.subarray(0, row.count));
  }

  finish(): void {
    for (let part = 0; part < this.#live; part++) this.#tell(part);
    this.#live = 0;
  }

  #begin(part: number, { row, run, y }: { row: RowRuns; run: number; y: number }): void {
    const { label, pixels, left, right, top, bottom, firstX } = this.#parts;
    const [start, end] = [row.starts[run], row.starts[run + 1]];
    label[part] = row.labels[run];
    pixels[part] = end - start;
    left[part] = firstX[part] = start;
    right[part] = end;
    top[part] = y;
    bottom[part] = y + 1;
  }

  /** Both rows are walked once, side by side. */
  #joinAbove(row: RowRuns): void {
    const above = this.#above;
    let from = 0;
    for (let run = 0; run < row.count; run++) {
      const [start, end] = [row.starts[run] - this.#reach, row.starts[run + 1] + this.#reach];
      while (from < above.count && above.starts[from + 1] <= start) from++;
      for (let other = from; other < above.count && above.starts[other] < end; other++) {
        if (above.labels[other] === row.labels[run]) this.#join(this.#partOfRun[other], this.#live + run);
      }
    }
  }

  /** The part that began first takes the other one in. */
  #join(one: number, other: number): void {
    const [first, second] = [this.#rootOf(one), this.#rootOf(other)];
    if (first === second) return;
    const { pixels, left, right, top, bottom, firstX } = this.#parts;
    const isFirst = top[first] < top[second] || (top[first] === top[second] && firstX[first] < firstX[second]);
    const [into, gone] = isFirst ? [first, second] : [second, first];
    this.#parents[gone] = into;
    pixels[into] += pixels[gone];
    left[into] = Math.min(left[into], left[gone]);
    right[into] = Math.max(right[into], right[gone]);
    bottom[into] = Math.max(bottom[into], bottom[gone]);
  }

  #rootOf(part: number): number {
    let root = part;
    while (this.#parents[root] !== root) {
      this.#parents[root] = this.#parents[this.#parents[root]];
      root = this.#parents[root];
    }
    return root;
  }

  /** Parts that reach this row get new numbers, the others are told. */
  #keepLive(row: RowRuns, total: number): void {
    const next = this.#spare;
    this.#numbers.fill(-1, 0, total);
    let live = 0;
    for (let run = 0; run < row.count; run++) {
      const root = this.#rootOf(this.#live + run);
      if (this.#numbers[root] < 0) {
        copyPart({ from: this.#parts, to: next }, root, live);
        this.#numbers[root] = live++;
      }
      this.#partOfRun[run] = this.#numbers[root];
    }
    for (let part = 0; part < this.#live; part++) {
      if (this.#parents[part] === part && this.#numbers[part] < 0) this.#tell(part);
    }
    this.#spare = this.#parts;
    this.#parts = next;
    this.#live = live;
  }

  #tell(part: number): void {
    const { label, pixels, left, right, top, bottom, firstX } = this.#parts;
    this.#onPart({
      label: label[part],
      pixels: pixels[part],
      x: left[part],
      y: top[part],
      width: right[part] - left[part],
      height: bottom[part] - top[part],
      firstX: firstX[part],
    });
  }
}

interface Parts {
  readonly label: Uint16Array;
  readonly pixels: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly top: Int32Array;
  readonly bottom: Int32Array;
  readonly firstX: Int32Array;
}

function makeParts(count: number): Parts {
  return {
    label: new Uint16Array(count),
    pixels: new Float64Array(count),
    left: new Int32Array(count),
    right: new Int32Array(count),
    top: new Int32Array(count),
    bottom: new Int32Array(count),
    firstX: new Int32Array(count),
  };
}

function copyPart({ from, to }: { from: Parts; to: Parts }, part: number, place: number): void {
  to.label[place] = from.label[part];
  to.pixels[place] = from.pixels[part];
  to.left[place] = from.left[part];
  to.right[place] = from.right[part];
  to.top[place] = from.top[part];
  to.bottom[place] = from.bottom[part];
  to.firstX[place] = from.firstX[part];
}
