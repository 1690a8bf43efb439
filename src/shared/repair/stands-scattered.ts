import { groupFlatMcus } from '../forward/flat-groups.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { toRaster } from '../jpeg/to-raster.ts';
import { rasterColours } from '../mask/raster-colours.ts';
import type { Palette } from '../model/palette.ts';
import { nearestColourOf } from './nearest-colour.ts';

/**
 * In MCUs that are not of one colour so many of the pixels are nearest to another class than the one beside them. Of
 * masks of 17 data sets, saved once, twice, halved or resized, at most 0.18; of noise in runs of one to three pixels and of
 * dithered shades 0.32 to 0.53.
 */
const LEAST_CHANGES = 0.3;
/** MCUs that are looked at, evenly from all over the picture. */
const SAMPLE = 256;

/** Whether classes stand pixel by pixel where a JPEG is not of one colour, as its nearest colours show. */
export function standsScattered(image: JpegImage, { classes }: Palette): boolean {
  const edges = [...groupFlatMcus(image).groups.entries()].filter(([, group]) => group === 0).map(([mcu]) => mcu);
  const step = Math.max(1, Math.floor(edges.length / SAMPLE));
  const colourAt = rasterColours(toRaster(image));
  const nearest = nearestColourOf(classes.map(({ rgb }) => rgb));
  let changes = 0;
  let pairs = 0;
  for (let at = 0; at < edges.length; at += step) {
    eachPairOf(image, edges[at], (pixel) => {
      pairs++;
      if (nearest(colourAt(pixel)) !== nearest(colourAt(pixel + 1))) changes++;
    });
  }
  return pairs > 0 && changes >= LEAST_CHANGES * pairs;
}

/** Visits the left one of every two pixels of an MCU that stand side by side. */
function eachPairOf(image: JpegImage, mcu: number, visit: (pixel: number) => void): void {
  const { width, height, mcusWide } = image;
  const [wide, high] = [8 * image.maxHorizontalSampling, 8 * image.maxVerticalSampling];
  const [left, top] = [(mcu % mcusWide) * wide, Math.floor(mcu / mcusWide) * high];
  for (let y = top; y < Math.min(top + high, height); y++)
    for (let x = left; x < Math.min(left + wide, width) - 1; x++) visit(y * width + x);
}
