// Whether labels reproduce the file's coefficients, and by how much they miss them (see certificate.ts and
// mcu-violation.ts of src/shared/repair).
import { ISLOW, dct } from './dct-methods';
import { forwardDct } from './forward-dct';
import { areLevelsRoundedTo, levelsViolation, toLevels } from './levels';
import { Component, coefficientsOf, componentAt, componentCount } from './picture';
import { sampleBlock } from './sample-block';

/** Weight of the distance itself beside its square. */
const LINEAR_WEIGHT: f64 = 0.2;

/** 64 values of 16 bits. */
const block: usize = memory.data(128, 16);

/** Whether the last MCU measured reproduces its coefficients exactly; only told where nothing was given up. */
export let isReproduced: bool = false;

export function isMcuCertified(column: i32, row: i32): bool {
  for (let index = 0; index < componentCount; index++) {
    const part = componentAt(index);
    const right = min((column + 1) * part.horizontalSampling, part.blocksWide);
    const bottom = min((row + 1) * part.verticalSampling, part.blocksHigh);
    for (let y = row * part.verticalSampling; y < bottom; y++) {
      for (let x = column * part.horizontalSampling; x < right; x++) {
        const coefficients = encodeBlock(part, x, y, row);
        if (!isEncodedTo(part, coefficients)) return false;
      }
    }
  }
  return true;
}

/** How far the labels of an MCU miss its coefficients; gives up, with infinity, once that is `limit` or more. */
export function mcuViolation(column: i32, row: i32, limit: f64): f64 {
  let sum: f64 = 0;
  isReproduced = true;
  for (let index = 0; index < componentCount; index++) {
    const part = componentAt(index);
    const right = min((column + 1) * part.horizontalSampling, part.blocksWide);
    const bottom = min((row + 1) * part.verticalSampling, part.blocksHigh);
    for (let y = row * part.verticalSampling; y < bottom; y++) {
      for (let x = column * part.horizontalSampling; x < right; x++) {
        const coefficients = encodeBlock(part, x, y, row);
        if (isEncodedTo(part, coefficients)) continue;
        isReproduced = false;
        sum += dct === ISLOW ? blockViolation(part.eightfoldSteps, coefficients) : levelsViolation(coefficients, LINEAR_WEIGHT);
        if (sum >= limit) return Infinity;
      }
    }
  }
  return sum;
}

/** Encodes the labels of a block into `block`, or into levels; returns the address of the file's coefficients. */
// @ts-ignore: decorator
@inline
function encodeBlock(part: Component, x: i32, y: i32, mcuRow: i32): usize {
  sampleBlock(part, x, y, block);
  if (dct === ISLOW) forwardDct(block);
  else toLevels(part.scales, block);
  return coefficientsOf(part, mcuRow, (y - mcuRow * part.verticalSampling) * part.storedBlocksWide + x);
}

// @ts-ignore: decorator
@inline
function isEncodedTo(part: Component, coefficients: usize): bool {
  return dct === ISLOW ? isQuantisedTo(part.eightfoldSteps, coefficients) : areLevelsRoundedTo(coefficients);
}

/** Half away from zero: with the sign of t, -4q <= v - 8qt < 4q; for t = 0 both bounds are excluded. */
function isQuantisedTo(steps: usize, coefficients: usize): bool {
  for (let k: usize = 0; k < 64; k += 8) {
    const values = v128.load(block + k * 2);
    const quantised = v128.load(coefficients + k * 2);
    const low = missesOf(
      i32x4.extend_low_i16x8_s(values),
      i32x4.extend_low_i16x8_s(quantised),
      v128.load(steps + k * 4),
    );
    const high = missesOf(
      i32x4.extend_high_i16x8_s(values),
      i32x4.extend_high_i16x8_s(quantised),
      v128.load(steps + k * 4, 16),
    );
    if (v128.any_true(v128.or(low, high))) return false;
  }
  return true;
}

/** All ones in the lanes that are not quantised to what the file holds. */
// @ts-ignore: decorator
@inline
function missesOf(values: v128, quantised: v128, steps: v128): v128 {
  const half = i32x4.shr_s(steps, 1);
  const sign = i32x4.shr_s(quantised, 31);
  const distance = i32x4.sub(values, i32x4.mul(quantised, steps));
  const signed = i32x4.sub(v128.xor(distance, sign), sign);
  // -1 where t = 0: there the lower bound is excluded as well.
  const isZero = i32x4.eq(quantised, i32x4.splat(0));
  const isBelow = i32x4.lt_s(i32x4.add(i32x4.add(signed, half), isZero), i32x4.splat(0));
  return v128.or(isBelow, i32x4.ge_s(signed, half));
}

function blockViolation(steps: usize, coefficients: usize): f64 {
  let sum: f64 = 0;
  for (let k: usize = 0; k < 64; k += 4) {
    const step = v128.load(steps + k * 4);
    const values = v128.load16x4_s(block + k * 2);
    const distance = i32x4.sub(values, i32x4.mul(v128.load16x4_s(coefficients + k * 2), step));
    // A value exactly between two steps is no violation, as it is none of more than zero.
    let lanes = i32x4.bitmask(i32x4.gt_s(i32x4.abs(distance), i32x4.shr_s(step, 1)));
    while (lanes !== 0) {
      sum += violationAt(steps, coefficients, k + ctz(lanes));
      lanes &= lanes - 1;
    }
  }
  return sum;
}

// The lanes of `sum` are added in the order of the twin: its comparisons depend on the last bit.
// @ts-ignore: decorator
@inline
function violationAt(steps: usize, coefficients: usize, k: usize): f64 {
  const value = <f64>load<i16>(block + k * 2) / <f64>load<i32>(steps + k * 4);
  const excess = Math.abs(value - <f64>load<i16>(coefficients + k * 2)) - 0.5;
  return excess * excess + LINEAR_WEIGHT * excess;
}
