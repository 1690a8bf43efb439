// The labels that MCUs show by themselves: of flat ones, of solid cells, and nearest classes elsewhere (see
// src/shared/decide/mcu-labeller.ts).
import { MAX_MCU_CELLS } from './cell-costs';
import { bottom, cellsWide, column, goTo, left, mcuRow, right, top } from './mcu-place';
import { take } from './memory';
import { nearestEight } from './nearest-class';
import {
  Component,
  cellHeight,
  cellWidth,
  componentAt,
  componentCount,
  height,
  labels,
  mcuHeight,
  mcuWidth,
  mcusWide,
  width,
} from './picture';
import { lookUp } from './sample-block';
import { goToLine, lineA, lineB, lineC, nearestAt, sampleEight } from './sample-lines';
import { addSolidClass } from './solid-classes';

const EVEN_BYTES: u64 = 0x00ff00ff00ff00ff;

/** Which cells are one class throughout, in the last two rows started. */
let solidCells: usize = 0;

/** The class of the MCU that was last found to fill a cell, or -1. */
let known: i32 = -1;

export function setUpFirstLabels(): void {
  solidCells = take(<usize>(2 * mcusWide * MAX_MCU_CELLS));
}

/** Where it stands which cells of an MCU are one class throughout, a byte each; of a row started last or before. */
export function solidFlagsAt(mcuColumn: i32, row: i32): usize {
  return solidCells + ((row & 1) * mcusWide + mcuColumn) * MAX_MCU_CELLS;
}

/** Labels flat MCUs of one class beside each other. */
export function labelFlatRun(from: i32, to: i32, row: i32, position: i32): void {
  const first = from * mcuWidth;
  const end = min(to * mcuWidth, width);
  const last = min((row + 1) * mcuHeight, height);
  for (let y = row * mcuHeight; y < last; y++) fillBytes(labels + y * width + first, labels + y * width + end, position);
  for (let mcuColumn = from; mcuColumn < to; mcuColumn++) addSolidClass(mcuColumn, row, position);
}

// The host's own filling costs more than a few stores.
// @ts-ignore: decorator
@inline
function fillBytes(at: usize, end: usize, value: i32): void {
  const sixteen = i8x16.splat(<i8>value);
  for (; at + 16 <= end; at += 16) v128.store(at, sixteen);
  if (at + 8 <= end) {
    v128.store64_lane(at, sixteen, 0);
    at += 8;
  }
  for (; at < end; at++) store<u8>(at, <u8>value);
}

/** First step: the labels an MCU shows by itself, and the classes that fill cells of it. */
export function startMcu(mcuColumn: i32, row: i32): void {
  goTo(mcuColumn, row);
  let flags = solidFlagsAt(mcuColumn, row);
  const isWhole = componentCount === 3 && right - left === mcuWidth && bottom - top === mcuHeight;
  const isFull = cellWidth === 1 && cellHeight === 1;
  if (isWhole && (isFull || isUsual())) {
    known = -1;
    for (let y = top; y < bottom; y += cellHeight) {
      goToLine(y);
      if (isFull) flags = startPixels(y, flags);
      else flags = startQuads(y, flags);
    }
    return;
  }
  for (let y = top; y < bottom; y += cellHeight) {
    for (let line = y; line < min(y + cellHeight, bottom); line++) {
      goToLine(line);
      if (line === y) findSolidCells(y, flags);
      labelMixedCells(line, flags);
    }
    flags += cellsWide;
  }
}

/** Luma at full resolution, chroma at half of it both ways. */
function isUsual(): bool {
  const part = componentAt(0);
  return cellWidth === 2 && cellHeight === 2 && part.ratioX === 1 && part.ratioY === 1 && areHalved();
}

function areHalved(): bool {
  const second = componentAt(1);
  const third = componentAt(2);
  return second.ratioX === 2 && second.ratioY === 2 && third.ratioX === 2 && third.ratioY === 2;
}

/** All ones in the lanes where samples show the codes of `positions`. */
// @ts-ignore: decorator
@inline
function showing(part: Component, values: v128, positions: v128): v128 {
  const codes = i16x8.extend_low_i8x16_u(lookUp(positions, part.codes));
  return i16x8.le_u(i16x8.abs(i16x8.sub_sat_s(values, codes)), i16x8.splat(<i16>part.tolerance));
}

/** A line of an MCU without subsampling: every pixel is a cell, and its nearest class its label, solid or not. */
function startPixels(y: i32, flags: usize): usize {
  const line = labels + y * width;
  for (let x = left; x < right; x += 8, flags += 8) {
    const a = v128.load(lineA + (<usize>x << 1));
    const b = v128.load(lineB + (<usize>x << 1));
    const c = v128.load(lineC + (<usize>x << 1));
    const nearest = nearestEight(false, a, b, c);
    store<u64>(line + x, nearest);
    const positions = i64x2.splat(nearest);
    const isSolid = v128.and(
      showing(componentAt(0), a, positions),
      v128.and(showing(componentAt(1), b, positions), showing(componentAt(2), c, positions)),
    );
    v128.store64_lane(flags, v128.and(i8x16.narrow_i16x8_s(isSolid, isSolid), i8x16.splat(1)), 0);
    addSolid(nearest, i16x8.bitmask(isSolid));
  }
  return flags;
}

