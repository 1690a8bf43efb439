// Which pixels of a certified MCU could be something else (see src/shared/decide/alternative-test.ts).
import {
  MAX_ALTERNATIVES,
  alternatives,
  boundaryCount,
  boundaryX,
  boundaryY,
  firstOf,
  gatherBoundary,
  placeAt,
  placesWide,
  setUpBoundaryPixels,
} from './boundary-pixels';
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

/** Single-precision sums nearer to a threshold than this are made again in double precision. */
const MARGIN: f32 = 0.002;

/** Of eight coefficients, single precision. */
const LOW_BYTES: i32 = 32;

const block: usize = memory.data(128, 16);

/** By place among the boundary's pixels: 1 where one is in doubt. */
export let doubtful: usize = 0;

/** Of the first component, by place: index of the sample; by alternative: what it changes of eight low coefficients. */
let samples: usize = 0;
let lowChanges: usize = 0;
/** Components whose offsets are known: the first tells most of what there is to tell. */
let readyParts: i32 = 0;
/** Whether the pixel under test may take its alternative alone, as far as the first component tells. */
let isAloneWithin: bool = false;

let left: i32 = 0;
let top: i32 = 0;
let mcuColumn: i32 = 0;
let mcuRow: i32 = 0;

export function setUpAlternatives(): void {
  const size = <usize>(mcuWidth * mcuHeight);
  setUpBoundaryPixels();
  doubtful = take(size);
  samples = take(size * 2);
  lowChanges = take(size * <usize>(MAX_ALTERNATIVES * LOW_BYTES));
}

/** Sets `doubtful` for the `boundaryCount` pixels at the boundaries in an MCU. */
export function findDoubtful(column: i32, row: i32): void {
  mcuColumn = column;
  mcuRow = row;
  left = column * mcuWidth;
  top = row * mcuHeight;
  gatherBoundary(left, top);
  if (boundaryCount === 0) return;
  readyParts = 0;
  const part = componentAt(0);
  const isFine = part.ratioX === 1 && part.ratioY === 1;
  if (isFine) {
    gatherOffsetsTo(0);
    gatherLowChanges(part);
  }
  memory.fill(doubtful, 0, boundaryCount);
  for (let place = 0; place < boundaryCount; place++) {
    if (isPadding(boundaryX(place), boundaryY(place))) store<u8>(doubtful + place, 1);
    else if (isFine) testFinePixel(part, place);
    else testPixel(place);
  }
}

/** Sees to the offsets of the components up to one. */
// @ts-ignore: decorator
@inline
function gatherOffsetsTo(index: i32): void {
  while (readyParts <= index) gatherOffsets(componentAt(readyParts++));
}

