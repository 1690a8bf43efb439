// The forward DCT of Intel's AP-922 on 16-bit lanes (see src/shared/jpeg/forward-dct-ap922.ts).

const COLUMN_BITS: i32 = 3;
const ROW_SHIFT: i32 = 20;

/** 512 factors of 16 bits, which the host writes: `line * 64 + frequency * 8 + position`. */
export const rowFactors: usize = memory.data(1024, 16);

/** The upper halves of the products. */
// @ts-ignore: decorator
@inline
function high(values: v128, factor: i16): v128 {
  const factors = i16x8.splat(factor);
  return v128.shuffle<i16>(
    i32x4.extmul_low_i16x8_s(values, factors),
    i32x4.extmul_high_i16x8_s(values, factors),
    1,
    3,
    5,
    7,
    9,
    11,
    13,
    15,
  );
}

/** All eight columns at once: the eight vectors at `at` are the rows. */
function transformColumns(at: usize): void {
  const r0 = v128.load(at);
  const r1 = v128.load(at, 16);
  const r2 = v128.load(at, 32);
  const r3 = v128.load(at, 48);
  const r4 = v128.load(at, 64);
  const r5 = v128.load(at, 80);
  const r6 = v128.load(at, 96);
  const r7 = v128.load(at, 112);
  const one = i16x8.splat(1);
  const t0 = i16x8.shl(i16x8.add(r0, r7), COLUMN_BITS);
  const t1 = i16x8.shl(i16x8.add(r1, r6), COLUMN_BITS);
  const t2 = i16x8.shl(i16x8.add(r2, r5), COLUMN_BITS);
  const t3 = i16x8.shl(i16x8.add(r3, r4), COLUMN_BITS);
  const t4 = i16x8.shl(i16x8.sub(r3, r4), COLUMN_BITS);
  const t5 = i16x8.shl(i16x8.sub(r2, r5), COLUMN_BITS + 1);
  const t6 = i16x8.shl(i16x8.sub(r1, r6), COLUMN_BITS + 1);
  const t7 = i16x8.shl(i16x8.sub(r0, r7), COLUMN_BITS);
  const outer = i16x8.add(t0, t3);
  const inner = i16x8.add(t1, t2);
  v128.store(at, i16x8.add(outer, inner));
  v128.store(at, i16x8.sub(outer, inner), 64);
  const outerDifference = i16x8.sub(t0, t3);
  const innerDifference = i16x8.sub(t1, t2);
  v128.store(at, v128.or(i16x8.add(outerDifference, high(innerDifference, 27146)), one), 32);
  v128.store(at, v128.or(i16x8.sub(high(outerDifference, 27146), innerDifference), one), 96);
  const sum = v128.or(high(i16x8.add(t6, t5), 23170), one);
  const difference = high(i16x8.sub(t6, t5), 23170);
  const a = i16x8.add(t7, sum);
  const b = i16x8.sub(t7, sum);
  const c = i16x8.add(t4, difference);
  const e = i16x8.sub(t4, difference);
  v128.store(at, v128.or(i16x8.add(a, high(c, 13036)), one), 16);
  v128.store(at, i16x8.sub(high(a, 13036), c), 112);
  v128.store(at, i16x8.add(i16x8.add(high(b, -21746), b), e), 80);
  v128.store(at, i16x8.sub(i16x8.sub(b, e), high(e, -21746)), 48);
}

/** Four outputs of a row: its sums with the factors at `factors`, rounded. */
// @ts-ignore: decorator
@inline
function fourSums(line: v128, factors: usize): v128 {
  const d0 = i32x4.dot_i16x8_s(line, v128.load(factors));
  const d1 = i32x4.dot_i16x8_s(line, v128.load(factors, 16));
  const d2 = i32x4.dot_i16x8_s(line, v128.load(factors, 32));
  const d3 = i32x4.dot_i16x8_s(line, v128.load(factors, 48));
  const s01 = i32x4.add(v128.shuffle<i32>(d0, d1, 0, 4, 1, 5), v128.shuffle<i32>(d0, d1, 2, 6, 3, 7));
  const s23 = i32x4.add(v128.shuffle<i32>(d2, d3, 0, 4, 1, 5), v128.shuffle<i32>(d2, d3, 2, 6, 3, 7));
  const sums = i32x4.add(v128.shuffle<i64>(s01, s23, 0, 2), v128.shuffle<i64>(s01, s23, 1, 3));
  return i32x4.shr_s(i32x4.add(sums, i32x4.splat(1 << (ROW_SHIFT - 1))), ROW_SHIFT);
}

/** In place on 64 samples of 16 bits, -128..127, row by row; the outputs are those of the twin, in natural order. */
export function forwardDctAp922(at: usize): void {
  transformColumns(at);
  let factors = rowFactors;
  for (let y = 0; y < 8; y++) {
    const line = v128.load(at);
    v128.store(at, i16x8.narrow_i32x4_s(fourSums(line, factors), fourSums(line, factors + 64)));
    at += 16;
    factors += 128;
  }
}
