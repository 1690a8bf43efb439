// Up-sampling and colours as libjpeg's decoder makes them by default (see src/shared/jpeg/upsampling.ts, ycbcr.ts).
import { Component, colourModel, componentAt, componentCount, mcuHeight, samplesOf } from './picture';

const NARROWEST_FANCY = 3;

/** libjpeg's factors with 16 fractional bits. */
const RED_OF_CR = 91881;
const BLUE_OF_CB = 116130;
const GREEN_OF_CB = 22554;
const GREEN_OF_CR = 46802;
const ONE = 65536;
const HALF = 32768;

// @ts-ignore: decorator
@inline
function clampByte(value: i32): i32 {
  return min(max(value, 0), 255);
}

/** Address of a component's row of samples at `y`. */
function rowOf(part: Component, y: i32): usize {
  const high = part.verticalSampling * 8;
  return samplesOf(part, y / high) + <usize>((y % high) * part.stride) * 2;
}

// @ts-ignore: decorator
@inline
function sample(row: usize, x: i32): i32 {
  return clampByte(load<i16>(row + (<usize>x << 1)));
}

function upsample(part: Component, y: i32, from: i32, to: i32): void {
  if (part.ratioX === 1 && part.ratioY === 1) copyRow(part, y, from, to);
  else if (part.ratioX === 2 && part.ratioY === 2 && part.width >= NARROWEST_FANCY) fancyBoth(part, y, from, to);
  else if (part.ratioX === 2 && part.ratioY === 1 && part.width >= NARROWEST_FANCY) fancyHorizontal(part, y, from, to);
  else if (part.ratioX === 1 && part.ratioY === 2) fancyVertical(part, y, from, to);
  else replicate(part, y, from, to);
}

/** Writes whole vectors: up to 15 bytes beyond the span. */
function copyRow(part: Component, y: i32, from: i32, to: i32): void {
  const row = rowOf(part, y);
  for (let x = from; x < to; x += 16) {
    const at = row + (<usize>x << 1);
    v128.store(part.upsampled + x, i8x16.narrow_i16x8_u(v128.load(at), v128.load(at, 16)));
  }
}

function replicate(part: Component, y: i32, from: i32, to: i32): void {
  const row = rowOf(part, y >> part.shiftY);
  for (let x = from; x < to; x++) store<u8>(part.upsampled + x, <u8>sample(row, x >> part.shiftX));
}

function fancyHorizontal(part: Component, y: i32, from: i32, to: i32): void {
  const row = rowOf(part, y);
  for (let x = from; x < to; x++) {
    const column = x >> 1;
    const near = sample(row, column);
    const other = x & 1 ? min(column + 1, part.width - 1) : max(column - 1, 0);
    const value = other === column ? near : (3 * near + sample(row, other) + 1 + (x & 1)) >> 2;
    store<u8>(part.upsampled + x, <u8>value);
  }
}

/** The row that the triangle filter mixes in beside the one under `y`. */
function farRow(part: Component, y: i32): usize {
  const row = y >> 1;
  return rowOf(part, min(max(y & 1 ? row + 1 : row - 1, 0), part.height - 1));
}

function fancyVertical(part: Component, y: i32, from: i32, to: i32): void {
  const near = rowOf(part, y >> 1);
  const far = farRow(part, y);
  const bias = 1 + (y & 1);
  for (let x = from; x < to; x++) {
    store<u8>(part.upsampled + x, <u8>((3 * sample(near, x) + sample(far, x) + bias) >> 2));
  }
}

function fancyBoth(part: Component, y: i32, from: i32, to: i32): void {
  const near = rowOf(part, y >> 1);
  const far = farRow(part, y);
  const last = part.width - 1;
  const end = (to + 1) >> 1;
  let cell = from >> 1;
  if (cell === 0) fancyCell(part, near, far, cell++, last);
  for (; cell + 8 <= end && cell + 8 <= last; cell += 8) fancyCells(near, far, cell, part.upsampled + (cell << 1));
  for (; cell < end; cell++) fancyCell(part, near, far, cell, last);
}

/** Two pixels; the first and the last cell of a row lie next to themselves. */
function fancyCell(part: Component, near: usize, far: usize, cell: i32, last: i32): void {
  const before = mixed(near, far, max(cell - 1, 0));
  const here = mixed(near, far, cell);
  const after = mixed(near, far, min(cell + 1, last));
  const pair = ((here * 3 + before + 8) >> 4) | (((here * 3 + after + 7) >> 4) << 8);
  store<u16>(part.upsampled + (cell << 1), <u16>pair);
}

/** Sixteen pixels of eight cells that have neighbours on both sides. */
function fancyCells(near: usize, far: usize, cell: i32, to: usize): void {
  const at = <usize>cell << 1;
  const here = i16x8.mul(mixedEight(near + at, far + at), i16x8.splat(3));
  const before = i16x8.add(i16x8.add(here, mixedEight(near + at - 2, far + at - 2)), i16x8.splat(8));
  const after = i16x8.add(i16x8.add(here, mixedEight(near + at + 2, far + at + 2)), i16x8.splat(7));
  v128.store(to, v128.or(i16x8.shr_u(before, 4), i16x8.shl(i16x8.shr_u(after, 4), 8)));
}

