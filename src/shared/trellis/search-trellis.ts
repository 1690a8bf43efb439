import type { DecidedLabels, DecisionInput } from '../decide/decide-labels.ts';
import { SecondLabelList } from '../decide/second-labels.ts';
import { mcuKinds } from '../forward/flat-mcus.ts';
import { changeInShown } from '../search/change-in-shown.ts';
import type { SolveWork } from '../search/mcu-search.ts';
import { exactEnergy, type SearchEnergy } from '../search/search-energy.ts';
import { searchFile } from '../search/search-file.ts';
import { SearchOutlook, type TellTimeLeft } from '../search/search-outlook.ts';
import type { TrellisEffort } from '../search/search-preset.ts';
import { SearchedPicture, type SearchHistory } from '../search/searched-picture.ts';
import { shakeBesideEdges } from '../search/shake-beside-edges.ts';
import { TrellisCells } from './trellis-cells.ts';

/** Larger pictures would take too much memory: up to 12 bytes a pixel. */
const MOST_PIXELS = 16_000_000;
/** What a violation costs in the first round, which finds what is far off, and in the others. */
const FIRST_STIFFNESS = 4;
const STIFFNESS = 80;
const SOFTEST = 1 / 16;
const ROUGHNESS_WEIGHT = 0.7;
/** However sure the sampling is, pixels are less so. */
const MOST_SHARE = 0.99;
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
  const { image, dct, downSampling } = input.model;
  if (image.width * image.height > MOST_PIXELS || dct !== 'islow' || downSampling !== 'mean') return undefined;
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
  private readonly own: DecisionInput;
  private readonly decided: DecidedLabels;
  private readonly edges: readonly number[];
  private readonly cells: TrellisCells;
  private readonly outlook: SearchOutlook;
  private history: SearchHistory | undefined;

  constructor(input: DecisionInput, decided: DecidedLabels, outlook: SearchOutlook, edges = edgesOf(input)) {
    this.input = input;
    this.decided = decided;
    this.edges = edges;
    this.cells = new TrellisCells(input.model, this.edges);
    this.own = { ...input, model: this.cells.model };
    this.outlook = outlook;
  }

  /** Share of edge MCUs that the labels explain. */
  get share(): number {
    const { mcusWide } = this.input.model.image;
    const explained = this.edges.filter((mcu) => {
      return this.cells.isExplained({ column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) }, this.decided.labels);
    });
    return explained.length / Math.max(1, this.edges.length);
  }

  run(stiffness: number, work: SolveWork, later: number): void {
    const { decided, edges } = this;
    this.search(stiffness, (picture) => {
      this.eachEdge(picture, { units: edges.length, later: (later + 1) * edges.length }, (mcu) => {
        picture.searchMcu(mcu, decided.witnessed, work);
      });
    });
  }

  /** Puts all labels back to what was decided. */
  restore(): void {
    this.search(STIFFNESS, (picture) => {
      picture.restore();
    });
  }

  /** Finds how sure every pixel is. */
  settle(samples: number): DecidedLabels {
    const { input, decided, edges } = this;
    const { confidence } = decided;
    shakeBesideEdges(input, confidence);
    const seconds = new SecondLabelList();
    const work = { isCertified: false, polishRuns: 0, polishProposals: 0, samples };
    return this.search(STIFFNESS, (picture, search) => {
      this.eachEdge(picture, { units: edges.length }, (mcu) => {
        picture.settle(mcu, decided.witnessed, work);
        picture.eachShare(mcu, (pixel, share, second) => {
          confidence[pixel] = Math.floor(254 * Math.min(share, MOST_SHARE));
          if (share < 1) seconds.add(pixel, second);
        });
      });
      const shown = new SearchedPicture(input, decided, search, picture.history);
      const changedPixels = decided.changedPixels + changeInShown(shown);
      // What is reproduced after all is so by chance.
      const certified = new Uint8Array(decided.certified.length);
      return { ...decided, certified, certifiedBlocks: 0, changedPixels, seconds };
    });
  }

  private eachEdge(
    picture: SearchedPicture,
    prospect: { readonly units: number; readonly later?: number },
    work: (mcu: number) => void,
  ): void {
    picture.startPass();
    this.outlook.expect(prospect);
    for (const mcu of this.edges) {
      this.cells.set(picture.placeOf(mcu), this.decided.labels);
      work(mcu);
      this.outlook.advance(1);
    }
  }

  private search<Result>(
    stiffest: number,
    work: (picture: SearchedPicture, search: SearchedPicture['search']) => Result,
  ): Result {
    const { own, decided, cells } = this;
    const energy: SearchEnergy = {
      ...exactEnergy(cells.model),
      cells: cells.cells,
      softest: SOFTEST * stiffest,
      stiffest,
      roughnessWeight: ROUGHNESS_WEIGHT,
      samplingStiffness: stiffest,
    };
    return searchFile(own, energy, (search) => {
      const picture = new SearchedPicture(own, decided, search, this.history);
      const result = work(picture, search);
      this.history = picture.history;
      return result;
    });
  }
}
