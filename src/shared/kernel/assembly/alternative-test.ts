// Which pixels of a certified MCU could be something else (see src/shared/repair/alternative-test.ts).
import { boundaryBits } from './boundary';
import { ISLOW, dct } from './dct-methods';
import { forwardDct } from './forward-dct';
import { storeLevelOffsets, toLevels } from './levels';
import { take } from './memory';
import {
  Component,
  cellHeight,
  coefficientsOf,
  componentAt,
  componentCount,
  height,
  labels,
  mcuHeight,
  mcuWidth,
  width,
} from './picture';
import { roundCell, sampleBlock } from './sample-block';

const MAX_ALTERNATIVES = 8;
/** Single-precision sums nearer to a threshold than this are made again in double precision. */
const MARGIN: f32 = 0.002;

const BYTES: u64 = 0x0101010101010101;
const HIGH_BITS: u64 = 0x8080808080808080;

const block: usize = memory.data(128, 16);

/** Pixels of the MCU that have a neighbour of another class: places in the picture, alternatives, doubts. */
let xs: usize = 0;
let ys: usize = 0;
let counts: usize = 0;
let alternatives: usize = 0;
export let doubtful: usize = 0;
/** Per component, by place: index of the sample; by place and alternative: change of the code, 16 bits each. */
let samples: usize = 0;
let changes: usize = 0;
let mcuPixels: i32 = 0;
/** By position in the MCU: place of a pixel among those above, plus one. */
let places: usize = 0;
export let boundaryCount: i32 = 0;

let left: i32 = 0;
let top: i32 = 0;

export function setUpAlternatives(): void {
  const size = <usize>(mcuWidth * mcuHeight);
  xs = take(size * 4);
  ys = take(size * 4);
  counts = take(size);
  alternatives = take(size * MAX_ALTERNATIVES);
  doubtful = take(size);
  places = take(size * 2);
  mcuPixels = mcuWidth * mcuHeight;
  samples = take(size * 2 * componentCount);
  changes = take(size * MAX_ALTERNATIVES * 2 * componentCount);
}

export function boundaryX(place: i32): i32 {
  return load<i32>(xs + (place << 2));
}

export function boundaryY(place: i32): i32 {
  return load<i32>(ys + (place << 2));
}

/** Sets `doubtful` for the `boundaryCount` pixels at the boundaries in an MCU. */
export function findDoubtful(column: i32, row: i32): void {
  left = column * mcuWidth;
  top = row * mcuHeight;
  gatherBoundary();
  if (boundaryCount === 0) return;
  gatherOffsets(column, row);
  for (let index = 0; index < componentCount; index++) gatherChanges(index);
  memory.fill(doubtful, 0, boundaryCount);
  for (let place = 0; place < boundaryCount; place++) {
    if (isPadding(boundaryX(place), boundaryY(place))) store<u8>(doubtful + place, 1);
    else testPixel(place);
  }
}

function gatherBoundary(): void {
  memory.fill(places, 0, (mcuWidth * mcuHeight) << 1);
  boundaryCount = 0;
  const right = min(left + mcuWidth, width);
  const bottom = min(top + mcuHeight, height);
  for (let y = top; y < bottom; y++) {
    for (let first = left; first < right; first += 16) {
      let bits = boundaryBits(first, y, min(16, right - first));
      while (bits !== 0) {
        addBoundary(first + ctz(bits), y);
        bits &= bits - 1;
      }
    }
  }
}

function addBoundary(x: i32, y: i32): void {
  store<i32>(xs + (boundaryCount << 2), x);
  store<i32>(ys + (boundaryCount << 2), y);
  store<u8>(counts + boundaryCount, <u8>gatherAlternatives(x, y, alternatives + boundaryCount * MAX_ALTERNATIVES));
  boundaryCount++;
  store<u16>(places + (((y - top) * mcuWidth + (x - left)) << 1), <u16>boundaryCount);
}

