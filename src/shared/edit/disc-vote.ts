import { DiscWalls } from './disc-walls.ts';
import { type EditWindow, unassignedIn } from './edit-window.ts';
import { discReaches, padLabels, type PaddedLabels } from './padded-labels.ts';

/**
 * The votes of discs on the pixels in their middles. The disc slides: from one pixel to the next of a row only its edges
 * are counted.
 */
export class DiscVote {
  readonly #padded: PaddedLabels;
  readonly #reaches: readonly number[];
  /** 1 for labels that neither change nor count. */
  readonly #isBarrier: Uint8Array;
  readonly #walls: DiscWalls | undefined;
  readonly #tally = new Tally();
  readonly #tallyOfSeen = new Tally();
  readonly #barriers: readonly number[];
  /** Of the disc counted last, in the padded labels; where its row has gone on by more than it is worth, it is counted anew. */
  #middle = -1;

  constructor(window: EditWindow, radius: number) {
    this.#padded = padLabels(window, radius);
    this.#reaches = discReaches(radius);
    this.#isBarrier = barriersOf(window);
    this.#barriers = [...this.#isBarrier.keys()].filter((label) => this.#isBarrier[label] === 1);
    if (this.#barriers.length > 0) this.#walls = new DiscWalls(this.#padded, this.#isBarrier);
  }

  /** The label that most pixels of the disc have; of equally many the pixel's own, else the lowest. */
  at(x: number, y: number): number {
    const { labels, stride, radius } = this.#padded;
    const middle = (y + radius) * stride + x + radius;
    this.#goTo(middle);
    const own = labels[middle];
    if (this.#isBarrier[own] === 1) return own;
    const seen = this.#barriers.some((label) => this.#tally.has(label)) ? this.#walls?.seenFrom(middle) : undefined;
    return seen === undefined ? this.#tally.winner(own, this.#isBarrier) : this.#amongSeen(own, middle, seen);
  }

  #goTo(middle: number): void {
    const steps = middle - this.#middle;
    // Discs of two rows are never so near: between them lies the border.
    if (this.#middle >= 0 && steps > 0 && steps <= this.#padded.radius) {
      while (this.#middle < middle) this.#slide();
    } else this.#countAll(middle);
  }

  #countAll(middle: number): void {
    const { labels, stride, radius } = this.#padded;
    this.#middle = middle;
    this.#tally.clear();
    for (const [row, reach] of this.#reaches.entries()) {
      const at = middle + (row - radius) * stride;
      for (let place = at - reach; place <= at + reach; place++) this.#tally.add(labels[place]);
    }
  }

  #slide(): void {
    const { labels, stride, radius } = this.#padded;
    const reaches = this.#reaches;
    let at = this.#middle - radius * stride;
    for (let row = 0; row < reaches.length; row++, at += stride) {
      const reach = reaches[row];
      this.#tally.add(labels[at + reach + 1]);
      this.#tally.take(labels[at - reach]);
    }
    this.#middle++;
  }

  /** The vote of a part of the disc: of the pixels whose bits are set, row by row. */
  #amongSeen(own: number, middle: number, seen: Int32Array): number {
    const { labels, stride, radius } = this.#padded;
    const tally = this.#tallyOfSeen;
    tally.clear();
    for (const [row, bits] of seen.entries()) {
      const at = middle + (row - radius) * stride - radius;
      for (let rest = bits; rest !== 0; rest &= rest - 1) tally.add(labels[at + 31 - Math.clz32(rest & -rest)]);
    }
    return tally.winner(own, this.#isBarrier);
  }
}

/** How often labels were counted. */
class Tally {
  readonly #counts = new Uint16Array(65_536);
  /** Those counted, and for a while some whose count is down to 0. */
  #met: number[] = [];

  add(label: number): void {
    if (this.#counts[label]++ === 0) this.#met.push(label);
  }

  take(label: number): void {
    this.#counts[label]--;
  }

  has(label: number): boolean {
    return this.#counts[label] > 0;
  }

  clear(): void {
    for (const label of this.#met) this.#counts[label] = 0;
    this.#met = [];
  }

  winner(own: number, isBarrier: Uint8Array): number {
    const counts = this.#counts;
    const met = this.#met;
    let best = own;
    let kept = 0;
    for (const label of met) {
      const count = counts[label];
      if (count === 0) continue;
      met[kept++] = label;
      const most = counts[best];
      const isMore = count > most || (count === most && best !== own && label < best);
      if (isMore && isBarrier[label] === 0) best = label;
    }
    met.length = kept;
    return best;
  }
}

function barriersOf({ labels, isLocked }: EditWindow): Uint8Array {
  const isMet = new Uint8Array(65_536);
  for (const label of labels) isMet[label] = 1;
  const unassigned = unassignedIn(labels);
  return isMet.map((met, label) => (met === 1 && (label === unassigned || isLocked(label)) ? 1 : 0));
}
