// Each pass of IJG's jpeg_fdct_16x16, 16x8 and 8x16 (jfdctint.c, version 7 and later) is a sum of products that is rounded
// once: a matrix of whole numbers, `coefficient * samples + position`.

const BITS = 13;
const PASS_BITS = 2;

const fix = (value: number): number => Math.floor(value * 2 ** BITS + 0.5);

const ONE = 2 ** BITS;
const C1 = fix(1.407403738);
const C2 = fix(1.387039845);
const C3 = fix(1.353318001);
const C4 = fix(1.306562965);
const C5 = fix(1.247225013);
const C7 = fix(1.093201867);
const C9 = fix(0.897167586);
const C11 = fix(0.666655658);
const C12 = fix(0.5411961);
const C13 = fix(0.410524528);
const C14 = fix(0.275899379);
const C15 = fix(0.138617169);
/** Products that jfdctint.c adds to others: sums of constants, rounded by themselves. */
const A2 = fix(1.451774982) - C14;
const B2 = fix(2.172734804) - C2;
const A6 = C2 - fix(0.211164243);
const B6 = C14 - fix(1.061594338);

/** Factors of the first half of the samples; the second half mirrors it, with the sign turned for odd coefficients. */
const SIXTEEN = [
  [ONE, ONE, ONE, ONE, ONE, ONE, ONE, ONE],
  [C3 + C5 + C7 - fix(2.286341144), C3, C5, C7, C9, C11, C13, C11 - C13 - C9 + fix(0.779653625)],
  [C2, A2, B2, C14, -C14, -B2, -A2, -C2],
  [C3, C3 + C15 - C11 + fix(0.071888074), C15, -C11, -C5, -C1, C13 + C1 - C5 - fix(1.663905119), -C13],
  [C4, C12, -C12, -C4, -C4, -C12, C12, C4],
  [C5, C15, C5 + C15 - C3 - fix(1.125726048), -C3, -C13, C11 - C1 + C13 + fix(1.227391138), C1, C11],
  [A6, -C14, -C2, B6, -B6, C2, C14, -A6],
  [C7, -C11, -C3, C7 - C11 - C3 + fix(1.065388962), C9 - C5 - C13 + fix(2.167985692), C13, -C5, -C9],
];

/** The accurate transform of 8 samples, its products summed per sample. */
const EIGHT = [
  [ONE, ONE, ONE, ONE],
  [11363, 9633, 6437, 2260],
  [10703, 4433, -4433, -10703],
  [9633, -2259, -11362, -6436],
  [ONE, -ONE, -ONE, ONE],
  [6437, -11362, 2261, 9633],
  [4433, -10704, 10704, -4433],
  [2260, -6436, 9633, -11363],
];

/** For 8 and 16 samples. */
export const reducingMatrices = { 8: mirrored(EIGHT), 16: mirrored(SIXTEEN) } as const;

function mirrored(halves: readonly (readonly number[])[]): Int32Array {
  return Int32Array.from(
    halves.flatMap((half, k) => [...half, ...half.toReversed().map((factor) => (k % 2 === 1 ? -factor : factor))]),
  );
}

const rows = new Int32Array(16 * 8);

/**
 * Transforms 8 or 16 samples by 8 or 16, -128..127, row by row, into the 64 lowest coefficients times 8, natural order,
 * scaled as if the samples had been reduced to 8 x 8.
 */
export function reducingDct(samples: Int32Array, wide: 8 | 16, high: 8 | 16, out: Int32Array): void {
  transformRows(samples, { wide, high });
  const shift = BITS + PASS_BITS + (wide === 16 ? 1 : 0) + (high === 16 ? 1 : 0);
  const matrix = reducingMatrices[high];
  for (let k = 0; k < 8; k++) {
    for (let x = 0; x < 8; x++) {
      let sum = 0;
      for (let y = 0; y < high; y++) sum += matrix[k * high + y] * rows[y * 8 + x];
      out[k * 8 + x] = (sum + (1 << (shift - 1))) >> shift;
    }
  }
}

function transformRows(samples: Int32Array, { wide, high }: { wide: 8 | 16; high: 8 | 16 }): void {
  const shift = BITS - PASS_BITS;
  const matrix = reducingMatrices[wide];
  for (let y = 0; y < high; y++) {
    for (let k = 0; k < 8; k++) {
      let sum = 0;
      for (let x = 0; x < wide; x++) sum += matrix[k * wide + x] * samples[y * wide + x];
      rows[y * 8 + k] = (sum + (1 << (shift - 1))) >> shift;
    }
  }
}
