// Counts the colours in the file, and the pixels whose colour the repair changed (see colour-census.ts of
// src/shared/repair).
import { take } from './memory';
import {
  cellHeight,
  cellWidth,
  groups,
  height,
  labels,
  mcuHeight,
  mcuWidth,
  mcusHigh,
  mcusWide,
  slotOf,
  width,
} from './picture';
import { decodeSpan } from './upsampling';

const BYTES: u32 = 0x01010101;

/** A bit per 24-bit colour. */
let colourBits: usize = 0;
/** 0xRRGGBB with which each class stands in the file. */
export let classColours: usize = 0;
let pixels: usize = 0;
export let distinctColours: i32 = 0;
export let changedPixels: i32 = 0;
/** Number of the flat colour that was counted last, and the colour itself. */
let flatGroup: i32 = 0;
let flatColour: u32 = 0;

export function setUpCensus(): void {
  colourBits = take(1 << 21);
  classColours = take(256 * 4);
  pixels = take((<usize>width + 16) * 4);
  distinctColours = 0;
  changedPixels = 0;
  flatGroup = 0;
}

// @ts-ignore: decorator
@inline
function addColour(colour: u32): void {
  const at = colourBits + ((colour >>> 5) << 2);
  const word = load<u32>(at);
  // Shifts count modulo 32.
  if (((word >>> colour) & 1) !== 0) return;
  store<u32>(at, word | ((<u32>1) << colour));
  distinctColours++;
}

/** Counts a row of MCUs whose labels are final; the samples of the rows round it must be there. */
export function countRow(row: i32): void {
  for (let column = 0; column < mcusWide; ) {
    const isFlat = isAmongEquals(column, row);
    let end = column + 1;
    if (isFlat) countFlat(column, row);
    else {
      while (end < mcusWide && !isAmongEquals(end, row)) end++;
      countPixels(column, end, row);
    }
    column = end;
  }
}

/** Whether an MCU and all round it are flat and of one colour: up-sampling mixes nothing into it. */
function isAmongEquals(column: i32, row: i32): bool {
  const own = load<u16>(groups + ((slotOf(row) * mcusWide + column) << 1));
  if (own === 0) return false;
  // Nothing is up-sampled.
  if (cellWidth === 1 && cellHeight === 1) return true;
  for (let y = max(row - 1, 0); y <= min(row + 1, mcusHigh - 1); y++) {
    const line = groups + ((slotOf(y) * mcusWide) << 1);
    for (let x = max(column - 1, 0); x <= min(column + 1, mcusWide - 1); x++) {
      if (load<u16>(line + (x << 1)) !== own) return false;
    }
  }
  return true;
}

function countFlat(column: i32, row: i32): void {
  const left = column * mcuWidth;
  const top = row * mcuHeight;
  const group = <i32>load<u16>(groups + ((slotOf(row) * mcusWide + column) << 1));
  if (group !== flatGroup) {
    decodeSpan(top, left, min(left + 2, width), pixels);
    flatColour = load<u32>(pixels + (left << 2));
    flatGroup = group;
    addColour(flatColour);
  }
  const position = <usize>load<u8>(labels + top * width + left);
  if (flatColour === load<u32>(classColours + (position << 2))) return;
  changedPixels += (min(left + mcuWidth, width) - left) * (min(top + mcuHeight, height) - top);
}

function countPixels(column: i32, end: i32, row: i32): void {
  const from = column * mcuWidth;
  const to = min(end * mcuWidth, width);
  const bottom = min((row + 1) * mcuHeight, height);
  for (let y = row * mcuHeight; y < bottom; y++) {
    decodeSpan(y, from, to, pixels);
    countSpan(labels + y * width, from, to);
  }
}

/** Four pixels at once where they are as the one before them. */
function countSpan(line: usize, from: i32, to: i32): void {
  const colours = pixels;
  const expected = classColours;
  let changed = 0;
  let last = ~load<u32>(colours + (from << 2));
  let lastLabel: u32 = 0;
  let isChanged = 0;
  for (let x = from; x < to; ) {
    const four = v128.load(colours + (x << 2));
    if (x + 4 <= to && i32x4.all_true(i32x4.eq(four, i32x4.splat(last))) && load<u32>(line + x) === lastLabel * BYTES) {
      changed += isChanged << 2;
      x += 4;
      continue;
    }
    const end = min(x + 4, to);
    for (; x < end; x++) {
      const colour = load<u32>(colours + (x << 2));
      if (colour !== last) addColour(colour);
      last = colour;
      lastLabel = <u32>load<u8>(line + x);
      isChanged = i32(colour !== load<u32>(expected + (lastLabel << 2)));
      changed += isChanged;
    }
  }
  changedPixels += changed;
}