/** Writes the classes round a pixel that are not its own; returns how many. */
function gatherAlternatives(x: i32, y: i32, to: usize): i32 {
  const at = labels + y * width + x;
  if (x > 0 && y > 0 && x + 2 < width && y + 1 < height) return gatherInside(at, to);
  const own = load<u8>(at);
  let found = 0;
  for (let row = max(y - 1, 0); row <= min(y + 1, height - 1); row++) {
    for (let column = max(x - 1, 0); column <= min(x + 1, width - 1); column++) {
      const other = load<u8>(labels + row * width + column);
      if (other === own) continue;
      let known = 0;
      while (known < found && load<u8>(to + known) !== other) known++;
      if (known === found) store<u8>(to + found++, other);
    }
  }
  return found;
}

/** The same with the eight neighbours in one word, of which a class is struck out when it is found. */
function gatherInside(at: usize, to: usize): i32 {
  const above = <u64>(load<u32>(at - width - 1) & 0xffffff);
  const below = <u64>(load<u32>(at + width - 1) & 0xffffff);
  const beside = (<u64>load<u8>(at - 1) << 24) | (<u64>load<u8>(at + 1) << 32);
  const own = load<u8>(at);
  let others = (above | beside | (below << 40)) ^ (<u64>own * BYTES);
  let found = 0;
  while (others !== 0) {
    const other = (others >> (ctz(others) & ~7)) & 255;
    store<u8>(to + found++, <u8>other ^ own);
    const rest = others ^ (other * BYTES);
    // The high bit of every byte of `rest` that is zero.
    const zeros = ~(((rest & ~HIGH_BITS) + ~HIGH_BITS) | rest | ~HIGH_BITS);
    others &= ~((zeros >> 7) * 255);
  }
  return found;
}

function gatherOffsets(column: i32, row: i32): void {
  for (let index = 0; index < componentCount; index++) {
    const part = componentAt(index);
    for (let v = 0; v < part.verticalSampling; v++) {
      for (let h = 0; h < part.horizontalSampling; h++) {
        const x = column * part.horizontalSampling + h;
        const y = row * part.verticalSampling + v;
        if (x >= part.blocksWide || y >= part.blocksHigh) continue;
        sampleBlock(part, x, y, block);
        const coefficients = coefficientsOf(part, row, v * part.storedBlocksWide + x);
        storeOffsets(part, coefficients, part.offsets + (v * part.horizontalSampling + h) * 256);
      }
    }
  }
}

/** Encodes `block`: distance of the coefficients from the file's, in quantiser steps, in natural order. */
function storeOffsets(part: Component, coefficients: usize, to: usize): void {
  if (dct !== ISLOW) {
    toLevels(part.scales, block);
    storeLevelOffsets(coefficients, to);
    return;
  }
  forwardDct(block);
  const steps = part.eightfoldSteps;
  for (let k: usize = 0; k < 64; k += 2) {
    const values = f64x2.convert_low_i32x4_s(i32x4.extend_low_i16x8_s(v128.load32_zero(block + k * 2)));
    const quantised = f64x2.convert_low_i32x4_s(i32x4.extend_low_i16x8_s(v128.load32_zero(coefficients + k * 2)));
    const step = f64x2.convert_low_i32x4_s(v128.load64_zero(steps + k * 4));
    const offset = f32x4.demote_f64x2_zero(f64x2.sub(f64x2.div(values, step), quantised));
    v128.store64_lane(to + k * 4, offset, 0);
  }
}

/** Pixels whose samples the encoder replicated beyond the picture count as doubtful. */
function isPadding(x: i32, y: i32): bool {
  if (width % mcuWidth !== 0 && x === width - 1) return true;
  return height % mcuHeight !== 0 && y >= ((height + cellHeight - 1) / cellHeight - 1) * cellHeight;
}

