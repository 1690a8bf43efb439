import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { ColourWitness, FileEvidence, Triple } from '../palette/file-evidence.ts';
import { middleOf } from '../palette/witness-values.ts';
import { groupFlatMcus } from '../forward/flat-groups.ts';
import { gatherEvidence } from './gather-evidence.ts';
import type { MaskContent } from './mask-content.ts';

/** With this share of flat area, in few colours, a picture is a mask, whatever else it holds. */
const SURELY_FLAT = 0.5;
/** The flat areas of a mask are of few colours; those of a soft photo, saved badly, are of hundreds. */
const MAIN_COLOURS = 48;
const MAIN_SHARE = 0.8;
/** The flat areas of a scattered mask are of the fewest. */
const SCATTERED_COLOURS = 12;
/** Masks scattered pixel by pixel still have this share; photos have it in blown-out skies only. */
const LEAST_FLAT = 0.03;
/** In a mask the solid places between flat areas have the colours of flat areas. */
const CLAIMED_SHARE = 0.7;
const CLAIM_LEVELS = 12;
/** Flat areas of so many colours, most of them this far from all others, are objects: those of a photo are shades. */
const LEAST_OBJECTS = 12;
const APART_LEVELS = 8;
/** Of more colours the first ones tell. */
const MOST_COMPARED = 1000;
/** See `areShades`: a share of the flat area, and of how many colours. */
const SHADED_SHARE = 0.3;
const LEAST_SHADES = 6;
/** Class numbers that are saved as levels are hardly ever larger. */
const HIGHEST_NUMBER = 63;
/** A mask without any flat area is believed if solid places cover this share, in this many colours. */
const PATCHED_SHARE = 0.1;
const FEW_COLOURS = 4;
const PATCHES_APART = 24;
/** Rasters are judged pixel by pixel: their flat areas need only be 3 x 3. */
const LEAST_FLAT_RASTER = 0.25;
/** Of one flat colour, with so many others for each pixel that is not flat, is no soft edge. */
const VARIED_SHARE = 0.5;
/** A mask without loss may be scattered throughout, but not in more colours than this. */
const MOST_SCATTERED = 64;

/** Whether a file shows the few flat colours of a mask. */
export function isMask(content: MaskContent): boolean {
  // A JPEG's flat share is known without any transform and settles nearly every mask.
  if (content.kind === 'jpeg' && isFlatJpeg(content.image)) return true;
  const evidence = gatherEvidence(content, false);
  if (isMaskEvidence(content, evidence)) return true;
  return evidence.witnesses.length === 1 && isMaskEvidence(content, gatherEvidence(content));
}

function isFlatJpeg(image: JpegImage): boolean {
  const { edgeCount, groups, sizes } = groupFlatMcus(image);
  return isTiny(image) || (edgeCount <= (1 - SURELY_FLAT) * groups.length && areFewColours(sizes));
}

/** Whether most of the flat area is of the main colours; `sizes` by colour. */
function areFewColours(sizes: readonly number[]): boolean {
  const sum = (list: readonly number[]) => list.reduce((total, size) => total + size, 0);
  const main = sizes.toSorted((a, b) => b - a).slice(0, MAIN_COLOURS);
  return sum(main) >= MAIN_SHARE * sum(sizes);
}

/** The same, of a file whose evidence was gathered already. */
export function isMaskEvidence(content: MaskContent, evidence: FileEvidence): boolean {
  const flatShare = evidence.flatPixels / evidence.totalPixels;
  const isOfFew = areFewColours(evidence.witnesses.map(({ pixels }) => pixels));
  if (content.kind === 'raster') {
    return listsEveryColour(evidence) || (flatShare >= LEAST_FLAT_RASTER && isOfFew && !isWashedOut(evidence));
  }
  // Labels of two colours reproduce it.
  if (isTiny(content.image) || evidence.thinClass !== undefined) return true;
  if (flatShare >= SURELY_FLAT) return isOfFew || areObjects(evidence.witnesses);
  if (flatShare >= LEAST_FLAT) {
    return isScattered(evidence) || areObjects(evidence.witnesses);
  }
  const patched = pixelsOf(evidence.patches) / evidence.totalPixels;
  const isPatched = patched >= PATCHED_SHARE && evidence.patches.length <= FEW_COLOURS;
  return isPatched && evidence.distinctColours < MANY_COLOURS && areAllApart(evidence.patches);
}

