import type { DecidedLabels, DecisionInput } from '../repair/decide-labels.ts';
import type { Labels } from '../repair/down-sampling.ts';
import { mcuKinds } from '../repair/flat-mcus.ts';
import { mcuBounds } from '../repair/mcu-bounds.ts';
import type { McuPlace, McuSearch } from './mcu-search.ts';

/** A step of xorshift's kind between the seeds of neighbouring MCUs, and between those of passes. */
const MCU_STEP = 2654435761;
const PASS_STEP = 0x9e3779b1;

/** A picture while it is searched MCU by MCU: its labels so far, and which of its edge MCUs they reproduce. */
export class SearchedPicture {
  readonly input: DecisionInput;
  readonly labels: Labels;
  /** 1 per certified edge MCU, row-major. */
  readonly certified: Uint8Array;
  readonly search: McuSearch;
  /** 1 for the rows of MCUs of which any was visited. */
  readonly visitedRows: Uint8Array;
  private pass = 0;

  constructor(input: DecisionInput, { labels, certified }: DecidedLabels, search: McuSearch) {
    this.input = input;
    this.search = search;
    this.labels = labels.slice();
    this.certified = certified.slice();
    this.visitedRows = new Uint8Array(input.model.image.mcusHigh);
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

  /** Begins a pass: the random numbers of an MCU are others in every pass. */
  startPass(): void {
    this.pass++;
  }

  /**
   * Does the work of one MCU; `allowed`: 1 for the classes that it may hold even where nothing near shows them. Throws
   * `cancelled` when the search is told to stop.
   */
  visit<Result>(mcu: number, allowed: Uint8Array, work: (search: McuSearch) => Result): Result {
    const seed = Math.imul(mcu + 1, MCU_STEP) ^ Math.imul(this.pass, PASS_STEP);
    const place = this.placeOf(mcu);
    this.visitedRows[place.row] = 1;
    this.search.enter(place, this.labels, { allowed, seed });
    const result = work(this.search);
    this.search.leave(this.labels);
    return result;
  }

  /** Calls `visit` with the pixels of the MCU that was settled last and how much of the time each had its label. */
  eachShare(mcu: number, visit: (pixel: number, share: number) => void): void {
    const { model } = this.input;
    const { width } = model.image;
    const { shares } = this.search;
    const area = mcuBounds(model, this.placeOf(mcu));
    for (let y = area.top; y < area.bottom; y++) {
      for (let x = area.left; x < area.right; x++) {
        visit(y * width + x, shares[(y - area.top) * model.mcuWidth + x - area.left]);
      }
    }
  }

  /** Searches an MCU that is not certified. */
  solve(mcu: number, allowed: Uint8Array, effort: { readonly runs: number; readonly proposals: number }): boolean {
    const isSolved = this.visit(mcu, allowed, (search) => search.solve(effort.runs, effort.proposals));
    this.certified[mcu] = isSolved ? 1 : 0;
    return isSolved;
  }
}
