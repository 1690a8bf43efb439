import { type HistorySigns, gatherSigns } from '../history/history-signs.ts';
import { settleBlends } from '../blends/settle-blends.ts';
import { type Probe, probeLabels } from '../search/probe-labels.ts';
import { searchLabels } from '../search/search-labels.ts';
import { searchEfforts, softEfforts } from '../search/search-preset.ts';
import { searchSoftly, shakeAtEdges } from '../search/search-softly.ts';
import { CERTAIN } from '../decide/confidence-map.ts';
import { countForeign } from '../decide/count-foreign.ts';
import type { DecidedLabels, DecisionInput } from '../decide/decide-labels.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import { mcuBounds } from '../forward/mcu-bounds.ts';
import { findEarlierSaving, labelResaved } from './label-resaved.ts';
import { labelTrellis } from './label-trellis.ts';
import { judgeAltered } from './history-verdict.ts';
import { estimateQuality } from '../jpeg/ijg-quality.ts';
import { labelNoise } from '../search/label-noise.ts';
import type { RepairParameters } from './mask-repair.ts';
import { undoInJpeg } from './enlarged-jpeg/undo-in-jpeg.ts';
import type { EnlargedFrom } from './raster/enlargement/undo-enlargement.ts';

/** Labels of a JPEG, and what its coefficients say of its history. */
export interface SearchedLabels {
  readonly decided: DecidedLabels;
  /** Share of edge MCUs that labels reproduce: found, or judged by a sample where the rest was not tried. */
  readonly certifiedShare: number;
  /** Only of files that were altered between mask and JPEG, or written otherwise than any encoder that is known. */
  readonly signs: HistorySigns | undefined;
  /** What the mask was enlarged from before it was saved, where that was undone and is proven. */
  readonly enlarged?: EnlargedFrom | undefined;
}

/**
 * Files were altered of which labels reproduce a smaller share. Measured on masks of 17 data sets: saved once 0.3 and
 * more at quality 50, 0.7 and more at 75; altered in any way at most 0.1.
 */
const ALTERED_SHARE = 0.15;
/**
 * Up to this share so were those of which the draft certified next to none, and whose other MCUs a search misses clearly:
 * by 0.9 and more where coincidence reproduced 0.15 to 0.32, by at most 0.2 where a file was saved once.
 */
const PARTLY_ALTERED_SHARE = 0.45;
const NEXT_TO_NONE = 0.05;
const CLEAR_MISS = 0.8;
/** Of fewer edge MCUs one alone may come right by chance, or wrong. */
const FEW_MCUS = 6;
/** Where the draft certifies less, what a search would find is asked for a share that is worth its name. */
const PLAIN_SHARE = 0.3;
/** Distances of luma from the labels', in units of the unquantised coefficient, that roundings explain. */
const NO_NOISE = 0.05;
/** From so far off, a search for hard labels finds worse ones than the pixels show. */
const BEYOND_SEARCH = 8;

type SearchParameters = Required<Pick<RepairParameters, 'preset'>> & Omit<RepairParameters, 'palette' | 'preset'>;

/**
 * Searches the labels that reproduce a file, or where it is plain that none do, those that come near: what was altered
 * after the mask was drawn is not there to be reproduced. Throws `cancelled` when the input's `shouldStop` turns true.
 */
