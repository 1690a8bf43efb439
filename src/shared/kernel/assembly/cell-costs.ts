// What each candidate class costs at each pixel of a cell, from samples at full resolution and from neighbours.
import { take } from './memory';
import {
  Component,
  cellHeight,
  cellWidth,
  componentAt,
  componentCount,
  height,
  labels,
  mcuHeight,
  samplesOf,
  width,
} from './picture';

const SIDE_WEIGHT: f64 = 1.5;
const DIAGONAL_WEIGHT: f64 = 0.707 * SIDE_WEIGHT;

export const MAX_CELL = 16;
export const MAX_MCU_CELLS = 64;
const MAX_CANDIDATES = 24;
/** Ways in which the four sides and the four corners of a pixel can match: sides * 5 + corners. */
const WAYS = 25;

/** Candidates that the following cells may have, one byte each, and by class the candidate that it is, or 255. */
export const candidates: usize = memory.data(32, 16);
export const candidateOf: usize = memory.data(256, 16);
export let candidateCount: i32 = 0;

/** Per component its candidates' codes, 64-bit floats, `CODES_BYTES` apart. */
export const candidateCodes: usize = memory.data(4 * 192, 16);
export const CODES_BYTES: usize = 192;

/** Costs of the MCU's cells from samples alone, and whether they are set; and of one cell with those of neighbours. */
let sampleCosts: usize = 0;
let isSet: usize = 0;
let cellCosts: usize = 0;
/** Floats of a candidate: one per pixel of a whole cell. */
export let costsPerCandidate: i32 = 0;
let cellBytes: usize = 0;

/** What two neighbouring pixels cost, by `first + WAYS * second`: pairs of floats. */
let pairCosts: usize = 0;
/** Indices into them: sixteen numbers of 16 bits for the upper two pixels, sixteen for the lower. */
const upperWays: usize = memory.data(32, 16);
const lowerWays: usize = memory.data(32, 16);

export function setUpCosts(): void {
  costsPerCandidate = cellWidth * cellHeight;
  cellBytes = <usize>(costsPerCandidate * MAX_CANDIDATES) * 8;
  sampleCosts = take(<usize>MAX_MCU_CELLS * cellBytes);
  isSet = take(MAX_MCU_CELLS);
  cellCosts = take(cellBytes);
  pairCosts = take(WAYS * WAYS * 16);
  for (let second = 0; second < WAYS; second++) {
    for (let first = 0; first < WAYS; first++) {
      const at = pairCosts + (second * WAYS + first) * 16;
      store<f64>(at, costOfWay(first));
      store<f64>(at, costOfWay(second), 8);
    }
  }
}

function costOfWay(way: i32): f64 {
  return <f64>(4 - way / 5) * SIDE_WEIGHT + <f64>(4 - (way % 5)) * DIAGONAL_WEIGHT;
}

/** Takes over the first 24 of `count` classes; the costs of all cells are to be found anew. */
export function setCandidates(from: usize, count: i32): void {
  candidateCount = min(count, MAX_CANDIDATES);
  memory.copy(candidates, from, candidateCount);
  memory.fill(candidateOf, 255, 256);
  for (let i = 0; i < candidateCount; i++) store<u8>(candidateOf + <usize>load<u8>(candidates + i), <u8>i);
  memory.fill(isSet, 0, MAX_MCU_CELLS);
  for (let index = 0; index < componentCount; index++) {
    const codes = componentAt(index).codes;
    const to = candidateCodes + <usize>index * CODES_BYTES;
    for (let i = 0; i < candidateCount; i++) {
      store<f64>(to + (i << 3), <f64>load<u8>(codes + <usize>load<u8>(candidates + i)));
    }
  }
}

/** Whether a cell is the usual one, 2 x 2 pixels: not what the picture's edge leaves of a larger one. */
export function isWholeQuad(left: i32, top: i32, right: i32, bottom: i32): bool {
  return costsPerCandidate === 4 && right - left === 2 && bottom - top === 2;
}

