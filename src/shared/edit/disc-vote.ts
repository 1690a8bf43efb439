import { DiscWalls } from './disc-walls.ts';
import { type EditWindow, unassignedIn, type WindowLabels } from './edit-window.ts';

/** For each row of a disc, from the top, how far it reaches to either side of its middle. */
export function discReaches(radius: number): readonly number[] {
  return Array.from({ length: 2 * radius + 1 }, (_, row) => {
    // Half a pixel more than the radius, or a disc of radius 1 would be a cross.
    return Math.floor(Math.sqrt(radius * radius + radius - (row - radius) ** 2));
  });
}

/** The window with its border carried on, so that a disc lies inside it wherever its middle is. */
export interface PaddedLabels {
  readonly labels: WindowLabels;
  readonly stride: number;
  readonly radius: number;
}

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

function padLabels({ width, height, labels }: EditWindow, radius: number): PaddedLabels {
  const stride = width + 2 * radius;
  const size = stride * (height + 2 * radius);
  const padded = labels instanceof Uint8Array ? new Uint8Array(size) : new Uint16Array(size);
  for (let y = 0; y < height; y++) {
    const start = (y + radius) * stride;
    padded.set(labels.subarray(y * width, (y + 1) * width), start + radius);
    padded.fill(labels[y * width], start, start + radius);
    padded.fill(labels[(y + 1) * width - 1], start + radius + width, start + stride);
  }
  const last = (height + radius - 1) * stride;
  for (let y = 0; y < radius; y++) {
    padded.copyWithin(y * stride, radius * stride, (radius + 1) * stride);
    padded.copyWithin(last + (y + 1) * stride, last, last + stride);
  }
  return { labels: padded, stride, radius };
}

function barriersOf({ labels, isLocked }: EditWindow): Uint8Array {
  const isMet = new Uint8Array(65_536);
  for (const label of labels) isMet[label] = 1;
  const unassigned = unassignedIn(labels);
  return isMet.map((met, label) => (met === 1 && (label === unassigned || isLocked(label)) ? 1 : 0));
}
