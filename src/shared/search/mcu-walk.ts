import type { DecisionInput } from '../repair/decide-labels.ts';
import type { Labels } from '../repair/down-sampling.ts';
import { mcuKinds } from '../repair/flat-mcus.ts';
import { mcuBounds } from '../repair/mcu-bounds.ts';
import type { McuSearch } from './mcu-search.ts';

/** A step of xorshift's kind between the seeds of neighbouring MCUs. */
const SEED_STEP = 2654435761;

/** Takes a search through the edge MCUs of a picture, pass by pass; every pass has other random numbers. */
export class McuWalk {
  private readonly input: DecisionInput;
  private readonly search: McuSearch;
  private readonly labels: Labels;
  private readonly allowed: Uint8Array;
  private pass = 0;

  /** `labels` are searched in place; `allowed`: see `McuSearch.enter`. */
  constructor(input: DecisionInput, search: McuSearch, { labels, allowed }: { labels: Labels; allowed: Uint8Array }) {
    this.input = input;
    this.search = search;
    this.labels = labels;
    this.allowed = allowed;
  }

  /** Throws `cancelled` when the search is told to stop. */
  eachEdge(isWanted: (mcu: number) => boolean, work: (mcu: number) => void): void {
    const { model, flats } = this.input;
    const { mcusWide } = model.image;
    this.pass++;
    for (let mcu = 0; mcu < flats.kinds.length; mcu++) {
      if (flats.kinds[mcu] !== mcuKinds.edge || !isWanted(mcu)) continue;
      const place = { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) };
      const seed = Math.imul(mcu + 1, SEED_STEP) ^ Math.imul(this.pass, 0x9e3779b1);
      this.search.enter(place, this.labels, { allowed: this.allowed, seed });
      work(mcu);
      this.search.leave(this.labels);
    }
  }

  /** Calls `visit` with the pixels of the MCU that was settled last and how much of the time each had its label. */
  eachShare(mcu: number, visit: (pixel: number, share: number) => void): void {
    const { model } = this.input;
    const { mcusWide, width } = model.image;
    const { shares } = this.search;
    const area = mcuBounds(model, { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) });
    for (let y = area.top; y < area.bottom; y++) {
      for (let x = area.left; x < area.right; x++) {
        visit(y * width + x, shares[(y - area.top) * model.mcuWidth + x - area.left]);
      }
    }
  }
}
