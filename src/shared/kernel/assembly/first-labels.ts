// The labels that MCUs show by themselves: of flat ones, of solid cells, and nearest classes elsewhere (see
// src/shared/repair/mcu-labeller.ts).
import { MAX_MCU_CELLS } from './cell-costs';
import { bottom, cellsWide, column, goTo, left, mcuRow, right, top } from './mcu-place';
import { take } from './memory';
import { isNearestUnwitnessed, nearestClass } from './nearest-class';
import {
  Component,
  cellHeight,
  cellWidth,
  componentAt,
  componentCount,
  labels,
  mcuHeight,
  mcusWide,
  samplesOf,
  width,
} from './picture';
import { addSolidClass } from './solid-classes';

/** Which cells are one class throughout, in the last two rows started. */
let solidCells: usize = 0;

/** Rows of samples under the line of pixels worked on, and how their columns follow from a pixel's. */
let lineA: usize = 0;
let lineB: usize = 0;
let lineC: usize = 0;
let shiftA: i32 = 0;
let shiftB: i32 = 0;
let shiftC: i32 = 0;

export function setUpFirstLabels(): void {
  solidCells = take(<usize>(2 * mcusWide * MAX_MCU_CELLS));
}

/** Where it stands which cells of an MCU are one class throughout, a byte each; of a row started last or before. */
export function solidFlagsAt(mcuColumn: i32, row: i32): usize {
  return solidCells + ((row & 1) * mcusWide + mcuColumn) * MAX_MCU_CELLS;
}

export function labelFlat(mcuColumn: i32, row: i32, position: i32): void {
  goTo(mcuColumn, row);
  for (let y = top; y < bottom; y++) memory.fill(labels + y * width + left, <u8>position, right - left);
  addSolidClass(mcuColumn, row, position);
}

/** First step: the labels an MCU shows by itself, and the classes that fill cells of it. */
export function startMcu(mcuColumn: i32, row: i32): void {
  goTo(mcuColumn, row);
  let flags = solidFlagsAt(mcuColumn, row);
  const isFull = cellWidth === 1 && cellHeight === 1 && componentCount === 3;
  for (let y = top; y < bottom; y += cellHeight) {
    goToLine(y);
    if (isFull) findSolidPixels(y, flags);
    else findSolidCells(y, flags);
    if (!isFull) labelMixedCells(y, flags);
    for (let line = y + 1; line < min(y + cellHeight, bottom); line++) {
      goToLine(line);
      labelMixedCells(line, flags);
    }
    flags += cellsWide;
  }
}

/** The same where nothing is subsampled: every pixel is a cell, and its nearest class its label, solid or not. */
function findSolidPixels(y: i32, flag: usize): void {
  const first = componentAt(0);
  const second = componentAt(1);
  const third = componentAt(2);
  const line = labels + y * width;
  let known = -1;
  for (let x = left; x < right; x++) {
    const at = <usize>x << 1;
    const a = <i32>load<i16>(lineA + at);
    const b = <i32>load<i16>(lineB + at);
    const c = <i32>load<i16>(lineC + at);
    const position = nearestClass(false, a, b, c);
    store<u8>(line + x, <u8>position);
    const isSolid =
      i32(abs(a - <i32>load<u8>(first.codes + position)) <= first.tolerance) &
      i32(abs(b - <i32>load<u8>(second.codes + position)) <= second.tolerance) &
      i32(abs(c - <i32>load<u8>(third.codes + position)) <= third.tolerance);
    store<u8>(flag++, <u8>isSolid);
    if (isSolid === 0 || position === known) continue;
    addSolidClass(column, mcuRow, position);
    known = position;
  }
}

/** Fills the cells of a row that are one class throughout. */
function findSolidCells(y: i32, flag: usize): void {
  const endY = min(y + cellHeight, bottom);
  let known = -1;
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

/** Sets the rows of samples under a line of pixels. */
function goToLine(y: i32): void {
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
function nearestAt(x: i32, isAmongAll: bool): i32 {
  if (componentCount === 1) return nearestClass(isAmongAll, sampleA(x), 0, 0);
  return nearestClass(isAmongAll, sampleA(x), sampleB(x), sampleC(x));
}

function labelLineNearest(y: i32, from: i32, to: i32, isAmongAll: bool): void {
  goToLine(y);
  const line = labels + y * width;
  for (let x = from; x < to; x++) store<u8>(line + x, <u8>nearestAt(x, isAmongAll));
}

export function labelMcuNearest(isAmongAll: bool): void {
  for (let y = top; y < bottom; y++) labelLineNearest(y, left, right, isAmongAll);
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

/** Whether any pixel is nearest to a class that nothing else in the file shows. */
export function showsUnwitnessed(): bool {
  for (let y = top; y < bottom; y++) {
    goToLine(y);
    for (let x = left; x < right; x++) {
      const second = componentCount === 1 ? 0 : sampleB(x);
      const third = componentCount === 1 ? 0 : sampleC(x);
      if (isNearestUnwitnessed(sampleA(x), second, third)) return true;
    }
  }
  return false;
}
