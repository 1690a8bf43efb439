// libjpeg's accurate integer inverse DCT, four columns at a time (see src/shared/jpeg/inverse-dct.ts).
import { Component } from './picture';

/** 64 values of 32 bits. */
const workspace: usize = memory.data(256, 16);
/** Rounding and the level shift by 128 in one, before the descaling shift. */
const ROUND_AND_SHIFT = (1 << 17) + (128 << 18);

// @ts-ignore: decorator
@inline
function times(a: v128, factor: i32): v128 {
  return i32x4.mul(a, i32x4.splat(factor));
}

/** Four transforms at once, from the inputs 0..7 in eight vectors to outputs at `to`, 32 bytes apart. */
// @ts-ignore: decorator
@inline
function transform(
  c0: v128,
  c1: v128,
  c2: v128,
  c3: v128,
  c4: v128,
  c5: v128,
  c6: v128,
  c7: v128,
  to: usize,
  round: i32,
  shift: i32,
): void {
  const z1 = times(i32x4.add(c2, c6), 4433);
  const e2 = i32x4.sub(z1, times(c6, 15137));
  const e3 = i32x4.add(z1, times(c2, 6270));
  const rounding = i32x4.splat(round);
  const e0 = i32x4.add(i32x4.shl(i32x4.add(c0, c4), 13), rounding);
  const e1 = i32x4.add(i32x4.shl(i32x4.sub(c0, c4), 13), rounding);
  const c73 = i32x4.add(c7, c3);
  const c51 = i32x4.add(c5, c1);
  const s5 = times(i32x4.add(c73, c51), 9633);
  const s3 = i32x4.sub(s5, times(c73, 16069));
  const s4 = i32x4.sub(s5, times(c51, 3196));
  const s1 = times(i32x4.add(c7, c1), -7373);
  const s2 = times(i32x4.add(c5, c3), -20995);
  const o0 = i32x4.add(times(c7, 2446), i32x4.add(s1, s3));
  const o1 = i32x4.add(times(c5, 16819), i32x4.add(s2, s4));
  const o2 = i32x4.add(times(c3, 25172), i32x4.add(s2, s3));
  const o3 = i32x4.add(times(c1, 12299), i32x4.add(s1, s4));
  const f0 = i32x4.add(e0, e3);
  const f1 = i32x4.add(e1, e2);
  const f2 = i32x4.sub(e1, e2);
  const f3 = i32x4.sub(e0, e3);
  v128.store(to, i32x4.shr_s(i32x4.add(f0, o3), shift));
  v128.store(to, i32x4.shr_s(i32x4.sub(f0, o3), shift), 224);
  v128.store(to, i32x4.shr_s(i32x4.add(f1, o2), shift), 32);
  v128.store(to, i32x4.shr_s(i32x4.sub(f1, o2), shift), 192);
  v128.store(to, i32x4.shr_s(i32x4.add(f2, o1), shift), 64);
  v128.store(to, i32x4.shr_s(i32x4.sub(f2, o1), shift), 160);
  v128.store(to, i32x4.shr_s(i32x4.add(f3, o0), shift), 96);
  v128.store(to, i32x4.shr_s(i32x4.sub(f3, o0), shift), 128);
}

// @ts-ignore: decorator
@inline
function dequantised(coefficients: usize, steps: usize, k: usize): v128 {
  return i32x4.mul(v128.load16x4_s(coefficients + k * 2), v128.load16x4_u(steps + k * 2));
}