export function searchAsNeeded(
  input: DecisionInput,
  draft: DecidedLabels,
  { preset, ...means }: SearchParameters,
): SearchedLabels {
  const { edgeCount } = input.flatGroups;
  const isSuspect = isSuspicious(input, draft);
  // A draft that certifies more than a search would of an altered file leaves little to find out: few MCUs show it.
  const isProven = preset === 'draft' && draft.certifiedBlocks >= ALTERED_SHARE * edgeCount;
  const rough = isProven && isSuspect ? probeLabels(input, draft, true) : undefined;
  const isToAsk = isSuspect && (rough === undefined || rough.share < PARTLY_ALTERED_SHARE);
  const first = isToAsk ? findEarlierSaving(input, draft) : undefined;
  const sure = first?.isPlain === true ? labelResaved(input, draft, { preset, first }) : undefined;
  if (sure !== undefined) return sure;
  // A search reproduces little of a scattered mask, altered or not.
  const isToProbe = isToAsk && input.isScattered !== true;
  const probe = rough ?? (isToProbe ? probeLabels(input, draft, preset !== 'draft') : undefined);
  const isOpen = probe !== undefined && probe.share < PARTLY_ALTERED_SHARE;
  if (isOpen && preset !== 'draft') {
    const trellis = labelTrellis(input, draft, { preset, roundedShare: probe.share, ...means });
    // Coarsely quantised blends may look as if coefficients had been given up.
    const enlarged = trellis && labelEnlarged(input, draft, { preset, ...means });
    if (enlarged !== undefined) return { ...enlarged, certifiedShare: probe.share };
    if (trellis !== undefined) return trellis;
  }
  if (probe !== undefined && isAltered(probe, draft.certifiedBlocks, edgeCount)) {
    const resaved = first?.isPlain === false ? labelResaved(input, draft, { preset, first }) : undefined;
    const enlarged =
      resaved === undefined && preset !== 'draft' ? labelEnlarged(input, draft, { preset, ...means }) : undefined;
    return {
      ...(resaved ?? enlarged ?? labelAltered(input, draft, { preset, ...means })),
      certifiedShare: probe.share,
    };
  }
  const decided = preset === 'draft' ? draft : searchLabels(input, draft, { effort: searchEfforts[preset], ...means });
  const share = edgeCount === 0 ? 1 : decided.certifiedBlocks / edgeCount;
  if (preset !== 'draft') return { decided, certifiedShare: share, signs: undefined };
  const judged = probe ?? (share < PLAIN_SHARE ? probeLabels(input, draft, isProven) : undefined);
  return { decided, certifiedShare: judged?.share ?? share, signs: undefined };
}

function isAltered({ share, miss }: Probe, certifiedByDraft: number, edgeCount: number): boolean {
  if (miss <= CLEAR_MISS) return share < ALTERED_SHARE && edgeCount >= FEW_MCUS;
  const most = certifiedByDraft <= NEXT_TO_NONE * edgeCount ? PARTLY_ALTERED_SHARE : ALTERED_SHARE;
  return share < most;
}

function labelAltered(
  input: DecisionInput,
  draft: DecidedLabels,
  { preset, ...means }: SearchParameters,
): Pick<SearchedLabels, 'decided' | 'signs'> {
  if (preset === 'draft') return { decided: draft, signs: gatherSigns(input.model, draft.labels) };
  const isBeyond = labelNoise(input.model, draft.labels) > BEYOND_SEARCH;
  const found = isBeyond
    ? shakeAtEdges(input, draft)
    : searchSoftly(input, draft, { effort: softEfforts[preset], ...means });
  const signs = gatherSigns(input.model, found.labels);
  const tables = estimateQuality(input.model.image.components.map(({ quantisation }) => quantisation));
  const { kind } = judgeAltered(signs, tables.hasStandardTables);
  const first = kind === 'jpeg-twice' ? findEarlierSaving(input, found) : undefined;
  const resaved = first && labelResaved(input, found, { preset, first });
  if (resaved !== undefined) return resaved;
  const isSoft = kind === 'antialiased-or-resized';
  return { decided: settleBlends(input, found, { distance: signs.distance, isSoft }), signs };
}

/** The labels of an enlarged mask; in MCUs that it does not explain those of a soft search. */
function labelEnlarged(
  input: DecisionInput,
  draft: DecidedLabels,
  parameters: SearchParameters,
): Omit<SearchedLabels, 'certifiedShare'> | undefined {
  const undone = undoInJpeg(input);
  if (undone === undefined) return undefined;
  const { enlarged, labels, confidence, certified, missed } = undone;
  if (missed.length > 0) {
    const { decided } = labelAltered(input, draft, parameters);
    eachPixelOf(input.model, missed, (pixel) => {
      labels[pixel] = decided.labels[pixel];
      confidence[pixel] = Math.min(decided.confidence[pixel], CERTAIN - 1);
    });
  }
  const certifiedBlocks = certified.reduce((sum, value) => sum + value, 0);
  const changedPixels = countForeign(input, labels);
  return {
    decided: { ...draft, labels, confidence, certified, certifiedBlocks, changedPixels },
    signs: undefined,
    enlarged,
  };
}

function eachPixelOf(model: ForwardModel, mcus: readonly number[], visit: (pixel: number) => void): void {
  const { width, mcusWide } = model.image;
  for (const mcu of mcus) {
    const { left, top, right, bottom } = mcuBounds(model, { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) });
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) visit(y * width + x);
  }
}

function isSuspicious({ model, flatGroups }: DecisionInput, draft: DecidedLabels): boolean {
  const { edgeCount } = flatGroups;
  if (edgeCount === 0 || draft.certifiedBlocks >= ALTERED_SHARE * 2 * edgeCount) return false;
  return labelNoise(model, draft.labels) > (edgeCount < FEW_MCUS ? CLEAR_MISS : NO_NOISE);
}
