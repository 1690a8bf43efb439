import type { Raster } from '../mask/raster.ts';
import { rasterColours } from '../mask/raster-colours.ts';
import type { Palette } from '../model/palette.ts';
import { areApart } from './are-apart.ts';
import { nearestColourOf } from './nearest-colour.ts';

/** Pixels looked at, about; evenly from all over the picture. */
const SAMPLE = 65_536;
/** RGB distance up to which a pixel shows a class. */
const NEAR = 24;
/**
 * A mask that was made smaller and saved as JPEG shows its classes in this share of its pixels, though hardly an area is
 * flat: on the masks of 17 data sets at least 0.70. Of 46 photographs, held against the palettes of these sets, at most
 * 0.62 were so near to palettes that are not grey.
 */
const NEAR_SHARE = 0.68;
/** Of the picture, that shows coloured classes other than the commonest: grey photographs are near to grey classes. */
const OTHER_SHARE = 0.06;
/** A class is coloured where its largest and least primary differ by so much. */
const COLOURED = 64;
/** More of them lie so close that a photograph is near to some everywhere. */
const MOST_CLASSES = 64;

/**
 * Grey classes show themselves by what lies between them: where a grey mask was made smaller, the pixels of no class lie
 * beside pixels of two. Classes and such edges cover so much of it, and the second class so much; of 60 photographs,
 * grey or not, classes far apart cover at most 0.75 with their edges.
 */
const EDGED_SHARE = 0.8;
const SECOND_SHARE = 0.008;
/** Of classes that lie closer, photographs have all at every edge. */
const FAR_APART = 170;
const EDGE_REACH = 2;

/** Whether most pixels of a picture are near the colours of its palette, and not of one class alone. */
export function showsClasses(raster: Raster, { classes }: Palette): boolean {
  if (raster.bitDepth === 16 || classes.length > MOST_CLASSES) return false;
  const colours = classes.map(({ rgb }) => rgb);
  const colourAt = rasterColours(raster);
  const nearest = nearestColourOf(colours, NEAR);
  const classAt: ClassAt = (pixel) => nearest(colourAt(pixel));
  const sample = sampleOf(raster.width * raster.height);
  const found = Int32Array.from(sample, classAt);
  const share = (test: (position: number) => boolean) => found.filter(test).length / found.length;
  const shares = colours.map((_, position) => share((other) => other === position));
  const [most, second = 0] = shares.toSorted((a, b) => b - a);
  const commonest = shares.indexOf(most);
  const others = share((position) => position >= 0 && position !== commonest && isColoured(colours[position]));
  const near = share((position) => position >= 0);
  if (near >= NEAR_SHARE && others >= OTHER_SHARE) return true;
  if (second < SECOND_SHARE || !areApart(colours, FAR_APART)) return false;
  const edges = sample.filter((pixel, at) => found[at] < 0 && isBetween(raster, classAt, pixel)).length;
  return near + edges / found.length >= EDGED_SHARE;
}

/** The class that a pixel shows, by position; -1 where it shows none. */
type ClassAt = (pixel: number) => number;

/** Pixels evenly from all over a picture. */
function sampleOf(pixels: number): number[] {
  const step = Math.max(1, Math.floor(pixels / SAMPLE));
  return Array.from({ length: Math.ceil(pixels / step) }, (_, at) => at * step);
}

/** Whether two classes are shown near a pixel. */
function isBetween({ width, height }: Raster, classAt: ClassAt, pixel: number): boolean {
  const x = pixel % width;
  const y = (pixel - x) / width;
  let first = -1;
  for (let row = Math.max(0, y - EDGE_REACH); row <= Math.min(height - 1, y + EDGE_REACH); row++) {
    for (let column = Math.max(0, x - EDGE_REACH); column <= Math.min(width - 1, x + EDGE_REACH); column++) {
      const position = classAt(row * width + column);
      if (position >= 0 && first >= 0 && position !== first) return true;
      if (position >= 0) first = position;
    }
  }
  return false;
}

function isColoured(rgb: readonly number[]): boolean {
  return Math.max(...rgb) - Math.min(...rgb) >= COLOURED;
}
