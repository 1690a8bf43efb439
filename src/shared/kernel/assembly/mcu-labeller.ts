// Labels MCUs: flat ones at once, the others cell by cell (see src/shared/repair/mcu-labeller.ts).
import { MAX_MCU_CELLS, setCandidates, setUpCosts } from './cell-costs';
import { decodeCell } from './cell-decoder';
import { goToRow, pairCodes, setUpChroma } from './chroma-targets';
import { isMcuCertified, isReproduced, mcuViolation } from './certificate';
import { take } from './memory';
import { hasUnwitnessed, isNearestUnwitnessed, nearestClass, setUpNearest, witness, witnessed } from './nearest-class';
import {
  Component,
  cellHeight,
  cellWidth,
  classCount,
  componentAt,
  componentCount,
  height,
  labels,
  mcuHeight,
  mcuWidth,
  samplesOf,
  width,
} from './picture';
import { addSolidClass, collectNear, setUpSolidClasses } from './solid-classes';

const SWEEPS = 3;
const UNWITNESSED_FACTOR: f64 = 0.25;
const FEWEST_PIXELS: u32 = 3;

const classList: usize = memory.data(512, 16);
const seen: usize = memory.data(1024, 16);
/** Of the cells of the MCU worked on: 1 where nothing in reach changed since it was last decided. */
const isDone: usize = memory.data(64, 16);

/** Which cells are one class throughout, in the last two rows started. */
let solidCells: usize = 0;
let solidRowBytes: i32 = 0;
let bestLabels: usize = 0;
let leastViolation: f64 = 0;
/** What is known of the best labels: whether they reproduce the MCU. */
let isBestReproduced: bool = false;

/** Rows of samples under the line of pixels worked on, and how their columns follow from a pixel's. */
let lineA: usize = 0;
let lineB: usize = 0;
let lineC: usize = 0;
let shiftA: i32 = 0;
let shiftB: i32 = 0;
let shiftC: i32 = 0;

let column: i32 = 0;
let mcuRow: i32 = 0;
let left: i32 = 0;
let top: i32 = 0;
let right: i32 = 0;
let bottom: i32 = 0;
let cellsWide: i32 = 0;
let cellsHigh: i32 = 0;

export function setUpLabeller(wide: i32): void {
  setUpNearest();
  setUpSolidClasses();
  setUpCosts();
  setUpChroma();
  solidRowBytes = wide * MAX_MCU_CELLS;
  solidCells = take(2 * solidRowBytes);
  bestLabels = take(mcuWidth * mcuHeight);
}

function goTo(mcuColumn: i32, row: i32): void {
  column = mcuColumn;
  mcuRow = row;
  left = mcuColumn * mcuWidth;
  top = row * mcuHeight;
  right = min(left + mcuWidth, width);
  bottom = min(top + mcuHeight, height);
  cellsWide = (right - left + cellWidth - 1) >> ctz(cellWidth);
  cellsHigh = (bottom - top + cellHeight - 1) >> ctz(cellHeight);
}

export function labelFlat(mcuColumn: i32, row: i32, position: i32): void {
  goTo(mcuColumn, row);
  for (let y = top; y < bottom; y++) memory.fill(labels + y * width + left, <u8>position, right - left);
  addSolidClass(mcuColumn, row, position);
}

