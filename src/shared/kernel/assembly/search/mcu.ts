// The MCU that is searched: labels with a margin of its surroundings, and how far its coefficients lie from the file's.
import { ISLOW, dct } from '../dct-methods';
import { forwardDct } from '../forward-dct';
import { areLevelsRoundedTo, toLevels } from '../levels';
import { reducingDct } from '../reducing-dct';
import { take } from '../memory';
import { isResaved, resavedViolation, takeResaving } from './resaving';
import { sumLanes } from './sum-lanes';
import { SearchPart, blockCount, mcuWide, partAt, partCount, roundSum } from './tables';
import { linearWeight } from './weights';

/** Labels beside the MCU that are seen, and bytes between two rows of the window. */
export const MARGIN = 4;
export const STRIDE = 40;
export const OUTSIDE: u8 = 255;

/** The window, STRIDE x STRIDE bytes; and where pixel (0, 0) of the MCU stands in it. */
export let windowLabels: usize = 0;
export let origin: usize = 0;
/** Pixels of the MCU that lie in the picture. */
export let wide: i32 = 0;
export let high: i32 = 0;

/** Per block 64 coefficients of the file (16 bits), 64 offsets from them in steps (floats), and what these amount to. */
export let coefficients: usize = 0;
/** Per block 64 floats each: what is added to the coefficients of labels, and how far these may lie from the file's, in steps. */
export let bias: usize = 0;
export let thresholds: usize = 0;
export let offsets: usize = 0;
export let violations: usize = 0;
/** Per block whether it holds samples of the picture. */
let isReal: usize = 0;
/** Per block 64 sums of pixels' values and the samples they are rounded to, both i32. */
export let sums: usize = 0;
export let values: usize = 0;
/** Per component and pixel: the first of the pixel's entries; entries are `sample << 8 | times`. */
export let entryStarts: usize = 0;
export let entries: usize = 0;
let builtFor: i32 = -1;

/** An MCU is at most 32 x 32 pixels. */
const MAX_PIXELS = 1024;
export const STARTS_BYTES: usize = (MAX_PIXELS + 2) * 4;
export const ENTRIES_BYTES: usize = MAX_PIXELS * 4;
/** Bytes of a window. */
export const WINDOW_BYTES: usize = 1600;

/** 16 bits per pixel: see `placeOf`. */
const places: usize = memory.data(2048, 16);

const block16: usize = memory.data(128, 16);
const picked: usize = memory.data(64, 16);

export function takeMcu(): void {
  windowLabels = take(STRIDE * STRIDE);
  origin = windowLabels + MARGIN * STRIDE + MARGIN;
  coefficients = take(<usize>blockCount * 128);
  bias = take(<usize>blockCount * 256);
  thresholds = take(<usize>blockCount * 256);
  takeResaving();
  offsets = take(<usize>blockCount * 256);
  violations = take(<usize>blockCount * 4);
  isReal = take(blockCount);
  sums = take(<usize>blockCount * 1024);
  values = take(<usize>blockCount * 1024);
  entryStarts = take(<usize>partCount * STARTS_BYTES);
  entries = take(<usize>partCount * ENTRIES_BYTES);
  builtFor = -1;
  listPlaces();
}

/** Where a pixel of the MCU stands behind `origin`. */
// @ts-ignore: decorator
@inline
export function placeOf(pixel: i32): i32 {
  return load<u16>(places + (<usize>pixel << 1));
}

// @ts-ignore: decorator
@inline
export function labelAt(pixel: i32): usize {
  return origin + placeOf(pixel);
}

function listPlaces(): void {
  for (let pixel = 0; pixel < MAX_PIXELS; pixel++) {
    store<u16>(places + (<usize>pixel << 1), <u16>((pixel / mcuWide) * STRIDE + (pixel % mcuWide)));
  }
}

/** Goes to an MCU of which so many pixels lie in the picture; window and coefficients are written by the host. */
export function enterMcu(pixelsWide: i32, pixelsHigh: i32): void {
  wide = pixelsWide;
  high = pixelsHigh;
  const shape = (pixelsWide << 8) | pixelsHigh;
  if (shape !== builtFor) buildEntries();
  builtFor = shape;
}

