import type { EditWindow } from './edit-window.ts';
import { isInSight, NONE, WaysRound } from './ways-round.ts';

/**
 * For every pixel the nearest of some source pixels, within a distance (Euclidean, centre to centre): first the nearest of
 * its column, then the best of those along its row. Of equally near ones that of the lower column, and of it the upper
 * one. Locked pixels are walls: a pixel that does not see its source has one only where a way round them, no longer than
 * the distance, leads to one.
 */
export class NearestSource {
  readonly #window: EditWindow;
  readonly #reach: number;
  readonly #isSource: (pixel: number) => boolean;
  /** Row of the nearest source of the same column, or NONE. */
  readonly #rows: Int32Array;
  /** 1 for locked pixels; undefined where there are none. */
  readonly #walls: Uint8Array | undefined;
  #ways: WaysRound | undefined;

  constructor(window: EditWindow, reach: number, isSource: (pixel: number) => boolean) {
    this.#window = window;
    this.#reach = reach;
    this.#isSource = isSource;
    this.#rows = this.#nearestInColumns();
    this.#walls = wallsOf(window);
  }

  /** Calls for each pixel that is no source and has one within the distance. */
  visit(take: (pixel: number, source: number) => void): void {
    const { width, height, selected } = this.#window;
    for (let y = 0; y < height; y++) {
      if (!this.#hasAny(y)) continue;
      for (let x = 0; x < width; x++) {
        const pixel = y * width + x;
        if (selected?.[pixel] === 0 || this.#rows[pixel] === y) continue;
        const source = this.#reachable(pixel, this.#nearest(x, y));
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

  #reachable(pixel: number, source: number): number {
    const { width, height } = this.#window;
    const walls = this.#walls;
    if (source === NONE || walls === undefined) return source;
    if (walls[pixel] === 1) return NONE;
    if (isInSight({ walls, width }, pixel, source)) return source;
    this.#ways ??= new WaysRound({ walls, width, height }, this.#reach, this.#isSource);
    return this.#ways.sourceOf(pixel);
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

function wallsOf({ labels, isLocked }: EditWindow): Uint8Array | undefined {
  const locks = new Map<number, 0 | 1>();
  const walls = new Uint8Array(labels.length);
  let hasAny = false;
  for (let pixel = 0; pixel < labels.length; pixel++) {
    const label = labels[pixel];
    let locked = locks.get(label);
    if (locked === undefined) locks.set(label, (locked = isLocked(label) ? 1 : 0));
    if (locked === 0) continue;
    walls[pixel] = 1;
    hasAny = true;
  }
  return hasAny ? walls : undefined;
}
