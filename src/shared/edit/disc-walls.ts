import { discReaches, type PaddedLabels } from './padded-labels.ts';

/**
 * Which pixels of a disc are connected, by their sides and inside the disc, to the one in its middle without crossing a
 * barrier: a bit for each pixel of a row, so that a whole row spreads at once.
 */
export class DiscWalls {
  readonly #padded: PaddedLabels;
  readonly #isBarrier: Uint8Array;
  /** The disc itself; the lowest bit is its leftmost pixel. */
  readonly #disc: Int32Array;
  /** Open pixels of the square round the disc that was asked about last, and of that disc. */
  readonly #square: Int32Array;
  readonly #open: Int32Array;
  #middle = -1;
  readonly #seen: Int32Array;

  constructor(padded: PaddedLabels, isBarrier: Uint8Array) {
    const { radius } = padded;
    this.#padded = padded;
    this.#isBarrier = isBarrier;
    this.#disc = Int32Array.from(discReaches(radius), (reach) => ((2 << (2 * reach)) - 1) << (radius - reach));
    this.#square = new Int32Array(this.#disc.length);
    this.#open = new Int32Array(this.#disc.length);
    this.#seen = new Int32Array(this.#disc.length);
  }

  /** Bits of the pixels connected to the middle, row by row; valid until the next question. */
  seenFrom(middle: number): Int32Array {
    const { radius } = this.#padded;
    this.#readOpen(middle);
    this.#seen.fill(0);
    this.#seen[radius] = 1 << radius;
    while (this.#spread()) continue;
    return this.#seen;
  }

  /** From one pixel to the next of a row only the last column is new. */
  #readOpen(middle: number): void {
    const { labels, stride, radius } = this.#padded;
    const isNext = middle === this.#middle + 1;
    for (let row = 0; row < this.#square.length; row++) {
      const at = middle + (row - radius) * stride - radius;
      let open = isNext ? this.#square[row] >> 1 : 0;
      for (let column = isNext ? 2 * radius : 0; column <= 2 * radius; column++) {
        if (this.#isBarrier[labels[at + column]] === 0) open |= 1 << column;
      }
      this.#square[row] = open;
      this.#open[row] = open & this.#disc[row];
    }
    this.#middle = middle;
  }

  /** One step to all sides, downwards and upwards in turn; false where nothing was added. */
  #spread(): boolean {
    const rows = this.#seen.length;
    let hasGrown = false;
    for (let row = 0; row < rows; row++) hasGrown = this.#spreadInto(row, row - 1) || hasGrown;
    for (let row = rows - 1; row >= 0; row--) hasGrown = this.#spreadInto(row, row + 1) || hasGrown;
    return hasGrown;
  }

  #spreadInto(row: number, from: number): boolean {
    const [open, before] = [this.#open[row], this.#seen[row]];
    let now = (before | (this.#seen[from] ?? 0)) & open;
    for (let last = 0; last !== now;) {
      last = now;
      now |= ((now << 1) | (now >> 1)) & open;
    }
    this.#seen[row] = now;
    return now !== before;
  }
}
