import { elapsedMs } from '../elapsed-time.ts';
import { CERTAIN } from '../decide/confidence-map.ts';
import type { DecidedLabels, DecisionInput } from '../decide/decide-labels.ts';
import type { ShouldStop } from '../should-stop.ts';
import { growClasses } from './grow-classes.ts';
import { findHopelessMcus } from './hopeless-mcus.ts';
import {
  alone,
  type CallCrew,
  inCrew,
  isShareable,
  receiveSearch,
  type SearchCrew,
  type SearchPart,
  type SharedExactSearch,
  shareSearch,
} from './search-crew.ts';
import { PartOfSearch } from './part-of-search.ts';
import { exactEnergy } from './search-energy.ts';
import { searchFile, suitsSearch } from './search-file.ts';
import { LEFT_SHARE, type TellTimeLeft, unitCosts } from './search-outlook.ts';
import type { SearchEffort } from './search-preset.ts';
import { joinSeconds } from '../decide/second-labels.ts';
import { SearchedPicture } from './searched-picture.ts';
import { areAllOf, classesWithoutRival } from './sole-labels.ts';

interface SearchMeans {
  readonly effort: SearchEffort;
  readonly callCrew?: CallCrew | undefined;
  readonly tellTimeLeft?: TellTimeLeft | undefined;
}

/** A pixel of a certified MCU is certain where it keeps its label for at least this share of the sampling. */
const CERTAIN_SHARE = 0.999;
/**
 * Where the first pass leaves more than this share of the edge MCUs, classes are hardly told apart by the file, and longer
 * runs find little more: on masks of indices one level apart more than twice the time for a tenth of what is left.
 */
const MUCH_LEFT = 1 / 20;
const RUNS_WHERE_MUCH_IS_LEFT = 16;
/** Of hopeless MCUs: a few find labels that come near. */
const HOPELESS_RUNS = 2;
/** However sure the sampling is, labels that do not reproduce an MCU are wrong somewhere. */
const UNCERTIFIED_SHARE = 0.99;

/**
 * Searches labels that reproduce the MCUs which the decision left uncertified, smooths those of the others where the
 * file allows several, and finds from samples of consistent labellings how sure every pixel is. Works in the arrays of
 * the decision; `callCrew` brings other threads to it, where the picture is large. Throws `cancelled` when `shouldStop`
 * turns true, which is asked every few milliseconds.
 */
export function searchLabels(
  input: DecisionInput,
  decided: DecidedLabels,
  { effort, callCrew, tellTimeLeft }: SearchMeans,
): DecidedLabels {
  if (!suitsSearch(input.model)) return decided;
  return searchFile(input, exactEnergy(input.model), (search) => {
    const picture = new SearchedPicture(input, decided, search);
    const { witnessed } = decided;
    const allowed = input.isScattered === true ? witnessed.slice().fill(1) : growClasses(picture, witnessed);
    const mayBeShared = callCrew !== undefined && isShareable(input, decided);
    const crew = mayBeShared
      ? callCrew(shareSearch(input, decided, { history: picture.history, allowed, work: { kind: 'exact', effort } }))
      : alone;
    return inCrew(crew, () => {
      const part = new PictureSearch(picture, decided, { crew, tellTimeLeft }).run(allowed, effort);
      return joinParts(decided, picture, crew.gather(part));
    });
  });
}

/** Searches a thread's share of a picture that another began to search. Throws as `searchLabels` does. */
export function helpSearch(shared: SharedExactSearch, crew: SearchCrew, shouldStop: ShouldStop): void {
  const { decided, history, allowed, work } = shared;
  const input = receiveSearch(shared, shouldStop);
  searchFile(input, exactEnergy(input.model), (search) => {
    const picture = new SearchedPicture(input, decided, search, history);
    inCrew(crew, () => crew.gather(new PictureSearch(picture, decided, { crew }).run(allowed, work.effort)));
  });
}

function joinParts(
  before: DecidedLabels,
  { labels, certified }: SearchedPicture,
  parts: readonly SearchPart[],
): DecidedLabels {
  return {
    ...before,
    labels,
    seconds: joinSeconds(parts.map(({ seconds }) => seconds)),
    certified,
    certifiedBlocks: certified.reduce((sum, value) => sum + value, 0),
    changedPixels: parts.reduce((sum, { change }) => sum + change, before.changedPixels),
  };
}

/** The passes over the MCUs of one thread. */
class PictureSearch extends PartOfSearch {
  private hopeless: Uint8Array | undefined;

