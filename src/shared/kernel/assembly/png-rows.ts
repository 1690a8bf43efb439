// Filters the rows of a PNG as main/codec/png/plain-png-filter.ts does, which tells what and why.
import { resetMemory, take } from './memory';

const WORD: usize = 4;
const VECTOR: usize = 16;
const NONE: u8 = 0;
const SUB: u8 = 1;
const UP: u8 = 2;

let rowBytes: usize = 0;
let pixelBytes: usize = 0;
let band: i32 = 0;
/** Rows as they come, then as they go, each with its filter in front. */
let plain: usize = 0;
let filtered: usize = 0;
let entries: usize = 0;
/** Rows of whole vectors, zeros behind the last byte. */
let row: usize = 0;
let above: usize = 0;
let left: usize = 0;
let isUp: bool = false;

/** To be called first: `rows` are filtered at a time, at most; one choice of filter serves `bandRows`. */
export function setRows(bytesOfRow: i32, bytesOfPixel: i32, rows: i32, bandRows: i32): void {
  resetMemory();
  rowBytes = bytesOfRow;
  pixelBytes = bytesOfPixel;
  band = bandRows;
  entries = take(256);
  for (let value: usize = 0; value < 256; value++) store<u8>(entries + value, <u8>value);
  const room = (rowBytes + VECTOR - 1) & ~(VECTOR - 1);
  row = take(room);
  above = take(room);
  left = take(room);
  plain = take(rowBytes * rows);
  filtered = take((rowBytes + 1) * rows);
  isUp = false;
}

/** What stands in the file for each of 256 values. */
export function entriesAt(): usize {
  return entries;
}

export function plainRowsAt(): usize {
  return plain;
}

export function filteredRowsAt(): usize {
  return filtered;
}

/** Takes the first of the plain rows as the one above those that are filtered first. */
export function takeRowAbove(): void {
  readRow(plain);
  swapRows();
}

/** Filters so many of the plain rows, the first of which is row `y` of the picture. */
export function filterPlainRows(y: i32, rows: i32): void {
  const isAlone = pixelBytes === 1;
  let target = filtered;
  for (let i = 0; i < rows; i++) {
    readRow(plain + <usize>i * rowBytes);
    if (!isAlone) memory.copy(left + pixelBytes, row, rowBytes - pixelBytes);
    if ((y + i) % band === 1) isUp = countChanges(above) < countChanges(left);
    store<u8>(target++, isUp ? UP : isAlone ? NONE : SUB);
    if (isUp) subtract(above, target);
    else if (isAlone) memory.copy(target, row, rowBytes);
    else subtract(left, target);
    target += rowBytes;
    swapRows();
  }
}

function swapRows(): void {
  const filteredLast = row;
  row = above;
  above = filteredLast;
}

/** Masks are flat: most vectors are one value. */
function readRow(from: usize): void {
  let at: usize = 0;
  for (; at + VECTOR <= rowBytes; at += VECTOR) {
    const values = v128.load(from + at);
    const first = load<u8>(from + at);
    if (i8x16.all_true(i8x16.eq(values, i8x16.splat(first)))) {
      v128.store(row + at, i8x16.splat(load<u8>(entries + first)));
    } else {
      for (let i = at; i < at + VECTOR; i++) store<u8>(row + i, load<u8>(entries + load<u8>(from + i)));
    }
  }
  for (; at < rowBytes; at++) store<u8>(row + at, load<u8>(entries + load<u8>(from + at)));
}

/** How often, along the row, the word's difference from the predicted one is another than before. */
function countChanges(predicted: usize): i32 {
  let changes = 0;
  let before = i32x4.splat(0);
  // Behind the last byte both rows are zero; words that hold none of the row do not count.
  let at: usize = 0;
  for (; at + VECTOR <= rowBytes; at += VECTOR) {
    const difference = v128.xor(v128.load(row + at), v128.load(predicted + at));
    const previous = v128.shuffle<i32>(before, difference, 3, 4, 5, 6);
    changes += popcnt(i32x4.bitmask(i32x4.ne(difference, previous)));
    before = difference;
  }
  let last = i32x4.extract_lane(before, 3);
  for (; at < rowBytes; at += WORD) {
    const difference = load<i32>(row + at) ^ load<i32>(predicted + at);
    if (difference !== last) changes++;
    last = difference;
  }
  return changes;
}

/** May write up to a vector beyond the row, which the next one overwrites. */
function subtract(predicted: usize, target: usize): void {
  for (let at: usize = 0; at < rowBytes; at += VECTOR) {
    v128.store(target + at, i8x16.sub(v128.load(row + at), v128.load(predicted + at)));
  }
}
