import { channelCounts, type Raster } from '../mask/raster.ts';
import type { Rgb } from '../model/palette.ts';

/** Stands for what is no colour: beyond the picture's edge, or a pixel that is not opaque. */
export const NO_COLOUR = -1;

/** A picture as one number per pixel, with a rim of one pixel of `NO_COLOUR` around it. */
export interface ColourKeys {
  readonly width: number;
  readonly height: number;
  /** Keys from one row of the rim to the next: width + 2. */
  readonly stride: number;
  /** (width + 2) * (height + 2) keys, row-major: the index, the grey level, or `red << 16 | green << 8 | blue`. */
  readonly keys: Int32Array;
  /** Distinct keys of opaque pixels. */
  readonly distinct: number;
  /** True where some pixel is neither opaque nor fully transparent, as at the edges of an editor's export. */
  readonly hasSoftAlpha: boolean;
}

/**
 * The colours of a picture as numbers. Fully and partly transparent pixels have no colour, except where a picture has no
 * opaque pixel at all: then alpha does not mean transparency (some data sets keep numbers there) and is left. The alpha
 * of an indexed picture is left too: the index tells the class.
 */
export function colourKeys(raster: Raster): ColourKeys {
  const { width, height } = raster;
  const isRgb = raster.channels === 'rgb' || raster.channels === 'rgba';
  const keys = new Int32Array((width + 2) * (height + 2));
  clearRim(keys, width, height);
  if (isRgb) {
    fillRgb(raster, keys);
  } else {
    fillSingle(raster, keys);
  }
  const alpha = alphaUse(raster);
  if (alpha.isTransparency) {
    clearTransparent(raster, keys);
  }
  const distinct = countDistinct(keys, isRgb ? 1 << 24 : 1 << raster.bitDepth);
  return { width, height, stride: width + 2, keys, distinct, hasSoftAlpha: alpha.isTransparency && alpha.isSoft };
}

function clearRim(keys: Int32Array, width: number, height: number): void {
  const stride = width + 2;
  keys.fill(NO_COLOUR, 0, stride);
  keys.fill(NO_COLOUR, (height + 1) * stride);
  for (let y = 1; y <= height; y++) {
    keys[y * stride] = NO_COLOUR;
    keys[(y + 1) * stride - 1] = NO_COLOUR;
  }
}

function fillSingle({ width, height, channels, samples }: Raster, keys: Int32Array): void {
  const step = channelCounts[channels];
  for (let y = 0, at = 0; y < height; y++) {
    let to = (y + 1) * (width + 2) + 1;
    for (let x = 0; x < width; x++, at += step) {
      keys[to++] = samples[at];
    }
  }
}

/** 16-bit colours count by their upper bytes: others than those that reduce exactly are not read as masks. */
function fillRgb({ width, height, channels, bitDepth, samples }: Raster, keys: Int32Array): void {
  const step = channelCounts[channels];
  const shift = bitDepth === 16 ? 8 : 0;
  for (let y = 0, at = 0; y < height; y++) {
    let to = (y + 1) * (width + 2) + 1;
    for (let x = 0; x < width; x++, at += step) {
      keys[to++] = ((samples[at] >> shift) << 16) | ((samples[at + 1] >> shift) << 8) | (samples[at + 2] >> shift);
    }
  }
}

interface AlphaUse {
  readonly isTransparency: boolean;
  readonly isSoft: boolean;
}

function alphaUse({ channels, bitDepth, samples }: Raster): AlphaUse {
  if (channels !== 'rgba' && channels !== 'grey-alpha') {
    return { isTransparency: false, isSoft: false };
  }
  const opaque = 2 ** bitDepth - 1;
  let hasOpaque = false;
  let hasTransparent = false;
  let isSoft = false;
  for (let at = channelCounts[channels] - 1; at < samples.length; at += channelCounts[channels]) {
    hasOpaque ||= samples[at] === opaque;
    hasTransparent ||= samples[at] === 0;
    isSoft ||= samples[at] !== opaque && samples[at] !== 0;
  }
  // Cut out with scissors, and one colour beneath: a class that an editor shows as nothing.
  const isCutOut = hasOpaque && hasTransparent && !isSoft && hasOneHiddenColour({ channels, samples });
  return { isTransparency: !isCutOut && (hasOpaque || (hasTransparent && !isSoft)), isSoft };
}

function hasOneHiddenColour({ channels, samples }: Pick<Raster, 'channels' | 'samples'>): boolean {
  const count = channelCounts[channels];
  let first = -1;
  for (let at = 0; at < samples.length; at += count) {
    if (samples[at + count - 1] !== 0) continue;
    if (first < 0) first = at;
    for (let channel = 0; channel < count - 1; channel++) {
      if (samples[at + channel] !== samples[first + channel]) return false;
    }
  }
  return true;
}

function clearTransparent({ width, height, channels, bitDepth, samples }: Raster, keys: Int32Array): void {
  const step = channelCounts[channels];
  const opaque = 2 ** bitDepth - 1;
  for (let y = 0, at = step - 1; y < height; y++) {
    const row = (y + 1) * (width + 2) + 1;
    for (let x = 0; x < width; x++, at += step) {
      if (samples[at] !== opaque) {
        keys[row + x] = NO_COLOUR;
      }
    }
  }
}

/** One bit per possible key; runs of one colour are looked up once. */
function countDistinct(keys: Int32Array, keyCount: number): number {
  const seen = new Uint32Array(Math.ceil(keyCount / 32));
  let count = 0;
  let last = NO_COLOUR;
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- for-of takes five times as long on typed arrays
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (key === last) continue;
    last = key;
    const bit = 1 << (key & 31);
    if (key >= 0 && (seen[key >>> 5] & bit) === 0) {
      seen[key >>> 5] |= bit;
      count++;
    }
  }
  return count;
}

/** Whether a picture's samples are numbers of colours: indices, or levels of fewer than 8 bits from black to white. */
export function hasIndices({ channels, bitDepth }: Raster): boolean {
  return channels === 'indexed' || (channels === 'grey' && bitDepth < 8);
}

/**
 * The colour that a key stands for: levels of fewer than 8 bits go from black to white (PNG, section 12.5). In a 16-bit
 * grey picture the levels above 255 have no colour and stay as they are.
 */
export function colourOfKey(raster: Raster, key: number): Rgb {
  switch (raster.channels) {
    case 'rgb':
    case 'rgba':
      return [key >>> 16, (key >>> 8) & 255, key & 255];
    case 'indexed': {
      const table = raster.colourTable ?? new Uint8Array();
      return [table[3 * key] ?? 0, table[3 * key + 1] ?? 0, table[3 * key + 2] ?? 0];
    }
    case 'grey':
    case 'grey-alpha': {
      const level = raster.bitDepth < 8 ? (key * 255) / (2 ** raster.bitDepth - 1) : key;
      return [level, level, level];
    }
  }
}
