// The samples under a line of pixels of the MCU that is worked on, and the classes nearest to them.
import { bottom, left, mcuRow, right, top } from './mcu-place';
import { isWitnessed, nearestClass, nearestEight, witnessed } from './nearest-class';
import { componentAt, componentCount, labels, mcuHeight, samplesOf, width } from './picture';
import { lookUp } from './sample-block';

/** Rows of samples under the line of pixels worked on, and how their columns follow from a pixel's. */
export let lineA: usize = 0;
export let lineB: usize = 0;
export let lineC: usize = 0;
let shiftA: i32 = 0;
let shiftB: i32 = 0;
let shiftC: i32 = 0;

/** Sets the rows of samples under a line of pixels. */
export function goToLine(y: i32): void {
  lineA = lineOf(0, y);
  shiftA = componentAt(0).shiftX;
  if (componentCount < 3) return;
  lineB = lineOf(1, y);
  lineC = lineOf(2, y);
  shiftB = componentAt(1).shiftX;
  shiftC = componentAt(2).shiftX;
}

// @ts-ignore: decorator
@inline
function lineOf(index: i32, y: i32): usize {
  const part = componentAt(index);
  return samplesOf(part, mcuRow) + <usize>(((y - mcuRow * mcuHeight) >> part.shiftY) * part.stride) * 2;
}

// @ts-ignore: decorator
@inline
function sampleA(x: i32): i32 {
  return load<i16>(lineA + (<usize>(x >> shiftA) << 1));
}

// @ts-ignore: decorator
@inline
function sampleB(x: i32): i32 {
  return load<i16>(lineB + (<usize>(x >> shiftB) << 1));
}

// @ts-ignore: decorator
@inline
function sampleC(x: i32): i32 {
  return load<i16>(lineC + (<usize>(x >> shiftC) << 1));
}

/** The nearest class at a pixel of the line gone to. */
// @ts-ignore: decorator
@inline
export function nearestAt(x: i32, isAmongAll: bool): i32 {
  if (componentCount === 1) return nearestClass(isAmongAll, sampleA(x), 0, 0);
  return nearestClass(isAmongAll, sampleA(x), sampleB(x), sampleC(x));
}

function labelLineNearest(y: i32, from: i32, to: i32, isAmongAll: bool): void {
  goToLine(y);
  const line = labels + y * width;
  let x = from;
  if (componentCount === 3) {
    for (; x + 8 <= to; x += 8) store<u64>(line + x, nearestEightAt(x, isAmongAll));
  }
  for (; x < to; x++) store<u8>(line + x, <u8>nearestAt(x, isAmongAll));
}

// @ts-ignore: decorator
@inline
function nearestEightAt(x: i32, isAmongAll: bool): u64 {
  const a = sampleEight(lineA, x, shiftA);
  const b = sampleEight(lineB, x, shiftB);
  return nearestEight(isAmongAll, a, b, sampleEight(lineC, x, shiftC));
}

export function labelMcuNearest(isAmongAll: bool): void {
  for (let y = top; y < bottom; y++) labelLineNearest(y, left, right, isAmongAll);
}

/** Eight pixels' samples of the line gone to; `x` is a multiple of eight. */
// @ts-ignore: decorator
@inline
export function sampleEight(line: usize, x: i32, shift: i32): v128 {
  const at = line + (<usize>(x >> shift) << 1);
  if (shift === 0) return v128.load(at);
  const few = v128.load64_zero(at);
  if (shift === 1) return v128.shuffle<i16>(few, few, 0, 0, 1, 1, 2, 2, 3, 3);
  return v128.shuffle<i16>(few, few, 0, 0, 0, 0, 1, 1, 1, 1);
}

/** Whether any pixel is nearest to a class that nothing else in the file shows. */
export function showsUnwitnessed(): bool {
  for (let y = top; y < bottom; y++) {
    goToLine(y);
    let x = left;
    if (componentCount === 3) {
      for (; x + 8 <= right; x += 8) if (areAnyUnwitnessed(nearestEightAt(x, true))) return true;
    }
    for (; x < right; x++) if (!isWitnessed(nearestAt(x, true))) return true;
  }
  return false;
}

/** Of eight classes, one byte each. */
// @ts-ignore: decorator
@inline
function areAnyUnwitnessed(positions: u64): bool {
  return i64x2.extract_lane(i8x16.eq(lookUp(i64x2.splat(positions), witnessed), i8x16.splat(0)), 0) !== 0;
}
