import { suitsKernelSearch, searchByKernel } from '../../src/shared/search/search-by-kernel.ts';
import type { ForwardModel } from '../../src/shared/forward/forward-model.ts';
import { PlainSearch } from '../../src/shared/search/plain-search.ts';
import type { SearchEnergy } from '../../src/shared/search/search-energy.ts';
import { exactEnergy } from '../../src/shared/search/search-energy.ts';
import type { SearchSteps } from '../../src/shared/search/search-steps.ts';
import { StepwiseSearch } from '../../src/shared/search/stepwise-search.ts';

/** A file to be searched, from labels to begin with. */
export interface SearchCase {
  readonly model: ForwardModel;
  readonly start: Uint8Array;
  readonly seed: number;
  readonly energy?: SearchEnergy;
}

export interface SearchedMcu {
  readonly isSolved: boolean;
  readonly solved: readonly number[];
  readonly settled: readonly number[];
  readonly shares: readonly number[];
  /** -1 where the pixel always had its label. */
  readonly seconds: readonly number[];
}

const RUNS = 4;
const PROPOSALS = 150;

export function searchPlainly(given: SearchCase): SearchedMcu[] {
  return searchAll(given, new PlainSearch(given.model, given.energy ?? exactEnergy(given.model)));
}

export function searchInKernel(given: SearchCase): SearchedMcu[] {
  if (!suitsKernelSearch(given.model)) throw new Error('expected a file for the kernel');
  return searchByKernel(given.model, given.energy ?? exactEnergy(given.model), (steps) => searchAll(given, steps));
}

/** Searches and settles every MCU, one after the other, in one label map. */
function searchAll({ model, start, seed, energy = exactEnergy(model) }: SearchCase, steps: SearchSteps): SearchedMcu[] {
  const search = new StepwiseSearch(steps, energy, () => false);
  const { mcusWide, mcusHigh } = model.image;
  const allowed = Uint8Array.from({ length: model.classCount }, (_, label) => (label % 3 === 1 ? 0 : 1));
  const labels = start.slice();
  return Array.from({ length: mcusWide * mcusHigh }, (_, mcu) => {
    const place = { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) };
    search.enter(place, labels, { allowed, seed: seed + mcu });
    const isSolved = search.solve({ runs: RUNS, proposals: PROPOSALS, isBrief: seed % 2 === 0 });
    search.leave(labels);
    const solved = Array.from(labels);
    search.enter(place, labels, { allowed, seed: seed + mcu });
    search.settle({ isCertified: isSolved, polishRuns: 2, polishProposals: PROPOSALS, samples: 300 });
    search.leave(labels);
    const shares = Array.from(search.shares);
    const seconds = shares.map((share, pixel) => (share < 1 ? search.seconds[pixel] : -1));
    return { isSolved, solved, settled: Array.from(labels), shares, seconds };
  });
}
