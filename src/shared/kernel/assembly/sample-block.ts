// The 64 samples, less 128, that libjpeg makes for a block out of labels (see src/shared/forward/down-sampling.ts).
import { Component, classCount, height, labels, width } from './picture';

/** Labels of a block at the edge of the picture, replicated as libjpeg does; up to 32 x 32. */
const patch: usize = memory.data(1024, 16);

/** The sample values of sixteen labels. */
// @ts-ignore: decorator
@inline
export function lookUp(positions: v128, codes: usize): v128 {
  let values = i8x16.swizzle(v128.load(codes), positions);
  for (let first = 16; first < classCount; first += 16) {
    const within = i8x16.sub(positions, i8x16.splat(<i8>first));
    values = v128.or(values, i8x16.swizzle(v128.load(codes + first), within));
  }
  return values;
}

/** Writes 64 values of 16 bits to `out`; column and row count the blocks of the component. */
export function sampleBlock(part: Component, column: i32, row: i32, out: usize): void {
  const wide = 8 * part.ratioX;
  const high = 8 * part.ratioY;
  const left = column * wide;
  const top = row * high;
  let from = labels + top * width + left;
  let stride = <usize>width;
  if (left + wide > width || top + high > height) {
    gatherPatch(part, left, row);
    from = patch;
    stride = 32;
  }
  if (part.ratioX === 1 && part.ratioY === 1) sampleFull(part.codes, from, stride, out);
  else if (part.ratioX === 2 && part.ratioY === 2) sampleBoth(part.codes, from, stride, out);
  else if (part.ratioX === 2 && part.ratioY === 1) sampleHorizontally(part.codes, from, stride, out);
  else sampleAny(part, from, stride, out);
}

/** Copies the labels under a block; the last column is replicated, and the last row of samples. */
function gatherPatch(part: Component, left: i32, row: i32): void {
  const wide = 8 * part.ratioX;
  for (let y = 0; y < 8; y++) {
    const sampleRow = min(row * 8 + y, part.height - 1);
    for (let j = 0; j < part.ratioY; j++) {
      const line = labels + min(sampleRow * part.ratioY + j, height - 1) * width;
      const to = patch + (y * part.ratioY + j) * 32;
      for (let x = 0; x < wide; x++) store<u8>(to + x, load<u8>(line + min(left + x, width - 1)));
    }
  }
}

function sampleFull(codes: usize, from: usize, stride: usize, out: usize): void {
  const level = i16x8.splat(128);
  for (let y = 0; y < 8; y++) {
    const values = lookUp(v128.load64_zero(from), codes);
    v128.store(out, i16x8.sub(i16x8.extend_low_i8x16_u(values), level));
    from += stride;
    out += 16;
  }
}

function sampleBoth(codes: usize, from: usize, stride: usize, out: usize): void {
  const bias = i32x4.splat(0x00020001);
  const level = i16x8.splat(128);
  for (let y = 0; y < 8; y++) {
    const above = i16x8.extadd_pairwise_i8x16_u(lookUp(v128.load(from), codes));
    const below = i16x8.extadd_pairwise_i8x16_u(lookUp(v128.load(from + stride), codes));
    const sum = i16x8.add(i16x8.add(above, below), bias);
    v128.store(out, i16x8.sub(i16x8.shr_u(sum, 2), level));
    from += 2 * stride;
    out += 16;
  }
}

function sampleHorizontally(codes: usize, from: usize, stride: usize, out: usize): void {
  const bias = i32x4.splat(0x00010000);
  const level = i16x8.splat(128);
  for (let y = 0; y < 8; y++) {
    const sum = i16x8.add(i16x8.extadd_pairwise_i8x16_u(lookUp(v128.load(from), codes)), bias);
    v128.store(out, i16x8.sub(i16x8.shr_u(sum, 1), level));
    from += stride;
    out += 16;
  }
}

function sampleAny(part: Component, from: usize, stride: usize, out: usize): void {
  const ratioX = part.ratioX;
  const ratioY = part.ratioY;
  const codes = part.codes;
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) {
      let sum = 0;
      for (let j = 0; j < ratioY; j++) {
        const line = from + <usize>(y * ratioY + j) * stride + x * ratioX;
        for (let i = 0; i < ratioX; i++) sum += <i32>load<u8>(codes + <usize>load<u8>(line + i));
      }
      store<i16>(out, <i16>(roundCell(sum, part, x) - 128));
      out += 2;
    }
  }
}

/** libjpeg's rounding of a sum of `ratioX * ratioY` samples; `column` is the cell's column. */
export function roundCell(sum: i32, part: Component, column: i32): i32 {
  const ratioX = part.ratioX;
  const ratioY = part.ratioY;
  if (ratioX === 2 && ratioY === 2) return (sum + 1 + (column & 1)) >> 2;
  if (ratioX === 2 && ratioY === 1) return (sum + (column & 1)) >> 1;
  const shift = part.shiftX + part.shiftY;
  return (sum + ((1 << shift) >> 1)) >> shift;
}
