import type { DecidedLabels, DecisionInput } from '../decide/decide-labels.ts';
import { mcuKinds } from '../forward/flat-mcus.ts';
import type { JpegFrame } from '../recovery/jpeg-frame.ts';
import { exactEnergy, type SearchEnergy } from '../search/search-energy.ts';
import { type RoundMeans, SearchInRounds } from '../search/search-in-rounds.ts';
import type { ResavedEffort } from '../search/search-preset.ts';
import { findFirstSaving, type FirstSaving } from './find-first-saving.ts';
import { FirstCells, type Slack } from './first-cells.ts';
import { SecondSaving } from './second-saving.ts';
import { throwIfStopped } from '../should-stop.ts';

/** What is done in one round: labels are saved twice, and where that misses the file they are searched again. */
interface Round {
  readonly stiffness: number;
  readonly slack: Slack;
  readonly runs: number;
}

/** Labels are far off at first, and what they tell of what lies between the two savings is to be doubted. */
const ROUNDS: readonly Round[] = [
  { stiffness: 1, slack: { least: 1, perMiss: 0.7 }, runs: 1 },
  { stiffness: 4, slack: { least: 0.5, perMiss: 0.7 }, runs: 1 },
  { stiffness: 10, slack: { least: 0.5, perMiss: 0.7 }, runs: 2 },
  { stiffness: 30, slack: { least: 0.5, perMiss: 0.7 }, runs: 2 },
  { stiffness: 30, slack: { least: 0.5, perMiss: 0.7 }, runs: 3 },
];
const LAST_ROUND = ROUNDS.length - 1;
/** From then on luma is saved twice in the search itself; before, its cells lead farther. */
const FIRST_RESAVING = 1;
/** From then on labels that nothing near shows are left to the runs. */
const FIRST_BRIEF = 2;
/** Rounds before the first saving is looked for again. */
const FIRST_LOOK = 2;
/** Where they reproduce less by then, chroma went another way: further rounds would find no more. */
const HOPELESS_SHARE = 0.04;
const SOFTEST = 1 / 8;
const ROUGHNESS_WEIGHT = 0.7;

export interface ResavedLabels {
  readonly decided: DecidedLabels;
  /** Share of edge MCUs, 0..1, that the labels reproduce when they are saved twice. */
  readonly share: number;
}

/**
 * Searches labels for a file whose mask was saved twice as JPEG: what lies between the first quantiser and the file is
 * taken from the labels found so far, over and over. Where it was not sure what the first saving was, that is asked again
 * when they are better. Works in the arrays of the decision; throws `cancelled` when the input's `shouldStop` turns true.
 */
export function searchResaved(
  input: DecisionInput,
  decided: DecidedLabels,
  { first, effort }: { readonly first: FirstSaving; readonly effort: ResavedEffort },
): ResavedLabels {
  const search = new ResavedSearch(input, decided, first.frame);
  search.improve(0, Math.min(effort.rounds, FIRST_LOOK), effort.proposals);
  const again = first.isSure ? undefined : findFirstSaving(input.model, decided.labels, input.shouldStop);
  if (again !== undefined && !isSameFrame(again.frame, first.frame)) {
    return new ResavedSearch(input, decided, again.frame, search.rounds).run(1, effort);
  }
  return search.share < HOPELESS_SHARE ? { decided, share: search.share } : search.run(FIRST_LOOK, effort);
}

function isSameFrame(a: JpegFrame, b: JpegFrame): boolean {
  return a.quality === b.quality && a.isSmooth === b.isSmooth;
}

class ResavedSearch {
  private readonly input: DecisionInput;
  private readonly decided: DecidedLabels;
  private readonly edges: readonly number[];
  private readonly saving: SecondSaving;
  private readonly cells: FirstCells;
  private readonly misses: Float64Array;
  readonly rounds: SearchInRounds;
  private at = 0;

  constructor(input: DecisionInput, decided: DecidedLabels, frame: JpegFrame, before?: SearchInRounds) {
    this.rounds = new SearchInRounds(input, decided, before);
    const { kinds } = input.flats;
    this.input = input;
    this.decided = decided;
    this.edges = [...kinds.keys()].filter((mcu) => kinds[mcu] === mcuKinds.edge);
    this.saving = new SecondSaving(input.model, frame);
    this.cells = new FirstCells(input.model, this.saving, this.edges);
    this.misses = new Float64Array(kinds.length);
  }

  /** Share of edge MCUs that labels reproduced when they were saved last. */
  get share(): number {
    const met = this.edges.filter((mcu) => this.misses[mcu] === 0).length;
    return met / Math.max(1, this.edges.length);
  }

  /** Rounds from one on, until nothing is open. */
  improve(from: number, rounds: number, proposals: number): void {
    let stale = this.edges;
    for (let at = from; at < rounds; at++) {
      this.at = at;
      const round = ROUNDS[Math.min(at, LAST_ROUND)];
      this.save(stale, round.slack);
      const open = this.edges.filter((mcu) => this.misses[mcu] > 0);
      if (open.length === 0) break;
      this.searchOpen(open, round, proposals);
      stale = this.withNeighbours(open);
    }
  }

  /** The same, and finds how sure all pixels are. */
  run(from: number, { rounds, proposals, samples }: ResavedEffort): ResavedLabels {
    this.improve(from, rounds, proposals);
    this.save(this.edges, ROUNDS[LAST_ROUND].slack);
    const found = this.settle(samples);
    return { decided: found, share: this.share };
  }

  /** Saves the labels found so far, and finds what the file says in some MCUs if they are nearly right. */
  private save(mcus: readonly number[], slack: Slack): void {
    this.saving.save(this.decided.labels, mcus);
    for (const mcu of mcus) {
      throwIfStopped(this.input.shouldStop);
      this.misses[mcu] = this.cells.set(mcu, slack);
    }
  }

  private searchOpen(open: readonly number[], { stiffness, runs }: Round, proposals: number): void {
    this.rounds.round(this.means(stiffness), (picture) => {
      for (const mcu of open)
        picture.searchMcu(mcu, this.decided.witnessed, { runs, proposals, isBrief: this.at >= FIRST_BRIEF });
    });
  }

  /** Finds how sure every pixel is. */
  private settle(samples: number): DecidedLabels {
    const { decided, misses } = this;
    return this.rounds.settle(this.means(ROUNDS[LAST_ROUND].stiffness), this.edges, (picture, mcu) => {
      const isCertified = misses[mcu] === 0;
      picture.settle(mcu, decided.witnessed, { isCertified, polishRuns: 0, polishProposals: 0, samples });
    });
  }

  private means(stiffest: number): RoundMeans {
    const { model, cells } = this.cells;
    const energy: SearchEnergy = {
      ...exactEnergy(model),
      cells,
      resaving: this.at >= FIRST_RESAVING ? this.saving.lumaResaving : undefined,
      softest: SOFTEST * stiffest,
      stiffest,
      roughnessWeight: ROUGHNESS_WEIGHT,
    };
    return { model, energy };
  }

  /** Edge MCUs, and those beside some that were changed: chroma reaches over. */
  private withNeighbours(mcus: readonly number[]): number[] {
    const { mcusWide } = this.input.model.image;
    const isNear = new Uint8Array(this.misses.length);
    for (const mcu of mcus) {
      for (const line of [mcu - mcusWide, mcu, mcu + mcusWide]) {
        for (let at = line - 1; at <= line + 1; at++) if (at >= 0 && at < isNear.length) isNear[at] = 1;
      }
    }
    return this.edges.filter((mcu) => isNear[mcu] === 1);
  }
}
