import type { DecidedLabels, DecisionInput } from '../repair/decide-labels.ts';
import { labelNoise } from '../repair/label-noise.ts';
import { mcuKinds } from '../repair/flat-mcus.ts';
import type { ForwardModel } from '../repair/forward-model.ts';
import { mcuBounds } from '../repair/mcu-bounds.ts';
import { changeInShown } from './change-in-shown.ts';
import type { McuSearch } from './mcu-search.ts';
import { softEnergy } from './search-energy.ts';
import { searchFile, suitsSearch } from './search-file.ts';
import { SearchOutlook, type TellTimeLeft } from './search-outlook.ts';
import type { SoftEffort } from './search-preset.ts';
import { joinSeconds, SecondLabelList } from './second-labels.ts';
import { SearchedPicture } from './searched-picture.ts';

/** The likelihood, times 254, of pixels in flat MCUs beside others. */
const SHAKEN = 253;
/** And of pixels in the others where nothing was searched, before those beside boundaries are settled. */
const UNSURE = Math.floor(254 * 0.99);
const NEIGHBOURS = [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((x) => [x, y] as const));

/**
 * Searches labels for a file that was altered between mask and JPEG, so that no labels reproduce it: those whose
 * coefficients lie near the file's, and of these, pixel by pixel, the commonest. Nothing is certified; certain
 * stay only flat MCUs among their like.
 * Works in the arrays of the decision; throws `cancelled` as `searchLabels` does.
 */
export function searchSoftly(
  input: DecisionInput,
  decided: DecidedLabels,
  { effort, tellTimeLeft }: { readonly effort: SoftEffort; readonly tellTimeLeft?: TellTimeLeft | undefined },
): DecidedLabels {
  if (!suitsSearch(input.model)) return decided;
  const energy = softEnergy(input.model, labelNoise(input.model, decided.labels));
  return searchFile(input, energy, (search) => {
    const outlook = new SearchOutlook(tellTimeLeft);
    return settleSoftly(input, decided, { search, effort, outlook });
  });
}

function settleSoftly(
  input: DecisionInput,
  decided: DecidedLabels,
  { search, effort, outlook }: { search: McuSearch; effort: SoftEffort; outlook: SearchOutlook },
): DecidedLabels {
  const picture = new SearchedPicture(input, decided, search);
  const { labels } = picture;
  const { confidence } = decided;
  const seconds = new SecondLabelList();
  shakeBesideEdges(input, confidence);
  // A class that nothing near shows would only explain what the alteration did.
  const allowed = new Uint8Array(decided.witnessed.length);
  outlook.expect(2 * picture.edges.length);
  picture.startPass();
  for (const mcu of picture.edges) {
    picture.searchMcu(mcu, allowed, effort);
    outlook.advance(1);
  }
  picture.startPass();
  const work = { isCertified: false, polishRuns: 0, polishProposals: 0, samples: effort.samples };
  for (const mcu of picture.edges) {
    picture.settle(mcu, allowed, work);
    picture.eachShare(mcu, (pixel, share, second) => {
      confidence[pixel] = Math.floor(254 * Math.min(share, 0.99));
      if (share < 1) seconds.add(pixel, second);
    });
    outlook.advance(1);
  }
  const changedPixels = decided.changedPixels + changeInShown(picture);
  return { ...withoutCertificates(decided), labels, confidence, changedPixels, seconds: joinSeconds([seconds]) };
}

/**
 * The decision itself, of a file too far from any labels to be searched: nothing is certified, and certain stay only
 * flat MCUs among their like. Works in the arrays of the decision.
 */
export function shakeAtEdges(input: DecisionInput, decided: DecidedLabels): DecidedLabels {
  const { model, flats } = input;
  const { confidence } = decided;
  shakeBesideEdges(input, confidence);
  flats.kinds.forEach((kind, mcu) => {
    if (kind === mcuKinds.edge) lowerTo(UNSURE, confidence, { model, mcu });
  });
  return withoutCertificates(decided);
}

function withoutCertificates(decided: DecidedLabels): DecidedLabels {
  return { ...decided, certified: new Uint8Array(decided.certified.length), certifiedBlocks: 0 };
}

/** Flat MCUs beside those where classes meet: what was altered there may reach into them. */
function shakeBesideEdges({ model, flats: { kinds } }: DecisionInput, confidence: Uint8Array): void {
  const { mcusWide, mcusHigh } = model.image;
  const isEdge = (column: number, row: number) =>
    column >= 0 && row >= 0 && column < mcusWide && row < mcusHigh && kinds[row * mcusWide + column] === mcuKinds.edge;
  for (let mcu = 0; mcu < kinds.length; mcu++) {
    const place = { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) };
    const isBeside = NEIGHBOURS.some(([x, y]) => isEdge(place.column + x, place.row + y));
    if (kinds[mcu] !== mcuKinds.flat || !isBeside) continue;
    lowerTo(SHAKEN, confidence, { model, mcu });
  }
}

function lowerTo(
  most: number,
  confidence: Uint8Array,
  { model, mcu }: { readonly model: ForwardModel; readonly mcu: number },
): void {
  const { mcusWide, width } = model.image;
  const place = { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) };
  const { left, top, right, bottom } = mcuBounds(model, place);
  for (let y = top; y < bottom; y++) {
    for (let at = y * width + left; at < y * width + right; at++) confidence[at] = Math.min(confidence[at], most);
  }
}
