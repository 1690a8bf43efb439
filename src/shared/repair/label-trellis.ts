import type { DecidedLabels, DecisionInput } from '../decide/decide-labels.ts';
import { withDct } from '../forward/forward-model.ts';
import type { TellTimeLeft } from '../search/search-outlook.ts';
import { type RepairPreset, trellisEfforts } from '../search/search-preset.ts';
import { searchTrellis } from '../trellis/search-trellis.ts';
import type { SearchedLabels } from './search-as-needed.ts';

/**
 * Labels are no mozjpeg's that explain a smaller share of the edge MCUs. Measured on masks of 17 data sets: of mozjpeg's 0.5
 * and more at quality 50, 0.6 and more at 75; of files that were altered otherwise at most 0.21.
 */
const LEAST_SHARE = 0.4;
/** Nor of a file that was saved once by rounding: of that, labels that round explain as much. */
const LEAST_LEAD = 1.5;

interface TrellisMeans {
  readonly preset: Exclude<RepairPreset, 'draft'>;
  /** The share that labels explain which are rounded. */
  readonly roundedShare: number;
  readonly tellTimeLeft?: TellTimeLeft | undefined;
}

/**
 * Searches the labels of a file that mozjpeg wrote; undefined where it did not, or the file is too large. Works in the
 * arrays of the decision, but leaves them as they were then. Throws as `searchAsNeeded` does.
 */
export function labelTrellis(
  input: DecisionInput,
  draft: DecidedLabels,
  { preset, roundedShare, tellTimeLeft }: TrellisMeans,
): SearchedLabels | undefined {
  // What is left out misleads those who ask what transform an encoder used.
  const usual = input.model.dct === 'islow' ? input : { ...input, model: withDct(input.model, 'islow') };
  const leastShare = Math.max(LEAST_SHARE, LEAST_LEAD * roundedShare);
  const found = searchTrellis(usual, draft, { effort: trellisEfforts[preset], leastShare, tellTimeLeft });
  if (found === undefined) return undefined;
  const grid = { isOwn: true, lead: 0, order: [] };
  const signs = { blocks: 0, twice: 0, shifted: 0, blurred: 0, trellis: found.share, distance: 0, grid };
  return { decided: found.decided, certifiedShare: 0, signs };
}
