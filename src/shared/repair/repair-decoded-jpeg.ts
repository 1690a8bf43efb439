import type { Raster } from '../mask/raster.ts';
import { rasterColours } from '../mask/raster-colours.ts';
import type { Palette, Rgb } from '../model/palette.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { type ColouredLabels, type DecodedJpeg, findDecodedJpeg } from '../recovery/decoded-jpeg.ts';
import type { RecoveredJpeg } from '../recovery/jpeg-recovery.ts';
import { cutRows, type PictureArea } from '../recovery/seen-picture.ts';
import type { SecondLabels } from '../decide/second-labels.ts';
import { CERTAIN } from '../decide/confidence-map.ts';
import type { RepairParameters } from './mask-repair.ts';
import type { ShouldStop } from '../should-stop.ts';
import { colourRead, type Reading } from '../forward/palette-codes.ts';
import { type JpegRepair, repairJpeg } from './repair-jpeg.ts';
import type { RasterRepair } from './raster/repair-raster.ts';

/** How often labels are searched in what is proven so far, to prove more; mostly the first time is the last. */
const MOST_TURNS = 4;

/** A picture that was decoded from a JPEG, repaired. */
export interface DecodedJpegRepair extends JpegRepair {
  readonly image: JpegImage;
  /** Whether the JPEG begins where the picture does. */
  readonly isWhole: boolean;
}

interface SeenRaster {
  readonly raster: Raster;
  /** What the pixels alone gave. */
  readonly fromPixels: RasterRepair;
}

/**
 * Repairs a lossless picture that was decoded from a JPEG, from that JPEG's coefficients; undefined where it was not, or
 * where they cannot be had back. MCUs whose coefficients are not proven to decode to the picture are neither certified
 * nor certain; where the JPEG begins within the picture, pixels before keep what they alone gave. Throws `cancelled` when
 * `shouldStop` turns true.
 */
export function repairDecodedJpeg(
  seen: SeenRaster,
  parameters: RepairParameters,
  shouldStop: ShouldStop,
): DecodedJpegRepair | undefined {
  const { raster, fromPixels } = seen;
  const { palette, preset } = parameters;
  const colours = coloursRead(palette, fromPixels.reading);
  const guess = { labels: fromPixels.labels, colours };
  const jpeg = proveDecodedJpeg(raster, { guess, paletteOf: () => palette, preset }, shouldStop);
  if (jpeg === undefined) return undefined;
  const { recovered, area } = jpeg;
  const unproven = recovered.proven.map((value) => 1 - value);
  const found = repairJpeg(recovered.image, { ...parameters, unproven }, shouldStop);
  if (found === undefined) return undefined;
  const own = cutRows(fromPixels.labels, raster.width, area);
  const repaired = {
    ...withoutUnproven(orFromPixels(found, jpeg, { labels: own, colours }), recovered),
    // Of what was found; not all of it was kept.
    classPixels: undefined,
    image: recovered.image,
  };
  const isWhole = area.width === raster.width && area.height === raster.height;
  return isWhole ? { ...repaired, isWhole } : { ...repaired, ...joined(repaired, seen, { area, colours }), isWhole };
}

interface ProofParameters {
  readonly preset: RepairParameters['preset'];
  /** What the picture shows, as near as is known. */
  readonly guess: ColouredLabels;
  /** The palette, of what was had back so far where it is not known. */
  readonly paletteOf: (image: JpegImage) => Palette;
}

/** The JPEG that a picture was decoded from, as far as it can be proven; undefined where it was none. */
export function proveDecodedJpeg(
  raster: Raster,
  { guess, paletteOf, preset }: ProofParameters,
  shouldStop: ShouldStop,
): DecodedJpeg | undefined {
  const jpeg = findDecodedJpeg(raster, guess, shouldStop);
  if (jpeg === undefined) return undefined;
  for (let turn = 0; turn < MOST_TURNS && jpeg.recovered.provenDetailed < jpeg.recovered.detailed; turn++) {
    const { image } = jpeg.recovered;
    const palette = paletteOf(image);
    // Better labels than the pixels' own tell better what was cut off.
    const found = repairJpeg(image, { palette, preset: preset === 'draft' ? 'draft' : 'fast' }, shouldStop);
    if (found === undefined || !jpeg.improve({ ...found, colours: coloursRead(palette, found.reading) })) break;
  }
  return jpeg.isProven ? jpeg : undefined;
}