  run(allowed: Uint8Array, effort: SearchEffort): SearchPart {
    const isTwice = effort.secondRuns > 0;
    const again = isTwice ? LEFT_SHARE * unitCosts.solveAgain : 0;
    this.lookAhead({ perOpen: unitCosts.solve, laterPerOpen: again, furtherMs: effort.budgetMs });
    const left = this.solveOpen(allowed, { ...effort, units: unitCosts.solve });
    if (isTwice) {
      this.lookAhead({ perOpen: unitCosts.solveAgain, furtherMs: left > 0 ? effort.budgetMs : 0 });
      this.solveOpen(allowed, this.againAfter(left, effort));
    }
    this.goOn(allowed, effort);
    this.outlook.expect({ units: this.unitsToSettle });
    this.settle(allowed, effort);
    return this.outcome();
  }

  /** What this thread still has to do, of which a pass over the open MCUs begins now. */
  private lookAhead({ perOpen, laterPerOpen = 0, furtherMs }: SolveProspect): void {
    const open = this.countMine(this.picture.open);
    this.outlook.expect({ units: perOpen * open, later: laterPerOpen * open + this.unitsToSettle, furtherMs });
  }

  private get unitsToSettle(): number {
    return unitCosts.settle * this.countMine(this.picture.edges);
  }

  private countMine(mcus: readonly number[]): number {
    return mcus.filter((mcu) => this.bands.isMine(mcu)).length;
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
    // Each thread has a clock of its own: they go on as long as one of them would.
    const isTime = (): boolean => this.crew.meet(elapsedMs() < end ? 1 : 0) > 0;
    if (effort.budgetMs === 0) return;
    do this.lookAhead({ perOpen: 0, furtherMs: Math.max(0, end - elapsedMs()) });
    while (isTime() && this.solveOpen(allowed, { ...againOf(effort), units: 0 }, end) > 0);
  }

  /** Tries the MCUs that are not certified; returns how many are left in the whole picture. */
  private solveOpen(allowed: Uint8Array, effort: SolveEffort, end = Infinity): number {
    const { picture } = this;
    picture.startPass();
    let left = 0;
    const hopeless = (this.hopeless ??= findHopelessMcus(picture.input));
    this.eachTurn(
      () => picture.open,
      (mcu) => {
        const own = hopeless[mcu] === 1 ? { ...effort, runs: Math.min(effort.runs, HOPELESS_RUNS) } : effort;
        if (elapsedMs() >= end || !picture.solve(mcu, allowed, own)) left++;
        this.outlook.advance(effort.units);
      },
    );
    return this.crew.meet(left);
  }

  private settle(allowed: Uint8Array, effort: SearchEffort): void {
    const { picture } = this;
    const sole = classesWithoutRival(picture.input.model);
    picture.startPass();
    this.eachTurn(
      () => picture.edges,
      (mcu) => {
        const isCertified = picture.certified[mcu] === 1;
        if (this.isSole(mcu, sole)) this.fill(mcu, CERTAIN);
        else if (picture.settle(mcu, allowed, { ...effort, isCertified })) this.grade(mcu);
        else this.fill(mcu, confidenceOf(1, isCertified));
        this.outlook.advance(unitCosts.settle);
      },
    );
  }

  /** Whether no other labels can reproduce a certified MCU: then there is nothing to sample. */
  private isSole(mcu: number, classes: Uint8Array): boolean {
    const { certified, labels } = this.picture;
    return certified[mcu] === 1 && areAllOf(classes, labels, this.picture.areaOf(mcu));
  }

  private fill(mcu: number, confidence: number): void {
    const { left, top, right, bottom, width } = this.picture.areaOf(mcu);
    for (let y = top; y < bottom; y++) this.confidence.fill(confidence, y * width + left, y * width + right);
  }

  private grade(mcu: number): void {
    const isCertified = this.picture.certified[mcu] === 1;
    this.picture.eachShare(mcu, (pixel, share, second) => {
      this.confidence[pixel] = confidenceOf(share, isCertified);
      if (share < 1) this.seconds.add(pixel, second);
    });
  }
}

/** A pass over open MCUs: what each costs in it, in units, and after it; and time that is taken whatever happens. */
interface SolveProspect {
  readonly perOpen: number;
  readonly laterPerOpen?: number;
  readonly furtherMs: number;
}

/** What a pass of the search may cost. */
type SolveEffort = Pick<SearchEffort, 'runs' | 'proposals' | 'isBrief'> & {
  /** What it costs, see `unitCosts`. */
  readonly units: number;
};

/** The effort of passes over what an earlier one left. */
function againOf({ secondRuns, proposals }: SearchEffort): SolveEffort {
  return { runs: secondRuns, proposals: 2 * proposals, units: unitCosts.solveAgain };
}

function confidenceOf(share: number, isCertified: boolean): number {
  if (!isCertified) return Math.floor(254 * Math.min(share, UNCERTIFIED_SHARE));
  return share >= CERTAIN_SHARE ? CERTAIN : Math.floor(254 * share);
}