function buildEntries(): void {
  memory.fill(isReal, 0, blockCount);
  for (let index = 0; index < partCount; index++) {
    const part = partAt(index);
    const starts = entryStarts + <usize>index * STARTS_BYTES;
    memory.fill(starts, 0, STARTS_BYTES);
    eachSample(part, index, true);
    let total: i32 = 0;
    for (let pixel = 0; pixel <= MAX_PIXELS; pixel++) {
      const count = load<i32>(starts + (pixel << 2));
      store<i32>(starts + (pixel << 2), total);
      total += count;
    }
    eachSample(part, index, false);
    // The second pass has moved every start to the end of its entries.
    memory.copy(starts + 4, starts, STARTS_BYTES - 4);
    store<i32>(starts, 0);
  }
}

/** Counts the entries of every pixel, or writes them. */
function eachSample(part: SearchPart, index: i32, isCounting: bool): void {
  const rows = (high + part.cellHigh - 1) / part.cellHigh;
  const starts = entryStarts + <usize>index * STARTS_BYTES;
  const list = entries + <usize>index * ENTRIES_BYTES;
  for (let y = 0; y < part.blocksHigh * part.samplesHigh; y++) {
    for (let x = 0; x < part.blocksWide * part.samplesWide; x++) {
      const column = x / part.samplesWide;
      const line = y / part.samplesHigh;
      const left = column * part.samplesWide;
      const top = line * part.samplesHigh;
      if (left * part.cellWide >= wide || top * part.cellHigh >= high) continue;
      const block = line * part.blocksWide + column;
      store<u8>(isReal + part.firstBlock + block, 1);
      const count = pickPixels(part, x, min(y, rows - 1));
      addEntries(starts, list, (block << 8) | ((y - top) * part.samplesWide + x - left), count, isCounting);
    }
  }
}

/** The pixels under a sample; the last column of the picture is replicated, and the last row. */
function pickPixels(part: SearchPart, x: i32, y: i32): i32 {
  let count = 0;
  for (let j = 0; j < part.cellHigh; j++) {
    const line = min(y * part.cellHigh + j, high - 1) * mcuWide;
    for (let i = 0; i < part.cellWide; i++) {
      store<i32>(picked + (count++ << 2), line + min(x * part.cellWide + i, wide - 1));
    }
  }
  return count;
}

function addEntries(starts: usize, list: usize, sample: i32, count: i32, isCounting: bool): void {
  for (let i = 0; i < count; i++) {
    const pixel = load<i32>(picked + (i << 2));
    let times = 1;
    let isFirst = true;
    for (let j = 0; j < count; j++) {
      if (j === i || load<i32>(picked + (j << 2)) !== pixel) continue;
      if (j < i) isFirst = false;
      times++;
    }
    if (!isFirst) continue;
    const at = starts + (pixel << 2);
    const place = load<i32>(at);
    if (!isCounting) store<i32>(list + (place << 2), (sample << 8) | times);
    store<i32>(at, place + 1);
  }
}

/** Finds samples and offsets anew from the labels in the window. */
export function measure(): void {
  memory.fill(sums, 0, <usize>blockCount * 1024);
  for (let index = 0; index < partCount; index++) measurePart(partAt(index), index);
}

function measurePart(part: SearchPart, index: i32): void {
  const starts = entryStarts + <usize>index * STARTS_BYTES;
  const list = entries + <usize>index * ENTRIES_BYTES;
  const firstSum = sums + (<usize>part.firstBlock << 10);
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const code = load<i32>(part.codes + (<usize>load<u8>(origin + y * STRIDE + x) << 2));
      const at = starts + ((y * mcuWide + x) << 2);
      const end = load<i32>(at, 4);
      for (let e = load<i32>(at); e < end; e++) {
        const entry = load<i32>(list + (e << 2));
        const to = firstSum + ((entry >> 8) << 2);
        store<i32>(to, load<i32>(to) + code * (entry & 255));
      }
    }
  }
  const count = part.blocksWide * part.blocksHigh;
  for (let i = 0; i < count; i++) {
    const block = part.firstBlock + i;
    if (load<u8>(isReal + block) !== 0) measureBlock(part, block);
    else store<f32>(violations + (block << 2), 0);
  }
}

