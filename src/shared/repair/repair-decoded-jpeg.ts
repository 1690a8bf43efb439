import type { Raster } from '../mask/raster.ts';
import { rasterColours } from '../mask/raster-colours.ts';
import type { Rgb } from '../model/palette.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { type DecodedJpeg, findDecodedJpeg } from '../recovery/decoded-jpeg.ts';
import type { RecoveredJpeg } from '../recovery/jpeg-recovery.ts';
import type { PictureArea } from '../recovery/seen-picture.ts';
import type { SecondLabels } from '../search/second-labels.ts';
import { CERTAIN } from './confidence-map.ts';
import type { RepairParameters, ShouldStop } from './mask-repair.ts';
import { colourRead } from './palette-codes.ts';
import { type JpegRepair, repairJpeg } from './repair-jpeg.ts';
import type { RasterRepair } from './repair-raster.ts';

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
  const colours = parameters.palette.classes.map((entry) => colourRead(entry, fromPixels.reading));
  const jpeg = findDecodedJpeg(raster, { labels: fromPixels.labels, colours }, shouldStop);
  if (jpeg === undefined) return undefined;
  proveMore(jpeg, parameters, shouldStop);
  if (!jpeg.isProven) return undefined;
  const { recovered, area } = jpeg;
  const unproven = recovered.proven.map((value) => 1 - value);
  const found = repairJpeg(recovered.image, { ...parameters, unproven }, shouldStop);
  if (found === undefined) return undefined;
  const repaired = { ...withoutUnproven(found, recovered), image: recovered.image };
  const isWhole = area.width === raster.width && area.height === raster.height;
  return isWhole ? { ...repaired, isWhole } : { ...repaired, ...joined(repaired, seen, { area, colours }), isWhole };
}

/** Better labels than the pixels' own tell better what was cut off. */
function proveMore(jpeg: DecodedJpeg, parameters: RepairParameters, shouldStop: ShouldStop): void {
  const preset = parameters.preset === 'draft' ? 'draft' : 'fast';
  for (let turn = 0; turn < MOST_TURNS && jpeg.recovered.provenDetailed < jpeg.recovered.detailed; turn++) {
    const { palette } = parameters;
    const found = repairJpeg(jpeg.recovered.image, { palette, preset }, shouldStop);
    if (found === undefined || !jpeg.improve(found)) return;
  }
}

function withoutUnproven(repaired: JpegRepair, { image, proven }: RecoveredJpeg): JpegRepair {
  const confidence = repaired.confidence.slice();
  const wide = 8 * image.maxHorizontalSampling;
  const high = 8 * image.maxVerticalSampling;
  for (let pixel = 0; pixel < confidence.length; pixel++) {
    const mcu =
      Math.floor(Math.floor(pixel / image.width) / high) * image.mcusWide + Math.floor((pixel % image.width) / wide);
    if (proven[mcu] === 0 && confidence[pixel] === CERTAIN) confidence[pixel] = CERTAIN - 1;
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