function gatherOffsets(part: Component): void {
  for (let v = 0; v < part.verticalSampling; v++) {
    for (let h = 0; h < part.horizontalSampling; h++) {
      const x = mcuColumn * part.horizontalSampling + h;
      const y = mcuRow * part.verticalSampling + v;
      if (x >= part.blocksWide || y >= part.blocksHigh) continue;
      sampleBlock(part, x, y, block);
      const coefficients = coefficientsOf(part, mcuRow, v * part.storedBlocksWide + x);
      storeOffsets(part, coefficients, part.offsets + (v * part.horizontalSampling + h) * 256);
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
  for (let k: usize = 0; k < 64; k += 4) {
    const reached = i32x4.mul(v128.load16x4_s(coefficients + k * 2), v128.load(part.eightfoldSteps + k * 4));
    const distance = i32x4.sub(v128.load16x4_s(block + k * 2), reached);
    v128.store(to + k * 4, f32x4.mul(f32x4.convert_i32x4_s(distance), v128.load(part.inverseSteps + k * 4)));
  }
}

/** Pixels whose samples the encoder replicated beyond the picture count as doubtful. */
function isPadding(x: i32, y: i32): bool {
  if (width % mcuWidth !== 0 && x === width - 1) return true;
  return height % mcuHeight !== 0 && y >= ((height + cellHeight - 1) / cellHeight - 1) * cellHeight;
}

/** What the boundary's pixels, and their alternatives, are in the first component where it has full resolution. */
function gatherLowChanges(part: Component): void {
  let to = lowChanges;
  for (let place = 0; place < boundaryCount; place++) {
    const sample = sampleOf(part, place);
    store<u16>(samples + (place << 1), <u16>sample);
    const basis = part.basis + ((sample & 63) << 8);
    const low = v128.load(basis);
    const high = v128.load(basis, 32);
    const code = codeAt(part, place);
    const end = firstOf(place + 1);
    for (let entry = firstOf(place); entry < end; entry++, to += LOW_BYTES) {
      const scale = f32x4.splat(<f32>(codeOf(part, entry) - code));
      v128.store(to, f32x4.mul(scale, low));
      v128.store(to, f32x4.mul(scale, high), 16);
    }
  }
}

/** What a pixel is in a component, and what it would be with an alternative. */
// @ts-ignore: decorator
@inline
function codeAt(part: Component, place: i32): i32 {
  return <i32>load<u8>(part.codes + <usize>load<u8>(labels + boundaryY(place) * width + boundaryX(place)));
}

// @ts-ignore: decorator
@inline
function codeOf(part: Component, entry: i32): i32 {
  return <i32>load<u8>(part.codes + <usize>load<u8>(alternatives + entry));
}

/** Index of the sample over a pixel in the MCU's blocks of a component: `block * 64 + position`. */
function sampleOf(part: Component, place: i32): i32 {
  const x = (boundaryX(place) - left) >> part.shiftX;
  const y = (boundaryY(place) - top) >> part.shiftY;
  return ((y >> 3) * part.horizontalSampling + (x >> 3)) * 64 + (y & 7) * 8 + (x & 7);
}

/**
 * Tests a pixel's alternatives alone, and in pairs with those of its neighbours that come later; both are in doubt where
 * a pair fits. Most is seen to by the lowest frequencies of the first component.
 */
function testFinePixel(part: Component, place: i32): void {
  const sample = <i32>load<u16>(samples + (place << 1));
  const block = sample >> 6;
  const offsets = part.offsets + (block << 8);
  const neighbours = placeAt(boundaryX(place) - left, boundaryY(place) - top);
  const below = neighbours + (placesWide << 1);
  const end = firstOf(place + 1);
  for (let entry = firstOf(place); entry < end; entry++) {
    const changes = lowChanges + entry * LOW_BYTES;
    const low = f32x4.add(v128.load(offsets), v128.load(changes));
    const high = f32x4.add(v128.load(offsets, 32), v128.load(changes, 16));
    isAloneWithin =
      !areBeyond(part, low, high) && isWithin(part, sample, codeOf(part, entry) - codeAt(part, place), sample, 0);
    if (isAloneWithin && staysConsistent(place, entry, -1, 0)) store<u8>(doubtful + place, 1);
    testFinePair(part, place, entry, block, low, high, load<u16>(neighbours, 2));
    testFinePair(part, place, entry, block, low, high, load<u16>(below - 2));
    testFinePair(part, place, entry, block, low, high, load<u16>(below));
    testFinePair(part, place, entry, block, low, high, load<u16>(below, 2));
  }
}

/** Tests an alternative, which makes the low coefficients `low` and `high`, with those of the `next - 1`-th pixel. */
// @ts-ignore: decorator
@inline
function testFinePair(part: Component, place: i32, entry: i32, block: i32, low: v128, high: v128, next: i32): void {
  if (next === 0) return;
  const other = next - 1;
  const isOneBlock = <i32>load<u16>(samples + (other << 1)) >> 6 === block;
  // Pixels of two blocks must fit each by itself.
  if (!isOneBlock && !isAloneWithin) return;
  const end = firstOf(other + 1);
  for (let i = firstOf(other); i < end; i++) {
    const changes = lowChanges + i * LOW_BYTES;
    const both = f32x4.add(low, v128.load(changes));
    if (isOneBlock && areBeyond(part, both, f32x4.add(high, v128.load(changes, 16)))) continue;
    if (testPair(place, entry, other, i)) return;
  }
}

/** Whether any of eight coefficients surely leaves its cell. */
// @ts-ignore: decorator
@inline
function areBeyond(part: Component, low: v128, high: v128): bool {
  const margin = f32x4.splat(MARGIN);
  return v128.any_true(
    v128.or(
      f32x4.gt(f32x4.abs(low), f32x4.add(v128.load(part.thresholds), margin)),
      f32x4.gt(f32x4.abs(high), f32x4.add(v128.load(part.thresholds, 32), margin)),
    ),
  );
}

/** The same as `testFinePixel` where the first component is subsampled. */
function testPixel(place: i32): void {
  const neighbours = placeAt(boundaryX(place) - left, boundaryY(place) - top);
  const below = neighbours + (placesWide << 1);
  for (let entry = firstOf(place); entry < firstOf(place + 1); entry++) {
    if (staysConsistent(place, entry, -1, 0)) store<u8>(doubtful + place, 1);
    testPairs(place, entry, <i32>load<u16>(neighbours, 2) - 1);
    testPairs(place, entry, <i32>load<u16>(below - 2) - 1);
    testPairs(place, entry, <i32>load<u16>(below) - 1);
    testPairs(place, entry, <i32>load<u16>(below, 2) - 1);
  }
}

function testPairs(place: i32, entry: i32, other: i32): void {
  if (other < 0) return;
  for (let i = firstOf(other); i < firstOf(other + 1); i++) if (testPair(place, entry, other, i)) return;
}

/** Tests a pair as a whole; tells whether no further one of these pixels need be tested. */
function testPair(place: i32, entry: i32, other: i32, otherEntry: i32): bool {
  if (load<u8>(doubtful + place) === 1 && load<u8>(doubtful + other) === 1) return true;
  if (!staysConsistent(place, entry, other, otherEntry)) return false;
  store<u8>(doubtful + place, 1);
  store<u8>(doubtful + other, 1);
  return true;
}

/** Whether the coefficients stay within the file's cells when one pixel, or two, take an alternative. */
function staysConsistent(place: i32, entry: i32, other: i32, otherEntry: i32): bool {
  for (let index = 0; index < componentCount; index++) {
    gatherOffsetsTo(index);
    const part = componentAt(index);
    const a = sampleOf(part, place);
    let b = a;
    const first = codeOf(part, entry) - codeAt(part, place);
    let second = 0;
    if (other >= 0) {
      b = sampleOf(part, other);
      second = codeOf(part, otherEntry) - codeAt(part, other);
    }
    if (part.ratioX !== 1 || part.ratioY !== 1) {
      if (!isCoarseWithin(part, place, a, first, other, b, second)) return false;
    } else if (!areWithin(part, a, first, b, second)) return false;
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
