import { rgbToYcbcr } from '../jpeg/ycbcr.ts';
import type { Raster } from '../mask/raster.ts';
import type { Rgb } from '../model/palette.ts';
import type { Labels } from '../repair/down-sampling.ts';
import type { CodedLabels } from './encode-labels.ts';
import { findFrame } from './find-frame.ts';
import type { JpegFrame } from './jpeg-frame.ts';
import type { RecoveredJpeg } from './recover-jpeg.ts';
import { recoverJpeg } from './recover-jpeg.ts';
import { seePicture } from './seen-picture.ts';

/**
 * With a smaller share of proven MCUs the picture is not treated as a JPEG. Fine tables prove by chance up to 0.55 of the
 * MCUs of soft pictures that were none, coarser ones hardly any.
 */
const PROVEN_SHARE = 0.25;
const FINE_QUALITY = 90;
const PROVEN_SHARE_FINE = 0.65;
/** Less detail proves nothing: a few MCUs may come right by chance. */
const LEAST_PROVEN = 4;

/** What a picture shows, as near as is known: labels of its pixels and the colours of the classes in it. */
interface ColouredLabels {
  readonly labels: Labels;
  readonly colours: readonly Rgb[];
}

/**
 * The JPEG that a lossless picture was decoded from, where it was and its coefficients can be had back; the proof is that
 * they decode to the picture. Throws `cancelled` when `shouldStop` turns true.
 */
export function recoverFromRaster(
  raster: Raster,
  guess: ColouredLabels,
  shouldStop: () => boolean,
): (RecoveredJpeg & { readonly frame: JpegFrame }) | undefined {
  const picture = seePicture(raster);
  if (picture === undefined) return undefined;
  const coded = codedFor(picture.channels, guess);
  const frame = findFrame(picture, coded, shouldStop);
  if (frame === undefined) return undefined;
  const recovered = recoverJpeg(picture, frame, { guess: coded, shouldStop });
  const { detailed, provenDetailed } = recovered;
  if (provenDetailed < Math.max(LEAST_PROVEN, leastShare(frame) * detailed)) return undefined;
  return { ...recovered, frame };
}

function leastShare({ quality }: JpegFrame): number {
  return quality >= FINE_QUALITY ? PROVEN_SHARE_FINE : PROVEN_SHARE;
}

/** The same with better labels, when the frame is known. */
export function recoverAgain(
  raster: Raster,
  { frame, ...guess }: ColouredLabels & { readonly frame: JpegFrame },
  shouldStop: () => boolean,
): (RecoveredJpeg & { readonly frame: JpegFrame }) | undefined {
  const picture = seePicture(raster);
  if (picture === undefined) return undefined;
  return { ...recoverJpeg(picture, frame, { guess: codedFor(picture.channels, guess), shouldStop }), frame };
}

function codedFor(channels: number, { labels, colours }: ColouredLabels): CodedLabels {
  const triples = colours.map(rgbToYcbcr);
  const codes = Array.from({ length: channels }, (_, index) => Uint8Array.from(triples, (triple) => triple[index]));
  return { labels, codes };
}
