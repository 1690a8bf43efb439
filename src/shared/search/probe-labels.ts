import { searchByKernel } from '../kernel/search-by-kernel.ts';
import type { DecidedLabels, DecisionInput } from '../repair/decide-labels.ts';
import { mcuKinds } from '../repair/flat-mcus.ts';
import { McuWalk, suitsSearch } from './mcu-walk.ts';
import { exactEnergy } from './search-energy.ts';

/** MCUs that are tried, evenly from all over the picture, and how hard. */
const PROBED_MCUS = 48;
const RUNS = 8;
const PROPOSALS = 1000;

/**
 * The share of edge MCUs, 0..1, that a search would certify, judged by a few dozen of those that the decision left open.
 * Throws `cancelled` as `searchLabels` does.
 */
export function probeCertifiedShare(input: DecisionInput, decided: DecidedLabels): number {
  const edgeCount = input.flatGroups.edgeCount;
  if (edgeCount === 0) return 1;
  const open = [...input.flats.kinds.keys()].filter(
    (mcu) => input.flats.kinds[mcu] === mcuKinds.edge && decided.certified[mcu] === 0,
  );
  if (open.length === 0 || !suitsSearch(input.model)) return decided.certifiedBlocks / edgeCount;
  const step = Math.max(1, open.length / PROBED_MCUS);
  const probed = new Set(
    Array.from({ length: Math.min(open.length, PROBED_MCUS) }, (_, at) => open[Math.floor(at * step)]),
  );
  const solved = countSolved(input, decided, probed);
  return (decided.certifiedBlocks + (open.length * solved) / probed.size) / edgeCount;
}

function countSolved(input: DecisionInput, decided: DecidedLabels, probed: ReadonlySet<number>): number {
  let solved = 0;
  searchByKernel(input.model, exactEnergy(input.model), (search) => {
    const walk = new McuWalk(input, search, { labels: decided.labels.slice(), allowed: decided.witnessed });
    walk.eachEdge(
      (mcu) => probed.has(mcu),
      () => {
        if (search.solve(RUNS, PROPOSALS)) solved++;
      },
    );
  });
  return solved;
}
