import { MaskmendError } from '../errors.ts';
import type { LabelMap } from '../mask/label-map.ts';
import { UNASSIGNED_SLOT } from '../model/palette.ts';
import { type BandName, bandNames } from './bands.ts';
import { boundaryDistances } from './boundary-distance.ts';
import { type PairCount, PairCounts } from './pair-counts.ts';

/** Share of the diagonal that Cheng et al. 2021 take. */
const SHARE_OF_DIAGONAL = 0.02;

export interface CompareOptions {
  /** Pixels that the second mask, the reference, gives to one of these slots are left out. */
  readonly ignoredSlots: readonly number[];
}

/** A class's pixels within a band of its boundary. */
export interface BandClass {
  readonly slot: number;
  /** Pixels in the band of the first mask, of the second, and of both. */
  readonly first: number;
  readonly second: number;
  readonly both: number;
}

interface Band {
  readonly name: BandName;
  readonly distancePx: number;
  /** By slot. */
  readonly classes: readonly BandClass[];
}

/** Two masks of one picture, compared pixel by pixel; all counts are of pixels that were not left out. */
export interface MaskComparison {
  readonly pixels: number;
  readonly ignoredPixels: number;
  readonly differingPixels: number;
  /** Pixels by their class in the first mask (`a`) and the second (`b`); 65535 for those of no class. */
  readonly confusion: readonly PairCount[];
  readonly bands: readonly Band[];
}

/** Width of a band in pixels: as OpenCV-based evaluations round it, half to even, and never below 1. */
export function bandDistancePx(name: BandName, width: number, height: number): number {
  if (name !== '2%') return Number(name);
  const exact = SHARE_OF_DIAGONAL * Math.hypot(width, height);
  const whole = Math.floor(exact);
  const isUp = exact - whole > 0.5 || (exact - whole === 0.5 && whole % 2 === 1);
  return Math.max(1, isUp ? whole + 1 : whole);
}

/**
 * Compares a mask with a reference, slots meaning the same classes in both. A class's band holds its pixels that are at
 * most d chessboard steps away from a pixel of another class or from outside of the picture: the inner bands of Boundary
 * IoU (Cheng et al., CVPR 2021, whose program erodes by 3 x 3 squares d times). Bands are those of the masks as they
 * are; pixels that are left out only go uncounted. Linear in the pixels, two bytes per pixel and mask at most.
 * Throws MaskmendError `usage` where the sizes differ.
 */
export function compareMasks(first: LabelMap, second: LabelMap, options: CompareOptions): MaskComparison {
  const { width, height } = first;
  if (width !== second.width || height !== second.height) {
    throw new MaskmendError(
      'usage',
      `is ${width} x ${height}, its counterpart ${second.width} x ${second.height} pixels`,
      { hint: 'only masks of one size can be compared pixel by pixel' },
    );
  }
  const isIgnored = new Uint8Array(UNASSIGNED_SLOT + 1);
  for (const slot of options.ignoredSlots) isIgnored[slot] = 1;
  const pair = { first: wide(first), second: wide(second), isIgnored };
  return { ...countConfusion(pair), bands: countBands(pair) };
}

interface Pair {
  readonly first: WideMap;
  readonly second: WideMap;
  readonly isIgnored: Uint8Array;
}

interface WideMap extends LabelMap {
  /** Slot of each value that the labels may have. */
  readonly slots: Uint16Array;
}

function wide(map: LabelMap): WideMap {
  const slots = Uint16Array.from({ length: map.labels instanceof Uint8Array ? 256 : 65_536 }, (_, label) => label);
  slots[slots.length - 1] = UNASSIGNED_SLOT;
  return { ...map, slots };
}

function countConfusion({ first, second, isIgnored }: Pair): Omit<MaskComparison, 'bands'> {
  const counts = new PairCounts();
  let ignoredPixels = 0;
  for (let at = 0; at < first.labels.length; at++) {
    const b = second.slots[second.labels[at]];
    if (isIgnored[b] === 1) ignoredPixels++;
    else counts.add(first.slots[first.labels[at]], b);
  }
  const confusion = counts.list();
  const pixels = first.labels.length - ignoredPixels;
  const equal = confusion.reduce((sum, { a, b, count }) => (a === b ? sum + count : sum), 0);
  return { pixels, ignoredPixels, differingPixels: pixels - equal, confusion };
}

function countBands({ first, second, isIgnored }: Pair): readonly Band[] {
  const isNarrow = first.labels instanceof Uint8Array && second.labels instanceof Uint8Array;
  const tallies = bandNames.map((name) => {
    return new BandTally({ name, distancePx: bandDistancePx(name, first.width, first.height) }, isNarrow);
  });
  const widest = Math.max(...tallies.map(({ distancePx }) => distancePx));
  const [near, nearOther] = [boundaryDistances(first, widest), boundaryDistances(second, widest)];
  for (let at = 0; at < near.length; at++) {
    const [one, other] = [near[at], nearOther[at]];
    if (one > widest && other > widest) continue;
    const b = second.slots[second.labels[at]];
    if (isIgnored[b] === 1) continue;
    const a = first.slots[first.labels[at]];
    for (const tally of tallies) {
      if (one <= tally.distancePx) tally.addFirst(a);
      if (other <= tally.distancePx) tally.addSecond(b);
      if (a === b && one <= tally.distancePx && other <= tally.distancePx) tally.addBoth(a);
    }
  }
  return tallies.map((tally) => tally.result());
}

class BandTally {
  readonly name: BandName;
  readonly distancePx: number;
  /** 255 or 65535, by which 65535 becomes the last place of its arrays. */
  readonly #mask: number;
  readonly #first: Uint32Array;
  readonly #second: Uint32Array;
  readonly #both: Uint32Array;

  constructor({ name, distancePx }: Pick<Band, 'name' | 'distancePx'>, isNarrow: boolean) {
    this.name = name;
    this.distancePx = distancePx;
    this.#mask = isNarrow ? 255 : UNASSIGNED_SLOT;
    this.#first = new Uint32Array(this.#mask + 1);
    this.#second = new Uint32Array(this.#mask + 1);
    this.#both = new Uint32Array(this.#mask + 1);
  }

  addFirst(slot: number): void {
    this.#first[slot & this.#mask]++;
  }

  addSecond(slot: number): void {
    this.#second[slot & this.#mask]++;
  }

  addBoth(slot: number): void {
    this.#both[slot & this.#mask]++;
  }

  result(): Band {
    const classes: BandClass[] = [];
    for (let place = 0; place <= this.#mask; place++) {
      const [first, second] = [this.#first[place], this.#second[place]];
      const slot = place === this.#mask ? UNASSIGNED_SLOT : place;
      if (first > 0 || second > 0) classes.push({ slot, first, second, both: this.#both[place] });
    }
    return { name: this.name, distancePx: this.distancePx, classes };
  }
}
