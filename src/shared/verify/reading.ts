import { channelCounts, type Raster } from '../mask/raster.ts';
import type { Palette, Rgb } from '../model/palette.ts';

/** A way to understand the pixels of a mask: every pixel has a code, and some codes are those of classes. */
export interface Reading {
  readonly kind: 'colour' | 'index';
  readonly codeAt: (pixel: number) => number;
  readonly legalCodes: ReadonlySet<number>;
  /** What a code says to a person: red, green, blue, or the one index. */
  readonly valueOf: (code: number) => readonly number[];
}

/**
 * The ways in which a mask can hold the classes of a palette: by their colours, and, where a pixel is one number, by
 * their indices. Grey levels of less or more than 8 bits are compared as the shares of white that they are.
 */
export function possibleReadings(raster: Raster, palette: Palette): readonly Reading[] {
  if (raster.channels === 'rgb' || raster.channels === 'rgba') return [readColours(raster, palette)];
  const levels = raster.channels === 'indexed' ? readColourTable(raster, palette) : readGreyLevels(raster, palette);
  return [readIndices(raster, palette), levels];
}

function readIndices(raster: Raster, palette: Palette): Reading {
  return {
    kind: 'index',
    codeAt: firstSampleAt(raster),
    legalCodes: new Set(palette.classes.map(({ index }) => index)),
    valueOf: (code) => [code],
  };
}

function readColourTable(raster: Raster, palette: Palette): Reading {
  const table = raster.colourTable ?? new Uint8Array();
  const legalColours = new Set(palette.classes.map(({ rgb }) => pack(rgb, 256)));
  const entries = Array.from({ length: Math.floor(table.length / 3) }, (_, entry) => entry);
  const colourOf = (entry: number): Rgb => [table[3 * entry], table[3 * entry + 1], table[3 * entry + 2]];
  return {
    kind: 'colour',
    codeAt: firstSampleAt(raster),
    legalCodes: new Set(entries.filter((entry) => legalColours.has(pack(colourOf(entry), 256)))),
    valueOf: colourOf,
  };
}

function readGreyLevels(raster: Raster, palette: Palette): Reading {
  const steps = 2 ** raster.bitDepth - 1;
  const greys = palette.classes.filter(({ rgb: [red, green, blue] }) => red === green && green === blue);
  return {
    kind: 'colour',
    codeAt: firstSampleAt(raster),
    legalCodes: new Set(greys.map(({ rgb: [level] }) => (level * steps) / 255).filter(Number.isInteger)),
    valueOf: (code) => Array<number>(3).fill((code * 255) / steps),
  };
}

function readColours(raster: Raster, palette: Palette): Reading {
  const { samples } = raster;
  const stride = channelCounts[raster.channels];
  const base = 2 ** raster.bitDepth;
  const scale = (base - 1) / 255;
  return {
    kind: 'colour',
    codeAt: (pixel) => {
      const first = pixel * stride;
      return (samples[first] * base + samples[first + 1]) * base + samples[first + 2];
    },
    legalCodes: new Set(palette.classes.map(({ rgb }) => pack(rgb, base, scale))),
    valueOf: (code) => [Math.floor(code / base / base), Math.floor(code / base) % base, code % base],
  };
}

function firstSampleAt({ samples, channels }: Raster): Reading['codeAt'] {
  const stride = channelCounts[channels];
  return (pixel) => samples[pixel * stride];
}

function pack([red, green, blue]: Rgb, base: number, scale = 1): number {
  return (red * scale * base + green * scale) * base + blue * scale;
}