function coloursRead({ classes }: Palette, reading: Reading): Rgb[] {
  return classes.map((entry) => colourRead(entry, reading));
}

/** Likelihood, times 254, of pixels that keep what they alone gave. */
const MOST_LIKELY = Math.floor(254 * 0.9);

/** In MCUs that are not proven, the labels of pixels alone where these, saved and decoded, come nearer to the picture. */
function orFromPixels(found: JpegRepair, jpeg: DecodedJpeg, { labels: own, colours }: ColouredLabels): JpegRepair {
  const { image, proven } = jpeg.recovered;
  if (!proven.includes(0)) return found;
  const [searched, seen] = [jpeg.missesOf({ labels: found.labels, colours }), jpeg.missesOf({ labels: own, colours })];
  const isSeen = proven.map((value, mcu) => (value === 0 && seen[mcu] < searched[mcu] ? 1 : 0));
  const labels = found.labels.slice();
  const confidence = found.confidence.slice();
  const mcuOf = mcuReader(image);
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (isSeen[mcuOf(pixel)] === 0) continue;
    confidence[pixel] = Math.min(confidence[pixel], MOST_LIKELY);
    labels[pixel] = own[pixel];
  }
  return { ...found, labels, confidence };
}

/** The number of the MCU that a pixel lies in. */
function mcuReader(image: JpegImage): (pixel: number) => number {
  const wide = 8 * image.maxHorizontalSampling;
  const high = 8 * image.maxVerticalSampling;
  return (pixel) =>
    Math.floor(Math.floor(pixel / image.width) / high) * image.mcusWide + Math.floor((pixel % image.width) / wide);
}

function withoutUnproven(repaired: JpegRepair, { image, proven }: RecoveredJpeg): JpegRepair {
  const confidence = repaired.confidence.slice();
  const mcuOf = mcuReader(image);
  for (let pixel = 0; pixel < confidence.length; pixel++) {
    if (proven[mcuOf(pixel)] === 0 && confidence[pixel] === CERTAIN) confidence[pixel] = CERTAIN - 1;
  }
  const certified = repaired.certified.map((value, mcu) => value & proven[mcu]);
  return { ...repaired, confidence, certified, certifiedBlocks: certified.reduce((sum, value) => sum + value, 0) };
}

type PixelWise = Pick<JpegRepair, 'labels' | 'confidence' | 'seconds' | 'coloursBefore' | 'changedPixels'>;

/** What was found in a part of a picture, with the rest as its pixels alone gave it. */
function joined(
  part: JpegRepair,
  { raster, fromPixels }: SeenRaster,
  { area, colours }: { readonly area: PictureArea; readonly colours: readonly Rgb[] },
): PixelWise {
  const labels = fromPixels.labels.slice();
  const confidence = fromPixels.confidence.slice();
  for (let y = 0; y < area.height; y++) {
    const [from, to] = [y * area.width, (y + 1) * area.width];
    const at = (area.top + y) * raster.width + area.left;
    labels.set(part.labels.subarray(from, to), at);
    confidence.set(part.confidence.subarray(from, to), at);
  }
  const colourAt = rasterColours(raster);
  const packed = colours.map(([red, green, blue]) => (red << 16) | (green << 8) | blue);
  let changedPixels = 0;
  labels.forEach((label, pixel) => {
    if (colourAt(pixel) !== packed[label]) changedPixels++;
  });
  const seconds = part.seconds && placedIn(part.seconds, area, raster.width);
  return { labels, confidence, seconds, coloursBefore: fromPixels.coloursBefore, changedPixels };
}

function placedIn(seconds: SecondLabels, area: PictureArea, width: number): SecondLabels {
  const place = (pixel: number) =>
    (area.top + Math.floor(pixel / area.width)) * width + area.left + (pixel % area.width);
  return { ...seconds, pixels: seconds.pixels.map(place) };
}