/** Two lines of the usual MCU: cells of 2 x 2 pixels that share their chroma samples. */
function startQuads(y: i32, flags: usize): usize {
  const line = labels + y * width;
  const second = <usize>componentAt(0).stride << 1;
  for (let x = left; x < right; x += 8, flags += 4) {
    const upper = v128.load(lineA + (<usize>x << 1));
    const lower = v128.load(lineA + second + (<usize>x << 1));
    const b = sampleEight(lineB, x, 1);
    const c = sampleEight(lineC, x, 1);
    const above = nearestEight(false, upper, b, c);
    // A cell is what its first pixel is, or not one class throughout.
    const firsts = (above & EVEN_BYTES) * 0x0101;
    const positions = i64x2.splat(firsts);
    const part = componentAt(0);
    const isShown = v128.and(
      v128.and(showing(part, upper, positions), showing(part, lower, positions)),
      v128.and(showing(componentAt(1), b, positions), showing(componentAt(2), c, positions)),
    );
    const isSolid = i32x4.eq(isShown, i32x4.splat(-1));
    const solid = i8x16.narrow_i16x8_s(isSolid, isSolid);
    const solidBytes = <u64>i64x2.extract_lane(solid, 0);
    const mixed = solidBytes === ~<u64>0 ? 0 : nearestEight(false, lower, b, c);
    store<u64>(line + x, (firsts & solidBytes) | (above & ~solidBytes));
    store<u64>(line + width + x, (firsts & solidBytes) | (mixed & ~solidBytes));
    const bits = i32x4.bitmask(isSolid);
    store<u32>(flags, (<u32>(bits * 0x00204081)) & 0x01010101);
    addSolid(firsts, (bits & 1) | ((bits & 2) << 1) | ((bits & 4) << 2) | ((bits & 8) << 3));
  }
  return flags;
}

/** Adds the classes at the places, of eight, that have a bit. */
// @ts-ignore: decorator
@inline
function addSolid(positions: u64, bits: i32): void {
  while (bits !== 0) {
    const position = <i32>((positions >> (<u64>ctz(bits) << 3)) & 255);
    bits &= bits - 1;
    if (position === known) continue;
    addSolidClass(column, mcuRow, position);
    known = position;
  }
}

/** Fills the cells of a row that are one class throughout. */
function findSolidCells(y: i32, flag: usize): void {
  const endY = min(y + cellHeight, bottom);
  known = -1;
  for (let x = left; x < right; x += cellWidth) {
    const endX = min(x + cellWidth, right);
    const position = nearestAt(x, false);
    const isSolid = isCellSolid(x, endX - x, endY - y, position);
    store<u8>(flag++, isSolid ? 1 : 0);
    if (!isSolid) continue;
    if (position !== known) addSolidClass(column, mcuRow, position);
    known = position;
    fillCell(x, y, endX, endY, <u8>position);
  }
}

function fillCell(x: i32, y: i32, endX: i32, endY: i32, position: u8): void {
  for (let line = labels + y * width; y < endY; y++) {
    for (let at = x; at < endX; at++) store<u8>(line + at, position);
    line += width;
  }
}

/** Labels one line of the cells of a row that are not solid. */
function labelMixedCells(y: i32, flag: usize): void {
  const line = labels + y * width;
  for (let x = left; x < right; x += cellWidth) {
    if (load<u8>(flag++) !== 0) continue;
    const endX = min(x + cellWidth, right);
    for (let at = x; at < endX; at++) store<u8>(line + at, <u8>nearestAt(at, false));
  }
}

/** Whether every sample of a cell, whose first line was gone to, shows a class. */
// @ts-ignore: decorator
@inline
function isCellSolid(x: i32, wide: i32, high: i32, position: i32): bool {
  if (!isPlaneSolid(componentAt(0), lineA, x, wide, high, position)) return false;
  if (componentCount === 1) return true;
  return (
    isPlaneSolid(componentAt(1), lineB, x, wide, high, position) &&
    isPlaneSolid(componentAt(2), lineC, x, wide, high, position)
  );
}

// @ts-ignore: decorator
@inline
function isPlaneSolid(part: Component, line: usize, x: i32, wide: i32, high: i32, position: i32): bool {
  const code = <i32>load<u8>(part.codes + position);
  const tolerance = part.tolerance;
  const columns = (wide + part.ratioX - 1) >> part.shiftX;
  const rows = (high + part.ratioY - 1) >> part.shiftY;
  let row = line + (<usize>(x >> part.shiftX) << 1);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) if (abs(<i32>load<i16>(row + (i << 1)) - code) > tolerance) return false;
    row += part.stride << 1;
  }
  return true;
}
