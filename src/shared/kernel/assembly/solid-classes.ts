// Which classes show themselves in each MCU, as sets of bits (see src/shared/decide/solid-classes.ts); three rows.
import { take } from './memory';
import { classCount, mcusHigh, mcusWide, slotOf } from './picture';

let bits: usize = 0;
let words: i32 = 0;

export function setUpSolidClasses(): void {
  words = (classCount + 31) >> 5;
  bits = take(<usize>mcusWide * words * 4 * 3);
}

function bitsAt(column: i32, row: i32): usize {
  return bits + <usize>((slotOf(row) * mcusWide + column) * words) * 4;
}

export function clearSolidRow(row: i32): void {
  memory.fill(bitsAt(0, row), 0, <usize>mcusWide * words * 4);
}

export function addSolidClass(column: i32, row: i32, position: i32): void {
  const at = bitsAt(column, row) + ((position >> 5) << 2);
  store<u32>(at, load<u32>(at) | (1 << (position & 31)));
}

/** Writes the classes seen in an MCU or the eight round it to `out`, one byte each, ascending; returns their count. */
export function collectNear(column: i32, row: i32, out: usize): i32 {
  let count = 0;
  for (let word = 0; word < words; word++) {
    let set = unionNear(column, row, word);
    while (set !== 0) {
      store<u8>(out + count++, <u8>(word * 32 + ctz(set)));
      set &= set - 1;
    }
  }
  return count;
}

function unionNear(column: i32, row: i32, word: i32): u32 {
  let set: u32 = 0;
  for (let y = max(row - 1, 0); y <= min(row + 1, mcusHigh - 1); y++) {
    for (let x = max(column - 1, 0); x <= min(column + 1, mcusWide - 1); x++) {
      set |= load<u32>(bitsAt(x, y) + (word << 2));
    }
  }
  return set;
}
