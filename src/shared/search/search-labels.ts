import { elapsedMs } from '../elapsed-time.ts';
import { CERTAIN } from '../repair/confidence-map.ts';
import type { DecidedLabels, DecisionInput } from '../repair/decide-labels.ts';
import { changeInShown } from './change-in-shown.ts';
import { growClasses } from './grow-classes.ts';
import type { McuSearch } from './mcu-search.ts';
import { exactEnergy } from './search-energy.ts';
import { searchFile, suitsSearch } from './search-file.ts';
import type { SearchEffort } from './search-preset.ts';
import { SecondLabelList } from './second-labels.ts';
import { SearchedPicture } from './searched-picture.ts';
import { areAllOf, classesWithoutRival } from './sole-labels.ts';

/** A pixel of a certified MCU is certain where it keeps its label for at least this share of the sampling. */
const CERTAIN_SHARE = 0.999;
/**
 * Where the first pass leaves more than this share of the edge MCUs, classes are hardly told apart by the file, and longer
 * runs find little more: on masks of indices one level apart more than twice the time for a tenth of what is left.
 */
const MUCH_LEFT = 1 / 20;
const RUNS_WHERE_MUCH_IS_LEFT = 16;
/** However sure the sampling is, labels that do not reproduce an MCU are wrong somewhere. */
const UNCERTIFIED_SHARE = 0.99;

/**
 * Searches labels that reproduce the MCUs which the decision left uncertified, smooths those of the others where the
 * file allows several, and finds from samples of consistent labellings how sure every pixel is. Works in the arrays of
 * the decision. Throws `cancelled` when `shouldStop` turns true, which is asked every few milliseconds.
 */
export function searchLabels(input: DecisionInput, decided: DecidedLabels, effort: SearchEffort): DecidedLabels {
  if (!suitsSearch(input.model)) return decided;
  return searchFile(input, exactEnergy(input.model), (search) => new PictureSearch(input, decided, search).run(effort));
}

class PictureSearch {
  private readonly before: DecidedLabels;
  private readonly picture: SearchedPicture;
  private readonly confidence: Uint8Array;
  private readonly seconds = new SecondLabelList();

  constructor(input: DecisionInput, decided: DecidedLabels, search: McuSearch) {
    this.before = decided;
    this.picture = new SearchedPicture(input, decided, search);
    this.confidence = decided.confidence;
  }

  run(effort: SearchEffort): DecidedLabels {
    const { picture, before } = this;
    const allowed = growClasses(picture, before.witnessed);
    const left = this.solveOpen(allowed, effort);
    if (effort.secondRuns > 0) this.solveOpen(allowed, this.againAfter(left, effort));
    this.goOn(allowed, effort);
    this.settle(allowed, effort);
    const { labels, certified } = picture;
    return {
      ...before,
      labels,
      confidence: this.confidence,
      seconds: this.seconds.complete,
      certified,
      certifiedBlocks: certified.reduce((sum, value) => sum + value, 0),
      changedPixels: before.changedPixels + changeInShown(picture),
    };
  }

  /** The effort of the second pass: most where few MCUs are left, which their surroundings then tell much about. */
  private againAfter(left: number, effort: SearchEffort): SolveEffort {
    const again = againOf(effort);
    const isMuch = left > MUCH_LEFT * this.picture.edges.length;
    return isMuch ? { ...again, runs: Math.min(again.runs, RUNS_WHERE_MUCH_IS_LEFT) } : again;
  }

  /** Passes over what is left, until nothing is or the time is over. */
  private goOn(allowed: Uint8Array, effort: SearchEffort): void {
    const end = elapsedMs() + effort.budgetMs;
    while (elapsedMs() < end && this.solveOpen(allowed, againOf(effort), end) > 0);
  }

  /** Tries the MCUs that are not certified; returns how many are left. */
  private solveOpen(allowed: Uint8Array, effort: SolveEffort, end = Infinity): number {
    const { picture } = this;
    picture.startPass();
    return picture.open.filter((mcu) => elapsedMs() >= end || !picture.solve(mcu, allowed, effort)).length;
  }

  private settle(allowed: Uint8Array, effort: SearchEffort): void {
    const { picture } = this;
    const sole = classesWithoutRival(picture.input.model);
    picture.startPass();
    for (const mcu of picture.edges) {
      if (this.isSole(mcu, sole)) this.makeCertain(mcu);
      else
        picture.visit(mcu, allowed, (search) => {
          search.settle({ ...effort, isCertified: picture.certified[mcu] === 1 });
          this.grade(mcu);
        });
    }
  }

  /** Whether no other labels can reproduce a certified MCU: then there is nothing to sample. */
  private isSole(mcu: number, classes: Uint8Array): boolean {
    const { certified, labels } = this.picture;
    return certified[mcu] === 1 && areAllOf(classes, labels, this.picture.areaOf(mcu));
  }

  private makeCertain(mcu: number): void {
    const { left, top, right, bottom, width } = this.picture.areaOf(mcu);
    for (let y = top; y < bottom; y++) this.confidence.fill(CERTAIN, y * width + left, y * width + right);
  }

  private grade(mcu: number): void {
    const isCertified = this.picture.certified[mcu] === 1;
    this.picture.eachShare(mcu, (pixel, share, second) => {
      this.confidence[pixel] = confidenceOf(share, isCertified);
      if (share < 1) this.seconds.add(pixel, second);
    });
  }
}

/** What a pass of the search may cost. */
type SolveEffort = Pick<SearchEffort, 'runs' | 'proposals' | 'isBrief'>;

/** The effort of passes over what an earlier one left. */
function againOf({ secondRuns, proposals }: SearchEffort): SolveEffort {
  return { runs: secondRuns, proposals: 2 * proposals };
}

function confidenceOf(share: number, isCertified: boolean): number {
  if (!isCertified) return Math.floor(254 * Math.min(share, UNCERTIFIED_SHARE));
  return share >= CERTAIN_SHARE ? CERTAIN : Math.floor(254 * share);
}
