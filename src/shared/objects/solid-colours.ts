import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { toRaster } from '../jpeg/to-raster.ts';
import type { Raster } from '../mask/raster.ts';
import type { Rgb } from '../model/palette.ts';
import { type ShouldStop, throwIfStopped } from '../should-stop.ts';

/** Half the side of a place that counts as solid: 5 x 5 pixels. */
const REACH = 2;
/** Means of solid places that are this near to each other are one colour. */
const SPREAD = 2;

interface Limits {
  /** By how many levels the pixels of a solid place differ at most, in each channel. */
  readonly range: number;
  /** By how many levels a further colour differs from every known one, in one channel. */
  readonly apart: number;
  /** Solid places that a colour takes. */
  readonly least: number;
}

/**
 * By the step of luma's DC. Measured on the panoptic masks of COCO that are at hand, at 4:2:0: these find 47 of their 52
 * segments at quality 90, 48 at 95, 36 at 75 (before: 31, 31, 32), and not one colour that is none.
 */
const FINE_STEP = 4;
const fine: Limits = { range: 12, apart: 7, least: 6 };
const coarse: Limits = { range: 8, apart: 8, least: 12 };

/** Of colours that are tested afterwards: weaker ones. */
const looseFine: Limits = { range: 20, apart: 10, least: 3 };
const looseCoarse: Limits = { range: 28, apart: 14, least: 3 };
/** Candidates for that test, at most: its time grows with them. */
const MOST_LOOSE = 96;

/** Larger pictures are not looked through, for the time (0.3 s a megapixel) and the memory that it takes. */
const MOST_PIXELS = 8_000_000;
/** Colours between two looks whether to stop. */
const SOME_MEANS = 1000;

/** True for pictures of more than 8 megapixels: their small objects are not looked for. */
export function isTooLargeForSolid({ width, height }: Pick<JpegImage, 'width' | 'height'>): boolean {
  return width * height > MOST_PIXELS;
}

interface Mean {
  places: number;
  readonly sums: [number, number, number];
}

/**
 * Colours of solid places too small for an MCU of their own, beside those known already: objects of a few hundred pixels.
 * Meant for masks of objects, in which each colour stands for one place; where classes recur, boundaries of theirs would
 * give some as well. None in pictures that are too large (`isTooLargeForSolid`). Throws `cancelled` when `shouldStop`
 * turns true.
 */
export function solidColours(image: JpegImage, known: readonly Rgb[], shouldStop: ShouldStop): Rgb[] {
  if (isTooLargeForSolid(image)) return [];
  return coloursIn(image, known, { limits: isFine(image) ? fine : coarse, shouldStop });
}

/**
 * Colours of places that are less solid, inside MCUs that `isMissed` marks by 1: candidates, many of which are no
 * object's. Throws as `solidColours` does.
 */
export function looseColours(
  image: JpegImage,
  known: readonly Rgb[],
  { isMissed, shouldStop }: { readonly isMissed: Uint8Array; readonly shouldStop: ShouldStop },
): Rgb[] {
  if (isTooLargeForSolid(image)) return [];
  const limits = isFine(image) ? looseFine : looseCoarse;
  return coloursIn(image, known, { limits, shouldStop, isMissed }).slice(0, MOST_LOOSE);
}

function isFine({ components }: JpegImage): boolean {
  return (components[0]?.quantisation[0] ?? 1) <= FINE_STEP;
}

interface Look {
  readonly limits: Limits;
  readonly shouldStop: ShouldStop;
  /** Undefined where all MCUs are looked at. */
  readonly isMissed?: Uint8Array;
}

