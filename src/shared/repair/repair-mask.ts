import type { RepairWarning } from '../model/repair-warning.ts';
import { MaskmendError } from '../errors.ts';
import { estimateQuality } from '../jpeg/ijg-quality.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { toRaster } from '../jpeg/to-raster.ts';
import type { LabelMap } from '../mask/label-map.ts';
import type { Palette } from '../model/palette.ts';
import type { Verdict } from '../model/verdict.ts';
import { areApart } from './are-apart.ts';
import { type BlockCertificate, certifyBlocks } from '../forward/block-certificate.ts';
import { countByClass, countUncertain } from './count-pixels.ts';
import type { Labels } from '../forward/down-sampling.ts';
import { holdsLabels } from './holds-labels.ts';
import { judgeDithered, judgeEnlarged, judgeJpeg, judgeRaster, verdictOf } from './history-verdict.ts';
import { isMask } from './is-mask.ts';
import type { MaskContent } from './mask-content.ts';
import { MOST_SEARCHED_CLASSES } from '../search/search-file.ts';
import type { SecondLabels } from '../decide/second-labels.ts';
import type { AlternativeLabels, MaskRepair, RepairParameters } from './mask-repair.ts';
import type { ShouldStop } from '../should-stop.ts';
import { type JpegRepair, repairJpeg } from './repair-jpeg.ts';
import { standsScattered } from './stands-scattered.ts';
import { showsClasses } from './shows-classes.ts';
import { type DecodedJpegRepair, repairDecodedJpeg } from './repair-decoded-jpeg.ts';
import { repairDithered } from './raster/repair-dithered.ts';
import { labelExact } from './raster/label-exact.ts';
import { type RasterRepair, repairEnlarged, repairRaster } from './raster/repair-raster.ts';
import { keepsToGrid } from '../recovery/find-grid.ts';
import { explainedShare } from './lossy/explained-share.ts';
import { wasLossy } from './lossy/was-lossy.ts';
import type { Raster } from '../mask/raster.ts';

/** The part of a repair that either way of repairing gives. */
interface Labelled {
  readonly labels: Labels;
  readonly confidence: Uint8Array;
  /** By position in the palette, where they were counted. */
  readonly classPixels?: Uint32Array | undefined;
  readonly coloursBefore: number;
  readonly changedPixels: number;
  readonly certifiedBlocks: number;
  readonly edgeBlocks: number;
  readonly blocks?: BlockCertificate | undefined;
  readonly seconds?: SecondLabels | undefined;
  readonly verdict: Verdict;
  readonly warnings: readonly RepairWarning[];
}

/** A raster with a larger share of pixels of no class may be no mask at all. */
const FOREIGN_SHARE = 0.5;
/** Of photographs labels reproduce no block; larger ones are not tried, for the time that it takes. */
const REPRODUCED_SHARE = 0.3;
/** Where the palette's colours lie this far apart, of 39 photographs saved in three ways not a block was reproduced. */
const APART = 24;
const REPRODUCED_SHARE_APART = 0.15;
/** Of a mask of which more is certified the palette needs no other. */
const LEAST_CERTIFIED_SHARE = 0.3;
const MOST_PIXELS_TRIED = 4_000_000;
/** Pictures of so few pixels hold too little to tell. */
const TINY = 1024;
/** More classes explain anything; fewer explain so much of a mask, see `explainedShare`. */
const MOST_EXPLAINING = 64;
const EXPLAINED_SHARE = 0.85;

const neverStop: ShouldStop = () => false;

/**
 * Repairs one mask: gives every pixel a class of the palette, says how certain each is and what happened to the file.
 * Throws `cancelled` soon after `shouldStop` turns true, `invalid-palette` for a palette without classes.
 */
