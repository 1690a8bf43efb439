// libjpeg's fast integer forward DCT on 16-bit lanes (see src/shared/jpeg/forward-dct-ifast.ts).
import { transpose } from './forward-dct';

/** The upper 16 bits of the products of four times the lanes, which wrap round, and a factor. */
// @ts-ignore: decorator
@inline
function product(values: v128, factor: i16): v128 {
  const fourfold = i16x8.shl(values, 2);
  const factors = i16x8.splat(factor);
  return v128.shuffle<i16>(
    i32x4.extmul_low_i16x8_s(fourfold, factors),
    i32x4.extmul_high_i16x8_s(fourfold, factors),
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

/** One pass over eight lanes at once: the eight vectors at `at` are the inputs 0..7 of eight transforms. */
function pass(at: usize): void {
  const r0 = v128.load(at);
  const r1 = v128.load(at, 16);
  const r2 = v128.load(at, 32);
  const r3 = v128.load(at, 48);
  const r4 = v128.load(at, 64);
  const r5 = v128.load(at, 80);
  const r6 = v128.load(at, 96);
  const r7 = v128.load(at, 112);
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
  const z1 = product(i16x8.add(i16x8.sub(t1, t2), t13), 181 << 6);
  v128.store(at, i16x8.add(t10, t11));
  v128.store(at, i16x8.sub(t10, t11), 64);
  v128.store(at, i16x8.add(t13, z1), 32);
  v128.store(at, i16x8.sub(t13, z1), 96);
  const u10 = i16x8.add(t4, t5);
  const u12 = i16x8.add(t6, t7);
  const z5 = product(i16x8.sub(u10, u12), 98 << 6);
  const z2 = i16x8.add(product(u10, 139 << 6), z5);
  const z4 = i16x8.add(i16x8.add(product(u12, 78 << 6), u12), z5);
  const z3 = product(i16x8.add(t5, t6), 181 << 6);
  const z11 = i16x8.add(t7, z3);
  const z13 = i16x8.sub(t7, z3);
  v128.store(at, i16x8.add(z13, z2), 80);
  v128.store(at, i16x8.sub(z13, z2), 48);
  v128.store(at, i16x8.add(z11, z4), 16);
  v128.store(at, i16x8.sub(z11, z4), 112);
}

/** In place on 64 samples of 16 bits, -128..127, row by row; the outputs are those of the twin, in natural order. */
export function forwardDctIfast(at: usize): void {
  transpose(at);
  pass(at);
  transpose(at);
  pass(at);
}