/** Address of the costs of a cell: `costsPerCandidate` floats for each candidate, pixels row by row. */
export function costsOf(cell: i32, left: i32, top: i32, right: i32, bottom: i32, mcuRow: i32): usize {
  const at = sampleCosts + <usize>cell * cellBytes;
  if (load<u8>(isSet + cell) !== 0) return at;
  store<u8>(isSet + cell, 1);
  let isFirst = true;
  for (let index = 0; index < componentCount; index++) {
    const part = componentAt(index);
    if (part.ratioX !== 1 || part.ratioY !== 1) continue;
    const samples = samplesOf(part, mcuRow) + <usize>((top - mcuRow * mcuHeight) * part.stride + left) * 2;
    const codes = candidateCodes + <usize>index * CODES_BYTES;
    if (isWholeQuad(left, top, right, bottom)) addFourCosts(part, codes, samples, at, isFirst);
    else addSampleCosts(part, codes, samples, at, isFirst, right - left, bottom - top);
    isFirst = false;
  }
  if (isFirst) memory.fill(at, 0, cellBytes);
  return at;
}

// The first component's costs are stored rather than added: what the twin adds them to is zero.

function addSampleCosts(
  part: Component,
  codes: usize,
  samples: usize,
  to: usize,
  isFirst: bool,
  wide: i32,
  high: i32,
): void {
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const sample = <f64>load<i16>(samples + <usize>(y * part.stride + x) * 2);
      for (let i = 0; i < candidateCount; i++) {
        const at = to + <usize>(i * costsPerCandidate + y * wide + x) * 8;
        const difference = sample - load<f64>(codes + (i << 3));
        const cost = difference * difference * part.weight;
        store<f64>(at, isFirst ? cost : load<f64>(at) + cost);
      }
    }
  }
}

function addFourCosts(part: Component, codes: usize, samples: usize, to: usize, isFirst: bool): void {
  const weight = f64x2.splat(part.weight);
  const upper = samplePair(samples);
  const lower = samplePair(samples + <usize>part.stride * 2);
  for (let i = 0; i < candidateCount; i++, to += 32) {
    const code = v128.load64_splat(codes + (i << 3));
    const upperDifference = f64x2.sub(upper, code);
    const lowerDifference = f64x2.sub(lower, code);
    const upperCost = f64x2.mul(f64x2.mul(upperDifference, upperDifference), weight);
    const lowerCost = f64x2.mul(f64x2.mul(lowerDifference, lowerDifference), weight);
    v128.store(to, isFirst ? upperCost : f64x2.add(v128.load(to), upperCost));
    v128.store(to, isFirst ? lowerCost : f64x2.add(v128.load(to, 16), lowerCost), 16);
  }
}

// @ts-ignore: decorator
@inline
function samplePair(at: usize): v128 {
  return f64x2.convert_low_i32x4_s(i32x4.extend_low_i16x8_s(v128.load32_zero(at)));
}

/** The costs at `from` with what neighbours of other labels cost; beyond the picture nothing does. */
export function withNeighbours(from: usize, left: i32, top: i32, right: i32, bottom: i32): usize {
  const isInside = left > 0 && top > 0 && right < width && bottom < height;
  if (isInside && isWholeQuad(left, top, right, bottom) && candidateCount <= 16) {
    addFourNeighbours(labels + top * width + left, from);
    return cellCosts;
  }
  let pixel = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++, pixel++) {
      for (let i = 0; i < candidateCount; i++) {
        const at = <usize>(i * costsPerCandidate + pixel) * 8;
        store<f64>(cellCosts + at, load<f64>(from + at) + neighbourCost(x, y, load<u8>(candidates + i)));
      }
    }
  }
  return cellCosts;
}

function neighbourCost(x: i32, y: i32, position: u8): f64 {
  if (x === 0 || y === 0 || x === width - 1 || y === height - 1) return borderCost(x, y, position);
  const at = labels + y * width + x;
  const stride = <usize>width;
  const sides =
    i32(load<u8>(at - 1) !== position) +
    i32(load<u8>(at + 1) !== position) +
    i32(load<u8>(at - stride) !== position) +
    i32(load<u8>(at + stride) !== position);
  const diagonals =
    i32(load<u8>(at - stride - 1) !== position) +
    i32(load<u8>(at - stride + 1) !== position) +
    i32(load<u8>(at + stride - 1) !== position) +
    i32(load<u8>(at + stride + 1) !== position);
  return <f64>sides * SIDE_WEIGHT + <f64>diagonals * DIAGONAL_WEIGHT;
}