export function repairMask(content: MaskContent, parameters: RepairParameters, shouldStop = neverStop): MaskRepair {
  const { palette } = parameters;
  if (palette.classes.length === 0) throw new MaskmendError('invalid-palette', 'the palette has no classes');
  const { width, height } = content.kind === 'jpeg' ? content.image : content.raster;
  const isShown = content.kind !== 'jpeg' || isMask(content) || isMaskOf(content.image, parameters, shouldStop);
  const isScattered = !isShown && isScatteredMask(content.image, palette, shouldStop);
  if (content.kind === 'jpeg' && !isShown && !isScattered) return nothingRepaired(content.image);
  const { labels, seconds, ...labelled } =
    content.kind === 'jpeg'
      ? labelJpeg(content.image, { ...parameters, isScattered }, shouldStop)
      : labelRaster(content, parameters, shouldStop);
  // Where most pixels show a class exactly, or labels are proven, there is no need to ask; a JPEG was asked before.
  const isProven = labelled.edgeBlocks > 0 || labelled.verdict.confidence === 1;
  const isForeign = content.kind === 'raster' && !isProven && labelled.changedPixels > FOREIGN_SHARE * labels.length;
  if (isForeign && !isMask(content) && !isRasterOf({ raster: content.raster, labels }, palette, shouldStop)) {
    return nothingRepaired(content.raster);
  }
  return {
    ...labelled,
    labelMap: { width, height, labels: toSlots(labels, palette) },
    uncertainPixels: countUncertain(labelled.confidence),
    alternative: seconds && alternativeOf(seconds, labels, palette),
    classes: shownClasses(labelled.classPixels ?? countByClass(labels, palette.classes.length), palette),
  };
}

/** Whether a file that shows hardly any flat area is a mask all the same: labels reproduce it, or its colours are theirs. */
function isMaskOf(image: JpegImage, parameters: RepairParameters, shouldStop: ShouldStop): boolean {
  if (image.width * image.height > MOST_PIXELS_TRIED) return false;
  if (showsClasses(toRaster(image), parameters.palette)) return true;
  const draft = repairJpeg(image, { ...parameters, preset: 'draft' }, shouldStop);
  if (draft === undefined || draft.edgeBlocks === 0) return false;
  const colours = parameters.palette.classes.map(({ rgb }) => rgb);
  const isApart = colours.length <= MOST_SEARCHED_CLASSES && areApart(colours, APART);
  return draft.certifiedShare >= (isApart ? REPRODUCED_SHARE_APART : REPRODUCED_SHARE);
}

/** The same of one that is scattered: of which a brief search reproduces hardly an MCU, and is yet nearer than to any photograph. */
function isScatteredMask(image: JpegImage, palette: Palette, shouldStop: ShouldStop): boolean {
  return image.width * image.height <= MOST_PIXELS_TRIED && holdsLabels(image, palette, shouldStop);
}

/** The same of a picture without coefficients: its colours are those of the palette, or come about by its labels. */
function isRasterOf(
  labelled: { readonly raster: Raster; readonly labels: Labels },
  palette: Palette,
  shouldStop: ShouldStop,
): boolean {
  const { raster } = labelled;
  if (raster.width * raster.height <= TINY || showsClasses(raster, palette)) return true;
  return palette.classes.length <= MOST_EXPLAINING && explainedShare(labelled, palette, shouldStop) >= EXPLAINED_SHARE;
}

function labelJpeg(image: JpegImage, parameters: Parameters<typeof repairJpeg>[1], shouldStop: ShouldStop): Labelled {
  const repaired = repairJpeg(image, parameters, shouldStop);
  if (repaired !== undefined) {
    const isScattered =
      mayBeScattered(repaired, image, parameters) && isScatteredMask(image, parameters.palette, shouldStop);
    const again = isScattered ? repairJpeg(image, { ...parameters, isScattered }, shouldStop) : undefined;
    return judged(again ?? repaired, image, parameters.palette);
  }
  return labelLossy(toRaster(image), parameters.palette, shouldStop);
}

/**
 * A mask that shows its classes in some areas may yet be scattered elsewhere: what looks altered there is what a palette of
 * the areas' classes alone does not explain.
 */
