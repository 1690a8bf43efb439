// Labels the pixels of a cell together (see src/shared/decide/cell-decoder.ts).
import { chooseEach, chooseTogether, chosen } from './cell-choice';
import { candidateOf, candidates, costsOf, isWholeQuad, withNeighbours } from './cell-costs';
import { aim, coarseCount } from './chroma-targets';
import { labels, mcuHeight, width } from './picture';
import { chooseQuad } from './quad-choice';

/** Labels one cell, the `cell`-th of its MCU; tells whether any label changed. */
export function decodeCell(
  cell: i32,
  left: i32,
  top: i32,
  right: i32,
  bottom: i32,
  mcuRow: i32,
  usesNeighbours: bool,
): bool {
  let costs = costsOf(cell, left, top, right, bottom, mcuRow);
  if (usesNeighbours) costs = withNeighbours(costs, left, top, right, bottom);
  const count = (right - left) * (bottom - top);
  if (coarseCount === 0) chooseEach(costs, count);
  else {
    aim(left, top - mcuRow * mcuHeight);
    if (coarseCount === 2 && isWholeQuad(left, top, right, bottom)) {
      const at = labels + top * width + left;
      chooseQuad(costs, guess(at));
      return applyQuad(at);
    }
    chooseTogether(costs, count);
  }
  return apply(left, top, right, bottom);
}

/** Writes the labels of 2 x 2 pixels to `chosen`, where they are candidates, at most two of them. */
function guess(at: usize): bool {
  const a = load<u8>(candidateOf + <usize>load<u8>(at));
  const b = load<u8>(candidateOf + <usize>load<u8>(at + 1));
  const c = load<u8>(candidateOf + <usize>load<u8>(at + width));
  const d = load<u8>(candidateOf + <usize>load<u8>(at + width + 1));
  if ((a | b | c | d) === 255) return false;
  const other = b !== a ? b : c !== a ? c : d;
  if ((c !== a && c !== other) || (d !== a && d !== other)) return false;
  store<u32>(chosen, <u32>a | (<u32>b << 8) | (<u32>c << 16) | (<u32>d << 24));
  return true;
}

function applyQuad(at: usize): bool {
  const below = at + width;
  const a = load<u8>(candidates + <usize>load<u8>(chosen));
  const b = load<u8>(candidates + <usize>load<u8>(chosen, 1));
  const c = load<u8>(candidates + <usize>load<u8>(chosen, 2));
  const d = load<u8>(candidates + <usize>load<u8>(chosen, 3));
  const upper = <u16>a | (<u16>b << 8);
  const lower = <u16>c | (<u16>d << 8);
  if (load<u16>(at) === upper && load<u16>(below) === lower) return false;
  store<u16>(at, upper);
  store<u16>(below, lower);
  return true;
}

function apply(left: i32, top: i32, right: i32, bottom: i32): bool {
  let isChanged = false;
  let pixel = 0;
  for (let y = top; y < bottom; y++) {
    const line = labels + y * width;
    for (let x = left; x < right; x++, pixel++) {
      const position = load<u8>(candidates + <usize>load<u8>(chosen + pixel));
      if (load<u8>(line + x) === position) continue;
      store<u8>(line + x, position);
      isChanged = true;
    }
  }
  return isChanged;
}
