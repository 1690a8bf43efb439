import { CERTAIN, eachUncertain } from '../../decide/confidence-map.ts';
import type { Labels } from '../../forward/down-sampling.ts';
import type { ComponentModel, ForwardModel } from '../../forward/forward-model.ts';
import { suitsSearch } from '../../search/search-file.ts';

/** Likelihood, times 254, of things whose class shows by little where their MCU is in doubt anyway. */
const SMALL_LEVEL = Math.floor(254 * 0.99);
/** Pixels of one class that touch, diagonally too, and are no more than this. */
const SMALL = 9;
/** Another class moves the coefficients by less than this: root of the sum of squares, in steps of their quantiser. */
const HARDLY_MOVED = 1.5;

interface Decided {
  readonly labels: Labels;
  readonly confidence: Uint8Array;
}

/**
 * Takes back the certainty of small things in MCUs of which some pixels are in doubt, where all of a thing could be of
 * another class and hardly move the coefficients: with other pixels of the MCU to make up for that, it may be. The samples
 * of a search change single pixels, and so hardly ever the class of a thing; nor does it prove anything that labels show
 * that class nowhere, where there are small things of it only.
 */
export function doubtSmallThings(model: ForwardModel, { labels, confidence }: Decided): void {
  // Where a palette has more classes, all of them are not tried.
  if (!suitsSearch(model)) return;
  const things = new SmallThings(model, labels);
  if (!things.isAnyHidden) return;
  const isLookedAt = new Uint8Array(model.image.mcusWide * model.image.mcusHigh);
  const found: number[] = [];
  eachUncertain(confidence, (pixel) => {
    const mcu = things.mcuOf(pixel);
    if (isLookedAt[mcu] === 1) return;
    isLookedAt[mcu] = 1;
    things.collect(mcu, found);
  });
  for (const pixel of found) if (confidence[pixel] === CERTAIN) confidence[pixel] = SMALL_LEVEL;
}

/** What a component shows of a change of some pixels, by the square of levels. */
interface Shown extends Pick<ComponentModel, 'codes' | 'ratioX' | 'ratioY'> {
  readonly weight: number;
}

class SmallThings {
  private readonly model: ForwardModel;
  private readonly labels: Labels;
  private readonly parts: readonly Shown[];
  /** By class, those that one pixel of it could be. */
  private readonly others: readonly (readonly number[])[];
  private readonly thing: number[] = [];

  constructor(model: ForwardModel, labels: Labels) {
    this.model = model;
    this.labels = labels;
    this.parts = model.components.map(({ component, codes, ratioX, ratioY }) => {
      const sum = component.quantisation.reduce((total, step) => total + 1 / step ** 2, 0);
      return { codes, ratioX, ratioY, weight: sum / 64 / (ratioX * ratioY) ** 2 };
    });
    const single = this.parts.map(() => 1);
    const classes = Array.from({ length: model.classCount }, (_, label) => label);
    this.others = classes.map((a) => classes.filter((b) => b !== a && this.isHardlyMoved(a, b, single)));
  }

  get isAnyHidden(): boolean {
    return this.others.some((list) => list.length > 0);
  }

  mcuOf(pixel: number): number {
    const { image, mcuWidth, mcuHeight } = this.model;
    const x = pixel % image.width;
    const y = (pixel - x) / image.width;
    return Math.floor(y / mcuHeight) * image.mcusWide + Math.floor(x / mcuWidth);
  }

  /** Adds the pixels of an MCU's small things that could be of another class. */
  collect(mcu: number, found: number[]): void {
    const { image, mcuWidth, mcuHeight } = this.model;
    const left = (mcu % image.mcusWide) * mcuWidth;
    const top = Math.floor(mcu / image.mcusWide) * mcuHeight;
    for (let y = top; y < Math.min(top + mcuHeight, image.height); y++) {
      for (let x = left; x < Math.min(left + mcuWidth, image.width); x++) {
        const pixel = y * image.width + x;
        if (this.others[this.labels[pixel]].length > 0 && this.isSmall(pixel) && this.mayBeOther()) {
          found.push(...this.thing);
        }
      }
    }
  }

  /** Whether what a pixel is part of is small; then `thing` holds its pixels. */
  private isSmall(pixel: number): boolean {
    const { thing, labels } = this;
    const { width, height } = this.model.image;
    thing.length = 0;
    thing.push(pixel);
    // Grows meanwhile.
    for (const member of thing) {
      const x = member % width;
      const y = (member - x) / width;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const at = ny * width + nx;
          if (labels[at] !== labels[pixel] || thing.includes(at)) continue;
          if (thing.length === SMALL) return false;
          thing.push(at);
        }
      }
    }
    return true;
  }

  private mayBeOther(): boolean {
    const own = this.labels[this.thing[0]];
    const pairs = this.parts.map((part) => this.countPairs(part));
    return this.others[own].some((other) => this.isHardlyMoved(own, other, pairs));
  }

  /** Pairs of the thing's pixels, each with itself too, that share a sample: the sum of the squares of what samples hold. */
  private countPairs({ ratioX, ratioY }: Shown): number {
    const { width } = this.model.image;
    const samples = this.thing.map(
      (pixel) => Math.floor(Math.floor(pixel / width) / ratioY) * width + Math.floor((pixel % width) / ratioX),
    );
    let pairs = 0;
    for (const one of samples) for (const other of samples) if (one === other) pairs++;
    return pairs;
  }

  private isHardlyMoved(a: number, b: number, pairs: readonly number[]): boolean {
    let sum = 0;
    this.parts.forEach(({ codes, weight }, part) => {
      sum += pairs[part] * weight * (codes[a] - codes[b]) ** 2;
    });
    return sum < HARDLY_MOVED ** 2;
  }
}
