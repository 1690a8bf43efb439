import { findDither } from '../dither/find-dither.ts';
import { MaskmendError } from '../errors.ts';
import type { ColouredLabels } from '../recovery/decoded-jpeg.ts';
import type { Raster } from '../mask/raster.ts';
import { rasterColours } from '../mask/raster-colours.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { Palette } from '../model/palette.ts';
import type { Verdict } from '../model/verdict.ts';
import type { FileEvidence } from '../palette/file-evidence.ts';
import { inferClasses, type InferredClasses, inferPalette } from '../palette/infer-palette.ts';
import { isNothing } from '../palette/second-look.ts';
import { completePalettes } from '../decide/complete-palette.ts';
import { telling } from '../decide/fit-open-colours.ts';
import { lookAgain } from './look-again.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { verdictOf } from './history-verdict.ts';
import { isLikePhoto, isMaskEvidence } from './is-mask.ts';
import type { MaskContent } from './mask-content.ts';
import { proveDecodedJpeg } from './repair-decoded-jpeg.ts';
import { repairMask } from './repair-mask.ts';

const neverStop = () => false;

/** What happened to a mask, judged with the palette that the file itself shows. */
export function judgeHistory(content: MaskContent, evidence: FileEvidence): Verdict {
  try {
    const decoded = judgeDecoded(content, evidence);
    return decoded ?? judgeWith(content, evidence);
  } catch (error) {
    if (error instanceof MaskmendError && error.code === 'invalid-palette') return verdictOf('not-a-mask', 0.5);
    throw error;
  }
}

/** A verdict that is surer than this needs no better palette; an earlier JPEG needs none at all once it is found. */
const SURE = 0.7;

function judgeWith(content: MaskContent, evidence: FileEvidence): Verdict {
  const inferred = inferClasses([evidence]);
  const judge = (classes: Palette) => repairMask(content, { palette: classes, preset: 'draft' }).verdict;
  const first = judge(inferred.palette);
  if (content.kind !== 'jpeg' || isPlain(first) || isLikePhoto(evidence)) return first;
  const palette = settledPalette(content.image, evidence, inferred);
  const verdict = palette === undefined ? first : judge(palette);
  if (isPlain(verdict)) return verdict;
  // What is drawn too thin to show its colour in any area misleads all tests.
  const verdicts = completePalettes(content.image, palette ?? inferred.palette)
    .map(judge)
    .filter(({ kind }) => kind !== 'not-a-mask');
  return verdicts.find(isPlain) ?? verdicts.at(0) ?? verdict;
}

/** The palette with what the file's edges tell; undefined where they tell nothing else. */
function settledPalette(image: JpegImage, evidence: FileEvidence, inferred: InferredClasses): Palette | undefined {
  const seen = lookAgain([telling(image, inferred.open)], inferred, neverStop);
  return isNothing(seen) ? undefined : inferClasses([evidence], seen).palette;
}

function isPlain({ kind, confidence }: Verdict): boolean {
  return kind === 'jpeg-twice' || kind === 'shifted' || (kind === 'jpeg-once' && confidence >= SURE);
}

/** In larger pictures that show no mask none is looked for behind them: it would take too long. */
const MOST_PIXELS_TRIED = 4_000_000;
/** Photographs have more colours than are worth trying. */
const MOST_COLOURS = 65_000;

/** The same of a picture that shows no mask by itself; undefined where no JPEG of one is behind it. */
export function judgeHidden(content: MaskContent, evidence: FileEvidence): Verdict | undefined {
  if (content.kind === 'jpeg' || evidence.totalPixels > MOST_PIXELS_TRIED) return undefined;
  try {
    return judgeDecoded(content, evidence);
  } catch (error) {
    if (error instanceof MaskmendError && error.code === 'invalid-palette') return undefined;
    throw error;
  }
}

/** What is said of the JPEG that a lossless picture was decoded from: its blocks tell more than the picture's colours. */
function judgeDecoded(content: MaskContent, evidence: FileEvidence): Verdict | undefined {
  if (content.kind === 'jpeg' || !content.isLossless || evidence.distinctColours > MOST_COLOURS) return undefined;
  const { raster } = content;
  if (findDither(raster) !== undefined) return undefined;
  const guess = ownColours(raster);
  const jpeg = proveDecodedJpeg(raster, { guess, paletteOf: ownPalette, preset: 'draft' }, neverStop);
  if (jpeg === undefined) return undefined;
  const behind: MaskContent = { kind: 'jpeg', image: jpeg.recovered.image };
  const ownEvidence = gatherEvidence(behind);
  if (!isMaskEvidence(behind, ownEvidence)) return undefined;
  const verdict = judgeHistory(behind, ownEvidence);
  const isWhole = jpeg.area.width === raster.width && jpeg.area.height === raster.height;
  return verdict.kind === 'jpeg-once' && !isWhole ? verdictOf('shifted', verdict.confidence) : verdict;
}

/** Each colour of a picture as a class. */
function ownColours(raster: Raster): ColouredLabels {
  const colourAt = rasterColours(raster);
  const known = new Map<number, number>();
  const labels = Uint16Array.from({ length: raster.width * raster.height }, (_, pixel) => {
    const colour = colourAt(pixel);
    const label = known.get(colour) ?? known.size;
    if (label === known.size) known.set(colour, label);
    return label;
  });
  return { labels, colours: [...known.keys()].map((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]) };
}

function ownPalette(image: JpegImage): Palette {
  return inferPalette([gatherEvidence({ kind: 'jpeg', image })]);
}
