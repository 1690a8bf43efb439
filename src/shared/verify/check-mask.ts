import { channelCounts, type Raster } from '../mask/raster.ts';
import type { Palette } from '../model/palette.ts';
import { possibleReadings, type Reading } from './reading.ts';

export interface IllegalValue {
  /** Red, green, blue, or the one index. */
  readonly value: readonly number[];
  readonly pixels: number;
  /** The first pixel that has it, row by row. */
  readonly first: Position;
}

/** Coded (unrotated) pixels, origin top left. */
interface Position {
  readonly x: number;
  readonly y: number;
}

export interface MaskCheck {
  /** What the pixels were compared with: the colours or the indices of the classes, whichever fits the file better. */
  readonly reading: 'colour' | 'index';
  readonly illegalPixels: number;
  /** The most frequent first; at most 1000 different values are told apart. */
  readonly illegalValues: readonly IllegalValue[];
  /** Where the illegal pixels are, row by row; at most as many as asked for. */
  readonly positions: readonly (Position & { readonly value: readonly number[] })[];
  readonly warnings: readonly string[];
}

const MAX_VALUES = 1000;
const MAX_CONTRADICTIONS = 3;

/** Finds every pixel of a lossless mask that no class of the palette accounts for. */
export function checkMask(raster: Raster, palette: Palette, maxPositions: number): MaskCheck {
  const checks = possibleReadings(raster, palette).map((reading) => ({
    reading,
    tally: tallyIllegal(raster, reading),
  }));
  const best = checks.reduce((least, check) => (check.tally.illegalPixels < least.tally.illegalPixels ? check : least));
  const { reading, tally } = best;
  return {
    reading: reading.kind,
    illegalPixels: tally.illegalPixels,
    illegalValues: describeValues(raster, { reading, tally }),
    positions: tally.illegalPixels === 0 ? [] : findPositions(raster, { reading, maxPositions }),
    warnings: warningsOn(raster, palette),
  };
}

interface Tally {
  readonly illegalPixels: number;
  /** By code, in the order in which they are met. */
  readonly values: ReadonlyMap<number, { readonly pixels: number; readonly firstPixel: number }>;
}

function tallyIllegal({ width, height }: Raster, { codeAt, legalCodes }: Reading): Tally {
  const values = new Map<number, { pixels: number; firstPixel: number }>();
  let illegalPixels = 0;
  let lastLegal: number | undefined;
  for (let pixel = 0; pixel < width * height; pixel++) {
    const code = codeAt(pixel);
    // Masks are mostly runs of one class.
    if (code === lastLegal) continue;
    if (legalCodes.has(code)) {
      lastLegal = code;
      continue;
    }
    illegalPixels++;
    const known = values.get(code);
    if (known !== undefined) known.pixels++;
    else if (values.size < MAX_VALUES) values.set(code, { pixels: 1, firstPixel: pixel });
  }
  return { illegalPixels, values };
}

function describeValues(
  { width }: Raster,
  { reading, tally }: { readonly reading: Reading; readonly tally: Tally },
): readonly IllegalValue[] {
  return [...tally.values]
    .map(([code, { pixels, firstPixel }]) => ({
      value: reading.valueOf(code),
      pixels,
      first: positionOf(firstPixel, width),
    }))
    .sort((a, b) => b.pixels - a.pixels);
}

function findPositions(
  { width, height }: Raster,
  { reading, maxPositions }: { readonly reading: Reading; readonly maxPositions: number },
): MaskCheck['positions'] {
  const positions: MaskCheck['positions'][number][] = [];
  for (let pixel = 0; pixel < width * height && positions.length < maxPositions; pixel++) {
    const code = reading.codeAt(pixel);
    if (!reading.legalCodes.has(code)) positions.push({ ...positionOf(pixel, width), value: reading.valueOf(code) });
  }
  return positions;
}

function positionOf(pixel: number, width: number): Position {
  return { x: pixel % width, y: Math.floor(pixel / width) };
}

function warningsOn(raster: Raster, palette: Palette): readonly string[] {
  return [
    ...(hasTransparency(raster) ? ['has transparent pixels; what lies below them is checked all the same'] : []),
    ...contradictionsOf(raster, palette),
  ];
}

function hasTransparency({ channels, samples, bitDepth, alphaTable }: Raster): boolean {
  const opaque = 2 ** bitDepth - 1;
  if (channels === 'indexed') return alphaTable?.some((alpha) => alpha !== 255) ?? false;
  if (channels === 'grey' || channels === 'rgb') return false;
  const stride = channelCounts[channels];
  for (let place = stride - 1; place < samples.length; place += stride) if (samples[place] !== opaque) return true;
  return false;
}

/** Classes of an indexed mask that are shown in another colour than the palette gives them: one of the two is wrong. */
function contradictionsOf({ channels, samples, colourTable }: Raster, palette: Palette): readonly string[] {
  if (channels !== 'indexed' || colourTable === undefined || palette.coding !== 'colour') return [];
  const used = new Set(samples);
  return palette.classes
    .filter(({ index, rgb }) => used.has(index) && rgb.some((level, place) => colourTable[3 * index + place] !== level))
    .slice(0, MAX_CONTRADICTIONS)
    .map(({ index, name, rgb }) => {
      const shown = colourTable.slice(3 * index, 3 * index + 3).join(',');
      return `index ${index} is shown as ${shown}, but class ${name} is ${rgb.join(',')}`;
    });
}
