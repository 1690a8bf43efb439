// The forward DCT of IJG's libjpeg from version 7 on, which reduces 16 samples to 8 coefficients by leaving the upper ones
// out (see src/shared/jpeg/reducing-dct.ts): each pass is a matrix of 13-bit constants, rounded once.

const BITS = 13;
const PASS_BITS = 2;

/** Matrices of 8 x 8 and 8 x 16 whole numbers, `coefficient * samples + position`; written by the host. */
const eight: usize = memory.data(8 * 8 * 4, 16);
const sixteen: usize = memory.data(8 * 16 * 4, 16);
const rows: usize = memory.data(16 * 8 * 4, 16);

/** Address of the matrix for 8 or 16 samples. */
export function reducingMatrixAt(length: i32): usize {
  return length === 16 ? sixteen : eight;
}

/** Writes 64 coefficients times 8, of 16 bits, from `wide * high` samples (i32, 0..255, row by row). */
export function reducingDct(samples: usize, wide: i32, high: i32, out: usize): void {
  const across = reducingMatrixAt(wide);
  const down = reducingMatrixAt(high);
  for (let y = 0; y < high; y++) {
    for (let k = 0; k < 8; k++) {
      let sum = 0;
      for (let x = 0; x < wide; x++) {
        sum += load<i32>(across + ((k * wide + x) << 2)) * (load<i32>(samples + ((y * wide + x) << 2)) - 128);
      }
      store<i32>(rows + ((y * 8 + k) << 2), (sum + (1 << (BITS - PASS_BITS - 1))) >> (BITS - PASS_BITS));
    }
  }
  const shift = BITS + PASS_BITS + (wide === 16 ? 1 : 0) + (high === 16 ? 1 : 0);
  for (let column = 0; column < 8; column++) {
    for (let k = 0; k < 8; k++) {
      let sum = 0;
      for (let y = 0; y < high; y++) {
        sum += load<i32>(down + ((k * high + y) << 2)) * load<i32>(rows + ((y * 8 + column) << 2));
      }
      store<i16>(out + ((k * 8 + column) << 1), <i16>((sum + (1 << (shift - 1))) >> shift));
    }
  }
}
