import type { ClassMeasure, MaskMeasure } from './measure-mask.ts';

/** A class over many masks. */
export interface ClassTotal extends ClassMeasure {
  /** Masks that hold it. */
  readonly masks: number;
}

/** Two classes over many masks; the lower slot first. */
interface PairTotal {
  readonly a: number;
  readonly b: number;
  /** Masks that hold both. */
  readonly masks: number;
  /** Sides of pixels that lie between the two. */
  readonly edges: number;
}

export interface MeasureTotals {
  readonly masks: number;
  readonly pixels: number;
  /** By slot. */
  readonly classes: readonly ClassTotal[];
  /** Pairs that occur in one mask, by slots. */
  readonly pairs: readonly PairTotal[];
}

/** Classes of one mask that pairs are made of, at most: masks of objects hold thousands, and pairs of them say nothing. */
const MAX_PAIRED_CLASSES = 512;

/** Adds up the measures of masks, one at a time, so that not all of them need to be held. */
export class MeasureSum {
  #masks = 0;
  #pixels = 0;
  readonly #classes = new Map<number, { -readonly [Key in keyof ClassTotal]: ClassTotal[Key] }>();
  readonly #pairs = new Map<number, { masks: number; edges: number }>();

  add({ width, height, classes, contacts }: MaskMeasure): void {
    this.#masks++;
    this.#pixels += width * height;
    for (const entry of classes) this.#addClass(entry);
    if (classes.length > MAX_PAIRED_CLASSES) return;
    for (let i = 0; i < classes.length; i++) {
      for (let j = i + 1; j < classes.length; j++) this.#pair(classes[i].slot, classes[j].slot).masks++;
    }
    for (const { a, b, edges } of contacts) this.#pair(a, b).edges += edges;
  }

  totals(): MeasureTotals {
    const pairs = [...this.#pairs].map(([key, counts]) => ({
      a: Math.floor(key / 65_536),
      b: key % 65_536,
      ...counts,
    }));
    return {
      masks: this.#masks,
      pixels: this.#pixels,
      classes: [...this.#classes.values()].sort((one, other) => one.slot - other.slot),
      pairs: pairs.sort((one, other) => one.a - other.a || one.b - other.b),
    };
  }

  #addClass(entry: ClassMeasure): void {
    const sum = this.#classes.get(entry.slot);
    if (sum === undefined) {
      this.#classes.set(entry.slot, { ...entry, masks: 1 });
      return;
    }
    sum.masks++;
    sum.pixels += entry.pixels;
    sum.objects += entry.objects;
    sum.largestObjectPx = Math.max(sum.largestObjectPx, entry.largestObjectPx);
    sum.tinyObjects += entry.tinyObjects;
    sum.tinyPixels += entry.tinyPixels;
    sum.boundaryEdges += entry.boundaryEdges;
    sum.boundaryPixels += entry.boundaryPixels;
  }

  #pair(a: number, b: number): { masks: number; edges: number } {
    const key = Math.min(a, b) * 65_536 + Math.max(a, b);
    const known = this.#pairs.get(key);
    if (known !== undefined) return known;
    const fresh = { masks: 0, edges: 0 };
    this.#pairs.set(key, fresh);
    return fresh;
  }
}
