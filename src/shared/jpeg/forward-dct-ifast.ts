/** Of cos(6 pi/16), cos(6 pi/16) sqrt 2 less and more, and cos(4 pi/16), 8 bits of fraction, as multiples of 1/65536. */
const C_382 = 98 << 6;
const C_541 = 139 << 6;
const C_707 = 181 << 6;
const C_1307_LESS_1 = 78 << 6;

/**
 * libjpeg's fast integer forward DCT (jfdctfst.c; Arai, Agui and Nakajima 1988), in place on 64 level-shifted samples
 * (-128..127). Products keep no fraction and are rounded down; the outputs are the coefficients of the orthonormal DCT
 * times 8 times the scales of that algorithm, approximately.
 */
export function forwardDctIfast(block: Int32Array): void {
  for (let y = 0; y < 64; y += 8) transformLine(block, y, 1);
  for (let x = 0; x < 8; x++) transformLine(block, x, 8);
}

/**
 * A product as libjpeg-turbo's vector code makes it: four times the factor must fit in 16 bits and wraps round where it
 * does not, as it happens in stripes and chequerboards of black and white (jfdctfst-sse2.asm).
 */
function product(value: number, factor: number): number {
  return Math.imul((value << 18) >> 16, factor) >> 16;
}

function transformLine(d: Int32Array, at: number, step: number): void {
  const t0 = d[at] + d[at + 7 * step];
  const t7 = d[at] - d[at + 7 * step];
  const t1 = d[at + step] + d[at + 6 * step];
  const t6 = d[at + step] - d[at + 6 * step];
  const t2 = d[at + 2 * step] + d[at + 5 * step];
  const t5 = d[at + 2 * step] - d[at + 5 * step];
  const t3 = d[at + 3 * step] + d[at + 4 * step];
  const t4 = d[at + 3 * step] - d[at + 4 * step];
  const t10 = t0 + t3;
  const t13 = t0 - t3;
  const t11 = t1 + t2;
  const z1 = product(t1 - t2 + t13, C_707);
  d[at] = t10 + t11;
  d[at + 4 * step] = t10 - t11;
  d[at + 2 * step] = t13 + z1;
  d[at + 6 * step] = t13 - z1;
  const u10 = t4 + t5;
  const u12 = t6 + t7;
  const z5 = product(u10 - u12, C_382);
  const z2 = product(u10, C_541) + z5;
  const z4 = product(u12, C_1307_LESS_1) + u12 + z5;
  const z3 = product(t5 + t6, C_707);
  d[at + 5 * step] = t7 - z3 + z2;
  d[at + 3 * step] = t7 - z3 - z2;
  d[at + step] = t7 + z3 + z4;
  d[at + 7 * step] = t7 + z3 - z4;
}
