import { CERTAIN, eachUncertain } from '../../decide/confidence-map.ts';
import type { Labels } from '../../forward/down-sampling.ts';
import type { ForwardModel } from '../../forward/forward-model.ts';
import { Visibility } from './visibility.ts';

/** Likelihood, times 254, of pixels whose class could change by little among pixels in doubt. */
const FAINT_LEVEL = Math.floor(254 * 0.99);
/** Doubtful pixels and classes are counted in a square that reaches so far. */
const REACH = 2;
/**
 * How far a pixel of another class moves the coefficients, see `visibilities`, and how many of the pixels round it are in
 * doubt where it is, too: for classes that are near, and for those that touch the pixel. Of such pixels that a search called
 * certain 0.1 to 1 % were wrong, on masks of 17 data sets and on drawn ones saved with quality 50; of all others beside a
 * boundary 0.01 %.
 */
const NEAR_LIMITS = [
  { below: 0.35, doubted: 1 },
  { below: 0.7, doubted: 4 },
  { below: 1, doubted: 8 },
] as const;
const BESIDE_LIMITS = [
  { below: 1, doubted: 4 },
  { below: 1.4, doubted: 6 },
  { below: 2, doubted: 8 },
] as const;
/** Classes as near as this hide in each other where nothing near shows the other one. */
const HIDDEN = NEAR_LIMITS[0].below;
/** Other classes show themselves. */
const SEEN = BESIDE_LIMITS[2].below;

interface Limit {
  readonly below: number;
  readonly doubted: number;
}

interface Decided {
  readonly labels: Labels;
  readonly confidence: Uint8Array;
  /** Pixels of each class, by position in the palette. */
  readonly classPixels: Uint32Array;
}

/**
 * Takes back the certainty of pixels that stand among doubtful ones, and could be of a class near by without moving the
 * coefficients by more than about a step of their quantiser: many labellings do as well there, and the samples of a
 * search reach only some of them.
 */
export function doubtFaintChanges(model: ForwardModel, decided: Decided): void {
  const { confidence } = decided;
  const test = new FaintTest(model, decided);
  if (!test.isAnyFaint) return;
  const found: number[] = [];
  eachUncertain(confidence, (pixel) => {
    test.collectRound(pixel, found);
  });
  for (const pixel of found) confidence[pixel] = FAINT_LEVEL;
}

class FaintTest {
  private readonly labels: Labels;
  private readonly confidence: Uint8Array;
  private readonly visibility: Visibility;
  private readonly width: number;
  private readonly height: number;
  /** By class, 1 where another one that the picture shows is hard to tell from it. */
  private readonly isFaint: Uint8Array;
  /** By class, 1 where another one that the picture shows may hide in it. */
  private readonly mayHide: Uint8Array;

  constructor(model: ForwardModel, { labels, confidence, classPixels }: Decided) {
    const { width, height } = model.image;
    this.labels = labels;
    this.confidence = confidence;
    this.visibility = new Visibility(model);
    this.width = width;
    this.height = height;
    this.isFaint = new Uint8Array(model.classCount);
    this.mayHide = new Uint8Array(model.classCount);
    this.compare([...classPixels.keys()].filter((label) => classPixels[label] > 0));
  }

  get isAnyFaint(): boolean {
    return this.isFaint.includes(1);
  }

  private compare(shown: readonly number[]): void {
    for (const a of shown) {
      for (const b of shown) {
        const visibility = a === b ? Infinity : this.visibility.of(a, b);
        if (visibility < SEEN) this.isFaint[a] = 1;
        if (visibility < HIDDEN) this.mayHide[a] = 1;
      }
    }
  }

  /** Adds the certain pixels near a doubtful one that are to be doubted, each at the first doubtful pixel near it only. */
  collectRound(doubtful: number, found: number[]): void {
    const { labels, confidence, isFaint, width } = this;
    const x = doubtful % width;
    const y = (doubtful - x) / width;
    const right = Math.min(width - 1, x + REACH);
    for (let row = Math.max(0, y - REACH); row <= Math.min(this.height - 1, y + REACH); row++) {
      for (let column = Math.max(0, x - REACH), at = row * width + column; column <= right; column++, at++) {
        if (confidence[at] !== CERTAIN || isFaint[labels[at]] === 0) continue;
        if (this.isToDoubt({ x: column, y: row, first: doubtful })) found.push(at);
      }
    }
  }

  /** False as well where `first` is not the first doubtful pixel near. */
  private isToDoubt({ x, y, first }: { x: number; y: number; first: number }): boolean {
    const { labels, confidence, width } = this;
    const own = labels[y * width + x];
    let near = this.mayHide[own] === 1 ? 0 : Infinity;
    let beside = Infinity;
    let doubted = 0;
    const right = Math.min(width - 1, x + REACH);
    for (let row = Math.max(0, y - REACH); row <= Math.min(this.height - 1, y + REACH); row++) {
      for (let column = Math.max(0, x - REACH), at = row * width + column; column <= right; column++, at++) {
        if (confidence[at] !== CERTAIN) {
          if (doubted === 0 && at !== first) return false;
          doubted++;
        }
        if (labels[at] === own) continue;
        const visibility = this.visibility.of(own, labels[at]);
        if (visibility < near) near = visibility;
        if (visibility < beside && Math.abs(column - x) <= 1 && Math.abs(row - y) <= 1) beside = visibility;
      }
    }
    return isBeyond(NEAR_LIMITS, near, doubted) || isBeyond(BESIDE_LIMITS, beside, doubted);
  }
}

function isBeyond(limits: readonly Limit[], visibility: number, doubted: number): boolean {
  return limits.some((limit) => visibility < limit.below && doubted >= limit.doubted);
}
