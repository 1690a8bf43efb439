// What each candidate class costs at each pixel of a cell, from samples at full resolution and from neighbours.
import { take } from './memory';
import { Component, cellHeight, cellWidth, componentAt, componentCount, height, labels, mcuHeight, samplesOf, width } from './picture';

const SIDE_WEIGHT: f64 = 1.5;
const DIAGONAL_WEIGHT: f64 = 0.707 * SIDE_WEIGHT;

export const MAX_CELL = 16;
export const MAX_MCU_CELLS = 64;
const MAX_CANDIDATES = 24;
const ROW_BYTES = MAX_CANDIDATES * 8;

/** Candidates that the following cells may have, one byte each; and their count, and that rounded up to even. */
export const candidates: usize = memory.data(32, 16);
export let candidateCount: i32 = 0;
export let pairedCount: i32 = 0;

/** Per component its candidates' codes, 64-bit floats, `ROW_BYTES` apart. */
export const candidateCodes: usize = memory.data(4 * 192, 16);
export const CODES_BYTES: usize = <usize>ROW_BYTES;

/** By matching neighbours, `sides * 5 + diagonals`. */
const neighbourCosts: usize = memory.data(25 * 8, 16);
const matches: usize = memory.data(32, 16);

/** Costs of the MCU's cells from samples alone: pixel by pixel, `pairedCount` floats each; and whether they are set. */
let sampleCosts: usize = 0;
let isSet: usize = 0;
/** Costs of one cell with those of its neighbours. */
let cellCosts: usize = 0;

export function setUpCosts(): void {
  sampleCosts = take(MAX_MCU_CELLS * cellWidth * cellHeight * ROW_BYTES);
  isSet = take(MAX_MCU_CELLS);
  cellCosts = take(MAX_CELL * ROW_BYTES);
  for (let sides = 0; sides <= 4; sides++) {
    for (let diagonals = 0; diagonals <= 4; diagonals++) {
      const cost = <f64>(4 - sides) * SIDE_WEIGHT + <f64>(4 - diagonals) * DIAGONAL_WEIGHT;
      store<f64>(neighbourCosts + (sides * 5 + diagonals) * 8, cost);
    }
  }
}

/** Takes over the first 24 of `count` classes; the costs of all cells are to be found anew. */
export function setCandidates(from: usize, count: i32): void {
  candidateCount = min(count, MAX_CANDIDATES);
  pairedCount = (candidateCount + 1) & ~1;
  memory.fill(candidates, 0, 32);
  memory.copy(candidates, from, candidateCount);
  memory.fill(isSet, 0, MAX_MCU_CELLS);
  for (let index = 0; index < componentCount; index++) {
    const codes = componentAt(index).codes;
    const to = candidateCodes + <usize>index * CODES_BYTES;
    for (let i = 0; i < pairedCount; i++) {
      store<f64>(to + (i << 3), <f64>load<u8>(codes + <usize>load<u8>(candidates + i)));
    }
  }
}

/** Address of the costs of a cell: for each of its pixels, row by row, `pairedCount` floats; one too many is infinite. */
export function costsOf(cell: i32, left: i32, top: i32, right: i32, bottom: i32, mcuRow: i32): usize {
  const at = sampleCosts + <usize>(cell * cellWidth * cellHeight * pairedCount) * 8;
  if (load<u8>(isSet + cell) !== 0) return at;
  store<u8>(isSet + cell, 1);
  let isFirst = true;
  for (let index = 0; index < componentCount; index++) {
    const part = componentAt(index);
    if (part.ratioX !== 1 || part.ratioY !== 1) continue;
    addSampleCosts(part, candidateCodes + <usize>index * CODES_BYTES, at, isFirst, left, top, right, bottom, mcuRow);
    isFirst = false;
  }
  if (isFirst) memory.fill(at, 0, <usize>((right - left) * (bottom - top) * pairedCount) * 8);
  if (pairedCount !== candidateCount) closeRows(at, (right - left) * (bottom - top));
  return at;
}

