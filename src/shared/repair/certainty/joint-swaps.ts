import { isBlockReproduced } from '../../forward/certificate.ts';
import { alternativeBasis } from '../../forward/coefficient-offsets.ts';
import { type Labels, sampleBlock } from '../../forward/down-sampling.ts';
import type { ComponentModel, ForwardModel } from '../../forward/forward-model.ts';

/** Two pixels that share what a file keeps of their chroma, and might have each other's class. */
export interface CellSwap {
  readonly one: number;
  readonly other: number;
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
  private readonly samples = new Int32Array(64);
  private swaps: readonly CellSwap[] = [];
  private at = { column: 0, row: 0 };

  constructor(model: ForwardModel, whole: readonly ComponentModel[], labels: Labels) {
    this.model = model;
    this.labels = labels;
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

  private storeMove({ part, basis, moves }: WholePart, { one, other }: CellSwap, place: number): void {
    const change = part.codes[this.labels[other]] - part.codes[this.labels[one]];
    const [first, second] = [this.positionOf(one) * 64, this.positionOf(other) * 64];
    for (let k = 0; k < 64; k++) moves[place * 64 + k] = change * (basis[first + k] - basis[second + k]);
  }

  private positionOf(pixel: number): number {
    const { width } = this.model.image;
    return (Math.floor(pixel / width) & 7) * 8 + ((pixel % width) & 7);
  }

  isConsistent(swap: CellSwap): boolean {
    this.exchange(swap);
    const isMet = this.parts.every(({ part }) => isBlockReproduced(this.model, part, this.at, this.labels));
    this.exchange(swap);
    return isMet;
  }

  /** The same of two swaps at once; false where they have a pixel in common. */
  areConsistent(first: number, second: number): boolean {
    if (first >= this.swaps.length || second >= this.swaps.length) return false;
    if (!this.parts.every((whole) => areWithin(whole, first * 64, second * 64))) return false;
    const [a, b] = [this.swaps[first], this.swaps[second]];
    if (a.one === b.one || a.one === b.other || a.other === b.one || a.other === b.other) return false;
    this.exchange(a);
    const isMet = this.isConsistent(b);
    this.exchange(a);
    return isMet;
  }

  private exchange({ one, other }: CellSwap): void {
    const { labels } = this;
    [labels[one], labels[other]] = [labels[other], labels[one]];
  }
}

function areWithin({ offsets, moves, thresholds }: WholePart, first: number, second: number): boolean {
  for (let k = 0; k < 64; k++) {
    if (Math.abs(offsets[k] + moves[first + k] + moves[second + k]) > thresholds[k]) return false;
  }
  return true;
}
