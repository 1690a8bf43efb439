// Coefficients of encoders other than `islow`, in quantiser steps (see src/shared/jpeg/block-transform.ts).
import { AP922, DOUBLE, FLOAT, IFAST, dct } from './dct-methods';
import { forwardDctAp922 } from './forward-dct-ap922';
import { forwardDctDouble } from './forward-dct-double';
import { forwardDctFloat, singles } from './forward-dct-float';
import { forwardDctIfast } from './forward-dct-ifast';

/** 64 doubles in natural order: what the samples last transformed become before they are rounded. */
const levels: usize = memory.data(512, 16);

/** Transforms 64 samples of 16 bits, -128..127, row by row, and uses them up. */
export function toLevels(scales: usize, samples: usize): void {
  if (dct === IFAST) {
    forwardDctIfast(samples);
    for (let k: usize = 0; k < 64; k += 2) {
      v128.store(levels + k * 8, f64x2.div(twoAt(samples + k * 2), v128.load(scales + k * 8)));
    }
  } else if (dct === FLOAT) {
    forwardDctFloat(samples);
    for (let k: usize = 0; k < 64; k += 2) {
      const output = f64x2.promote_low_f32x4(v128.load64_zero(singles + k * 4));
      // The exact product of two singles, rounded once.
      const single = f32x4.demote_f64x2_zero(f64x2.mul(output, v128.load(scales + k * 8)));
      v128.store(levels + k * 8, f64x2.promote_low_f32x4(single));
    }
  } else if (dct === DOUBLE) {
    for (let k: usize = 0; k < 64; k += 2) v128.store(levels + k * 8, twoAt(samples + k * 2));
    forwardDctDouble(levels);
    for (let k: usize = 0; k < 512; k += 16) {
      v128.store(levels + k, f64x2.mul(v128.load(levels + k), v128.load(scales + k)));
    }
  } else {
    forwardDctAp922(samples);
    for (let k: usize = 0; k < 64; k += 2) {
      v128.store(levels + k * 8, f64x2.mul(twoAt(samples + k * 2), v128.load(scales + k * 8)));
    }
  }
}

/** Two values of 16 bits as doubles. */
// @ts-ignore: decorator
@inline
function twoAt(at: usize): v128 {
  return f64x2.convert_low_i32x4_s(i32x4.extend_low_i16x8_s(v128.load32_zero(at)));
}

/** Levels nearer to a half than this are rounded one by one. */
const MARGIN: f64 = 1e-6;

/** Whether the levels round to the file's coefficients. */
export function areLevelsRoundedTo(coefficients: usize): bool {
  const within = f64x2.splat(0.5 - MARGIN);
  const beyond = f64x2.splat(0.5 + MARGIN);
  for (let k: usize = 0; k < 64; k += 2) {
    const distance = f64x2.abs(f64x2.sub(v128.load(levels + k * 8), twoAt(coefficients + k * 2)));
    if (v128.any_true(f64x2.gt(distance, beyond))) return false;
    if (!v128.any_true(f64x2.gt(distance, within))) continue;
    if (!isLevelRoundedTo(k, coefficients) || !isLevelRoundedTo(k + 1, coefficients)) return false;
  }
  return true;
}

/** Halves go to even where vector conversions round, else away from zero. */
function isLevelRoundedTo(k: usize, coefficients: usize): bool {
  const level = load<f64>(levels + k * 8);
  const quantised = <i32>load<i16>(coefficients + k * 2);
  if (dct === FLOAT || dct === AP922) {
    const distance = Math.abs(level - <f64>quantised);
    return distance < 0.5 || (distance === 0.5 && (quantised & 1) === 0);
  }
  return Math.floor(Math.abs(level) + 0.5) === <f64>(level < 0 ? -quantised : quantised);
}

/** By how much the levels miss the file's coefficients, as `blockViolation` says. */
export function levelsViolation(coefficients: usize, linearWeight: f64): f64 {
  let sum: f64 = 0;
  for (let k: usize = 0; k < 64; k++) {
    const excess = Math.abs(load<f64>(levels + k * 8) - <f64>load<i16>(coefficients + k * 2)) - 0.5;
    if (excess > 0) sum += excess * excess + linearWeight * excess;
  }
  return sum;
}

/** Distance of the levels from the file's coefficients: 64 singles in natural order. */
export function storeLevelOffsets(coefficients: usize, to: usize): void {
  for (let k: usize = 0; k < 64; k += 2) {
    const offset = f64x2.sub(v128.load(levels + k * 8), twoAt(coefficients + k * 2));
    v128.store64_lane(to + k * 4, f32x4.demote_f64x2_zero(offset), 0);
  }
}
