import { channelCounts } from '../../mask/raster.ts';
import type { Raster } from '../../mask/raster.ts';
import type { Palette, Rgb } from '../../model/palette.ts';
import { channelDistance } from '../../palette/channel-distance.ts';
import type { Reading } from '../../forward/palette-codes.ts';
import { colourRead, possibleReadings } from '../../forward/palette-codes.ts';

/** A decoded picture seen through a palette: which class a pixel shows exactly, and how far it is from the others. */
export interface RasterReading {
  readonly reading: Reading;
  /** Position in the palette of the class that the pixel shows exactly, else -1. */
  readonly exactClassAt: (pixel: number) => number;
  /** Red, green and blue of a pixel on the scale of the classes' triples; grey and indices three times. */
  readonly tripleAt: (pixel: number, out: number[]) => void;
  readonly classTriples: readonly (readonly [number, number, number])[];
  /** A number for the pixel's stored value, equal for equal values. */
  readonly valueAt: (pixel: number) => number;
  /** How many different values `exactClassAt` has met. */
  readonly countMet: () => number;
}

/** The ways in which a raster may hold the classes of a palette, the likelier first. */
export function rasterReadings(raster: Raster, palette: Palette): RasterReading[] {
  const readings = possibleReadings(palette, channelCounts[raster.channels] < 3);
  return inOrder(readings, raster, palette).map((reading) => readRaster(raster, palette, reading));
}

function inOrder(readings: readonly Reading[], raster: Raster, palette: Palette): readonly Reading[] {
  if (isToldByIndexAlone(raster, palette)) return ['index', 'colour'];
  // Classes that are levels are what greys show, wherever in its table a file keeps them.
  const areLevels = palette.classes.every(({ rgb, index }) => rgb.every((level) => level === index));
  return areLevels && readings.length > 1 && hasGreysOutOfOrder(raster) ? ['colour', 'index'] : readings;
}

function hasGreysOutOfOrder({ colourTable, samples }: Raster): boolean {
  if (colourTable === undefined) return false;
  const entries = Array.from(new Set(samples), (index) => ({
    index,
    rgb: [...colourTable.subarray(3 * index, 3 * index + 3)],
  }));
  const areGreys = entries.every(({ rgb }) => rgb.length === 3 && rgb.every((level) => level === rgb[0]));
  return areGreys && entries.some(({ index, rgb }) => rgb[0] !== index);
}

/**
 * Whether the colour table of an indexed file has the classes' own colours at their indices, some of them the same: then
 * indices are meant. Where all differ, colours tell as much, and what blends were made of besides.
 */
function isToldByIndexAlone({ colourTable }: Raster, { classes }: Palette): boolean {
  if (colourTable === undefined || new Set(classes.map(({ rgb }) => rgb.join())).size === classes.length) return false;
  return classes.every(({ index, rgb }) => {
    const entry = colourTable.subarray(index * 3, index * 3 + 3);
    return entry.length === 0 || rgb.every((level, channel) => level === entry[channel]);
  });
}

/** Near a class lies what a colour table made anew from a lossy picture has for it; nothing that far from it is its colour. */
const NEAR_LEVELS = 8;
const FAR_LEVELS = 24;
/** Near two classes in the places of others no table of chance comes. */
const LEAST_NEAR = 2;

/**
 * Whether a colour table shows the colours of classes in the places of others, as one does that was made anew from the
 * colours of a picture: then its order means nothing. Greys do not tell: a ramp of them is what tables have that nobody made.
 */
export function contradictsIndices({ channels, samples, colourTable }: Raster, { classes, coding }: Palette): boolean {
  if (channels !== 'indexed' || colourTable === undefined || coding === 'grey-index') return false;
  const entryAt = (index: number): number[] => [...colourTable.subarray(3 * index, 3 * index + 3)];
  const used = new Set(samples);
  const misplaced = classes.filter(({ index, rgb }) => {
    const own = entryAt(index);
    return isColoured(rgb) && (own.length === 0 || channelDistance(own, rgb) > FAR_LEVELS);
  });
  const distances = misplaced.map(({ rgb }) => {
    return [...used].reduce((least, index) => Math.min(least, distanceOf(entryAt(index), rgb)), Infinity);
  });
  return distances.includes(0) || distances.filter((distance) => distance <= NEAR_LEVELS).length >= LEAST_NEAR;
}

