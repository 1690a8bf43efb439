// Passes over the cells of an MCU (see src/shared/decide/mcu-labeller.ts).
import { MAX_MCU_CELLS } from './cell-costs';
import { decodeCell } from './cell-decoder';
import { solidFlagsAt } from './first-labels';
import { bottom, cellsHigh, cellsWide, column, left, mcuRow, right, top } from './mcu-place';
import { cellHeight, cellWidth, height, labels, width } from './picture';

const SWEEPS = 3;

/** Of the cells of the MCU worked on: 1 where nothing in reach changed since it was last decided. */
const isDone: usize = memory.data(64, 16);

function decodeAt(cell: i32, x: i32, y: i32, usesNeighbours: bool): bool {
  return decodeCell(cell, x, y, min(x + cellWidth, right), min(y + cellHeight, bottom), mcuRow, usesNeighbours);
}

export function sweepMixed(): void {
  const flags = solidFlagsAt(column, mcuRow);
  let cell = 0;
  for (let y = top; y < bottom; y += cellHeight) {
    for (let x = left; x < right; x += cellWidth, cell++) {
      if (load<u8>(flags + cell) === 0) decodeAt(cell, x, y, false);
    }
  }
}

/** Decides cells among their neighbours until nothing changes; tells whether anything did. */
export function sweepUnsettled(): bool {
  for (let at: usize = 0; at < <usize>MAX_MCU_CELLS; at += 16) v128.store(isDone + at, i8x16.splat(0));
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
