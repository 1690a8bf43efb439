import type { DecidedLabels, DecisionInput } from '../decide/decide-labels.ts';
import { mcuKinds } from '../forward/flat-mcus.ts';
import { labelNoiseIn } from './label-noise.ts';
import { exactEnergy } from './search-energy.ts';
import { searchFile, suitsSearch } from './search-file.ts';
import { SearchedPicture } from './searched-picture.ts';

/** MCUs that are tried, evenly from all over the picture, and how hard. */
const PROBED_MCUS = 48;
const RUNS = 8;
const PROPOSALS = 1000;

/** Where so many MCUs, the first that are tried, leave no doubt, the others are not tried. */
const FIRST_MCUS = 12;
/** Labels that were searched and still miss the luma by so much are not labels of this file. */
const CLEAR_MISS = 0.1;
/** Where the first show that a search would certify so much, nobody takes the file for an altered one. */
const PLAIN_SHARE = 0.75;

/** What a search would find, judged by a few dozen of the edge MCUs that the decision left open. */
export interface Probe {
  /** The share of edge MCUs, 0..1, that it would certify. */
  readonly share: number;
  /** How far it would miss the luma of the others: see `labelNoise`. */
  readonly miss: number;
}

/**
 * Tries a search; `isRough`: the share need not be near the true one where that is plainly high. Throws `cancelled` as
 * `searchLabels` does.
 */
export function probeLabels(input: DecisionInput, decided: DecidedLabels, isRough = false): Probe {
  const { edgeCount } = input.flatGroups;
  const open = openMcus(input, decided);
  if (open.length === 0 || !suitsSearch(input.model)) {
    return { share: edgeCount === 0 ? 1 : decided.certifiedBlocks / edgeCount, miss: 0 };
  }
  const probeSome = (count: number): Probe => {
    const probed = spread(open, count);
    const { solved, miss } = solveSome(input, decided, probed);
    return { share: (decided.certifiedBlocks + (open.length * solved) / probed.size) / edgeCount, miss };
  };
  const isToldByFew = isRough || decided.certifiedBlocks === 0;
  if (open.length > FIRST_MCUS && isToldByFew) {
    const first = probeSome(FIRST_MCUS);
    if (first.share === 0 && first.miss > CLEAR_MISS) return first;
    if (isRough && first.share >= PLAIN_SHARE) return first;
  }
  return probeSome(PROBED_MCUS);
}

function spread(mcus: readonly number[], count: number): ReadonlySet<number> {
  const step = Math.max(1, mcus.length / count);
  return new Set(Array.from({ length: Math.min(mcus.length, count) }, (_, at) => mcus[Math.floor(at * step)]));
}

function openMcus({ flats: { kinds } }: DecisionInput, { certified }: DecidedLabels): number[] {
  const open: number[] = [];
  kinds.forEach((kind, mcu) => {
    if (kind === mcuKinds.edge && certified[mcu] === 0) open.push(mcu);
  });
  return open;
}

function solveSome(
  input: DecisionInput,
  decided: DecidedLabels,
  probed: ReadonlySet<number>,
): { solved: number; miss: number } {
  return searchFile(input, exactEnergy(input.model), (search) => {
    const picture = new SearchedPicture(input, decided, search);
    picture.startPass();
    const effort = { runs: RUNS, proposals: PROPOSALS };
    const open = new Set([...probed].filter((mcu) => !picture.solve(mcu, decided.witnessed, effort)));
    const miss = labelNoiseIn(input.model, picture.labels, open);
    picture.restore();
    return { solved: probed.size - open.size, miss };
  });
}
