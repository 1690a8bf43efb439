// What blocks of the first component become when they are saved, decoded and saved again, as the file's were: see
// `LumaResaving` in src/shared/search/search-energy.ts.
import { forwardDct } from '../forward-dct';
import { inverseDctBy } from '../inverse-dct';
import { take } from '../memory';
import { sumLanes } from './sum-lanes';
import { blockCount, partAt } from './tables';
import { linearWeight } from './weights';

const RED = 19595;
const GREEN = 38470;
const BLUE = 7471;
const HALF = 32768;

/** Per block whether it goes through both savings. */
export let isResaved: usize = 0;
/** Per block 64 floats: eight times the file's coefficients, dequantised. */
export let resavedTargets: usize = 0;
/** Per block 3 x 64 values of 16 bits: what chroma adds to luma for red, green and blue. */
export let resavedShifts: usize = 0;

/** 64 steps of 16 bits of the first saving; floats: eight times these, four times the file's, and one over twice the latter. */
export const firstSteps: usize = memory.data(128, 16);
export const eightfoldFirst: usize = memory.data(256, 16);
export const halfCells: usize = memory.data(256, 16);
export const inverseCells: usize = memory.data(256, 16);

const samples: usize = memory.data(128, 16);

export function takeResaving(): void {
  isResaved = take(blockCount);
  memory.fill(isResaved, 0, blockCount);
  const blocks = <usize>(partAt(0).blocksWide * partAt(0).blocksHigh);
  resavedTargets = take(blocks * 256);
  resavedShifts = take(blocks * 384);
}

/** How far a block lies outside the file's cells; `values`: its 64 samples of 32 bits, 0..255. */
export function resavedViolation(block: i32, values: usize): f32 {
  for (let at: usize = 0; at < 64; at++) store<i16>(samples + (at << 1), <i16>(load<i32>(values + (at << 2)) - 128));
  forwardDct(samples);
  for (let k: usize = 0; k < 64; k += 4) quantise(k);
  inverseDctBy(firstSteps, samples, samples, 8);
  const shifts = resavedShifts + <usize>block * 384;
  for (let at: usize = 0; at < 128; at += 8) seeAgain(samples + at, shifts + at);
  forwardDct(samples);
  const targets = resavedTargets + (<usize>block << 8);
  const zero = f32x4.splat(0);
  const linear = f32x4.splat(linearWeight);
  let sum = zero;
  for (let k: usize = 0; k < 64; k += 4) {
    const found = f32x4.convert_i32x4_s(v128.load16x4_s(samples + (k << 1)));
    const distance = f32x4.abs(f32x4.sub(found, v128.load(targets + (k << 2))));
    const beyond = f32x4.max(f32x4.sub(distance, v128.load(halfCells + (k << 2))), zero);
    const excess = f32x4.mul(beyond, v128.load(inverseCells + (k << 2)));
    sum = f32x4.add(sum, f32x4.mul(excess, f32x4.add(excess, linear)));
  }
  return sumLanes(sum);
}

/** Four coefficients in quantiser steps of the first saving, half away from zero: quotients of such integers are exact enough. */
// @ts-ignore: decorator
@inline
function quantise(k: usize): void {
  const value = v128.load16x4_s(samples + (k << 1));
  const step = v128.load(eightfoldFirst + (k << 2));
  const size = f32x4.convert_i32x4_s(i32x4.abs(value));
  const steps = f32x4.floor(f32x4.div(f32x4.add(size, f32x4.mul(step, f32x4.splat(0.5))), step));
  const whole = i32x4.trunc_sat_f32x4_s(steps);
  const signed = v128.bitselect(i32x4.neg(whole), whole, i32x4.lt_s(value, i32x4.splat(0)));
  v128.store64_lane(samples + (k << 1), i16x8.narrow_i32x4_s(signed, signed), 0);
}

/** Luma, less 128, of four pixels after they were seen in red, green and blue. */
// @ts-ignore: decorator
@inline
function seeAgain(at: usize, shifts: usize): void {
  const luma = cut(v128.load16x4_s(at));
  const red = cut(i32x4.add(luma, v128.load16x4_s(shifts)));
  const green = cut(i32x4.add(luma, v128.load16x4_s(shifts, 128)));
  const blue = cut(i32x4.add(luma, v128.load16x4_s(shifts, 256)));
  const sum = i32x4.add(
    i32x4.add(i32x4.mul(red, i32x4.splat(RED)), i32x4.mul(green, i32x4.splat(GREEN))),
    i32x4.add(i32x4.mul(blue, i32x4.splat(BLUE)), i32x4.splat(HALF)),
  );
  const again = i32x4.sub(i32x4.shr_s(sum, 16), i32x4.splat(128));
  v128.store64_lane(at, i16x8.narrow_i32x4_s(again, again), 0);
}

// @ts-ignore: decorator
@inline
function cut(levels: v128): v128 {
  return i32x4.min_s(i32x4.max_s(levels, i32x4.splat(0)), i32x4.splat(255));
}