// @ts-ignore: decorator
@inline
function mixedEight(near: usize, far: usize): v128 {
  const samples = clampEight(v128.load(near));
  return i16x8.add(i16x8.add(samples, i16x8.shl(samples, 1)), clampEight(v128.load(far)));
}

// @ts-ignore: decorator
@inline
function clampEight(samples: v128): v128 {
  return i16x8.min_s(i16x8.max_s(samples, i16x8.splat(0)), i16x8.splat(255));
}

// @ts-ignore: decorator
@inline
function mixed(near: usize, far: usize, column: i32): i32 {
  return 3 * sample(near, column) + sample(far, column);
}

/** Writes 0xRRGGBB of pixels `from` to `to` of row `y` to `out[from..to)`, and up to seven more. */
export function decodeSpan(y: i32, from: i32, to: i32, out: usize): void {
  for (let index = 0; index < componentCount; index++) upsample(componentAt(index), y, from, to);
  const first = componentAt(0).upsampled;
  if (colourModel === 0) greyToColours(first, from, to, out);
  else if (colourModel === 1) ycbcrToColours(first, componentAt(1).upsampled, componentAt(2).upsampled, from, to, out);
  else rgbToColours(first, componentAt(1).upsampled, componentAt(2).upsampled, from, to, out);
}

function greyToColours(grey: usize, from: i32, to: i32, out: usize): void {
  for (let x = from; x < to; x++) store<u32>(out + (x << 2), <u32>load<u8>(grey + x) * 0x010101);
}

function rgbToColours(red: usize, green: usize, blue: usize, from: i32, to: i32, out: usize): void {
  for (let x = from; x < to; x++) {
    const colour = (<u32>load<u8>(red + x) << 16) | (<u32>load<u8>(green + x) << 8) | load<u8>(blue + x);
    store<u32>(out + (x << 2), colour);
  }
}

/** Eight pixels at once: what of the factors is above 16 bits is added by itself, the rest multiplied in pairs. */
function ycbcrToColours(luma: usize, blueChroma: usize, redChroma: usize, from: i32, to: i32, out: usize): void {
  const centre = i16x8.splat(128);
  const redFactors = pairOf(RED_OF_CR - ONE, HALF >> 1);
  const blueFactors = pairOf(BLUE_OF_CB - 2 * ONE, HALF >> 1);
  const greenFactors = pairOf(-GREEN_OF_CB, ONE - GREEN_OF_CR);
  const half = i32x4.splat(HALF);
  const two = i16x8.splat(2);
  const none = i64x2.splat(0);
  for (let x = from; x < to; x += 8) {
    const y = i16x8.extend_low_i8x16_u(v128.load64_zero(luma + x));
    const cb = i16x8.sub(i16x8.extend_low_i8x16_u(v128.load64_zero(blueChroma + x)), centre);
    const cr = i16x8.sub(i16x8.extend_low_i8x16_u(v128.load64_zero(redChroma + x)), centre);
    const redRest = i16x8.narrow_i32x4_s(
      i32x4.shr_s(i32x4.dot_i16x8_s(lowPairs(cr, two), redFactors), 16),
      i32x4.shr_s(i32x4.dot_i16x8_s(highPairs(cr, two), redFactors), 16),
    );
    const blueRest = i16x8.narrow_i32x4_s(
      i32x4.shr_s(i32x4.dot_i16x8_s(lowPairs(cb, two), blueFactors), 16),
      i32x4.shr_s(i32x4.dot_i16x8_s(highPairs(cb, two), blueFactors), 16),
    );
    const greenRest = i16x8.narrow_i32x4_s(
      i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(lowPairs(cb, cr), greenFactors), half), 16),
      i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(highPairs(cb, cr), greenFactors), half), 16),
    );
    const red = i16x8.add(i16x8.add(y, cr), redRest);
    const green = i16x8.add(i16x8.sub(y, cr), greenRest);
    const blue = i16x8.add(i16x8.add(y, i16x8.shl(cb, 1)), blueRest);
    // Bytes 0 to 7 and 8 to 15: blue and red, green and nothing.
    const outer = i8x16.narrow_i16x8_u(blue, red);
    const inner = i8x16.narrow_i16x8_u(green, none);
    const blueGreen = i8x16.shuffle(outer, inner, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const redNone = i8x16.shuffle(outer, inner, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    const at = out + (x << 2);
    v128.store(at, i16x8.shuffle(blueGreen, redNone, 0, 8, 1, 9, 2, 10, 3, 11));
    v128.store(at, i16x8.shuffle(blueGreen, redNone, 4, 12, 5, 13, 6, 14, 7, 15), 16);
  }
}

// @ts-ignore: decorator
@inline
function pairOf(even: i32, odd: i32): v128 {
  return i32x4.splat((even & 0xffff) | (odd << 16));
}

// @ts-ignore: decorator
@inline
function lowPairs(even: v128, odd: v128): v128 {
  return i16x8.shuffle(even, odd, 0, 8, 1, 9, 2, 10, 3, 11);
}

// @ts-ignore: decorator
@inline
function highPairs(even: v128, odd: v128): v128 {
  return i16x8.shuffle(even, odd, 4, 12, 5, 13, 6, 14, 7, 15);
}