// Added up in the order of the twin, as its sums are rounded.
function borderCost(x: i32, y: i32, position: u8): f64 {
  let cost: f64 = 0;
  for (let row = max(y - 1, 0); row <= min(y + 1, height - 1); row++) {
    for (let column = max(x - 1, 0); column <= min(x + 1, width - 1); column++) {
      if (load<u8>(labels + row * width + column) === position || (row === y && column === x)) continue;
      cost += column === x || row === y ? SIDE_WEIGHT : DIAGONAL_WEIGHT;
    }
  }
  return cost;
}

/** All ones for the candidates that the label at an address is. */
// @ts-ignore: decorator
@inline
function matching(at: usize, positions: v128): v128 {
  return i8x16.eq(v128.load8_splat(at), positions);
}

// @ts-ignore: decorator
@inline
function wayOf(a: v128, b: v128, c: v128, d: v128, corners: v128): v128 {
  const sides = i8x16.add(i8x16.add(a, b), i8x16.add(c, d));
  return i8x16.neg(i8x16.add(i8x16.add(sides, i8x16.shl(sides, 2)), corners));
}

// @ts-ignore: decorator
@inline
function sum(a: v128, b: v128, c: v128, d: v128): v128 {
  return i8x16.add(i8x16.add(a, b), i8x16.add(c, d));
}

// @ts-ignore: decorator
@inline
function storeWays(first: v128, second: v128, to: usize): void {
  const factor = i16x8.splat(<i16>WAYS);
  const low = i16x8.mul(i16x8.extend_low_i8x16_u(second), factor);
  const high = i16x8.mul(i16x8.extend_high_i8x16_u(second), factor);
  v128.store(to, i16x8.add(low, i16x8.extend_low_i8x16_u(first)));
  v128.store(to, i16x8.add(high, i16x8.extend_high_i8x16_u(first)), 16);
}

/** The usual case: 2 x 2 pixels inside the picture, `at` the first; the 4 x 4 labels round them are compared once. */
function addFourNeighbours(at: usize, from: usize): void {
  const positions = v128.load(candidates);
  const stride = <usize>width;
  const a = at - stride;
  const c = at + stride;
  const d = c + stride;
  const a0 = matching(a - 1, positions);
  const a1 = matching(a, positions);
  const a2 = matching(a + 1, positions);
  const a3 = matching(a + 2, positions);
  const b0 = matching(at - 1, positions);
  const b1 = matching(at, positions);
  const b2 = matching(at + 1, positions);
  const b3 = matching(at + 2, positions);
  const c0 = matching(c - 1, positions);
  const c1 = matching(c, positions);
  const c2 = matching(c + 1, positions);
  const c3 = matching(c + 2, positions);
  const d0 = matching(d - 1, positions);
  const d1 = matching(d, positions);
  const d2 = matching(d + 1, positions);
  const d3 = matching(d + 2, positions);
  storeWays(wayOf(a1, c1, b0, b2, sum(a0, a2, c0, c2)), wayOf(a2, c2, b1, b3, sum(a1, a3, c1, c3)), upperWays);
  storeWays(wayOf(b1, d1, c0, c2, sum(b0, b2, d0, d2)), wayOf(b2, d2, c1, c3, sum(b1, b3, d1, d3)), lowerWays);
  let to = cellCosts;
  for (let i = 0; i < candidateCount; i++, from += 32, to += 32) {
    const upper = pairCosts + (<usize>load<u16>(upperWays + (i << 1)) << 4);
    const lower = pairCosts + (<usize>load<u16>(lowerWays + (i << 1)) << 4);
    v128.store(to, f64x2.add(v128.load(from), v128.load(upper)));
    v128.store(to, f64x2.add(v128.load(from, 16), v128.load(lower)), 16);
  }
}
