import type { Raster } from '../mask/raster.ts';
import { rasterColours } from '../mask/raster-colours.ts';
import { runEnds } from '../mask/run-ends.ts';

/** A picture of few colours that stand for others: in its areas they alternate so that their mean is the colour meant. */
export interface DitheredPicture {
  readonly width: number;
  readonly height: number;
  /** For every pixel the position of its colour in `colours`. */
  readonly values: Uint8Array;
  /** Red, green and blue, 0..255. */
  readonly colours: readonly (readonly [number, number, number])[];
}

/** The squares that are asked, a period of the usual ordered dithers, stand half their side from each other. */
const SIDE = 8;
const HALF = SIDE / 2;
/** No dither is needed for more colours, nor done in them. */
const MOST_COLOURS = 256;
/** Pixels of another colour than either neighbour in their row: a picture with fewer is not dithered. */
const LEAST_SINGLE = 0.003;
/** Only so many rows of large pictures are asked for them. */
const ROWS_ASKED = 24;
/**
 * In a square that is dithered so many pixels stand out of both neighbours, in either direction; it has few colours, and they are
 * so many levels apart.
 */
const LEAST_PEAKS = 4;
const MOST_IN_SQUARE = 12;
const LEAST_RANGE = 24;
/** So few squares tell nothing; and the share of the picture that such squares fill at least. */
const LEAST_SQUARES = 40;
/** More squares than this are not asked: of large pictures every second, third... in either direction. */
const MOST_SQUARES = 250_000;
const LEAST_SHARE = 0.02;
/**
 * How far the means of a square's quarters lie from its own, squared, as a share of what it would be if each pixel were drawn by
 * itself, below which the square is even; and the share of squares that must be. Of dithered masks 0.33 to 0.91, the fewer
 * the finer their shapes are; of noise, whose pixels hang on nothing, at most 0.1.
 */
const EVEN = 0.2;
const LEAST_EVEN = 0.22;

/**
 * The colours of a dithered picture; undefined where a picture is none. Dither carries the error of a pixel on to the next, so
 * that the means of small squares differ far less than those of pixels that are labelled one by one, be they ever so scattered.
 */
export function findDither(raster: Raster): DitheredPicture | undefined {
  const { width, height } = raster;
  const hasAlpha = raster.channels === 'grey-alpha' || raster.channels === 'rgba';
  if (raster.bitDepth === 16 || hasAlpha || width < 2 * SIDE || height < 2 * SIDE) return undefined;
  if (!hasSinglePixels(raster)) return undefined;
  const picture = ofFewColours(raster, rasterColours(raster));
  return picture !== undefined && isDithered(picture) ? picture : undefined;
}

function hasSinglePixels(raster: Raster): boolean {
  const { width, height } = raster;
  const endOf = runEnds(raster);
  const step = Math.max(1, Math.floor(height / ROWS_ASKED));
  let single = 0;
  let asked = 0;
  for (let y = 0; y < height; y += step) {
    const end = (y + 1) * width;
    for (let from = y * width; from < end;) {
      const to = endOf(from);
      if (to === from + 1) single++;
      from = to;
    }
    asked += width;
  }
  return single >= LEAST_SINGLE * asked;
}

function ofFewColours({ width, height }: Raster, colourAt: (pixel: number) => number): DitheredPicture | undefined {
  const values = new Uint8Array(width * height);
  const known = new Map<number, number>();
  for (let pixel = 0; pixel < values.length; pixel++) {
    const colour = colourAt(pixel);
    let value = known.get(colour);
    if (value === undefined) {
      if (known.size === MOST_COLOURS) return undefined;
      known.set(colour, (value = known.size));
    }
    values[pixel] = value;
  }
  const colours = Array.from(known.keys(), (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255] as const);
  return { width, height, values, colours };
}

function isDithered(picture: DitheredPicture): boolean {
  const heights = heightsOf(picture.colours);
  const counts = { all: 0, squares: 0, even: 0 };
  const step = HALF * Math.ceil(Math.sqrt((picture.width * picture.height) / (HALF ** 2 * MOST_SQUARES)));
  for (let top = 0; top + SIDE <= picture.height; top += step) {
    for (let left = 0; left + SIDE <= picture.width; left += step) {
      counts.all++;
      const first = top * picture.width + left;
      const unevenness = isBusy(picture, heights, first) ? unevennessOf(picture, first) : undefined;
      if (unevenness === undefined) continue;
      counts.squares++;
      if (unevenness < EVEN) counts.even++;
    }
  }
  const isMuch = counts.squares >= Math.max(LEAST_SQUARES, LEAST_SHARE * counts.all);
  return isMuch && counts.even >= LEAST_EVEN * counts.squares;
}

/** One number for each colour, by which a pixel may stand out of its neighbours. */
function heightsOf(colours: DitheredPicture['colours']): Float64Array {
  return Float64Array.from(colours, ([red, green, blue]) => 5 * red + 9 * green + 2 * blue);
}

/** Whether many pixels of a square stand out of their neighbours, along rows and along columns; `first` is its first pixel. */
function isBusy({ width, values }: DitheredPicture, heights: Float64Array, first: number): boolean {
  let wide = 0;
  let high = 0;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const at = first + y * width + x;
      const own = heights[values[at]];
      const isInside = x > 0 && x < SIDE - 1;
      if (isInside && (own - heights[values[at - 1]]) * (own - heights[values[at + 1]]) > 0) wide++;
      const isWithin = y > 0 && y < SIDE - 1;
      if (isWithin && (own - heights[values[at - width]]) * (own - heights[values[at + width]]) > 0) high++;
    }
  }
  return wide >= LEAST_PEAKS && high >= LEAST_PEAKS;
}

/** See EVEN; undefined where a square is not of few colours that lie apart. */
function unevennessOf({ width, values, colours }: DitheredPicture, first: number): number | undefined {
  const known = new Set<number>();
  let uneven = 0;
  let variance = 0;
  let range = 0;
  for (let channel = 0; channel < 3; channel++) {
    const quarters = [0, 0, 0, 0];
    let [squares, least, most] = [0, 255, 0];
    for (let y = 0; y < SIDE; y++) {
      for (let x = 0; x < SIDE; x++) {
        const value = values[first + y * width + x];
        const level = colours[value][channel];
        known.add(value);
        quarters[(y < HALF ? 0 : 2) + (x < HALF ? 0 : 1)] += level;
        squares += level * level;
        if (level < least) least = level;
        if (level > most) most = level;
      }
    }
    if (known.size > MOST_IN_SQUARE) return undefined;
    const mean = quarters.reduce((sum, quarter) => sum + quarter, 0) / SIDE ** 2;
    variance += squares / SIDE ** 2 - mean ** 2;
    range = Math.max(range, most - least);
    for (const quarter of quarters) uneven += (quarter / HALF ** 2 - mean) ** 2;
  }
  // Of pixels drawn one by one the mean of a quarter varies as one of them by the number of pixels, less what it shares with the whole.
  const byChance = (quarters: number): number => (quarters * variance * (1 - 1 / quarters)) / HALF ** 2;
  return range < LEAST_RANGE ? undefined : uneven / byChance(4);
}