/** Whether a colour table has, at the indices of classes that a picture uses, their colours or nearly: then colours tell the rest too. */
export function showsClassColours({ channels, samples, colourTable }: Raster, { classes, coding }: Palette): boolean {
  if (channels !== 'indexed' || colourTable === undefined || coding === 'grey-index') return false;
  const used = new Set(samples);
  return classes.every(({ index, rgb }) => {
    return !used.has(index) || distanceOf([...colourTable.subarray(3 * index, 3 * index + 3)], rgb) <= FAR_LEVELS;
  });
}

function isColoured(rgb: Rgb): boolean {
  return Math.max(...rgb) - Math.min(...rgb) > FAR_LEVELS;
}

/** An index beyond the table has no colour. */
function distanceOf(entry: readonly number[], rgb: Rgb): number {
  return entry.length === 0 ? Infinity : channelDistance(entry, rgb);
}

function readRaster(raster: Raster, palette: Palette, reading: Reading): RasterReading {
  const classTriples = palette.classes.map((entry) => colourRead(entry, reading));
  const positions = new Map<number, number>();
  // Of classes with one colour the first is meant.
  classTriples.forEach((triple, position) => {
    const value = packTriple(triple);
    if (!positions.has(value)) positions.set(value, position);
  });
  const tripleAt = tripleReader(raster, reading);
  const valueAt = valueReader(raster);
  const triple = [0, 0, 0];
  const known = new Map<number, number>();
  const exactClassAt = (pixel: number): number => {
    const value = valueAt(pixel);
    const met = known.get(value);
    if (met !== undefined) return met;
    tripleAt(pixel, triple);
    const position = positions.get(packTriple(triple)) ?? -1;
    known.set(value, position);
    return position;
  };
  return { reading, exactClassAt, tripleAt, classTriples, valueAt, countMet: () => known.size };
}

/** One number for a triple of values 0..65535; broken values, which no class has, stay broken. */
function packTriple(triple: readonly number[]): number {
  return (triple[0] * 65536 + triple[1]) * 65536 + triple[2];
}

function valueReader(raster: Raster): (pixel: number) => number {
  const { samples } = raster;
  const count = channelCounts[raster.channels];
  if (count < 3) return (pixel) => samples[pixel * count];
  return (pixel) => {
    const at = pixel * count;
    return (samples[at] * 65536 + samples[at + 1]) * 65536 + samples[at + 2];
  };
}

/** Reads a pixel as the classes are read: colours on the scale 0..255, indices as they are. */
function tripleReader(raster: Raster, reading: Reading): (pixel: number, out: number[]) => void {
  const { samples, channels } = raster;
  const count = channelCounts[channels];
  const scale = 255 / (2 ** raster.bitDepth - 1);
  const table = raster.colourTable;
  if (channels === 'indexed' && reading === 'colour' && table !== undefined) {
    return (pixel, out) => {
      const entry = samples[pixel] * 3;
      setTriple(out, table[entry], table[entry + 1], table[entry + 2]);
    };
  }
  if (count < 3) {
    const factor = reading === 'index' ? 1 : scale;
    return (pixel, out) => {
      const level = samples[pixel * count] * factor;
      setTriple(out, level, level, level);
    };
  }
  return (pixel, out) => {
    const at = pixel * count;
    setTriple(out, samples[at] * scale, samples[at + 1] * scale, samples[at + 2] * scale);
  };
}

function setTriple(out: number[], red: number, green: number, blue: number): void {
  out[0] = red;
  out[1] = green;
  out[2] = blue;
}