// @ts-ignore: decorator
@inline
function transformColumns(coefficients: usize, steps: usize, x: usize): void {
  const c0 = dequantised(coefficients, steps, x);
  const c1 = dequantised(coefficients, steps, 8 + x);
  const c2 = dequantised(coefficients, steps, 16 + x);
  const c3 = dequantised(coefficients, steps, 24 + x);
  const c4 = dequantised(coefficients, steps, 32 + x);
  const c5 = dequantised(coefficients, steps, 40 + x);
  const c6 = dequantised(coefficients, steps, 48 + x);
  const c7 = dequantised(coefficients, steps, 56 + x);
  const to = workspace + x * 4;
  transform(c0, c1, c2, c3, c4, c5, c6, c7, to, 1024, 11);
  // Columns without AC are taken by a short cut that differs where a hostile DC overflows.
  const any = v128.or(v128.or(v128.or(c1, c2), v128.or(c3, c4)), v128.or(v128.or(c5, c6), c7));
  const isFlat = i32x4.eq(any, i32x4.splat(0));
  if (!v128.any_true(isFlat)) return;
  const flat = i32x4.shl(c0, 2);
  for (let y: usize = 0; y < 256; y += 32) v128.store(to + y, v128.bitselect(flat, v128.load(to + y), isFlat));
}

/** Transposes 4 x 4 values of 32 bits from `from` to `to`, rows 32 bytes apart; both may be swapped by two calls. */
// @ts-ignore: decorator
@inline
function transposeQuarters(a: usize, b: usize): void {
  const a0 = v128.load(a);
  const a1 = v128.load(a, 32);
  const a2 = v128.load(a, 64);
  const a3 = v128.load(a, 96);
  const b0 = v128.load(b);
  const b1 = v128.load(b, 32);
  const b2 = v128.load(b, 64);
  const b3 = v128.load(b, 96);
  storeTransposed(a0, a1, a2, a3, b);
  storeTransposed(b0, b1, b2, b3, a);
}

// @ts-ignore: decorator
@inline
function storeTransposed(r0: v128, r1: v128, r2: v128, r3: v128, to: usize): void {
  const low01 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
  const high01 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
  const high23 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<i64>(low01, low23, 0, 2));
  v128.store(to, v128.shuffle<i64>(low01, low23, 1, 3), 32);
  v128.store(to, v128.shuffle<i64>(high01, high23, 0, 2), 64);
  v128.store(to, v128.shuffle<i64>(high01, high23, 1, 3), 96);
}

// @ts-ignore: decorator
@inline
function transposeWorkspace(): void {
  const w = workspace;
  storeTransposed(v128.load(w), v128.load(w, 32), v128.load(w, 64), v128.load(w, 96), w);
  const end = w + 144;
  storeTransposed(v128.load(end), v128.load(end, 32), v128.load(end, 64), v128.load(end, 96), end);
  transposeQuarters(w + 16, w + 128);
}

// @ts-ignore: decorator
@inline
function transformRows(y: usize): void {
  const from = workspace + y * 4;
  transform(
    v128.load(from),
    v128.load(from, 32),
    v128.load(from, 64),
    v128.load(from, 96),
    v128.load(from, 128),
    v128.load(from, 160),
    v128.load(from, 192),
    v128.load(from, 224),
    from,
    ROUND_AND_SHIFT,
    18,
  );
}

/** Writes 8 x 8 samples of 16 bits to `to`, rows `stride` samples apart. */
export function inverseDct(part: Component, coefficients: usize, to: usize, stride: usize): void {
  inverseDctBy(part.quantisation, coefficients, to, stride);
}

/** The same by 64 steps of 16 bits. */
export function inverseDctBy(steps: usize, coefficients: usize, to: usize, stride: usize): void {
  transformColumns(coefficients, steps, 0);
  transformColumns(coefficients, steps, 4);
  transposeWorkspace();
  transformRows(0);
  transformRows(4);
  transposeWorkspace();
  for (let y: usize = 0; y < 256; y += 32) {
    // The low halves of the eight values: what a 16-bit array keeps of them.
    const row = v128.shuffle<i16>(v128.load(workspace + y), v128.load(workspace + y, 16), 0, 2, 4, 6, 8, 10, 12, 14);
    v128.store(to, row);
    to += stride * 2;
  }
}

/** The sample of a block without AC; `dc` dequantised. */
export function flatSample(dc: i32): i32 {
  return (((dc << 2) + 16) >> 5) + 128;
}

/** Fills 8 x 8 samples. */
export function fillFlat(value: i32, to: usize, stride: usize): void {
  const row = i16x8.splat(<i16>value);
  for (let y = 0; y < 8; y++) {
    v128.store(to, row);
    to += stride * 2;
  }
}
