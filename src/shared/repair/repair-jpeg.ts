import type { DctMethod } from '../jpeg/block-transform.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { HistorySigns } from '../history/history-signs.ts';
import { type BlurredPair, findBlurredPairs } from './certainty/blurred-pairs.ts';
import { doubtCellSwaps } from './certainty/cell-swaps.ts';
import { useNearestWhereClose } from '../decide/close-colours.ts';
import { doubtEdges } from './certainty/doubtful-mcus.ts';
import { doubtBesideOpen } from './certainty/doubtful-neighbours.ts';
import { chooseReading } from './choose-reading.ts';
import { countByClass } from './count-pixels.ts';
import { decideByEncoder } from '../decide/decide-by-encoder.ts';
import type { DecidedLabels, DecisionInput } from '../decide/decide-labels.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import type { Labels } from '../forward/down-sampling.ts';
import { doubtFaintChanges } from './certainty/faint-changes.ts';
import { doubtIndistinctClasses, findHopelessPairs } from './certainty/indistinct-classes.ts';
import type { RepairParameters } from './mask-repair.ts';
import type { ShouldStop } from '../should-stop.ts';
import type { SecondLabels } from '../decide/second-labels.ts';
import { suitsSearch } from '../search/search-file.ts';
import type { RepairPreset } from '../search/search-preset.ts';
import type { EnlargedFrom } from './raster/enlargement/undo-enlargement.ts';
import { doubtNearClasses } from './certainty/near-classes.ts';
import { doubtScattered } from './certainty/scattered-labels.ts';
import { doubtSmallThings } from './certainty/small-things.ts';
import { searchAsNeeded } from './search-as-needed.ts';
import type { Reading } from '../forward/palette-codes.ts';

/** Labels of a JPEG as positions in the palette, with what is known about them. */
export interface JpegRepair {
  /** How the classes stand in the file. */
  readonly reading: Reading;
  readonly labels: Labels;
  readonly confidence: Uint8Array;
  /** The transform of the encoder that wrote the file. */
  readonly dct: DctMethod;
  /** Pixels of each class, by position in the palette; undefined where labels were changed since. */
  readonly classPixels: Uint32Array | undefined;
  readonly coloursBefore: number;
  readonly changedPixels: number;
  readonly certifiedBlocks: number;
  readonly edgeBlocks: number;
  /** 1 for every edge block that is certified, row-major. */
  readonly certified: Uint8Array;
  /** Share of edge blocks that labels reproduce, found or judged by a sample. */
  readonly certifiedShare: number;
  /** The second most likely labels of pixels that are in doubt; some of them may be the pixel's own. */
  readonly seconds: SecondLabels | undefined;
  /** Of files that labels do not reproduce. */
  readonly signs: HistorySigns | undefined;
  /** What the mask was enlarged from before it was saved, where that was undone and is proven. */
  readonly enlarged: EnlargedFrom | undefined;
  /** Pairs of classes, as positions in the palette, that the file cannot tell apart. */
  readonly hopelessPairs: readonly (readonly [number, number])[];
  /** Pairs that it tells apart in areas only. */
  readonly blurredPairs: readonly BlurredPair[];
  /** True where the file was to be searched, and the palette has more classes than a search takes. */
  readonly isBeyondSearch: boolean;
}

type JpegParameters = RepairParameters & Pick<DecisionInput, 'unproven' | 'isScattered'>;

/**
 * Repairs a JPEG from its coefficients; undefined where its components have a resolution that no forward model knows.
 * Throws `cancelled` when `shouldStop` turns true.
 */
export function repairJpeg(
  image: JpegImage,
  { palette, isOfFile = false, preset = 'exact', callCrew, tellTimeLeft, unproven, isScattered }: JpegParameters,
  shouldStop: ShouldStop,
): JpegRepair | undefined {
  const read = chooseReading(image, palette);
  if (read === undefined) return undefined;
  const { input, decided: draft } = decideByEncoder({ ...read, isOfFile, isScattered, unproven, shouldStop });
  const searched = searchAsNeeded(input, draft, { preset, callCrew, tellTimeLeft });
  const { certifiedShare, signs, enlarged } = searched;
  const { model, flatGroups } = input;
  // What an enlarged mask leaves open it has told itself, pixel by pixel.
  const decided = enlarged === undefined ? doubted(input, searched.decided, preset) : counted(model, searched.decided);
  return {
    reading: read.reading,
    labels: decided.labels,
    confidence: decided.confidence,
    dct: model.dct,
    classPixels: decided.classPixels,
    coloursBefore: decided.coloursBefore,
    changedPixels: decided.changedPixels,
    certifiedBlocks: decided.certifiedBlocks,
    edgeBlocks: flatGroups.edgeCount,
    certified: decided.certified,
    seconds: decided.seconds,
    certifiedShare,
    signs,
    enlarged,
    hopelessPairs: findHopelessPairs(model),
    blurredPairs: findBlurredPairs(model, decided),
    isBeyondSearch: preset !== 'draft' && !suitsSearch(model),
  };
}

/** Labels that change no more. */
interface CountedLabels extends DecidedLabels {
  readonly classPixels: Uint32Array;
}

function counted({ classCount }: ForwardModel, decided: DecidedLabels): CountedLabels {
  return { ...decided, classPixels: countByClass(decided.labels, classCount) };
}

/** The labels that were found, and what of them is not certain after all. */
function doubted(input: DecisionInput, found: DecidedLabels, preset: RepairPreset): CountedLabels {
  const { model, flats } = input;
  const decided = counted(model, useNearestWhereClose(input, found));
  doubtIndistinctClasses(model, { flats, ...decided });
  doubtCellSwaps(model, { flats, ...decided });
  doubtNearClasses(model, decided);
  if (preset !== 'draft') doubtAfterSearch(model, { flats, ...decided });
  if (input.isScattered === true) doubtEdges(model, flats.kinds, decided.confidence);
  return decided;
}

/** What a search calls certain by its samples; the first decision never claims as much, and shall stay quick. */
function doubtAfterSearch(model: ForwardModel, found: CountedLabels & Pick<DecisionInput, 'flats'>): void {
  doubtScattered(model, found);
  doubtBesideOpen(model.image, found.confidence);
  doubtFaintChanges(model, found);
  doubtSmallThings(model, found);
}
