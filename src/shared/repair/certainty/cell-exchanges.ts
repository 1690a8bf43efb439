import type { ComponentModel, ForwardModel } from '../../forward/forward-model.ts';
import { suitsSearch } from '../../search/search-file.ts';
import { classesWithin, finestStep } from './indistinct-classes.ts';

/** A change changes the finest coefficients least: classes so many steps of those apart may be exchanged unseen. */
const EXCHANGED_STEPS = 5;

/** Two classes, by position, that two pixels of a cell might have instead of theirs. */
export interface CellExchange {
  readonly c: number;
  readonly d: number;
  /** Whether the means of the cell stay exactly what they are, as where the two have each other's class. */
  readonly keepsMeans: boolean;
}

const NONE: readonly CellExchange[] = [];

/**
 * The classes that two pixels of a cell may be exchanged for, each for one that is nearly as bright, both together of the
 * chroma that the cell keeps: mostly each for the other's, but colours as data sets choose them have the same sums again and
 * again (192, 0, 0 and 0, 0, 128; 64, 0, 0 and 128, 0, 128).
 */
export class CellExchanges {
  private readonly model: ForwardModel;
  private readonly reduced: readonly ComponentModel[];
  /** By class, the others shown that are nearly as bright. */
  private readonly near: readonly (readonly number[])[];
  /** By class: 1 where some other is as bright. */
  private readonly hasNear: Uint8Array;
  private readonly known = new Map<number, readonly CellExchange[]>();

  /** `whole`: the components that keep every pixel; `classPixels` by position. */
  constructor(model: ForwardModel, whole: readonly ComponentModel[], classPixels: Uint32Array) {
    const isShown = (position: number): boolean => classPixels[position] > 0;
    this.model = model;
    this.reduced = model.components.filter((part) => !whole.includes(part));
    this.near = classesWithin(whole, EXCHANGED_STEPS).map((list, own) => (isShown(own) ? list.filter(isShown) : []));
    this.hasNear = Uint8Array.from(this.near, (list) => Math.min(1, list.length));
  }

  get areNone(): boolean {
    return !this.hasNear.includes(1);
  }

  /** Whether pixels of both classes could be of others at all: quicker than to ask for these. */
  areNear(a: number, b: number): boolean {
    return this.hasNear[a] === 1 && this.hasNear[b] === 1;
  }

  /** What pixels of the classes `a` and `b` may be instead. */
  of(a: number, b: number): readonly CellExchange[] {
    if (!this.areNear(a, b)) return NONE;
    const key = a * this.model.classCount + b;
    const known = this.known.get(key) ?? this.find(a, b);
    this.known.set(key, known);
    return known;
  }

  private find(a: number, b: number): CellExchange[] {
    const swap = { c: b, d: a, keepsMeans: true };
    const isSwap = this.near[a].includes(b);
    // Of more classes the pairs would be too many.
    if (!suitsSearch(this.model)) return isSwap ? [swap] : [];
    const others = this.near[a].flatMap((c) =>
      this.near[b].filter((d) => !(c === b && d === a) && this.areOfOneSum([a, b], [c, d])).map((d) => ({ c, d })),
    );
    return [...(isSwap ? [swap] : []), ...others.map((pair) => ({ ...pair, keepsMeans: false }))];
  }

  /** Whether the means of a cell change by less than the finest step of each component. */
  private areOfOneSum([a, b]: readonly [number, number], [c, d]: readonly [number, number]): boolean {
    return this.reduced.every((part) => {
      const { codes, ratioX, ratioY } = part;
      return Math.abs(codes[c] + codes[d] - codes[a] - codes[b]) <= ratioX * ratioY * finestStep(part);
    });
  }
}