/** Whether hardly more is flat than in a photograph, and yet in few colours that are no shades, as are the places between. */
function isScattered(evidence: FileEvidence): boolean {
  const { witnesses, patches } = evidence;
  const areFew = witnesses.length <= SCATTERED_COLOURS && patches.length <= SCATTERED_COLOURS;
  return areFew && claimedShare(evidence) >= CLAIMED_SHARE && !areShades(witnesses);
}

/**
 * Whether much of a file's flat area is of colours next to more frequent ones, brighter than any class number. Of masks that are less
 * than half flat at most 0.13 was, but of class numbers, which stay low.
 */
export function areShades(witnesses: readonly ColourWitness[]): boolean {
  const compared = witnesses.toSorted((a, b) => b.pixels - a.pixels).slice(0, MOST_COMPARED);
  const colours = compared.map(middleOf);
  const shades = compared.filter((_, at) => colours.slice(0, at).some((other) => isWithin(colours[at], other)));
  const isBright = colours.some(([level]) => level > HIGHEST_NUMBER);
  return compared.length >= LEAST_SHADES && isBright && pixelsOf(shades) >= SHADED_SHARE * pixelsOf(compared);
}

function areAllApart(patches: readonly ColourWitness[]): boolean {
  const colours = patches.map(middleOf);
  return colours.every((colour, at) => colours.slice(0, at).every((other) => !isWithin(colour, other, PATCHES_APART)));
}

/** Whether a picture is bright or dark in one place, and else of nearly as many colours as pixels. */
function isWashedOut({ witnesses, distinctColours, totalPixels, flatPixels }: FileEvidence): boolean {
  return witnesses.length === 1 && distinctColours > VARIED_SHARE * (totalPixels - flatPixels);
}

/** Pictures of a few MCUs hold too little to tell; they get the benefit of the doubt. */
function isTiny(image: JpegImage): boolean {
  return image.mcusWide * image.mcusHigh <= 16;
}

/** A hard mask without loss: each of its colours is a witness or a patch. */
function listsEveryColour({ witnesses, patches, distinctColours, flatPixels, totalPixels }: FileEvidence): boolean {
  const isVaried = distinctColours > MOST_SCATTERED && flatPixels < LEAST_FLAT * totalPixels;
  return !isVaried && witnesses.length + patches.length === distinctColours;
}

/** Whether there are many flat colours, and hardly any that is a shade of another. */
function areObjects(witnesses: readonly ColourWitness[]): boolean {
  const compared = witnesses.toSorted((a, b) => b.pixels - a.pixels).slice(0, MOST_COMPARED);
  const kept: Triple[] = [];
  for (const witness of compared) {
    const colour = middleOf(witness);
    if (kept.every((other) => !isWithin(colour, other))) kept.push(colour);
  }
  return kept.length >= LEAST_OBJECTS && kept.length >= MAIN_SHARE * compared.length;
}

function isWithin(a: Triple, b: Triple, levels = APART_LEVELS): boolean {
  return a.every((value, index) => Math.abs(value - b[index]) <= levels);
}

/** Share of the solid places whose colour is that of a flat area. */
function claimedShare({ witnesses, patches }: FileEvidence): number {
  const claimed = patches.filter((patch) => witnesses.some((witness) => isNear(patch, witness)));
  return patches.length === 0 ? 1 : pixelsOf(claimed) / pixelsOf(patches);
}

function isNear(patch: ColourWitness, witness: ColourWitness): boolean {
  return patch.low.every((low, index) => {
    const centre = (low + patch.high[index]) / 2;
    return centre >= witness.low[index] - CLAIM_LEVELS && centre <= witness.high[index] + CLAIM_LEVELS;
  });
}

function pixelsOf(witnesses: readonly ColourWitness[]): number {
  return witnesses.reduce((sum, { pixels }) => sum + pixels, 0);
}

/**
 * Photographs have so little flat area, and so many colours: of 14 in JPEG at most 0.09, and 20 000 and more. Altered masks that
 * show too little to be known for masks had 0.25 and more, or at most 233 colours.
 */
const LITTLE_FLAT = 0.15;
const MANY_COLOURS = 12_000;

/** Whether a file has as little flat area, and as many colours, as a photograph. */
export function isLikePhoto({ flatPixels, totalPixels, distinctColours }: FileEvidence): boolean {
  return flatPixels < LITTLE_FLAT * totalPixels && distinctColours >= MANY_COLOURS;
}