/** What the boundary's pixels are in a component. */
function gatherChanges(index: i32): void {
  const part = componentAt(index);
  let sampleAt = samples + ((index * mcuPixels) << 1);
  let changeAt = changes + ((index * mcuPixels * MAX_ALTERNATIVES) << 1);
  for (let place = 0; place < boundaryCount; place++, sampleAt += 2, changeAt += MAX_ALTERNATIVES * 2) {
    const own = load<u8>(labels + boundaryY(place) * width + boundaryX(place));
    const code = <i16>load<u8>(part.codes + <usize>own);
    store<u16>(sampleAt, <u16>sampleOf(part, place));
    for (let i = 0; i < <i32>load<u8>(counts + place); i++) {
      const position = <usize>load<u8>(alternatives + place * MAX_ALTERNATIVES + i);
      store<i16>(changeAt + (i << 1), <i16>load<u8>(part.codes + position) - code);
    }
  }
}

/** Index of the sample over a pixel in the MCU's blocks of a component: `block * 64 + position`. */
function sampleOf(part: Component, place: i32): i32 {
  const x = (boundaryX(place) - left) >> part.shiftX;
  const y = (boundaryY(place) - top) >> part.shiftY;
  return ((y >> 3) * part.horizontalSampling + (x >> 3)) * 64 + (y & 7) * 8 + (x & 7);
}

function testPixel(place: i32): void {
  for (let i = 0; i < <i32>load<u8>(counts + place); i++) {
    if (staysConsistent(place, i, -1, 0)) store<u8>(doubtful + place, 1);
    testPairs(place, i);
  }
}

/** Tests the pixel together with those of its neighbours that come later; both are in doubt where a pair fits. */
function testPairs(place: i32, alternative: i32): void {
  const x = boundaryX(place) - left;
  const y = boundaryY(place) - top;
  for (let step = 0; step < 4; step++) {
    const nextX = x + (step === 0 ? 1 : step - 2);
    const nextY = y + (step === 0 ? 0 : 1);
    if (nextX < 0 || nextX >= mcuWidth || nextY >= mcuHeight) continue;
    const other = <i32>load<u16>(places + ((nextY * mcuWidth + nextX) << 1)) - 1;
    if (other < 0 || (load<u8>(doubtful + place) === 1 && load<u8>(doubtful + other) === 1)) continue;
    testPair(place, alternative, other);
  }
}

// @ts-ignore: decorator
@inline
function testPair(place: i32, alternative: i32, other: i32): void {
  const part = componentAt(0);
  const a = <i32>load<u16>(samples + (place << 1));
  const b = <i32>load<u16>(samples + (other << 1));
  const first = <i32>load<i16>(changes + ((place * MAX_ALTERNATIVES + alternative) << 1));
  const isOneBlock = part.ratioX === 1 && part.ratioY === 1 && a >> 6 === b >> 6;
  for (let i = 0; i < <i32>load<u8>(counts + other); i++) {
    const second = <i32>load<i16>(changes + ((other * MAX_ALTERNATIVES + i) << 1));
    if (isOneBlock && (areBeyond(part, a, first, b, second, 0) || areBeyond(part, a, first, b, second, 32))) continue;
    if (!staysConsistent(place, alternative, other, i)) continue;
    store<u8>(doubtful + place, 1);
    store<u8>(doubtful + other, 1);
    return;
  }
}

/** Whether any of four coefficients surely leaves its cell: most pairs are seen to by the lowest frequencies. */
// @ts-ignore: decorator
@inline
function areBeyond(part: Component, a: i32, first: i32, b: i32, second: i32, k: usize): bool {
  const changeA = f32x4.mul(f32x4.splat(<f32>first), v128.load(part.basis + ((a & 63) << 8) + k));
  const changeB = f32x4.mul(f32x4.splat(<f32>second), v128.load(part.basis + ((b & 63) << 8) + k));
  const offset = f32x4.add(v128.load(part.offsets + ((a >> 6) << 8) + k), f32x4.add(changeA, changeB));
  const limit = f32x4.add(v128.load(part.thresholds + k), f32x4.splat(MARGIN));
  return v128.any_true(f32x4.gt(f32x4.abs(offset), limit));
}