function addSampleCosts(
  part: Component,
  codes: usize,
  to: usize,
  isFirst: bool,
  left: i32,
  top: i32,
  right: i32,
  bottom: i32,
  mcuRow: i32,
): void {
  const weight = f64x2.splat(part.weight);
  const samples = samplesOf(part, mcuRow);
  for (let y = top; y < bottom; y++) {
    const row = samples + <usize>((y - mcuRow * mcuHeight) * part.stride) * 2;
    for (let x = left; x < right; x++) {
      const sample = f64x2.splat(<f64>load<i16>(row + (<usize>x << 1)));
      for (let i = 0; i < pairedCount; i += 2) {
        const difference = f64x2.sub(sample, v128.load(codes + (i << 3)));
        const cost = f64x2.mul(f64x2.mul(difference, difference), weight);
        v128.store(to, isFirst ? cost : f64x2.add(v128.load(to), cost));
        to += 16;
      }
    }
  }
}

/** A candidate that only fills up a pair is never chosen. */
function closeRows(at: usize, pixels: i32): void {
  for (let pixel = 0; pixel < pixels; pixel++) {
    store<f64>(at + <usize>(pixel * pairedCount + candidateCount) * 8, Infinity);
  }
}

/** The costs at `from` with what neighbours of other labels cost; beyond the picture nothing does. */
export function withNeighbours(from: usize, left: i32, top: i32, right: i32, bottom: i32): usize {
  let to = cellCosts;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const isInside = x > 0 && y > 0 && x < width - 1 && y < height - 1;
      if (isInside) addNeighbours(labels + y * width + x, from, to);
      else addBorder(x, y, from, to);
      from += pairedCount << 3;
      to += pairedCount << 3;
    }
  }
  return cellCosts;
}

// @ts-ignore: decorator
@inline
function matching(at: usize, positions: v128): v128 {
  return i8x16.eq(v128.load8_splat(at), positions);
}

// @ts-ignore: decorator
@inline
function addNeighbours(at: usize, from: usize, to: usize): void {
  const stride = <usize>width;
  for (let first = 0; first < candidateCount; first += 16) {
    const positions = v128.load(candidates + first);
    const sides = i8x16.add(
      i8x16.add(matching(at - 1, positions), matching(at + 1, positions)),
      i8x16.add(matching(at - stride, positions), matching(at + stride, positions)),
    );
    const above = i8x16.add(matching(at - stride - 1, positions), matching(at - stride + 1, positions));
    const below = i8x16.add(matching(at + stride - 1, positions), matching(at + stride + 1, positions));
    const five = i8x16.add(sides, i8x16.shl(sides, 2));
    v128.store(matches + first, i8x16.neg(i8x16.add(five, i8x16.add(above, below))));
  }
  for (let i = 0; i < pairedCount; i += 2) {
    const first = v128.load64_splat(neighbourCosts + (<usize>load<u8>(matches + i) << 3));
    const cost = v128.load64_lane(neighbourCosts + (<usize>load<u8>(matches + i + 1) << 3), first, 1);
    v128.store(to + (i << 3), f64x2.add(v128.load(from + (i << 3)), cost));
  }
}

// Added up in the order of the twin, as its sums are rounded.
function addBorder(x: i32, y: i32, from: usize, to: usize): void {
  for (let i = 0; i < pairedCount; i++) {
    const position = load<u8>(candidates + i);
    let cost: f64 = 0;
    for (let row = max(y - 1, 0); row <= min(y + 1, height - 1); row++) {
      for (let column = max(x - 1, 0); column <= min(x + 1, width - 1); column++) {
        if (load<u8>(labels + row * width + column) === position || (row === y && column === x)) continue;
        cost += column === x || row === y ? SIDE_WEIGHT : DIAGONAL_WEIGHT;
      }
    }
    store<f64>(to + (i << 3), load<f64>(from + (i << 3)) + cost);
  }
}
