import { ijgTable } from '../jpeg/ijg-quality.ts';
import { floatDct, inverseFloatDct } from '../jpeg/float-dct.ts';
import type { SeenPicture } from './seen-picture.ts';
import type { CodedLabels } from './encode-labels.ts';

/** Blocks with detail that are looked at, evenly from all over the picture. */
const SAMPLED_BLOCKS = 40;
/** Fewer than this many tell nothing. */
const LEAST_BLOCKS = 3;
/** Tables that explain fewer are not worth a trial: the right one explains most, unless much is cut off. */
const EXPLAINED_SHARE = 0.25;
/** Above this quality steps are so small that they explain any picture. */
const FINEST_QUALITY = 98;
/** Luma found from 8-bit colours lies off by their roundings. */
const GREY_LEVELS = 0.8;
const COLOUR_LEVELS = 1.3;
/** A block tells nothing where fewer of its pixels were not cut off at 0 or 255. */
const LEAST_PIXELS = 8;
const ROUNDS = 4;

/** A block of luma: what the picture shows, where that is not cut off, and what the guess says. */
interface LumaBlock {
  readonly seen: Float64Array;
  readonly isCut: Uint8Array;
  readonly hasCut: boolean;
  readonly guessed: Float64Array;
}

/**
 * The qualities whose tables explain the luma of a picture as a decoded JPEG's, those that explain most of it first; none
 * where it was no JPEG, or had tables other than libjpeg's.
 */
export function findQualities(picture: SeenPicture, guess: CodedLabels): number[] {
  const blocks = sampleBlocks(picture, guess);
  if (blocks.length < LEAST_BLOCKS) return [];
  const most = picture.channels === 1 ? GREY_LEVELS : COLOUR_LEVELS;
  const scores: { quality: number; explained: number }[] = [];
  for (let quality = 5; quality <= FINEST_QUALITY; quality++) {
    const table = ijgTable('luma', quality);
    const explained = blocks.filter((block) => isExplained(block, table, most)).length;
    if (explained >= EXPLAINED_SHARE * blocks.length) scores.push({ quality, explained });
  }
  // Of equal ones the coarser: finer tables explain what coarser ones do.
  return scores.toSorted((a, b) => b.explained - a.explained || a.quality - b.quality).map(({ quality }) => quality);
}

const coefficients = new Float64Array(64);
const levels = new Float64Array(64);
const rebuilt = new Float64Array(64);

/** Whether some coefficients of the table give the block wherever it is not cut off. */
function isExplained({ seen, isCut, hasCut, guessed }: LumaBlock, table: Uint16Array, most: number): boolean {
  quantised(guessed, table);
  for (let round = 0; round < ROUNDS; round++) {
    for (let at = 0; at < 64; at++) levels[at] = isCut[at] === 1 ? rebuilt[at] : seen[at];
    quantised(levels, table);
    let worst = 0;
    for (let at = 0; at < 64; at++) if (isCut[at] === 0) worst = Math.max(worst, Math.abs(rebuilt[at] - seen[at]));
    if (worst <= most) return true;
    // Without anything cut off all rounds are the same.
    if (!hasCut) return false;
  }
  return false;
}

/** Writes what is left of a block's samples after quantisation to `rebuilt`. */
function quantised(samples: Float64Array, table: Uint16Array): void {
  floatDct(samples, coefficients);
  for (let k = 0; k < 64; k++) coefficients[k] = Math.round(coefficients[k] / table[k]) * table[k];
  inverseFloatDct(coefficients, rebuilt);
}

function sampleBlocks(picture: SeenPicture, guess: CodedLabels): LumaBlock[] {
  const blocksWide = Math.floor(picture.width / 8);
  const count = blocksWide * Math.floor(picture.height / 8);
  const detailed: number[] = [];
  for (let block = 0; block < count; block++) {
    if (hasDetail(picture, cornerOf(block, blocksWide, picture))) detailed.push(block);
  }
  const step = Math.max(1, detailed.length / SAMPLED_BLOCKS);
  return Array.from({ length: Math.min(detailed.length, SAMPLED_BLOCKS) }, (_, at) =>
    lumaBlock(picture, guess, cornerOf(detailed[Math.floor(at * step)], blocksWide, picture)),
  ).filter(({ isCut }) => isCut.reduce((sum, value) => sum + value, 0) <= 64 - LEAST_PIXELS);
}

function cornerOf(block: number, blocksWide: number, { width }: SeenPicture): number {
  return Math.floor(block / blocksWide) * 8 * width + (block % blocksWide) * 8;
}

function hasDetail({ width, channels, samples }: SeenPicture, corner: number): boolean {
  for (let at = 0; at < 64; at++) {
    const pixel = corner + (at >> 3) * width + (at & 7);
    for (let channel = 0; channel < channels; channel++) {
      if (samples[pixel * channels + channel] !== samples[corner * channels + channel]) return true;
    }
  }
  return false;
}

function lumaBlock(picture: SeenPicture, { labels, codes }: CodedLabels, corner: number): LumaBlock {
  const seen = new Float64Array(64);
  const isCut = new Uint8Array(64);
  const guessed = new Float64Array(64);
  for (let at = 0; at < 64; at++) {
    const pixel = corner + (at >> 3) * picture.width + (at & 7);
    seen[at] = lumaAt(picture, pixel) - 128;
    isCut[at] = isCutAt(picture, pixel) ? 1 : 0;
    guessed[at] = codes[0][labels[pixel]] - 128;
  }
  return { seen, isCut, hasCut: isCut.includes(1), guessed };
}

function lumaAt({ channels, samples }: SeenPicture, pixel: number): number {
  if (channels === 1) return samples[pixel];
  return 0.299 * samples[pixel * 3] + 0.587 * samples[pixel * 3 + 1] + 0.114 * samples[pixel * 3 + 2];
}

function isCutAt({ channels, samples }: SeenPicture, pixel: number): boolean {
  for (let at = pixel * channels; at < (pixel + 1) * channels; at++) {
    if (samples[at] === 0 || samples[at] === 255) return true;
  }
  return false;
}
