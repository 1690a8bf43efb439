import type { EditOperation } from './edit-operation.ts';
import { copyLabels, type EditWindow, unassignedIn, type WindowLabels } from './edit-window.ts';

type Grow = Extract<EditOperation, { kind: 'grow' }>;
type Shrink = Extract<EditOperation, { kind: 'shrink' }>;

/** Pixels of other classes at most `by` pixels from the class (Euclidean, centre to centre) become its own. */
export function growClass(window: EditWindow, { slot, by, into }: Grow): WindowLabels {
  const labels = copyLabels(window);
  const isTaken = into && new Set(into);
  const near = new NearestSource(window, by, (pixel) => window.labels[pixel] === slot);
  near.visit((pixel) => {
    if (isTaken?.has(window.labels[pixel]) !== false) labels[pixel] = slot;
  });
  return labels;
}

/** Pixels of the class at most `by` pixels from another take that of the nearest pixel which is not locked. */
export function shrinkClass(window: EditWindow, { slot, by }: Shrink): WindowLabels {
  const labels = copyLabels(window);
  const unassigned = unassignedIn(labels);
  const canGive = (label: number): boolean => label !== slot && label !== unassigned && !window.isLocked(label);
  const near = new NearestSource(window, by, (pixel) => canGive(window.labels[pixel]));
  near.visit((pixel, source) => {
    if (window.labels[pixel] === slot) labels[pixel] = window.labels[source];
  });
  return labels;
}

const NONE = -1;

/**
 * For every pixel the nearest of some source pixels, within a distance: first the nearest of its column, then the best of
 * those along its row. Of equally near ones that of the lower column, and of it the upper one.
 */
class NearestSource {
  readonly #window: EditWindow;
  readonly #reach: number;
  readonly #isSource: (pixel: number) => boolean;
  /** Row of the nearest source of the same column, or NONE. */
  readonly #rows: Int32Array;

  constructor(window: EditWindow, reach: number, isSource: (pixel: number) => boolean) {
    this.#window = window;
    this.#reach = reach;
    this.#isSource = isSource;
    this.#rows = this.#nearestInColumns();
  }

  /** Calls for each pixel that is no source and has one within the distance. */
  visit(take: (pixel: number, source: number) => void): void {
    const { width, height, selected } = this.#window;
    for (let y = 0; y < height; y++) {
      if (!this.#hasAny(y)) continue;
      for (let x = 0; x < width; x++) {
        const pixel = y * width + x;
        if (selected?.[pixel] === 0 || this.#rows[pixel] === y) continue;
        const source = this.#nearest(x, y);
        if (source !== NONE) take(pixel, source);
      }
    }
  }

  #hasAny(y: number): boolean {
    const { width } = this.#window;
    return this.#rows.subarray(y * width, (y + 1) * width).some((row) => row !== NONE);
  }

  #nearest(x: number, y: number): number {
    const { width } = this.#window;
    let best = NONE;
    let least = this.#reach ** 2 + 1;
    const last = Math.min(width - 1, x + this.#reach);
    for (let column = Math.max(0, x - this.#reach); column <= last; column++) {
      const row = this.#rows[y * width + column];
      if (row === NONE) continue;
      const distance = (column - x) ** 2 + (row - y) ** 2;
      if (distance < least) [least, best] = [distance, row * width + column];
    }
    return best;
  }

  #nearestInColumns(): Int32Array {
    const { width, height } = this.#window;
    const rows = new Int32Array(width * height).fill(NONE);
    for (let pixel = 0, y = 0; y < height; y++) {
      for (let x = 0; x < width; x++, pixel++) {
        const above = y > 0 ? rows[pixel - width] : NONE;
        if (this.#isSource(pixel)) rows[pixel] = y;
        else if (above !== NONE && y - above <= this.#reach) rows[pixel] = above;
      }
    }
    for (let y = height - 2; y >= 0; y--) {
      for (let x = 0, pixel = y * width; x < width; x++, pixel++) {
        const below = rows[pixel + width];
        if (below <= y || below - y > this.#reach) continue;
        if (rows[pixel] === NONE || below - y < y - rows[pixel]) rows[pixel] = below;
      }
    }
    return rows;
  }
}
