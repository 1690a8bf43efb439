// Labels MCUs: flat ones at once, the others cell by cell (see src/shared/repair/mcu-labeller.ts).
import { MAX_MCU_CELLS, setCandidates, setUpCosts } from './cell-costs';
import { decodeCell, setUpDecoder } from './cell-decoder';
import { isMcuCertified, isReproduced, mcuViolation } from './certificate';
import { take } from './memory';
import { hasUnwitnessed, nearestClass, setUpNearest, witness, witnessed } from './nearest-class';
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
  setUpDecoder();
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
  cellsWide = (right - left + cellWidth - 1) / cellWidth;
  cellsHigh = (bottom - top + cellHeight - 1) / cellHeight;
}

export function labelFlat(mcuColumn: i32, row: i32, position: i32): void {
  goTo(mcuColumn, row);
  for (let y = top; y < bottom; y++) memory.fill(labels + y * width + left, <u8>position, right - left);
  addSolidClass(mcuColumn, row, position);
}

/** First step: the labels an MCU shows by itself, and the classes that fill cells of it. */
export function startMcu(mcuColumn: i32, row: i32): void {
  goTo(mcuColumn, row);
  const flags = solidCells + (row & 1) * solidRowBytes + mcuColumn * MAX_MCU_CELLS;
  for (let cell = 0; cell < cellsWide * cellsHigh; cell++) {
    const x = left + (cell % cellsWide) * cellWidth;
    const y = top + (cell / cellsWide) * cellHeight;
    const position = solidClassOf(x, y);
    store<u8>(flags + cell, position >= 0 ? 1 : 0);
    if (position < 0) labelNearest(x, y, false);
    else {
      addSolidClass(mcuColumn, row, position);
      fillCell(x, y, <u8>position);
    }
  }
}

function fillCell(x: i32, y: i32, position: u8): void {
  const wide = min(x + cellWidth, right) - x;
  for (let end = min(y + cellHeight, bottom); y < end; y++) {
    for (let i = 0; i < wide; i++) store<u8>(labels + y * width + x + i, position);
  }
}

// @ts-ignore: decorator
@inline
function sampleAt(index: i32, x: i32, y: i32): i32 {
  if (index >= componentCount) return 0;
  const part = componentAt(index);
  const row = (y - mcuRow * mcuHeight) / part.ratioY;
  return load<i16>(samplesOf(part, mcuRow) + <usize>(row * part.stride + x / part.ratioX) * 2);
}

// @ts-ignore: decorator
@inline
function nearestAt(x: i32, y: i32, isAmongAll: bool): i32 {
  return nearestClass(isAmongAll, sampleAt(0, x, y), sampleAt(1, x, y), sampleAt(2, x, y));
}

function labelNearest(x: i32, y: i32, isAmongAll: bool): void {
  const endX = min(x + cellWidth, right);
  const endY = min(y + cellHeight, bottom);
  for (let row = y; row < endY; row++) {
    for (let at = x; at < endX; at++) store<u8>(labels + row * width + at, <u8>nearestAt(at, row, isAmongAll));
  }
}

function labelMcuNearest(isAmongAll: bool): void {
  for (let y = top; y < bottom; y += cellHeight) {
    for (let x = left; x < right; x += cellWidth) labelNearest(x, y, isAmongAll);
  }
}

/** The class that every sample of a cell shows, or -1. */
function solidClassOf(x: i32, y: i32): i32 {
  const position = nearestAt(x, y, false);
  for (let index = 0; index < componentCount; index++) {
    if (!isPlaneSolid(componentAt(index), x, y, position)) return -1;
  }
  return position;
}

function isPlaneSolid(part: Component, x: i32, y: i32, position: i32): bool {
  const code = <i32>load<u8>(part.codes + position);
  const wide = (min(x + cellWidth, right) - x + part.ratioX - 1) / part.ratioX;
  const high = (min(y + cellHeight, bottom) - y + part.ratioY - 1) / part.ratioY;
  let row = samplesOf(part, mcuRow);
  row += <usize>(((y - mcuRow * mcuHeight) / part.ratioY) * part.stride + x / part.ratioX) * 2;
  for (let j = 0; j < high; j++) {
    for (let i = 0; i < wide; i++) if (abs(<i32>load<i16>(row + (i << 1)) - code) > part.tolerance) return false;
    row += part.stride << 1;
  }
  return true;
}

