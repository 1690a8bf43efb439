import type { DecidedLabels, DecisionInput } from '../decide/decide-labels.ts';
import { withDct } from '../forward/forward-model.ts';
import { findFirstSaving, type FirstSaving } from '../resaved/find-first-saving.ts';
import { searchResaved } from '../resaved/search-resaved.ts';
import { type RepairPreset, resavedEfforts } from '../search/search-preset.ts';
import type { SearchedLabels } from './search-as-needed.ts';

/** Labels that reproduce a smaller share of the edge MCUs by two savings, or fewer of them, prove none of it. */
const LEAST_SHARE = 0.25;
const LEAST_MCUS = 6;

/** The first of two savings of the mask on one grid, as labels that are nearly right tell it; undefined where none shows. */
export function findEarlierSaving(input: DecisionInput, { labels }: DecidedLabels): FirstSaving | undefined {
  return findFirstSaving(byUsualEncoder(input).model, labels, input.shouldStop);
}

/**
 * Searches the labels of a file whose mask was saved twice. Works in the arrays of the decision, but leaves them as they
 * were, and gives undefined, where labels so saved do not reproduce enough of the file. Throws as `searchAsNeeded` does.
 */
export function labelResaved(
  input: DecisionInput,
  draft: DecidedLabels,
  { preset, first }: { readonly preset: RepairPreset; readonly first: FirstSaving },
): SearchedLabels | undefined {
  if (preset === 'draft') return first.isPlain ? labelled(draft, first.share) : undefined;
  const labels = draft.labels.slice();
  const confidence = draft.confidence.slice();
  const { decided, share } = searchResaved(byUsualEncoder(input), draft, { first, effort: resavedEfforts[preset] });
  if (share >= LEAST_SHARE && share * input.flatGroups.edgeCount >= LEAST_MCUS) return labelled(decided, share);
  draft.labels.set(labels);
  draft.confidence.set(confidence);
  return undefined;
}

/** Two savings mislead those who ask what transform an encoder used. */
function byUsualEncoder(input: DecisionInput): DecisionInput {
  return input.model.dct === 'islow' ? input : { ...input, model: withDct(input.model, 'islow') };
}

/** `share`: of what was tried, what labels reproduce that are saved twice. One saving reproduces none of it. */
function labelled(decided: DecidedLabels, share: number): SearchedLabels {
  const grid = { isOwn: true, lead: Infinity, order: [] };
  const signs = { blocks: 0, twice: share, shifted: 0, blurred: 0, trellis: 0, distance: 0, grid };
  return { decided, certifiedShare: 0, signs };
}
