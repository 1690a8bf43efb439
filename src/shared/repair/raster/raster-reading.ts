import { channelCounts } from '../../mask/raster.ts';
import type { Raster } from '../../mask/raster.ts';
import type { Palette, PaletteClass } from '../../model/palette.ts';
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
  return orderedReadings(raster, palette).map((reading) => readRaster(raster, palette, reading));
}

function orderedReadings(raster: Raster, palette: Palette): readonly Reading[] {
  if (hasClassColours(raster, palette)) return ['index', 'colour'];
  if (contradictsIndices(raster, palette)) return ['colour'];
  return possibleReadings(palette, channelCounts[raster.channels] < 3);
}

/** Whether the colour table of an indexed file has the classes' own colours at their indices: then indices are meant. */
function hasClassColours({ colourTable }: Raster, palette: Palette): boolean {
  if (colourTable === undefined) return false;
  return palette.classes.every(({ index, rgb }) => {
    const entry = colourTable.subarray(index * 3, index * 3 + 3);
    return entry.length === 0 || rgb.every((level, channel) => level === entry[channel]);
  });
}

/** Near a class lies what a colour table made anew from a lossy picture has for it; nothing that far from it is its colour. */
const NEAR_LEVELS = 8;
const FAR_LEVELS = 24;
/** Near two other classes no ramp and no table of chance comes. */
const LEAST_NEAR = 2;

/**
 * Whether the colour table shows the colours of classes where the indices name others, as a table does that was made anew
 * from the colours of a picture: then its order means nothing.
 */
function contradictsIndices({ channels, samples, colourTable }: Raster, { classes, coding }: Palette): boolean {
  if (channels !== 'indexed' || colourTable === undefined || coding === 'grey-index') return false;
  const near = new Set<PaletteClass>();
  const suspects = classes.flatMap(({ index, rgb }) => {
    const entry = [...colourTable.subarray(index * 3, index * 3 + 3)];
    if (entry.length === 0 || channelDistance(entry, rgb) <= FAR_LEVELS) return [];
    const shown = classes.find((other) => channelDistance(entry, other.rgb) <= NEAR_LEVELS);
    return shown === undefined ? [] : [{ index, shown, isExact: channelDistance(entry, shown.rgb) === 0 }];
  });
  for (const { index, shown, isExact } of suspects) {
    if (!samples.includes(index)) continue;
    if (isExact) return true;
    near.add(shown);
  }
  return near.size >= LEAST_NEAR;
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
