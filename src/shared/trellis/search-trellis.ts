import type { DecidedLabels, DecisionInput } from '../decide/decide-labels.ts';
import { mcuKinds } from '../forward/flat-mcus.ts';
import type { SolveWork } from '../search/mcu-search.ts';
import { exactEnergy, type SearchEnergy } from '../search/search-energy.ts';
import { suitsSearch } from '../search/search-file.ts';
import { type RoundMeans, SearchInRounds } from '../search/search-in-rounds.ts';
import { SearchOutlook, type TellTimeLeft } from '../search/search-outlook.ts';
import type { TrellisEffort } from '../search/search-preset.ts';
import type { SearchedPicture } from '../search/searched-picture.ts';
import { throwIfStopped } from '../should-stop.ts';
import { TrellisCells } from './trellis-cells.ts';

/** Cells of more blocks would take too much memory: 640 bytes each. */
const MOST_BLOCKS = 300_000;
/** Of fewer edge MCUs some may come right by chance. */
const LEAST_MCUS = 6;
/** What a violation costs in the first round, which finds what is far off, and in the others. */
const FIRST_STIFFNESS = 4;
const STIFFNESS = 80;
const SOFTEST = 1 / 16;
const ROUGHNESS_WEIGHT = 0.7;
/** Whether it is such a file is asked of so many MCUs first, evenly from all over the picture. */
const PROBED_MCUS = 48;

export interface TrellisLabels {
  readonly decided: DecidedLabels;
  /** Share of edge MCUs, 0..1, that mozjpeg may have made of the labels. */
  readonly share: number;
}

interface TrellisMeans {
  readonly effort: TrellisEffort;
  /** Labels that explain a smaller share are not taken. */
  readonly leastShare: number;
  readonly tellTimeLeft?: TellTimeLeft | undefined;
}

/**
 * Searches labels for a file that was quantised by mozjpeg's trellis. Nothing is certified: what was given up for fewer
 * bits cannot be told from what was never there. Works in the arrays of the decision, but leaves them as they were, and
 * gives undefined, where labels explain too little of the file. Throws `cancelled` when the input's `shouldStop` turns
 * true.
 */
export function searchTrellis(
  input: DecisionInput,
  decided: DecidedLabels,
  { effort, leastShare, tellTimeLeft }: TrellisMeans,
): TrellisLabels | undefined {
  if (!suitsTrellis(input)) return undefined;
  if (probedShare(input, decided, effort) < leastShare) return undefined;
  const search = new TrellisSearch(input, decided, new SearchOutlook(tellTimeLeft));
  for (const [at, work] of effort.rounds.entries()) {
    search.run(at === 0 ? FIRST_STIFFNESS : STIFFNESS, work, effort.rounds.length - 1 - at);
  }
  const { share } = search;
  if (share >= leastShare) return { decided: search.settle(effort.samples), share };
  search.restore();
  return undefined;
}

function suitsTrellis(input: DecisionInput): boolean {
  const { model } = input;
  const isUsual = model.dct === 'islow' && model.downSampling === 'mean' && suitsSearch(model);
  const edges = edgesOf(input).length;
  const blocks = model.components.reduce(
    (sum, { component }) => sum + component.horizontalSampling * component.verticalSampling,
    0,
  );
  return isUsual && edges >= LEAST_MCUS && edges * blocks <= MOST_BLOCKS;
}

/** The share that labels would explain, judged by a few dozen MCUs. */
function probedShare(input: DecisionInput, decided: DecidedLabels, { rounds }: TrellisEffort): number {
  const edges = edgesOf(input);
  const step = Math.max(1, edges.length / PROBED_MCUS);
  const probed = Array.from({ length: Math.min(edges.length, PROBED_MCUS) }, (_, at) => edges[Math.floor(at * step)]);
  const search = new TrellisSearch(input, decided, new SearchOutlook(undefined), probed);
  search.run(STIFFNESS, rounds[0], 0);
  const { share } = search;
  search.restore();
  return share;
}

function edgesOf({ flats: { kinds } }: DecisionInput): number[] {
  return [...kinds.keys()].filter((mcu) => kinds[mcu] === mcuKinds.edge);
}

class TrellisSearch {
  private readonly input: DecisionInput;
  private readonly decided: DecidedLabels;
  private readonly edges: readonly number[];
  private readonly cells: TrellisCells;
  private readonly outlook: SearchOutlook;
  private readonly rounds: SearchInRounds;

  constructor(input: DecisionInput, decided: DecidedLabels, outlook: SearchOutlook, edges = edgesOf(input)) {
    this.input = input;
    this.decided = decided;
    this.edges = edges;
    this.cells = new TrellisCells(input.model, this.edges);
    this.outlook = outlook;
    this.rounds = new SearchInRounds(input, decided);
  }

  /** Share of edge MCUs that the labels explain. */
  get share(): number {
    const { mcusWide } = this.input.model.image;
    const explained = this.edges.filter((mcu) => {
      throwIfStopped(this.input.shouldStop);
      return this.cells.isExplained({ column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) }, this.decided.labels);
    });
    return explained.length / Math.max(1, this.edges.length);
  }

  run(stiffness: number, work: SolveWork, later: number): void {
    const { decided, edges } = this;
    this.outlook.expect({ units: edges.length, later: (later + 1) * edges.length });
    this.rounds.round(this.means(stiffness), (picture) => {
      for (const mcu of edges) {
        this.meet(mcu, picture);
        picture.searchMcu(mcu, decided.witnessed, work);
      }
    });
  }

  /** Puts labels and certificates back to what was decided. */
  restore(): void {
    this.rounds.restore(this.means(STIFFNESS));
  }

  /** Finds how sure every pixel is. */
  settle(samples: number): DecidedLabels {
    const { decided, edges } = this;
    const work = { isCertified: false, polishRuns: 0, polishProposals: 0, samples };
    this.outlook.expect({ units: edges.length });
    return this.rounds.settle(this.means(STIFFNESS), edges, (picture, mcu) => {
      this.meet(mcu, picture);
      picture.settle(mcu, decided.witnessed, work);
    });
  }

  /** Makes the cells of an MCU: they follow from the labels around it. */
  private meet(mcu: number, picture: SearchedPicture): void {
    this.cells.set(picture.placeOf(mcu), this.decided.labels);
    this.outlook.advance(1);
  }

  private means(stiffest: number): RoundMeans {
    const { model, cells } = this.cells;
    const energy: SearchEnergy = {
      ...exactEnergy(model),
      cells,
      softest: SOFTEST * stiffest,
      stiffest,
      roughnessWeight: ROUGHNESS_WEIGHT,
      samplingStiffness: stiffest,
    };
    return { model, energy };
  }
}
