import type { DecidedLabels, DecisionInput } from '../decide/decide-labels.ts';
import type { Labels } from '../forward/down-sampling.ts';
import { mcuKinds } from '../forward/flat-mcus.ts';
import { type Bounds, mcuBounds } from '../forward/mcu-bounds.ts';
import type { McuPlace, McuSearch, SettleWork, SolveWork } from './mcu-search.ts';

/** A step of xorshift's kind between the seeds of neighbouring MCUs, and between those of passes. */
const MCU_STEP = 2654435761;
const PASS_STEP = 0x9e3779b1;

/** What a search has done so far, beside the labels that it found. */
export interface SearchHistory {
  /** The labels of MCUs that were visited as they were decided before. */
  readonly decided: ReadonlyMap<number, Labels>;
  readonly pass: number;
}

/**
 * A picture while it is searched MCU by MCU: its labels so far, and which of its edge MCUs they reproduce. Works in the
 * arrays of the decision itself, since large pictures leave no room for another copy; only what was decided of MCUs that
 * are searched is kept.
 */
export class SearchedPicture {
  readonly input: DecisionInput;
  readonly labels: Labels;
  /** 1 per certified edge MCU, row-major. */
  readonly certified: Uint8Array;
  readonly search: McuSearch;
  private readonly decided: Map<number, Labels>;
  private pass: number;

  /** `history`: of a search that another thread has begun. */
  constructor(input: DecisionInput, { labels, certified }: DecidedLabels, search: McuSearch, history?: SearchHistory) {
    this.input = input;
    this.search = search;
    this.labels = labels;
    this.certified = certified;
    this.decided = new Map(history?.decided);
    this.pass = history?.pass ?? 0;
  }

  get history(): SearchHistory {
    return { decided: this.decided, pass: this.pass };
  }

  /** The edge MCUs that are not certified. */
  get open(): number[] {
    return this.edges.filter((mcu) => this.certified[mcu] === 0);
  }

  /** The MCUs that are not of one colour, row-major. */
  get edges(): number[] {
    const { kinds } = this.input.flats;
    const edges: number[] = [];
    for (let mcu = 0; mcu < kinds.length; mcu++) if (kinds[mcu] === mcuKinds.edge) edges.push(mcu);
    return edges;
  }

  placeOf(mcu: number): McuPlace {
    const { mcusWide } = this.input.model.image;
    return { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) };
  }

  /** The pixels of an MCU, with the picture's width to find them by. */
  areaOf(mcu: number): Bounds & { readonly width: number } {
    const { model } = this.input;
    return { ...mcuBounds(model, this.placeOf(mcu)), width: model.image.width };
  }

  /** The MCUs that may have been changed, ascending. */
  get changed(): number[] {
    return [...this.decided.keys()].sort((a, b) => a - b);
  }

  /** An MCU's labels as they were decided, row by row of its pixels in the picture. */
  decidedLabels(mcu: number): Labels {
    return this.decided.get(mcu) ?? this.cut(mcu);
  }

  /** To be called before an MCU's labels are changed. */
  keepDecided(mcu: number): void {
    if (!this.decided.has(mcu)) this.decided.set(mcu, this.cut(mcu));
  }

  /** Puts all labels back to what was decided; none of the MCUs searched is certified then. */
  restore(): void {
    for (const [mcu, labels] of this.decided) {
      const { left, top, right, bottom, width } = this.areaOf(mcu);
      const wide = right - left;
      for (let y = top; y < bottom; y++) {
        this.labels.set(labels.subarray((y - top) * wide, (y - top + 1) * wide), y * width + left);
      }
      this.certified[mcu] = 0;
    }
  }

  private cut(mcu: number): Labels {
    const { left, top, right, bottom, width } = this.areaOf(mcu);
    const wide = right - left;
    const size = wide * (bottom - top);
    const labels = this.labels instanceof Uint8Array ? new Uint8Array(size) : new Uint16Array(size);
    for (let y = top; y < bottom; y++) {
      labels.set(this.labels.subarray(y * width + left, y * width + right), (y - top) * wide);
    }
    return labels;
  }

  /** Begins a pass: the random numbers of an MCU are others in every pass. */
  startPass(): void {
    this.pass++;
  }

  /**
   * Searches an MCU; `allowed`: 1 for the classes that it may hold even where nothing near shows them. Throws `cancelled`
   * when the search is told to stop.
   */
  searchMcu(mcu: number, allowed: Uint8Array, effort: SolveWork): boolean {
    this.enter(mcu, allowed);
    const isSolved = this.search.solve(effort);
    this.leave(mcu);
    return isSolved;
  }

  /** Settles an MCU as `McuSearch.settle` does; `allowed` and what it throws as of `searchMcu`. */
  settle(mcu: number, allowed: Uint8Array, work: SettleWork): boolean {
    this.enter(mcu, allowed);
    const isUnsure = this.search.settle(work);
    if (isUnsure) this.leave(mcu);
    return isUnsure;
  }

  private enter(mcu: number, allowed: Uint8Array): void {
    const seed = Math.imul(mcu + 1, MCU_STEP) ^ Math.imul(this.pass, PASS_STEP);
    this.search.enter(this.placeOf(mcu), this.labels, { allowed, seed });
  }

  private leave(mcu: number): void {
    this.keepDecided(mcu);
    this.search.leave(this.labels);
  }

  /**
   * Calls `visit` with the pixels of the MCU that was settled last, how much of the time each had its label, and the one
   * that it had most besides.
   */
  eachShare(mcu: number, visit: (pixel: number, share: number, second: number) => void): void {
    const { model } = this.input;
    const { width } = model.image;
    const { shares, seconds } = this.search;
    const area = mcuBounds(model, this.placeOf(mcu));
    for (let y = area.top; y < area.bottom; y++) {
      for (let x = area.left; x < area.right; x++) {
        const at = (y - area.top) * model.mcuWidth + x - area.left;
        visit(y * width + x, shares[at], seconds[at]);
      }
    }
  }

  /** Searches an MCU that is not certified. */
  solve(mcu: number, allowed: Uint8Array, effort: SolveWork): boolean {
    const isSolved = this.searchMcu(mcu, allowed, effort);
    this.certified[mcu] = isSolved ? 1 : 0;
    return isSolved;
  }
}
