import { searchByKernel } from '../kernel/search-by-kernel.ts';
import type { DecidedLabels, DecisionInput } from '../repair/decide-labels.ts';
import { labelNoise } from '../repair/label-noise.ts';
import { changeInShown } from './change-in-shown.ts';
import type { McuSearch } from './mcu-search.ts';
import { McuWalk, suitsSearch } from './mcu-walk.ts';
import { softEnergy } from './search-energy.ts';
import type { SoftEffort } from './search-preset.ts';

/**
 * Searches labels for a file that was altered between mask and JPEG, so that no labels reproduce it: those whose
 * coefficients lie near the file's, and of these, pixel by pixel, the commonest. Nothing is certified, no pixel certain.
 * Throws `cancelled` as `searchLabels` does.
 */
export function searchSoftly(input: DecisionInput, decided: DecidedLabels, effort: SoftEffort): DecidedLabels {
  if (!suitsSearch(input.model)) return decided;
  const energy = softEnergy(input.model, labelNoise(input.model, decided.labels));
  return searchByKernel(input.model, energy, (search) => settleSoftly(input, decided, { search, effort }));
}

function settleSoftly(
  input: DecisionInput,
  decided: DecidedLabels,
  { search, effort }: { search: McuSearch; effort: SoftEffort },
): DecidedLabels {
  const labels = decided.labels.slice();
  const confidence = decided.confidence.map((value) => Math.min(value, 254));
  // A class that nothing near shows would only explain what the alteration did.
  const walk = new McuWalk(input, search, { labels, allowed: new Uint8Array(decided.witnessed.length) });
  const all = () => true;
  walk.eachEdge(all, () => void search.solve(effort.runs, effort.proposals));
  walk.eachEdge(all, (mcu) => {
    search.settle({ isCertified: false, polishRuns: 0, polishProposals: 0, samples: effort.samples });
    walk.eachShare(mcu, (pixel, share) => {
      confidence[pixel] = Math.floor(254 * Math.min(share, 0.99));
    });
  });
  const changedPixels = decided.changedPixels + changeInShown(input, decided.labels, labels);
  const certified = new Uint8Array(decided.certified.length);
  return { ...decided, labels, confidence, certified, certifiedBlocks: 0, changedPixels };
}
