import { UNASSIGNED_SLOT } from '../model/palette.ts';
import { type BandName, bandNames } from './bands.ts';
import type { BandClass, MaskComparison } from './compare-masks.ts';
import type { PairCount } from './pair-counts.ts';

/** How well a class agrees. */
export interface ClassScore {
  readonly slot: number;
  /** Pixels in the first masks, in the second, and in both. */
  readonly first: number;
  readonly second: number;
  readonly both: number;
  /** Of what either has, the share that both have: 0..1. */
  readonly iou: number;
  /** The same within the bands along boundaries; absent where neither has a pixel there. */
  readonly boundaryIou: Readonly<Partial<Record<BandName, number>>>;
}

export interface ComparisonScores {
  readonly masks: number;
  readonly identicalMasks: number;
  readonly pixels: number;
  readonly ignoredPixels: number;
  readonly differingPixels: number;
  /** Share of the pixels whose class is the same; absent where none was compared. */
  readonly pixelAccuracy?: number;
  /** Over the classes that occur in either; absent where there are none. */
  readonly meanIou?: number;
  readonly meanBoundaryIou: Readonly<Partial<Record<BandName, number>>>;
  /** Classes that occur in either, by slot; those left out, and pixels of no class, are not among them. */
  readonly classes: readonly ClassScore[];
  readonly confusion: readonly PairCount[];
}

/**
 * Adds up comparisons of masks. Scores are those of all pixels together, as data sets are scored, and not means over
 * masks.
 */
export class ComparisonSum {
  #masks = 0;
  #identicalMasks = 0;
  #pixels = 0;
  #ignoredPixels = 0;
  #differingPixels = 0;
  readonly #confusion = new Map<number, number>();
  readonly #bands = new Map(bandNames.map((name) => [name, new Map<number, BandClass>()]));

  add({ pixels, ignoredPixels, differingPixels, confusion, bands }: MaskComparison): void {
    this.#masks++;
    if (differingPixels === 0) this.#identicalMasks++;
    this.#pixels += pixels;
    this.#ignoredPixels += ignoredPixels;
    this.#differingPixels += differingPixels;
    for (const { a, b, count } of confusion) {
      const key = a * 65_536 + b;
      this.#confusion.set(key, (this.#confusion.get(key) ?? 0) + count);
    }
    for (const { name, classes } of bands) {
      const sums = this.#bands.get(name);
      for (const entry of classes) sums?.set(entry.slot, addBand(sums.get(entry.slot), entry));
    }
  }

  /** `unscored`: slots that are no classes to be scored, such as void where it is left out. */
  scores(unscored: readonly number[]): ComparisonScores {
    const confusion = [...this.#confusion]
      .map(([key, count]) => ({ a: Math.floor(key / 65_536), b: key % 65_536, count }))
      .sort((one, other) => one.a - other.a || one.b - other.b);
    const leftOut = new Set([...unscored, UNASSIGNED_SLOT]);
    const classes = classScores(confusion, leftOut, (slot) => this.#boundaryIou(slot));
    const meanIou = mean(classes.map(({ iou }) => iou));
    return {
      masks: this.#masks,
      identicalMasks: this.#identicalMasks,
      pixels: this.#pixels,
      ignoredPixels: this.#ignoredPixels,
      differingPixels: this.#differingPixels,
      ...(this.#pixels > 0 && { pixelAccuracy: (this.#pixels - this.#differingPixels) / this.#pixels }),
      ...(meanIou !== undefined && { meanIou }),
      meanBoundaryIou: byBand((name) => mean(classes.flatMap(({ boundaryIou }) => boundaryIou[name] ?? []))),
      classes,
      confusion,
    };
  }

  #boundaryIou(slot: number): ClassScore['boundaryIou'] {
    return byBand((name) => {
      const sums = this.#bands.get(name)?.get(slot);
      return sums && sums.both / (sums.first + sums.second - sums.both);
    });
  }
}

function addBand(sum: BandClass | undefined, entry: BandClass): BandClass {
  if (sum === undefined) return entry;
  const { slot, first, second, both } = sum;
  return { slot, first: first + entry.first, second: second + entry.second, both: both + entry.both };
}

function classScores(
  confusion: readonly PairCount[],
  leftOut: ReadonlySet<number>,
  boundaryIouOf: (slot: number) => ClassScore['boundaryIou'],
): ClassScore[] {
  const sums = new Map<number, { first: number; second: number; both: number }>();
  const of = (slot: number) => {
    const known = sums.get(slot) ?? { first: 0, second: 0, both: 0 };
    sums.set(slot, known);
    return known;
  };
  for (const { a, b, count } of confusion) {
    of(a).first += count;
    of(b).second += count;
    if (a === b) of(a).both += count;
  }
  return [...sums]
    .filter(([slot]) => !leftOut.has(slot))
    .sort(([one], [other]) => one - other)
    .map(([slot, { first, second, both }]) => {
      return { slot, first, second, both, iou: both / (first + second - both), boundaryIou: boundaryIouOf(slot) };
    });
}

function byBand(score: (name: BandName) => number | undefined): Partial<Record<BandName, number>> {
  return Object.fromEntries(
    bandNames.flatMap((name) => {
      const value = score(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