function measureBlock(part: SearchPart, block: i32): void {
  const from = sums + (<usize>block << 10);
  const to = values + (<usize>block << 10);
  const out = offsets + (<usize>block << 8);
  const stored = coefficients + (<usize>block << 7);
  const above = bias + (<usize>block << 8);
  for (let k = 0; k < 64; k++) {
    store<f32>(out + (k << 2), load<f32>(above + (k << 2)) - <f32>load<i16>(stored + (k << 1)));
  }
  for (let position = 0; position < part.samplesWide * part.samplesHigh; position++) {
    const value = roundSum(part, load<i32>(from + (position << 2)), position);
    store<i32>(to + (position << 2), value);
    const level = f32x4.splat(<f32>(value - 128));
    const row = part.basis + (<usize>position << 8);
    for (let k: usize = 0; k < 256; k += 16) {
      v128.store(out + k, f32x4.add(v128.load(out + k), f32x4.mul(level, v128.load(row + k))));
    }
  }
  const isThrough = load<u8>(isResaved + block) !== 0;
  const violation = isThrough ? resavedViolation(block, to) : violationOf(out, thresholds + (<usize>block << 8));
  store<f32>(violations + (block << 2), violation);
}

export function violationOf(at: usize, within: usize): f32 {
  let sum = f32x4.splat(0);
  const zero = f32x4.splat(0);
  const linear = f32x4.splat(linearWeight);
  for (let k: usize = 0; k < 256; k += 16) {
    const excess = f32x4.max(f32x4.sub(f32x4.abs(v128.load(at + k)), v128.load(within + k)), zero);
    sum = f32x4.add(sum, f32x4.mul(excess, f32x4.add(excess, linear)));
  }
  return sumLanes(sum);
}

/** By how much the MCU's coefficients lie outside the file's cells. */
export function totalViolation(): f64 {
  let sum: f64 = 0;
  for (let block = 0; block < blockCount; block++) sum += <f64>load<f32>(violations + (block << 2));
  return sum;
}

/** Whether the MCU's samples, encoded in integers, give exactly the file's coefficients. */
export function isReproduced(): bool {
  for (let index = 0; index < partCount; index++) {
    const part = partAt(index);
    const count = part.blocksWide * part.blocksHigh;
    for (let i = 0; i < count; i++) {
      const block = part.firstBlock + i;
      if (load<u8>(isReal + block) !== 0 && !isBlockReproduced(part, block)) return false;
    }
  }
  return true;
}

function isBlockReproduced(part: SearchPart, block: i32): bool {
  const from = values + (<usize>block << 10);
  if (load<u8>(isResaved + block) !== 0) return resavedViolation(block, from) === 0;
  const stored = coefficients + (<usize>block << 7);
  if (part.samplesWide !== 8 || part.samplesHigh !== 8) {
    reducingDct(from, part.samplesWide, part.samplesHigh, block16);
    return isQuantisedTo(part, stored);
  }
  for (let position = 0; position < 64; position++) {
    store<i16>(block16 + (position << 1), <i16>(load<i32>(from + (position << 2)) - 128));
  }
  if (dct !== ISLOW) {
    toLevels(part.scales, block16);
    return areLevelsRoundedTo(stored);
  }
  forwardDct(block16);
  return isQuantisedTo(part, stored);
}

/** Half away from zero. */
function isQuantisedTo(part: SearchPart, stored: usize): bool {
  for (let k = 0; k < 64; k++) {
    const step = load<i32>(part.eightfoldSteps + (k << 2));
    const value = <i32>load<i16>(block16 + (k << 1));
    const magnitude = (abs(value) + (step >> 1)) / step;
    if ((value < 0 ? -magnitude : magnitude) !== <i32>load<i16>(stored + (k << 1))) return false;
  }
  return true;
}