function mayBeScattered(
  { certifiedShare, enlarged }: JpegRepair,
  image: JpegImage,
  { palette, preset, isScattered }: Parameters<typeof repairJpeg>[1],
): boolean {
  if (isScattered === true || preset === 'draft' || enlarged !== undefined) return false;
  // Larger ones are not tried: their pixels are not even decoded.
  if (image.width * image.height > MOST_PIXELS_TRIED) return false;
  return certifiedShare < LEAST_CERTIFIED_SHARE && standsScattered(image, palette);
}

function judged(repaired: JpegRepair, image: JpegImage, palette: Palette): Labelled {
  const tables = estimateQuality(image.components.map(({ quantisation }) => quantisation));
  const blocks = certifyBlocks(image, repaired.certified);
  const { enlarged } = repaired;
  const verdict = enlarged === undefined ? judgeJpeg(repaired, tables) : judgeEnlarged(enlarged, true);
  return { ...repaired, blocks, verdict, warnings: warningsOf(repaired, palette) };
}

type RasterContent = Extract<MaskContent, { kind: 'raster' }>;

/** A lossless picture may be of a mask that was enlarged, or may have been a JPEG in between: then that is what is repaired. */
function labelRaster(content: RasterContent, parameters: RepairParameters, shouldStop: ShouldStop): Labelled {
  const { raster, isLossless } = content;
  const { palette } = parameters;
  const dithered = isLossless ? repairDithered(raster, palette, shouldStop) : undefined;
  if (dithered !== undefined) return judgedDithered(dithered);
  const seen = { raster, isLossless, exact: labelExact(raster, palette, shouldStop) };
  if (!isLossless || seen.exact.missing === 0) return judgedPixels(repairRaster(seen, palette, shouldStop), isLossless);
  // Where detail keeps to blocks the JPEG is proven sooner than every enlargement is ruled out.
  const isGridded = keepsToGrid(raster);
  const enlarged = isGridded ? undefined : repairEnlarged(seen, shouldStop);
  if (enlarged !== undefined) return judgedPixels(enlarged, isLossless);
  const fromPixels = repairRaster(seen, palette, shouldStop);
  const decoded = repairDecodedJpeg({ raster, fromPixels }, parameters, shouldStop);
  if (decoded !== undefined) {
    return { ...judgedDecoded(decoded, palette), coloursBefore: fromPixels.coloursBefore };
  }
  const enlargedYet = isGridded ? repairEnlarged(seen, shouldStop) : undefined;
  if (enlargedYet !== undefined) return judgedPixels(enlargedYet, isLossless);
  if (wasLossy(raster, palette, shouldStop)) return labelLossy(raster, palette, shouldStop);
  return judgedPixels(fromPixels, isLossless);
}

function judgedDecoded(decoded: DecodedJpegRepair, palette: Palette): Labelled {
  const labelled = judged(decoded, decoded.image, palette);
  if (decoded.isWhole) return labelled;
  const { kind, confidence } = labelled.verdict;
  // Blocks are told of by their place from the picture's corner on.
  return {
    ...labelled,
    blocks: undefined,
    verdict: kind === 'jpeg-once' ? verdictOf('shifted', confidence) : labelled.verdict,
  };
}

/** Labels the pixels of a lossy picture. */
function labelLossy(raster: Raster, palette: Palette, shouldStop: ShouldStop): Labelled {
  const exact = labelExact(raster, palette, shouldStop);
  return judgedPixels(repairRaster({ raster, isLossless: false, exact }, palette, shouldStop), false);
}

function judgedPixels({ enlarged, ...repaired }: RasterRepair, isLossless: boolean): Labelled {
  const share = repaired.changedPixels / repaired.labels.length;
  return {
    ...repaired,
    certifiedBlocks: 0,
    edgeBlocks: 0,
    verdict: enlarged === undefined ? judgeRaster(share, isLossless) : judgeEnlarged(enlarged),
    warnings: [],
  };
}