/** Tries, the cheapest first, until the labels reproduce the MCU; else keeps what misses its coefficients least. */
export function decideMcu(mcuColumn: i32, row: i32): bool {
  goTo(mcuColumn, row);
  const count = collectNear(mcuColumn, row, classList);
  leastViolation = Infinity;
  if (count > 1) {
    setCandidates(classList, count);
    sweepMixed();
    if (isMcuCertified(column, mcuRow)) return true;
    const isChanged = sweepUnsettled();
    leastViolation = mcuViolation(column, mcuRow, Infinity);
    if (isChanged && isReproduced) return true;
    isBestReproduced = isReproduced;
    copyOut();
  } else consider(1);
  tryNearest(count);
  if (hasUnwitnessed()) tryUnwitnessed(count);
  copyIn();
  return isBestReproduced;
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
  setCandidates(classList, total);
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

/** Classes that nothing else in the file shows must explain an MCU far better. */
function tryUnwitnessed(count: i32): void {
  labelMcuNearest(true);
  const total = addSeenClasses(count);
  let hasNew = false;
  for (let i = count; i < total; i++) {
    if (load<u8>(witnessed + <usize>load<u8>(classList + i)) === 0) hasNew = true;
  }
  if (!hasNew) return;
  considerUnwitnessed();
  if (leastViolation === 0) return;
  setCandidates(classList, total);
  sweepUnsettled();
  considerUnwitnessed();
}

/** A certified MCU is as good a witness of its classes as a flat one. */
function considerUnwitnessed(): void {
  if (!consider(UNWITNESSED_FACTOR) || !isBestReproduced) return;
  for (let place = 0; place < mcuWidth * mcuHeight; place++) {
    const position = <i32>load<u8>(bestLabels + place);
    if (load<u8>(witnessed + position) === 0) witness(position);
  }
}

function decodeAt(cell: i32, usesNeighbours: bool): bool {
  const x = left + (cell % cellsWide) * cellWidth;
  const y = top + (cell / cellsWide) * cellHeight;
  return decodeCell(cell, x, y, min(x + cellWidth, right), min(y + cellHeight, bottom), mcuRow, usesNeighbours);
}

function sweepMixed(): void {
  const flags = solidCells + (mcuRow & 1) * solidRowBytes + column * MAX_MCU_CELLS;
  for (let cell = 0; cell < cellsWide * cellsHigh; cell++) if (load<u8>(flags + cell) === 0) decodeAt(cell, false);
}

/** Decides cells among their neighbours until nothing changes; tells whether anything did. */
function sweepUnsettled(): bool {
  memory.fill(isDone, 0, MAX_MCU_CELLS);
  let hasChanged = false;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let isChanged = false;
    for (let cell = 0; cell < cellsWide * cellsHigh; cell++) {
      if (load<u8>(isDone + cell) !== 0) continue;
      store<u8>(isDone + cell, 1);
      if (isSettled(cell) || !decodeAt(cell, true)) continue;
      isChanged = true;
      reopenRound(cell);
    }
    if (!isChanged) return hasChanged;
    hasChanged = true;
  }
  return hasChanged;
}

/** A cell that changed is to be decided again, and so are those that touch it: no others can come out differently. */
function reopenRound(cell: i32): void {
  const x = cell % cellsWide;
  const y = cell / cellsWide;
  for (let j = max(y - 1, 0); j <= min(y + 1, cellsHigh - 1); j++) {
    for (let i = max(x - 1, 0); i <= min(x + 1, cellsWide - 1); i++) store<u8>(isDone + j * cellsWide + i, 0);
  }
}

/** A cell is settled where it and all pixels round it have one label. */
function isSettled(cell: i32): bool {
  const x = left + (cell % cellsWide) * cellWidth;
  const y = top + (cell / cellsWide) * cellHeight;
  const own = load<u8>(labels + y * width + x);
  const endX = min(min(x + cellWidth, right) + 1, width);
  const endY = min(min(y + cellHeight, bottom) + 1, height);
  for (let row = max(y - 1, 0); row < endY; row++) {
    for (let at = max(x - 1, 0); at < endX; at++) if (load<u8>(labels + row * width + at) !== own) return false;
  }
  return true;
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
