// libjpeg's floating-point forward DCT (see src/shared/jpeg/forward-dct-float.ts).
import { transpose } from './forward-dct';

/** 64 singles, row by row. */
export const singles: usize = memory.data(256, 16);

/** One pass over four lanes at once: the eight vectors from `at`, 32 bytes apart, are the inputs of four transforms. */
function pass(at: usize): void {
  const r0 = v128.load(at);
  const r1 = v128.load(at, 32);
  const r2 = v128.load(at, 64);
  const r3 = v128.load(at, 96);
  const r4 = v128.load(at, 128);
  const r5 = v128.load(at, 160);
  const r6 = v128.load(at, 192);
  const r7 = v128.load(at, 224);
  const t0 = f32x4.add(r0, r7);
  const t7 = f32x4.sub(r0, r7);
  const t1 = f32x4.add(r1, r6);
  const t6 = f32x4.sub(r1, r6);
  const t2 = f32x4.add(r2, r5);
  const t5 = f32x4.sub(r2, r5);
  const t3 = f32x4.add(r3, r4);
  const t4 = f32x4.sub(r3, r4);
  const t10 = f32x4.add(t0, t3);
  const t13 = f32x4.sub(t0, t3);
  const t11 = f32x4.add(t1, t2);
  const z1 = f32x4.mul(f32x4.add(f32x4.sub(t1, t2), t13), f32x4.splat(0.707106781));
  v128.store(at, f32x4.add(t10, t11));
  v128.store(at, f32x4.sub(t10, t11), 128);
  v128.store(at, f32x4.add(t13, z1), 64);
  v128.store(at, f32x4.sub(t13, z1), 192);
  const u10 = f32x4.add(t4, t5);
  const u12 = f32x4.add(t6, t7);
  const z5 = f32x4.mul(f32x4.sub(u10, u12), f32x4.splat(0.382683433));
  const z2 = f32x4.add(f32x4.mul(u10, f32x4.splat(0.5411961)), z5);
  const z4 = f32x4.add(f32x4.mul(u12, f32x4.splat(1.306562965)), z5);
  const z3 = f32x4.mul(f32x4.add(t5, t6), f32x4.splat(0.707106781));
  const z11 = f32x4.add(t7, z3);
  const z13 = f32x4.sub(t7, z3);
  v128.store(at, f32x4.add(z13, z2), 160);
  v128.store(at, f32x4.sub(z13, z2), 96);
  v128.store(at, f32x4.add(z11, z4), 32);
  v128.store(at, f32x4.sub(z11, z4), 224);
}

/** Swaps the 4 x 4 singles from `a` with those from `b`, both transposed; rows are 32 bytes apart. */
function swapTransposed(a: usize, b: usize): void {
  const a0 = v128.load(a);
  const a1 = v128.load(a, 32);
  const a2 = v128.load(a, 64);
  const a3 = v128.load(a, 96);
  storeTransposed(a, v128.load(b), v128.load(b, 32), v128.load(b, 64), v128.load(b, 96));
  storeTransposed(b, a0, a1, a2, a3);
}

// @ts-ignore: decorator
@inline
function storeTransposed(at: usize, r0: v128, r1: v128, r2: v128, r3: v128): void {
  const low01 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
  const high01 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
  const high23 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
  v128.store(at, v128.shuffle<i64>(low01, low23, 0, 2));
  v128.store(at, v128.shuffle<i64>(low01, low23, 1, 3), 32);
  v128.store(at, v128.shuffle<i64>(high01, high23, 0, 2), 64);
  v128.store(at, v128.shuffle<i64>(high01, high23, 1, 3), 96);
}

/** Reads 64 samples of 16 bits, -128..127, row by row; writes the twin's outputs to `singles`, in natural order. */
export function forwardDctFloat(samples: usize): void {
  transpose(samples);
  for (let k: usize = 0; k < 64; k += 4) {
    v128.store(singles + k * 4, f32x4.convert_i32x4_s(v128.load16x4_s(samples + k * 2)));
  }
  pass(singles);
  pass(singles + 16);
  swapTransposed(singles, singles);
  swapTransposed(singles + 144, singles + 144);
  swapTransposed(singles + 16, singles + 128);
  pass(singles);
  pass(singles + 16);
}