function judgedDithered({ ditherColours, ...repaired }: RasterRepair & { readonly ditherColours: number }): Labelled {
  return { ...repaired, certifiedBlocks: 0, edgeBlocks: 0, verdict: judgeDithered(ditherColours), warnings: [] };
}

function nothingRepaired(size: { readonly width: number; readonly height: number }): MaskRepair {
  return {
    labelMap: { width: size.width, height: size.height, labels: new Uint8Array(0) },
    confidence: new Uint8Array(0),
    verdict: verdictOf('not-a-mask', 0.8),
    coloursBefore: 0,
    changedPixels: 0,
    uncertainPixels: 0,
    certifiedBlocks: 0,
    edgeBlocks: 0,
    classes: [],
    warnings: [],
  };
}

const NAMED_PAIRS = 3;

/** Names the classes that the file cannot tell from another, throughout or where they meet. */
function warningsOf(repaired: JpegRepair, { classes }: Palette): RepairWarning[] {
  const nameOf = (position: number): string => classes[position].name;
  const pairs = [...hopelessWarnings(repaired, nameOf), ...blurredWarnings(repaired, nameOf)];
  if (!repaired.isBeyondSearch) return pairs;
  return [{ kind: 'beyond-search', classes: classes.length, most: MOST_SEARCHED_CLASSES }, ...pairs];
}

function blurredWarnings({ blurredPairs }: JpegRepair, nameOf: (position: number) => string): RepairWarning[] {
  if (blurredPairs.length === 0) return [];
  const pairs = blurredPairs.slice(0, NAMED_PAIRS).map(({ a, b, uncertainPixels }) => {
    return { a: nameOf(a), b: nameOf(b), uncertainPixels };
  });
  return [{ kind: 'blurred-pairs', pairs, more: blurredPairs.length - pairs.length }];
}

function hopelessWarnings(
  { hopelessPairs, labels }: JpegRepair,
  nameOf: (position: number) => string,
): RepairWarning[] {
  const shown = hopelessPairs.length === 0 ? undefined : new Set(labels);
  const pairs = hopelessPairs.filter(([a, b]) => shown?.has(a) === true || shown?.has(b) === true);
  if (pairs.length === 0) return [];
  const named = pairs.slice(0, NAMED_PAIRS).map(([a, b]) => ({ a: nameOf(a), b: nameOf(b) }));
  return [{ kind: 'hopeless-pairs', pairs: named, more: pairs.length - named.length }];
}

/** Positions in the palette become class slots; 8 bits where every slot of the palette is below 255. */
function toSlots(labels: Labels, palette: Palette): LabelMap['labels'] {
  const slots = palette.classes.map(({ slot }) => slot);
  const isNarrow = slots.every((slot) => slot < 255);
  if (isNarrow && labels instanceof Uint8Array && slots.every((slot, position) => slot === position)) return labels;
  const table = isNarrow ? Uint8Array.from(slots) : Uint16Array.from(slots);
  const mapped = isNarrow ? new Uint8Array(labels.length) : new Uint16Array(labels.length);
  for (let pixel = 0; pixel < labels.length; pixel++) mapped[pixel] = table[labels[pixel]];
  return mapped;
}

/** What differs from the labels that the pixels got in the end. */
function alternativeOf(seconds: SecondLabels, labels: Labels, { classes }: Palette): AlternativeLabels | undefined {
  const order = [...seconds.pixels.keys()].filter((i) => labels[seconds.pixels[i]] !== seconds.labels[i]);
  if (order.length === 0) return undefined;
  order.sort((a, b) => seconds.pixels[a] - seconds.pixels[b]);
  return {
    pixels: Uint32Array.from(order, (i) => seconds.pixels[i]),
    slots: Uint16Array.from(order, (i) => classes[seconds.labels[i]].slot),
  };
}

function shownClasses(classPixels: Uint32Array, { classes }: Palette): { slot: number; pixels: number }[] {
  return classes
    .map(({ slot }, position) => ({ slot, pixels: classPixels[position] }))
    .filter(({ pixels }) => pixels > 0);
}
