// libjpeg's accurate integer forward DCT on 16-bit lanes: the products of a rotation are summed in 32 bits before they
// are rounded, so the results are those of the scalar transform (see src/shared/jpeg/forward-dct.ts).

/** Adds and rounds a sum of two products per lane of `low` and `high` halves. */
// @ts-ignore: decorator
@inline
function rotate(low: v128, high: v128, factors: v128, shift: i32): v128 {
  const round = i32x4.splat(1 << (shift - 1));
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(low, factors), round), shift),
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(high, factors), round), shift),
  );
}

// @ts-ignore: decorator
@inline
function rotateFour(lowA: v128, highA: v128, a: v128, lowB: v128, highB: v128, b: v128, shift: i32): v128 {
  const round = i32x4.splat(1 << (shift - 1));
  const low = i32x4.add(i32x4.dot_i16x8_s(lowA, a), i32x4.dot_i16x8_s(lowB, b));
  const high = i32x4.add(i32x4.dot_i16x8_s(highA, a), i32x4.dot_i16x8_s(highB, b));
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(low, round), shift),
    i32x4.shr_s(i32x4.add(high, round), shift),
  );
}

// @ts-ignore: decorator
@inline
function pairs(a: i16, b: i16): v128 {
  return i32x4.splat((<i32>a & 0xffff) | (<i32>b << 16));
}

// @ts-ignore: decorator
@inline
function interleaveLow(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

// @ts-ignore: decorator
@inline
function interleaveHigh(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

/** One pass over eight lanes at once: the eight vectors at `at` are the inputs 0..7 of eight transforms. */
// @ts-ignore: decorator
@inline
function pass(at: usize, isFirst: bool): void {
  const r0 = v128.load(at);
  const r1 = v128.load(at, 16);
  const r2 = v128.load(at, 32);
  const r3 = v128.load(at, 48);
  const r4 = v128.load(at, 64);
  const r5 = v128.load(at, 80);
  const r6 = v128.load(at, 96);
  const r7 = v128.load(at, 112);
  const shift = isFirst ? 11 : 15;
  const t0 = i16x8.add(r0, r7);
  const t7 = i16x8.sub(r0, r7);
  const t1 = i16x8.add(r1, r6);
  const t6 = i16x8.sub(r1, r6);
  const t2 = i16x8.add(r2, r5);
  const t5 = i16x8.sub(r2, r5);
  const t3 = i16x8.add(r3, r4);
  const t4 = i16x8.sub(r3, r4);
  const t10 = i16x8.add(t0, t3);
  const t13 = i16x8.sub(t0, t3);
  const t11 = i16x8.add(t1, t2);
  const t12 = i16x8.sub(t1, t2);
  const sum = i16x8.add(t10, t11);
  const difference = i16x8.sub(t10, t11);
  const two = i16x8.splat(2);
  v128.store(at, isFirst ? i16x8.shl(sum, 2) : i16x8.shr_s(i16x8.add(sum, two), 2));
  v128.store(at, isFirst ? i16x8.shl(difference, 2) : i16x8.shr_s(i16x8.add(difference, two), 2), 64);
  const evenLow = interleaveLow(t12, t13);
  const evenHigh = interleaveHigh(t12, t13);
  v128.store(at, rotate(evenLow, evenHigh, pairs(4433, 10703), shift), 32);
  v128.store(at, rotate(evenLow, evenHigh, pairs(-10704, 4433), shift), 96);
  const lowA = interleaveLow(t4, t7);
  const highA = interleaveHigh(t4, t7);
  const lowB = interleaveLow(t5, t6);
  const highB = interleaveHigh(t5, t6);
  v128.store(at, rotateFour(lowA, highA, pairs(2260, 11363), lowB, highB, pairs(6437, 9633), shift), 16);
  v128.store(at, rotateFour(lowA, highA, pairs(-6436, 9633), lowB, highB, pairs(-11362, -2259), shift), 48);
  v128.store(at, rotateFour(lowA, highA, pairs(9633, 6437), lowB, highB, pairs(2261, -11362), shift), 80);
  v128.store(at, rotateFour(lowA, highA, pairs(-11363, 2260), lowB, highB, pairs(9633, -6436), shift), 112);
}

/** Transposes 8 x 8 values of 16 bits in place. */
// @ts-ignore: decorator
@inline
export function transpose(at: usize): void {
  const r0 = v128.load(at);
  const r1 = v128.load(at, 16);
  const r2 = v128.load(at, 32);
  const r3 = v128.load(at, 48);
  const r4 = v128.load(at, 64);
  const r5 = v128.load(at, 80);
  const r6 = v128.load(at, 96);
  const r7 = v128.load(at, 112);
  const a0 = interleaveLow(r0, r4);
  const a1 = interleaveHigh(r0, r4);
  const a2 = interleaveLow(r1, r5);
  const a3 = interleaveHigh(r1, r5);
  const a4 = interleaveLow(r2, r6);
  const a5 = interleaveHigh(r2, r6);
  const a6 = interleaveLow(r3, r7);
  const a7 = interleaveHigh(r3, r7);
  const b0 = interleaveLow(a0, a4);
  const b1 = interleaveHigh(a0, a4);
  const b2 = interleaveLow(a1, a5);
  const b3 = interleaveHigh(a1, a5);
  const b4 = interleaveLow(a2, a6);
  const b5 = interleaveHigh(a2, a6);
  const b6 = interleaveLow(a3, a7);
  const b7 = interleaveHigh(a3, a7);
  v128.store(at, interleaveLow(b0, b4));
  v128.store(at, interleaveHigh(b0, b4), 16);
  v128.store(at, interleaveLow(b1, b5), 32);
  v128.store(at, interleaveHigh(b1, b5), 48);
  v128.store(at, interleaveLow(b2, b6), 64);
  v128.store(at, interleaveHigh(b2, b6), 80);
  v128.store(at, interleaveLow(b3, b7), 96);
  v128.store(at, interleaveHigh(b3, b7), 112);
}

/** In place on 64 samples of 16 bits, -128..127, row by row; gives the coefficients times 8 in natural order. */
export function forwardDct(at: usize): void {
  transpose(at);
  pass(at, true);
  transpose(at);
  pass(at, false);
}
