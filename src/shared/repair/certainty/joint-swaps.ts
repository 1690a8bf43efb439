import { isBlockReproduced } from '../../forward/certificate.ts';
import { alternativeBasis } from '../../forward/coefficient-offsets.ts';
import { type Labels, sampleBlock } from '../../forward/down-sampling.ts';
import type { ComponentModel, ForwardModel } from '../../forward/forward-model.ts';

/** Two pixels that share what a file keeps of their chroma, and might be of other classes: mostly each of the other's. */
export interface CellSwap {
  readonly one: number;
  readonly other: number;
  readonly toOne: number;
  readonly toOther: number;
  /** Whether what they share stays exactly what it is. */
  readonly keepsMeans: boolean;
  /** How many neighbours of another class the swap adds. */
  readonly rougher: number;
}

/** More swaps than a block of 8 x 8 has: four in each of its cells. */
const MOST_SWAPS = 128;

/** A component that stands for every pixel, in the block that is looked at. */
interface WholePart {
  readonly part: ComponentModel;
  /** As of `alternativeBasis`. */
  readonly basis: Float32Array;
  readonly thresholds: Float32Array;
  /** How far the labels' coefficients lie from the file's, in steps. */
  readonly offsets: Float64Array;
  /** By how much each swap moves them: `swap * 64 + k`. */
  readonly moves: Float32Array;
}

/** Tells whether a block's coefficients are met as well after swaps of pixels in it. */
export class JointSwaps {
  private readonly model: ForwardModel;
  private readonly labels: Labels;
  private readonly parts: readonly WholePart[];
  private readonly reduced: readonly ComponentModel[];
  private readonly samples = new Int32Array(64);
  private swaps: readonly CellSwap[] = [];
  private at = { column: 0, row: 0 };

  constructor(model: ForwardModel, whole: readonly ComponentModel[], labels: Labels) {
    this.model = model;
    this.labels = labels;
    this.reduced = model.components.filter((part) => !whole.includes(part));
    this.parts = whole.map((part) => ({
      part,
      ...alternativeBasis(part),
      offsets: new Float64Array(64),
      moves: new Float32Array(MOST_SWAPS * 64),
    }));
  }

  /** Number of the block that a pixel lies in. */
  blockOf(pixel: number): number {
    const { width } = this.model.image;
    return (Math.floor(pixel / width) >> 3) * width + ((pixel % width) >> 3);
  }

  /** All further questions are about swaps of one block: these, or by their place among them. */
  enterBlock(swaps: readonly CellSwap[]): void {
    this.swaps = swaps.slice(0, MOST_SWAPS);
    const { width } = this.model.image;
    const [{ one }] = swaps;
    this.at = { column: (one % width) >> 3, row: Math.floor(one / width) >> 3 };
    for (const whole of this.parts) {
      this.storeOffsets(whole);
      this.swaps.forEach((swap, place) => {
        this.storeMove(whole, swap, place);
      });
    }
  }

  private storeOffsets({ part, offsets }: WholePart): void {
    const { storedBlocksWide, dc, pool, place } = part.component;
    const block = this.at.row * storedBlocksWide + this.at.column;
    sampleBlock(this.model, part, this.at, this.labels, this.samples);
    part.transform.toLevels(this.samples, offsets);
    offsets[0] -= dc[block];
    for (let k = 1; k < 64; k++) offsets[k] -= pool[place[block] * 64 + k];
  }

  private storeMove({ part, basis, moves }: WholePart, { one, other, toOne, toOther }: CellSwap, place: number): void {
    const changeOfOne = part.codes[toOne] - part.codes[this.labels[one]];
    const changeOfOther = part.codes[toOther] - part.codes[this.labels[other]];
    const [first, second] = [this.positionOf(one) * 64, this.positionOf(other) * 64];
    for (let k = 0; k < 64; k++) {
      moves[place * 64 + k] = changeOfOne * basis[first + k] + changeOfOther * basis[second + k];
    }
  }

  private positionOf(pixel: number): number {
    const { width } = this.model.image;
    return (Math.floor(pixel / width) & 7) * 8 + ((pixel % width) & 7);
  }

  isConsistent(swap: CellSwap): boolean {
    const { labels } = this;
    const [first, second] = [labels[swap.one], labels[swap.other]];
    this.make(swap);
    const isMet =
      this.parts.every(({ part }) => isBlockReproduced(this.model, part, this.at, labels)) &&
      (swap.keepsMeans || this.areMeansMet(swap.one));
    [labels[swap.one], labels[swap.other]] = [first, second];
    return isMet;
  }

  private areMeansMet(pixel: number): boolean {
    const { width } = this.model.image;
    return this.reduced.every((part) => {
      const column = Math.floor((pixel % width) / (8 * part.ratioX));
      const row = Math.floor(Math.floor(pixel / width) / (8 * part.ratioY));
      return isBlockReproduced(this.model, part, { column, row }, this.labels);
    });
  }

  /** The same of two swaps at once; false where they have a pixel in common. */
  areConsistent(first: number, second: number): boolean {
    if (first >= this.swaps.length || second >= this.swaps.length) return false;
    if (!this.parts.every((whole) => areWithin(whole, first * 64, second * 64))) return false;
    const [a, b] = [this.swaps[first], this.swaps[second]];
    if (a.one === b.one || a.one === b.other || a.other === b.one || a.other === b.other) return false;
    const { labels } = this;
    const [one, other] = [labels[a.one], labels[a.other]];
    this.make(a);
    // Each is asked with the other made: what one changes of the means is the other's to bear as well.
    const isMet = this.isConsistent({ ...b, keepsMeans: a.keepsMeans && b.keepsMeans });
    [labels[a.one], labels[a.other]] = [one, other];
    return isMet;
  }

  private make({ one, other, toOne, toOther }: CellSwap): void {
    this.labels[one] = toOne;
    this.labels[other] = toOther;
  }
}

function areWithin({ offsets, moves, thresholds }: WholePart, first: number, second: number): boolean {
  for (let k = 0; k < 64; k++) {
    if (Math.abs(offsets[k] + moves[first + k] + moves[second + k]) > thresholds[k]) return false;
  }
  return true;
}
