import { searchByKernel, suitsKernelSearch } from '../kernel/search-by-kernel.ts';
import { CERTAIN } from '../repair/confidence-map.ts';
import type { DecidedLabels, DecisionInput } from '../repair/decide-labels.ts';
import { mcuKinds } from '../repair/flat-mcus.ts';
import { mcuBounds } from '../repair/mcu-bounds.ts';
import { changeInShown } from './change-in-shown.ts';
import type { McuSearch } from './mcu-search.ts';
import { PlainSearch } from './plain-search.ts';
import { exactEnergy } from './search-energy.ts';
import type { SearchEffort } from './search-preset.ts';
import type { SearchSteps } from './search-steps.ts';
import { StepwiseSearch } from './stepwise-search.ts';

/** A pixel of a certified MCU is certain where it keeps its label for at least this share of the sampling. */
const CERTAIN_SHARE = 0.999;
/** However sure the sampling is, labels that do not reproduce an MCU are wrong somewhere. */
const UNCERTIFIED_SHARE = 0.99;
/** Work and memory grow with the classes. */
const MAX_CLASSES = 4096;
/** A step of xorshift's kind between the seeds of neighbouring MCUs. */
const SEED_STEP = 2654435761;

/**
 * Searches labels that reproduce the MCUs which the decision left uncertified, smooths those of the others where the
 * file allows several, and finds from samples of consistent labellings how sure every pixel is. Throws `cancelled` when
 * `shouldStop` turns true, which is asked every few milliseconds.
 */
export function searchLabels(input: DecisionInput, decided: DecidedLabels, effort: SearchEffort): DecidedLabels {
  const { model, shouldStop } = input;
  if (model.classCount > MAX_CLASSES) return decided;
  const energy = exactEnergy(model);
  const work = (steps: SearchSteps) => {
    return new PictureSearch(input, decided, new StepwiseSearch(steps, energy, shouldStop)).run(effort);
  };
  return suitsKernelSearch(model) ? searchByKernel(model, energy, work) : work(new PlainSearch(model, energy));
}

class PictureSearch {
  private readonly input: DecisionInput;
  private readonly before: DecidedLabels;
  private readonly search: McuSearch;
  private readonly labels: DecidedLabels['labels'];
  private readonly certified: Uint8Array;
  private readonly confidence: Uint8Array;
  private pass = 0;

  constructor(input: DecisionInput, decided: DecidedLabels, search: McuSearch) {
    this.input = input;
    this.before = decided;
    this.search = search;
    this.labels = decided.labels.slice();
    this.certified = decided.certified.slice();
    this.confidence = decided.confidence.slice();
  }

  run(effort: SearchEffort): DecidedLabels {
    this.solveOpen(effort.runs, effort.proposals);
    if (effort.secondRuns > 0) this.solveOpen(effort.secondRuns, 2 * effort.proposals);
    this.goOn(effort);
    this.eachEdge(
      () => true,
      (mcu) => {
        this.search.settle({ ...effort, isCertified: this.certified[mcu] === 1 });
        this.grade(mcu);
      },
    );
    const { labels, confidence, certified } = this;
    return {
      ...this.before,
      labels,
      confidence,
      certified,
      certifiedBlocks: certified.reduce((sum, value) => sum + value, 0),
      changedPixels: this.before.changedPixels + changeInShown(this.input, this.before.labels, labels),
    };
  }

  /** Passes over what is left, until nothing is or the time is over. */
  private goOn({ budgetMs, secondRuns, proposals }: SearchEffort): void {
    const end = Date.now() + budgetMs;
    while (Date.now() < end && this.solveOpen(secondRuns, 2 * proposals, end) > 0);
  }

  /** Tries the MCUs that are not certified; returns how many are left. */
  private solveOpen(runs: number, proposals: number, end = Infinity): number {
    let left = 0;
    this.eachEdge(
      (mcu) => this.certified[mcu] === 0,
      (mcu) => {
        if (Date.now() < end && this.search.solve(runs, proposals)) this.certified[mcu] = 1;
        else left++;
      },
    );
    return left;
  }

  private eachEdge(isWanted: (mcu: number) => boolean, work: (mcu: number) => void): void {
    const { model, flats } = this.input;
    const { mcusWide } = model.image;
    this.pass++;
    for (let mcu = 0; mcu < flats.kinds.length; mcu++) {
      if (flats.kinds[mcu] !== mcuKinds.edge || !isWanted(mcu)) continue;
      const place = { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) };
      const seed = Math.imul(mcu + 1, SEED_STEP) ^ Math.imul(this.pass, 0x9e3779b1);
      this.search.enter(place, this.labels, { allowed: this.before.witnessed, seed });
      work(mcu);
      this.search.leave(this.labels);
    }
  }

  private grade(mcu: number): void {
    const { model } = this.input;
    const { mcusWide, width } = model.image;
    const area = mcuBounds(model, { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) });
    const isCertified = this.certified[mcu] === 1;
    for (let y = area.top; y < area.bottom; y++) {
      for (let x = area.left; x < area.right; x++) {
        const share = this.search.shares[(y - area.top) * model.mcuWidth + x - area.left];
        this.confidence[y * width + x] = confidenceOf(share, isCertified);
      }
    }
  }
}

function confidenceOf(share: number, isCertified: boolean): number {
  if (!isCertified) return Math.floor(254 * Math.min(share, UNCERTIFIED_SHARE));
  return share >= CERTAIN_SHARE ? CERTAIN : Math.floor(254 * share);
}
