// Tries changes of single pixels' labels: applied to the sums at once, to the offsets on the side, and taken back or kept.
import { take } from '../memory';
import {
  ENTRIES_BYTES,
  STARTS_BYTES,
  entries,
  entryStarts,
  labelAt,
  offsets,
  sums,
  thresholds,
  values,
  violations,
} from './mcu';
import { isResaved, resavedViolation } from './resaving';
import { sumLanes } from './sum-lanes';
import { SearchPart, blockCount, partAt, partCount, roundSum } from './tables';
import { linearWeight } from './weights';

/** Most samples that the pixels of one try change: a corner pixel may be replicated over a whole block. */
const MAX_UNDO = 8192;
const MAX_FLIPS = 4;

let aside: usize = 0;
let asideViolations: usize = 0;
let undo: usize = 0;
let undoCount: i32 = 0;
let touched: u32 = 0;

/** Samples of a component that the flips change, and by how many levels; of one block after another the basis' rows. */
let moves: usize = 0;
let moveCount: i32 = 0;
let moveRows: usize = 0;
let moveLevels: usize = 0;

/** Sums of violations, in doubles, are off by less: what exceeds a limit by more does so however it is summed. */
const ROUNDING: f64 = 1e-6;

/** Flips of the try: pixel, its label before, its label after. */
const flips: usize = memory.data(MAX_FLIPS * 12, 16);
export let flipCount: i32 = 0;

export function takeChange(): void {
  aside = take(<usize>blockCount * 256);
  asideViolations = take(<usize>blockCount * 4);
  undo = take(MAX_UNDO * 12);
  moves = take(MAX_UNDO * 8);
  moveRows = take(MAX_UNDO * 4);
  moveLevels = take(MAX_UNDO * 4);
}

// @ts-ignore: decorator
@inline
export function flippedPixel(flip: i32): i32 {
  return load<i32>(flips + <usize>flip * 12);
}

// @ts-ignore: decorator
@inline
export function flippedFrom(flip: i32): i32 {
  return load<i32>(flips + <usize>flip * 12, 4);
}

export function beginTry(): void {
  flipCount = 0;
  undoCount = 0;
  touched = 0;
}

/** Sets the label in the window; what it does to the coefficients is found by `changeOfTry`. */
export function addFlip(pixel: i32, label: u8): void {
  const at = flips + <usize>flipCount * 12;
  const place = labelAt(pixel);
  store<i32>(at, pixel);
  store<i32>(at, load<u8>(place), 4);
  store<i32>(at, label, 8);
  store<u8>(place, label);
  flipCount++;
}

/** By how much the flips change the violation; Infinity as soon as that is sure to exceed `limit`. */
export function changeOfTry(limit: f64): f64 {
  const first = partAt(0);
  let rest: f64 = 0;
  for (let block = first.blocksWide * first.blocksHigh; block < blockCount; block++) {
    rest += <f64>load<f32>(violations + (block << 2));
  }
  // Violations are never negative: a try cannot win more than all of them.
  if (-(violationsOf(first) + rest) > limit + ROUNDING) return Infinity;
  let change: f64 = 0;
  for (let index = 0; index < partCount; index++) {
    const part = partAt(index);
    if (index > 0) rest -= violationsOf(part);
    change += changePart(part, index, limit - change + rest);
    if (change - rest > limit) return Infinity;
  }
  return change;
}

function violationsOf(part: SearchPart): f64 {
  let sum: f64 = 0;
  const end = part.firstBlock + part.blocksWide * part.blocksHigh;
  for (let block = part.firstBlock; block < end; block++) sum += <f64>load<f32>(violations + (block << 2));
  return sum;
}

/** By how much the flips change the violation of a component; Infinity where that is sure to exceed `limit`. */
function changePart(part: SearchPart, index: i32, limit: f64): f64 {
  const before = touched;
  moveCount = 0;
  for (let flip = 0; flip < flipCount; flip++) {
    const at = flips + <usize>flip * 12;
    const difference =
      load<i32>(part.codes + (<usize>load<i32>(at, 8) << 2)) - load<i32>(part.codes + (<usize>load<i32>(at, 4) << 2));
    if (difference !== 0) changeSamples(part, index, load<i32>(at), difference);
  }
  const added = touched & ~before;
  let rest = violationsIn(added);
  let change: f64 = 0;
  for (let left = added; left !== 0; left &= left - 1) {
    const block = ctz(left);
    const own = <f64>load<f32>(violations + (block << 2));
    rest -= own;
    const moved = moveBlock(part, block, limit - change + rest + own + ROUNDING);
    store<f32>(asideViolations + (block << 2), moved);
    change += <f64>moved - own;
    if (moved === <f32>Infinity) return Infinity;
  }
  return change;
}

