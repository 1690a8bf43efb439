import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Raster } from '../../src/shared/mask/raster.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { vocColour } from '../../src/shared/palette/presets/voc.ts';
import { leastColourDistance, type TruthMask } from './truth-mask.ts';

/** Grey levels nearer than this in RGB are indices, not colours: nobody draws classes that look alike. */
const LEAST_DISTANCE_OF_COLOURS = 24;

export interface TruthFile {
  readonly path: string;
  readonly dataset: string;
  /** Larger masks are cut to their top left corner of this size. */
  readonly largestSide?: number;
}

/** Reads a clean PNG mask: its own colours, or where it holds indices the colours of VOC's colour map. */
export function readTruthMask({ path, dataset, largestSide = Infinity }: TruthFile): TruthMask {
  const raster = cropped(readPng(readFileSync(path), defaultReadLimits).raster, largestSide);
  const { width, height } = raster;
  return { dataset, name: basename(path, '.png'), width, height, ...labelled(classKeys(raster)) };
}

function cropped(raster: Raster, largestSide: number): Raster {
  const width = Math.min(raster.width, largestSide);
  const height = Math.min(raster.height, largestSide);
  const channels = raster.samples.length / (raster.width * raster.height);
  const samples = raster.samples.slice(0, width * height * channels);
  for (let y = 0; y < height; y++) {
    const start = y * raster.width * channels;
    samples.set(raster.samples.subarray(start, start + width * channels), y * width * channels);
  }
  return { ...raster, width, height, samples };
}

/** What tells the classes apart, and the colour of each: levels or indices, else packed colours. */
interface Keys {
  readonly keyOfPixel: Raster['samples'] | Uint32Array;
  readonly colourOf: (key: number) => Rgb;
}

function classKeys(raster: Raster): Keys {
  if (raster.channels === 'indexed' || raster.channels === 'grey') {
    const colours = coloursOfLevels(raster);
    return { keyOfPixel: raster.samples, colourOf: (level) => colours[level] };
  }
  return { keyOfPixel: packedColours(raster), colourOf: (key) => [key >> 16, (key >> 8) & 255, key & 255] };
}

/** 0xRRGGBB of every pixel. Alpha is left out: what a JPEG would keep of the mask is its colour. */
function packedColours({ samples, width, height }: Raster): Uint32Array {
  const channels = samples.length / (width * height);
  const packed = new Uint32Array(width * height);
  for (let pixel = 0; pixel < packed.length; pixel++) {
    const at = pixel * channels;
    packed[pixel] = (samples[at] << 16) | (samples[at + 1] << 8) | samples[at + 2];
  }
  return packed;
}

function coloursOfLevels({ samples, colourTable, bitDepth }: Raster): Rgb[] {
  if (colourTable !== undefined) {
    return Array.from({ length: colourTable.length / 3 }, (_, index) => {
      const [red, green, blue] = colourTable.subarray(index * 3, index * 3 + 3);
      return [red, green, blue];
    });
  }
  const areIndices = bitDepth < 8 || areGreyLevelsIndices(new Set(samples));
  return Array.from({ length: 256 }, (_, level) => (areIndices ? vocColour(level) : [level, level, level]));
}

function areGreyLevelsIndices(levels: ReadonlySet<number>): boolean {
  return leastColourDistance([...levels].map((level): Rgb => [level, level, level])) < LEAST_DISTANCE_OF_COLOURS;
}

function labelled({ keyOfPixel, colourOf }: Keys): Pick<TruthMask, 'labels' | 'colours'> {
  const keys = [...new Set(keyOfPixel)].toSorted((first, second) => first - second);
  if (keys.length > 255) throw new RangeError(`${keys.length} classes; label maps of this measurement hold 255`);
  const labelOf = new Map(keys.map((key, label) => [key, label]));
  return { labels: Uint8Array.from(keyOfPixel, (key) => labelOf.get(key) ?? 0), colours: keys.map(colourOf) };
}
