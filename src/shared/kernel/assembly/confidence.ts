// The certainty of every pixel of a row of MCUs (see src/shared/decide/confidence-map.ts).
import { doubtful, findDoubtful, setUpAlternatives } from './alternative-test';
import { boundaryBits, isInside, uniform } from './boundary';
import { boundaryCount, boundaryX, boundaryY } from './boundary-pixels';
import { take } from './memory';
import { certified, height, kinds, labels, mcuHeight, mcuWidth, mcusWide, slotOf, width } from './picture';

const CERTAIN: u8 = 255;
const CERTIFIED_IN_DOUBT: u8 = 236;
const UNCERTIFIED_INNER: u8 = 253;
const UNCERTIFIED_BOUNDARY: u8 = 233;
const UNCLAIMED: u8 = 127;

/** Kinds of MCUs as in src/shared/forward/flat-mcus.ts. */
export const EDGE: u8 = 0;
const FLAT: u8 = 1;

/** One row of MCUs, `width` bytes per row of pixels. */
export let confidence: usize = 0;

export function setUpConfidence(): void {
  confidence = take(<usize>width * mcuHeight);
  setUpAlternatives();
}

export function gradeRow(row: i32): void {
  memory.fill(confidence, CERTAIN, <usize>width * mcuHeight);
  const first = slotOf(row) * mcusWide;
  for (let column = 0; column < mcusWide; column++) {
    const kind = load<u8>(kinds + first + column);
    if (kind === EDGE) {
      if (load<u8>(certified + first + column) === 0) gradeUncertified(column, row);
      else gradeCertified(column, row);
    } else if (kind !== FLAT) fillMcu(column, row);
    else if (hasOtherRound(column, row)) gradeCertified(column, row);
  }
}

function fillMcu(column: i32, row: i32): void {
  const left = column * mcuWidth;
  const wide = min(left + mcuWidth, width) - left;
  for (let y = 0; y < min(mcuHeight, height - row * mcuHeight); y++) {
    memory.fill(confidence + y * width + left, UNCLAIMED, wide);
  }
}

function gradeCertified(column: i32, row: i32): void {
  findDoubtful(column, row);
  for (let place = 0; place < boundaryCount; place++) {
    if (load<u8>(doubtful + place) === 0) continue;
    store<u8>(confidence + (boundaryY(place) - row * mcuHeight) * width + boundaryX(place), CERTIFIED_IN_DOUBT);
  }
}

function gradeUncertified(column: i32, row: i32): void {
  const left = column * mcuWidth;
  const top = row * mcuHeight;
  const right = min(left + mcuWidth, width);
  const bottom = min(top + mcuHeight, height);
  for (let y = top; y < bottom; y++) {
    const line = confidence + (y - top) * width;
    for (let first = left; first < right; first += 16) {
      const count = min(16, right - first);
      if (isInside(first, y)) {
        const inner = uniform(labels + y * width + first);
        const levels = v128.bitselect(i8x16.splat(UNCERTIFIED_INNER), i8x16.splat(UNCERTIFIED_BOUNDARY), inner);
        if (count === 16) v128.store(line + first, levels);
        else v128.store64_lane(line + first, levels, 0);
        continue;
      }
      let bits = boundaryBits(first, y, count);
      for (let i = 0; i < count; i++, bits >>= 1) {
        store<u8>(line + first + i, bits & 1 ? UNCERTIFIED_BOUNDARY : UNCERTIFIED_INNER);
      }
    }
  }
}

/** Whether a flat MCU touches another class. */
function hasOtherRound(column: i32, row: i32): bool {
  const left = column * mcuWidth;
  const top = row * mcuHeight;
  const right = min(left + mcuWidth, width);
  const bottom = min(top + mcuHeight, height);
  const own = load<u8>(labels + top * width + left);
  const from = max(left - 1, 0);
  const to = min(right + 1, width);
  if (top > 0 && isLineOther(top - 1, from, to, own)) return true;
  if (bottom < height && isLineOther(bottom, from, to, own)) return true;
  for (let y = top; y < bottom; y++) {
    if (left > 0 && load<u8>(labels + y * width + left - 1) !== own) return true;
    if (right < width && load<u8>(labels + y * width + right) !== own) return true;
  }
  return false;
}

function isLineOther(y: i32, from: i32, to: i32, own: u8): bool {
  const line = labels + y * width;
  const eight = <u64>own * 0x0101010101010101;
  let x = from;
  for (; x + 8 <= to; x += 8) if (load<u64>(line + x) !== eight) return true;
  for (; x < to; x++) if (load<u8>(line + x) !== own) return true;
  return false;
}