/** Whether the coefficients stay within the file's cells when one pixel, or two, take an alternative. */
function staysConsistent(place: i32, alternative: i32, other: i32, otherAlternative: i32): bool {
  let sampleAt = samples;
  let changeAt = changes;
  for (let index = 0; index < componentCount; index++) {
    const part = componentAt(index);
    const a = <i32>load<u16>(sampleAt + (place << 1));
    let b = a;
    let first = <i32>load<i16>(changeAt + ((place * MAX_ALTERNATIVES + alternative) << 1));
    let second = 0;
    if (other >= 0) {
      b = <i32>load<u16>(sampleAt + (other << 1));
      second = <i32>load<i16>(changeAt + ((other * MAX_ALTERNATIVES + otherAlternative) << 1));
    }
    if (part.ratioX !== 1 || part.ratioY !== 1) {
      if (!isCoarseWithin(part, place, a, first, other, b, second)) return false;
    } else if (!areWithin(part, a, first, b, second)) return false;
    sampleAt += mcuPixels << 1;
    changeAt += (mcuPixels * MAX_ALTERNATIVES) << 1;
  }
  return true;
}

function isCoarseWithin(part: Component, place: i32, a: i32, first: i32, other: i32, b: i32, second: i32): bool {
  if (a === b) {
    first += second;
    second = 0;
  }
  if (first !== 0) first = cellChange(part, place, first);
  if (second !== 0) second = cellChange(part, other, second);
  return areWithin(part, a, first, b, second);
}

// @ts-ignore: decorator
@inline
function areWithin(part: Component, a: i32, first: i32, b: i32, second: i32): bool {
  if (a >> 6 === b >> 6) return isWithin(part, a, first, b, second);
  return isWithin(part, a, first, a, 0) && isWithin(part, b, second, b, 0);
}

/** Change of a cell's rounded mean when the sum of its pixels changes. */
function cellChange(part: Component, place: i32, change: i32): i32 {
  const column = boundaryX(place) >> part.shiftX;
  const row = boundaryY(place) >> part.shiftY;
  let sum = 0;
  for (let j = 0; j < part.ratioY; j++) {
    const line = labels + min(row * part.ratioY + j, height - 1) * width;
    for (let i = 0; i < part.ratioX; i++) {
      const position = load<u8>(line + min(column * part.ratioX + i, width - 1));
      sum += <i32>load<u8>(part.codes + <usize>position);
    }
  }
  return roundCell(sum + change, part, column) - roundCell(sum, part, column);
}

/** Whether a block's coefficients stay within their cells when the samples `a` and `b` change by so many levels. */
function isWithin(part: Component, a: i32, first: i32, b: i32, second: i32): bool {
  if ((first | second) === 0) return true;
  const offsets = part.offsets + ((a >> 6) << 8);
  const rowA = part.basis + ((a & 63) << 8);
  const rowB = part.basis + ((b & 63) << 8);
  const scaleA = f32x4.splat(<f32>first);
  const scaleB = f32x4.splat(<f32>second);
  const margin = f32x4.splat(MARGIN);
  let isNear = f32x4.splat(0);
  for (let k: usize = 0; k < 256; k += 16) {
    const change = f32x4.add(
      f32x4.mul(scaleA, v128.load(rowA + k)),
      f32x4.mul(scaleB, v128.load(rowB + k)),
    );
    const beyond = f32x4.sub(f32x4.abs(f32x4.add(v128.load(offsets + k), change)), v128.load(part.thresholds + k));
    if (v128.any_true(f32x4.gt(beyond, margin))) return false;
    isNear = v128.or(isNear, f32x4.gt(beyond, f32x4.neg(margin)));
  }
  return !v128.any_true(isNear) || isExactlyWithin(part, offsets, rowA, first, rowB, second);
}

function isExactlyWithin(part: Component, offsets: usize, rowA: usize, first: i32, rowB: usize, second: i32): bool {
  for (let k: usize = 0; k < 256; k += 4) {
    const changed = <f64>load<f32>(offsets + k) + <f64>first * <f64>load<f32>(rowA + k);
    const offset = changed + <f64>second * <f64>load<f32>(rowB + k);
    const threshold = <f64>load<f32>(part.thresholds + k);
    if (offset > threshold || offset < -threshold) return false;
  }
  return true;
}