function coloursIn(image: JpegImage, known: readonly Rgb[], { limits, shouldStop, isMissed }: Look): Rgb[] {
  const raster = toRaster(image);
  if (raster.channels !== 'rgb') return [];
  const means = solidMeans(raster, { limits, shouldStop, isWanted: wantedPlaces(image, isMissed) });
  const weighed = [...means.keys()].map((key, place) => {
    if (place % SOME_MEANS === 0) throwIfStopped(shouldStop);
    return { key, around: around(means, key) };
  });
  throwIfStopped(shouldStop);
  weighed.sort((a, b) => b.around.places - a.around.places || a.key - b.key);
  const found: Rgb[] = [];
  for (const { key, around: mean } of weighed) {
    if (mean.places < limits.least) break;
    const peak: Rgb = [key >> 16, (key >> 8) & 255, key & 255];
    if ([...known, ...found].every((other) => isApart(other, peak, limits.apart))) found.push(centreOf(mean));
  }
  return found;
}

function isApart(a: Rgb, b: Rgb, levels: number): boolean {
  return a.some((value, channel) => Math.abs(value - b[channel]) > levels);
}

function centreOf({ places, sums: [red, green, blue] }: Mean): Rgb {
  return [Math.round(red / places), Math.round(green / places), Math.round(blue / places)];
}

type IsWanted = (x: number, y: number) => boolean;

function wantedPlaces(image: JpegImage, isMissed: Uint8Array | undefined): IsWanted {
  if (isMissed === undefined) return () => true;
  const [wide, high] = [8 * image.maxHorizontalSampling, 8 * image.maxVerticalSampling];
  return (x, y) => isMissed[Math.floor(y / high) * image.mcusWide + Math.floor(x / wide)] === 1;
}

/** The means of all solid places that are wanted, by whole levels. */
function solidMeans(
  { width, height, samples }: Raster,
  { limits: { range }, shouldStop, isWanted }: Omit<Look, 'isMissed'> & { readonly isWanted: IsWanted },
): Map<number, Mean> {
  const means = new Map<number, Mean>();
  const pixels = (2 * REACH + 1) ** 2;
  for (let y = REACH; y < height - REACH; y++) {
    throwIfStopped(shouldStop);
    for (let x = REACH; x < width - REACH; x++) {
      if (!isWanted(x, y)) continue;
      const sums = sumsOfSolid({ width, samples }, { x, y }, range);
      if (sums === undefined) continue;
      const [red, green, blue] = [sums[0] / pixels, sums[1] / pixels, sums[2] / pixels];
      const key = (Math.round(red) << 16) | (Math.round(green) << 8) | Math.round(blue);
      const mean = means.get(key) ?? { places: 0, sums: [0, 0, 0] };
      mean.places++;
      mean.sums[0] += red;
      mean.sums[1] += green;
      mean.sums[2] += blue;
      means.set(key, mean);
    }
  }
  return means;
}

/** Undefined where the place is not solid. */
function sumsOfSolid(
  { width, samples }: Pick<Raster, 'width' | 'samples'>,
  { x, y }: { readonly x: number; readonly y: number },
  range: number,
): readonly [number, number, number] | undefined {
  const sums: [number, number, number] = [0, 0, 0];
  for (const channel of [0, 1, 2] as const) {
    let [least, most] = [255, 0];
    for (let row = y - REACH; row <= y + REACH; row++) {
      const start = 3 * (row * width + x - REACH) + channel;
      for (let at = start; at <= start + 6 * REACH; at += 3) {
        const value = samples[at];
        if (value < least) least = value;
        if (value > most) most = value;
        sums[channel] += value;
      }
      if (most - least > range) return undefined;
    }
  }
  return sums;
}

/** All means near to one. */
function around(means: ReadonlyMap<number, Mean>, key: number): Mean {
  const [red, green, blue] = [key >> 16, (key >> 8) & 255, key & 255];
  const all: Mean = { places: 0, sums: [0, 0, 0] };
  for (let r = Math.max(0, red - SPREAD); r <= Math.min(255, red + SPREAD); r++) {
    for (let g = Math.max(0, green - SPREAD); g <= Math.min(255, green + SPREAD); g++) {
      for (let b = Math.max(0, blue - SPREAD); b <= Math.min(255, blue + SPREAD); b++) {
        const mean = means.get((r << 16) | (g << 8) | b);
        if (mean === undefined) continue;
        all.places += mean.places;
        for (const channel of [0, 1, 2] as const) all.sums[channel] += mean.sums[channel];
      }
    }
  }
  return all;
}
