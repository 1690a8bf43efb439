import { rgbToYcbcr } from '../jpeg/ycbcr.ts';
import type { Raster } from '../mask/raster.ts';
import type { Rgb } from '../model/palette.ts';
import type { Labels } from '../repair/down-sampling.ts';
import { findFrame } from './find-frame.ts';
import type { JpegFrame } from './jpeg-frame.ts';
import type { RecoveredJpeg } from './recover-jpeg.ts';
import { recoverJpeg } from './recover-jpeg.ts';
import { seePicture } from './seen-picture.ts';

/** With a smaller share of proven MCUs the picture is not treated as a JPEG. */
const PROVEN_SHARE = 0.5;
/** Less detail proves nothing: a few MCUs may come right by chance. */
const LEAST_PROVEN = 4;

/**
 * The JPEG that a lossless picture was decoded from, where it was and its coefficients can be had back; the proof is that
 * they decode to the picture. `guess`: labels of the pixels and the classes' colours, as near as pixels alone tell.
 * Throws `cancelled` when `shouldStop` turns true.
 */
export function recoverFromRaster(
  raster: Raster,
  guess: { readonly labels: Labels; readonly colours: readonly Rgb[] },
  shouldStop: () => boolean,
): (RecoveredJpeg & { readonly frame: JpegFrame }) | undefined {
  const picture = seePicture(raster);
  if (picture === undefined) return undefined;
  const triples = guess.colours.map(rgbToYcbcr);
  const codes = Array.from({ length: picture.channels }, (_, index) => Uint8Array.from(triples, (code) => code[index]));
  const known = { labels: guess.labels, codes };
  const frame = findFrame(picture, known, shouldStop);
  if (frame === undefined) return undefined;
  const recovered = recoverJpeg(picture, frame, { guess: known, shouldStop });
  const { detailed, provenDetailed } = recovered;
  if (provenDetailed < Math.max(LEAST_PROVEN, PROVEN_SHARE * detailed)) return undefined;
  return { ...recovered, frame };
}
