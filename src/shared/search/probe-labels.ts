import type { DecidedLabels, DecisionInput } from '../repair/decide-labels.ts';
import { mcuKinds } from '../repair/flat-mcus.ts';
import { exactEnergy } from './search-energy.ts';
import { searchFile, suitsSearch } from './search-file.ts';
import { SearchedPicture } from './searched-picture.ts';

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
  const open = openMcus(input, decided);
  if (open.length === 0 || !suitsSearch(input.model)) return decided.certifiedBlocks / edgeCount;
  const step = Math.max(1, open.length / PROBED_MCUS);
  const probed = new Set(
    Array.from({ length: Math.min(open.length, PROBED_MCUS) }, (_, at) => open[Math.floor(at * step)]),
  );
  const solved = countSolved(input, decided, probed);
  return (decided.certifiedBlocks + (open.length * solved) / probed.size) / edgeCount;
}

function openMcus({ flats: { kinds } }: DecisionInput, { certified }: DecidedLabels): number[] {
  const open: number[] = [];
  kinds.forEach((kind, mcu) => {
    if (kind === mcuKinds.edge && certified[mcu] === 0) open.push(mcu);
  });
  return open;
}

function countSolved(input: DecisionInput, decided: DecidedLabels, probed: ReadonlySet<number>): number {
  return searchFile(input, exactEnergy(input.model), (search) => {
    const picture = new SearchedPicture(input, decided, search);
    picture.startPass();
    const effort = { runs: RUNS, proposals: PROPOSALS };
    const solved = [...probed].filter((mcu) => picture.solve(mcu, decided.witnessed, effort)).length;
    picture.restore();
    return solved;
  });
}
