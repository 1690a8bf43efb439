import { searchByKernel } from '../kernel/search-by-kernel.ts';
import { CERTAIN } from '../repair/confidence-map.ts';
import type { DecidedLabels, DecisionInput } from '../repair/decide-labels.ts';
import { changeInShown } from './change-in-shown.ts';
import type { McuSearch } from './mcu-search.ts';
import { McuWalk, suitsSearch } from './mcu-walk.ts';
import { exactEnergy } from './search-energy.ts';
import type { SearchEffort } from './search-preset.ts';

/** A pixel of a certified MCU is certain where it keeps its label for at least this share of the sampling. */
const CERTAIN_SHARE = 0.995;
/** However sure the sampling is, labels that do not reproduce an MCU are wrong somewhere. */
const UNCERTIFIED_SHARE = 0.99;
/**
 * Searches labels that reproduce the MCUs which the decision left uncertified, smooths those of the others where the
 * file allows several, and finds from samples of consistent labellings how sure every pixel is. Throws `cancelled` when
 * `shouldStop` turns true, which is asked before every MCU.
 */
export function searchLabels(input: DecisionInput, decided: DecidedLabels, effort: SearchEffort): DecidedLabels {
  if (!suitsSearch(input.model)) return decided;
  return searchByKernel(input.model, exactEnergy(input.model), (search) =>
    new PictureSearch(input, decided, search).run(effort),
  );
}

class PictureSearch {
  private readonly input: DecisionInput;
  private readonly before: DecidedLabels;
  private readonly search: McuSearch;
  private readonly walk: McuWalk;
  private readonly labels: DecidedLabels['labels'];
  private readonly certified: Uint8Array;
  private readonly confidence: Uint8Array;

  constructor(input: DecisionInput, decided: DecidedLabels, search: McuSearch) {
    this.input = input;
    this.before = decided;
    this.search = search;
    this.labels = decided.labels.slice();
    this.certified = decided.certified.slice();
    this.confidence = decided.confidence.slice();
    this.walk = new McuWalk(input, search, { labels: this.labels, allowed: decided.witnessed });
  }

  run(effort: SearchEffort): DecidedLabels {
    this.solveOpen(effort.runs, effort.proposals);
    if (effort.secondRuns > 0) this.solveOpen(effort.secondRuns, 2 * effort.proposals);
    this.goOn(effort);
    this.walk.eachEdge(
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
    this.walk.eachEdge(
      (mcu) => this.certified[mcu] === 0,
      (mcu) => {
        if (Date.now() < end && this.search.solve(runs, proposals)) this.certified[mcu] = 1;
        else left++;
      },
    );
    return left;
  }

  private grade(mcu: number): void {
    const isCertified = this.certified[mcu] === 1;
    this.walk.eachShare(mcu, (pixel, share) => {
      this.confidence[pixel] = confidenceOf(share, isCertified);
    });
  }
}

function confidenceOf(share: number, isCertified: boolean): number {
  if (!isCertified) return Math.floor(254 * Math.min(share, UNCERTIFIED_SHARE));
  return share >= CERTAIN_SHARE ? CERTAIN : Math.floor(254 * share);
}
