/** Fractional bits that the columns hand to the rows. */
const COLUMN_BITS = 3;
const ROW_SHIFT = COLUMN_BITS + 17;
const ROW_HALF = 1 << (ROW_SHIFT - 1);
/** Tangents of 1, 2 and 3 sixteenths of pi and the cosine of 4, with 16 fractional bits; the third less one. */
const TAN_1 = 13036;
const TAN_2 = 27146;
const TAN_3_LESS_1 = -21746;
const COS_4_HALF = 23170;

/**
 * Factors of the rows, with 14 fractional bits: `line * 64 + frequency * 8 + position`. Those of a line make up for the
 * scale in which the columns left it.
 */
export const ap922RowFactors: Int16Array = Int16Array.from({ length: 512 }, (_, at) => {
  const frequency = (at >> 3) & 7;
  const angle = ((2 * (at & 7) + 1) * frequency * Math.PI) / 16;
  const scale = (frequency === 0 ? Math.SQRT1_2 : 1) * lineScale(at >> 6);
  return Math.floor(16384 * Math.SQRT2 * scale * Math.cos(angle) + 0.5);
});

function lineScale(line: number): number {
  return line % 4 === 0 ? 1 : Math.SQRT2 * Math.cos((Math.min(line, 8 - line) * Math.PI) / 16);
}

/**
 * The forward DCT of Intel's application note AP-922 (1999; 3 fractional bits between the passes, ones set where the
 * columns round down) as the encoder in Windows has it, which Paint and GDI+ use: in place on 64 level-shifted samples
 * (-128..127); the outputs are the coefficients of the orthonormal DCT, rounded to whole numbers.
 */
export function forwardDctAp922(block: Int32Array): void {
  for (let x = 0; x < 8; x++) transformColumn(block, x);
  for (let y = 0; y < 8; y++) transformRow(block, y);
}

/** The upper half of a product of 16-bit numbers. */
function high(a: number, b: number): number {
  return Math.imul(a, b) >> 16;
}

function transformColumn(d: Int32Array, x: number): void {
  const t0 = (d[x] + d[x + 56]) << COLUMN_BITS;
  const t1 = (d[x + 8] + d[x + 48]) << COLUMN_BITS;
  const t2 = (d[x + 16] + d[x + 40]) << COLUMN_BITS;
  const t3 = (d[x + 24] + d[x + 32]) << COLUMN_BITS;
  const t4 = (d[x + 24] - d[x + 32]) << COLUMN_BITS;
  const t5 = (d[x + 16] - d[x + 40]) << (COLUMN_BITS + 1);
  const t6 = (d[x + 8] - d[x + 48]) << (COLUMN_BITS + 1);
  const t7 = (d[x] - d[x + 56]) << COLUMN_BITS;
  d[x] = t0 + t3 + t1 + t2;
  d[x + 32] = t0 + t3 - t1 - t2;
  d[x + 16] = (t0 - t3 + high(t1 - t2, TAN_2)) | 1;
  d[x + 48] = (high(t0 - t3, TAN_2) - t1 + t2) | 1;
  const sum = high(t6 + t5, COS_4_HALF) | 1;
  const difference = high(t6 - t5, COS_4_HALF);
  const a = t7 + sum;
  const b = t7 - sum;
  const c = t4 + difference;
  const e = t4 - difference;
  d[x + 8] = (a + high(c, TAN_1)) | 1;
  d[x + 56] = high(a, TAN_1) - c;
  d[x + 40] = high(b, TAN_3_LESS_1) + b + e;
  d[x + 24] = b - e - high(e, TAN_3_LESS_1);
}

const line = new Int32Array(8);

function transformRow(d: Int32Array, y: number): void {
  for (let x = 0; x < 8; x++) line[x] = d[y * 8 + x];
  for (let frequency = 0; frequency < 8; frequency++) {
    const from = y * 64 + frequency * 8;
    let sum = ROW_HALF;
    for (let x = 0; x < 8; x++) sum += Math.imul(ap922RowFactors[from + x], line[x]);
    d[y * 8 + frequency] = sum >> ROW_SHIFT;
  }
}