/** First step: the labels an MCU shows by itself, and the classes that fill cells of it. */
export function startMcu(mcuColumn: i32, row: i32): void {
  goTo(mcuColumn, row);
  let flags = solidCells + (row & 1) * solidRowBytes + mcuColumn * MAX_MCU_CELLS;
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

function labelMcuNearest(isAmongAll: bool): void {
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

/** Tries, the cheapest first, until the labels reproduce the MCU; else keeps what misses its coefficients least. */
export function decideMcu(mcuColumn: i32, row: i32): bool {
  goTo(mcuColumn, row);
  goToRow(row);
  const count = collectNear(mcuColumn, row, classList);
  leastViolation = Infinity;
  if (count > 1) {
    useCandidates(count);
    sweepMixed();
    if (isMcuCertified(column, mcuRow)) return true;
    const isChanged = sweepUnsettled();
    leastViolation = mcuViolation(column, mcuRow, Infinity);
    if (isChanged && isReproduced) return true;
    isBestReproduced = isReproduced;
    copyOut();
  } else consider(1);
  tryNearest(count);
  if (hasUnwitnessed() && showsUnwitnessed()) tryUnwitnessed(count);
  copyIn();
  return isBestReproduced;
}

function useCandidates(count: i32): void {
  setCandidates(classList, count);
  pairCodes();
}

/** Keeps the labels where they miss the coefficients by less than `factor` of what the best so far miss. */
function consider(factor: f64): bool {
  const limit = factor * leastViolation;
  const violation = mcuViolation(column, mcuRow, limit);
  if (violation >= limit) return false;
  leastViolation = violation;
  isBestReproduced = isReproduced;
  copyOut();
  return true;
}

function tryNearest(count: i32): void {
  labelMcuNearest(false);
  consider(1);
  const total = addSeenClasses(count);
  if (total === count) return;
  useCandidates(total);
  sweepUnsettled();
  consider(1);
}

/** Adds the classes of the MCU's labels to the `count` candidates, but for a few pixels; returns how many they are. */
function addSeenClasses(count: i32): i32 {
  memory.fill(seen, 0, classCount << 2);
  for (let y = top; y < bottom; y++) {
    const line = labels + y * width;
    for (let x = left; x < right; x++) {
      const at = seen + (<usize>load<u8>(line + x) << 2);
      store<u32>(at, load<u32>(at) + 1);
    }
  }
  for (let i = 0; i < count; i++) store<u32>(seen + (<usize>load<u8>(classList + i) << 2), 0);
  let total = count;
  for (let position = 0; position < classCount; position++) {
    if (load<u32>(seen + (position << 2)) >= FEWEST_PIXELS) store<u8>(classList + total++, <u8>position);
  }
  return total;
}

/** Whether any pixel is nearest to a class that nothing else in the file shows. */
function showsUnwitnessed(): bool {
  for (let y = top; y < bottom; y++) {
    goToLine(y);
    for (let x = left; x < right; x++) {
      if (componentCount === 1 ? isNearestUnwitnessed(sampleA(x), 0, 0) : isNearestUnwitnessed(sampleA(x), sampleB(x), sampleC(x))) {
        return true;
      }
    }
  }
  return false;
}

/** Classes that nothing else in the file shows must explain an MCU far better. */
function tryUnwitnessed(count: i32): void {
  labelMcuNearest(true);
  const total = addSeenClasses(count);
  if (!hasSeenUnwitnessed()) return;
  considerUnwitnessed();
  if (leastViolation === 0 || total === count) return;
  useCandidates(total);
  sweepUnsettled();
  considerUnwitnessed();
}

function hasSeenUnwitnessed(): bool {
  for (let position = 0; position < classCount; position++) {
    if (load<u32>(seen + (position << 2)) > 0 && load<u8>(witnessed + position) === 0) return true;
  }
  return false;
}

/** A certified MCU is as good a witness of its classes as a flat one. */
function considerUnwitnessed(): void {
  if (!consider(UNWITNESSED_FACTOR) || !isBestReproduced) return;
  for (let place = 0; place < mcuWidth * mcuHeight; place++) {
    const position = <i32>load<u8>(bestLabels + place);
    if (load<u8>(witnessed + position) === 0) witness(position);
  }
}

function decodeAt(cell: i32, x: i32, y: i32, usesNeighbours: bool): bool {
  return decodeCell(cell, x, y, min(x + cellWidth, right), min(y + cellHeight, bottom), mcuRow, usesNeighbours);
}

function sweepMixed(): void {
  const flags = solidCells + (mcuRow & 1) * solidRowBytes + column * MAX_MCU_CELLS;
  let cell = 0;
  for (let y = top; y < bottom; y += cellHeight) {
    for (let x = left; x < right; x += cellWidth, cell++) {
      if (load<u8>(flags + cell) === 0) decodeAt(cell, x, y, false);
    }
  }
}

/** Decides cells among their neighbours until nothing changes; tells whether anything did. */
function sweepUnsettled(): bool {
  memory.fill(isDone, 0, MAX_MCU_CELLS);
  let hasChanged = false;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    if (!sweepOnce()) return hasChanged;
    hasChanged = true;
  }
  return hasChanged;
}

function sweepOnce(): bool {
  let isChanged = false;
  let cell = 0;
  for (let y = top, line = 0; y < bottom; y += cellHeight, line++) {
    for (let x = left, place = 0; x < right; x += cellWidth, place++, cell++) {
      if (load<u8>(isDone + cell) !== 0) continue;
      store<u8>(isDone + cell, 1);
      if (isSettled(x, y) || !decodeAt(cell, x, y, true)) continue;
      isChanged = true;
      reopenRound(place, line);
    }
  }
  return isChanged;
}

/** A cell that changed is to be decided again, and so are those that touch it: no others can come out differently. */
function reopenRound(x: i32, y: i32): void {
  for (let j = max(y - 1, 0); j <= min(y + 1, cellsHigh - 1); j++) {
    for (let i = max(x - 1, 0); i <= min(x + 1, cellsWide - 1); i++) store<u8>(isDone + j * cellsWide + i, 0);
  }
}

/** A cell is settled where it and all pixels round it have one label. */
function isSettled(x: i32, y: i32): bool {
  if (cellWidth === 2 && cellHeight === 2 && x > 0 && y > 0 && x + 2 < width && y + 2 < height) {
    return isSquareSettled(labels + y * width + x);
  }
  const own = load<u8>(labels + y * width + x);
  const endX = min(min(x + cellWidth, right) + 1, width);
  const endY = min(min(y + cellHeight, bottom) + 1, height);
  for (let row = max(y - 1, 0); row < endY; row++) {
    for (let at = max(x - 1, 0); at < endX; at++) if (load<u8>(labels + row * width + at) !== own) return false;
  }
  return true;
}

/** The usual case, 2 x 2 pixels inside the picture: 4 x 4 labels. */
// @ts-ignore: decorator
@inline
function isSquareSettled(at: usize): bool {
  const own = <u32>load<u8>(at) * 0x01010101;
  const from = at - 1;
  return (
    ((load<u32>(from - width) ^ own) |
      (load<u32>(from) ^ own) |
      (load<u32>(from + width) ^ own) |
      (load<u32>(from + 2 * width) ^ own)) ===
    0
  );
}

function copyOut(): void {
  const wide = <usize>(right - left);
  let to = bestLabels;
  for (let y = top; y < bottom; y++) {
    memory.copy(to, labels + y * width + left, wide);
    to += wide;
  }
}

function copyIn(): void {
  const wide = <usize>(right - left);
  let from = bestLabels;
  for (let y = top; y < bottom; y++) {
    memory.copy(labels + y * width + left, from, wide);
    from += wide;
  }
}