function violationsIn(blocks: u32): f64 {
  let sum: f64 = 0;
  for (let left = blocks; left !== 0; left &= left - 1) sum += <f64>load<f32>(violations + (ctz(left) << 2));
  return sum;
}

/** Changes the samples under a pixel, and notes how their blocks are to be moved. */
function changeSamples(part: SearchPart, index: i32, pixel: i32, difference: i32): void {
  const starts = entryStarts + <usize>index * STARTS_BYTES + (<usize>pixel << 2);
  const list = entries + <usize>index * ENTRIES_BYTES;
  const end = load<i32>(starts, 4);
  for (let e = load<i32>(starts); e < end; e++) {
    const entry = load<i32>(list + (e << 2));
    const sample = (part.firstBlock << 8) + (entry >> 8);
    const at = sums + (<usize>sample << 2);
    const sum = load<i32>(at);
    const value = load<i32>(values + (<usize>sample << 2));
    const log = undo + <usize>undoCount * 12;
    undoCount++;
    store<i32>(log, sample);
    store<i32>(log, sum, 4);
    store<i32>(log, value, 8);
    const changed = sum + difference * (entry & 255);
    store<i32>(at, changed);
    const rounded = roundSum(part, changed, sample & 7);
    if (rounded === value) continue;
    store<i32>(values + (<usize>sample << 2), rounded);
    const move = moves + (<usize>moveCount << 3);
    moveCount++;
    store<i32>(move, sample);
    store<f32>(move, <f32>(rounded - value), 4);
    touched |= 1 << (sample >> 8);
  }
}

/** Makes the noted moves of a block; returns its violation then, or Infinity as soon as that is sure to exceed `limit`. */
function moveBlock(part: SearchPart, block: i32, limit: f64): f32 {
  if (load<u8>(isResaved + block) !== 0) return resavedViolation(block, values + (<usize>block << 10));
  const count = pickMoves(part, block);
  const rows = load<usize>(moveRows);
  const level = f32x4.splat(load<f32>(moveLevels));
  const nextRows = load<usize>(moveRows, 4);
  const nextLevel = f32x4.splat(load<f32>(moveLevels, 4));
  const from = offsets + (<usize>block << 8);
  const to = aside + (<usize>block << 8);
  const within = thresholds + (<usize>block << 8);
  const zero = f32x4.splat(0);
  const linear = f32x4.splat(linearWeight);
  let sum = zero;
  for (let k: usize = 0; k < 256; k += 16) {
    let offset = f32x4.add(v128.load(from + k), f32x4.mul(level, v128.load(rows + k)));
    if (count > 1) offset = f32x4.add(offset, f32x4.mul(nextLevel, v128.load(nextRows + k)));
    for (let i = 2; i < count; i++) {
      const row = load<usize>(moveRows + (<usize>i << 2)) + k;
      offset = f32x4.add(offset, f32x4.mul(v128.load32_splat(moveLevels + (<usize>i << 2)), v128.load(row)));
    }
    v128.store(to + k, offset);
    const excess = f32x4.max(f32x4.sub(f32x4.abs(offset), v128.load(within + k)), zero);
    sum = f32x4.add(sum, f32x4.mul(excess, f32x4.add(excess, linear)));
    // No excess is negative: what exceeds the limit here does so at the end.
    if ((k & 48) === 48 && <f64>sumLanes(sum) > limit) return <f32>Infinity;
  }
  return sumLanes(sum);
}

/** Finds the rows of the basis and the levels of the moves of a block, in their order; returns how many. */
function pickMoves(part: SearchPart, block: i32): i32 {
  let count = 0;
  for (let i = 0; i < moveCount; i++) {
    const move = moves + (<usize>i << 3);
    const sample = load<i32>(move);
    if (sample >> 8 !== block) continue;
    store<usize>(moveRows + (<usize>count << 2), part.basis + (<usize>(sample & 255) << 8));
    store<f32>(moveLevels + (<usize>count << 2), load<f32>(move, 4));
    count++;
  }
  return count;
}

export function keepTry(): void {
  while (touched !== 0) {
    const block = ctz(touched);
    touched &= touched - 1;
    memory.copy(offsets + (<usize>block << 8), aside + (<usize>block << 8), 256);
    store<f32>(violations + (block << 2), load<f32>(asideViolations + (block << 2)));
  }
}

export function takeBackTry(): void {
  while (undoCount > 0) {
    undoCount--;
    const log = undo + <usize>undoCount * 12;
    const sample = load<i32>(log);
    store<i32>(sums + (<usize>sample << 2), load<i32>(log, 4));
    store<i32>(values + (<usize>sample << 2), load<i32>(log, 8));
  }
  while (flipCount > 0) {
    flipCount--;
    const at = flips + <usize>flipCount * 12;
    store<u8>(labelAt(load<i32>(at)), <u8>load<i32>(at, 4));
  }
  touched = 0;
}
