// Which pixels have a neighbour of another class: sixteen of a row at once.
import { height, labels, width } from './picture';

/** A bit for each of the `count` (at most 16) pixels from (x, y) that has a neighbour of another class. */
export function boundaryBits(x: i32, y: i32, count: i32): i32 {
  if (isInside(x, y)) {
    return i8x16.bitmask(v128.not(uniform(labels + y * width + x))) & ((1 << count) - 1);
  }
  let bits = 0;
  for (let i = 0; i < count; i++) if (hasOther(x + i, y)) bits |= 1 << i;
  return bits;
}

/** Whether the sixteen pixels from (x, y) and all round them are in the picture, as `uniform` needs it. */
export function isInside(x: i32, y: i32): bool {
  return x > 0 && y > 0 && x + 17 <= width && y + 1 < height;
}

/** Of sixteen pixels of a row, all bits set for those that have no neighbour of another class. */
// @ts-ignore: decorator
@inline
export function uniform(at: usize): v128 {
  const stride = <usize>width;
  const own = v128.load(at);
  const above = v128.and(
    i8x16.eq(own, v128.load(at - stride)),
    v128.and(i8x16.eq(own, v128.load(at - stride - 1)), i8x16.eq(own, v128.load(at - stride + 1))),
  );
  const below = v128.and(
    i8x16.eq(own, v128.load(at + stride)),
    v128.and(i8x16.eq(own, v128.load(at + stride - 1)), i8x16.eq(own, v128.load(at + stride + 1))),
  );
  const beside = v128.and(i8x16.eq(own, v128.load(at - 1)), i8x16.eq(own, v128.load(at + 1)));
  return v128.and(beside, v128.and(above, below));
}

function hasOther(x: i32, y: i32): bool {
  const own = load<u8>(labels + y * width + x);
  for (let row = max(y - 1, 0); row <= min(y + 1, height - 1); row++) {
    for (let column = max(x - 1, 0); column <= min(x + 1, width - 1); column++) {
      if (load<u8>(labels + row * width + column) !== own) return true;
    }
  }
  return false;
}
