/**
 * libjpeg's accurate integer forward DCT (jfdctint.c, 13-bit constants, 2 bits kept between the passes), in place on 64
 * level-shifted samples (-128..127); the outputs are the coefficients of the orthonormal DCT times 8.
 */
export function forwardDct(block: Int32Array): void {
  for (let y = 0; y < 64; y += 8) transformRow(block, y);
  for (let x = 0; x < 8; x++) transformColumn(block, x);
}

function transformRow(d: Int32Array, y: number): void {
  const t0 = d[y] + d[y + 7];
  const t7 = d[y] - d[y + 7];
  const t1 = d[y + 1] + d[y + 6];
  const t6 = d[y + 1] - d[y + 6];
  const t2 = d[y + 2] + d[y + 5];
  const t5 = d[y + 2] - d[y + 5];
  const t3 = d[y + 3] + d[y + 4];
  const t4 = d[y + 3] - d[y + 4];
  const t10 = t0 + t3;
  const t13 = t0 - t3;
  const t11 = t1 + t2;
  const t12 = t1 - t2;
  d[y] = (t10 + t11) << 2;
  d[y + 4] = (t10 - t11) << 2;
  const z1 = Math.imul(t12 + t13, 4433) + 1024;
  d[y + 2] = (z1 + Math.imul(t13, 6270)) >> 11;
  d[y + 6] = (z1 - Math.imul(t12, 15137)) >> 11;
  const z5 = Math.imul(t4 + t6 + t5 + t7, 9633) + 1024;
  const z3 = z5 - Math.imul(t4 + t6, 16069);
  const z4 = z5 - Math.imul(t5 + t7, 3196);
  const y1 = Math.imul(t4 + t7, -7373);
  const y2 = Math.imul(t5 + t6, -20995);
  d[y + 7] = (Math.imul(t4, 2446) + y1 + z3) >> 11;
  d[y + 5] = (Math.imul(t5, 16819) + y2 + z4) >> 11;
  d[y + 3] = (Math.imul(t6, 25172) + y2 + z3) >> 11;
  d[y + 1] = (Math.imul(t7, 12299) + y1 + z4) >> 11;
}

function transformColumn(d: Int32Array, x: number): void {
  const t0 = d[x] + d[x + 56];
  const t7 = d[x] - d[x + 56];
  const t1 = d[x + 8] + d[x + 48];
  const t6 = d[x + 8] - d[x + 48];
  const t2 = d[x + 16] + d[x + 40];
  const t5 = d[x + 16] - d[x + 40];
  const t3 = d[x + 24] + d[x + 32];
  const t4 = d[x + 24] - d[x + 32];
  const t10 = t0 + t3;
  const t13 = t0 - t3;
  const t11 = t1 + t2;
  const t12 = t1 - t2;
  d[x] = (t10 + t11 + 2) >> 2;
  d[x + 32] = (t10 - t11 + 2) >> 2;
  const z1 = Math.imul(t12 + t13, 4433) + 16384;
  d[x + 16] = (z1 + Math.imul(t13, 6270)) >> 15;
  d[x + 48] = (z1 - Math.imul(t12, 15137)) >> 15;
  const z5 = Math.imul(t4 + t6 + t5 + t7, 9633) + 16384;
  const z3 = z5 - Math.imul(t4 + t6, 16069);
  const z4 = z5 - Math.imul(t5 + t7, 3196);
  const y1 = Math.imul(t4 + t7, -7373);
  const y2 = Math.imul(t5 + t6, -20995);
  d[x + 56] = (Math.imul(t4, 2446) + y1 + z3) >> 15;
  d[x + 40] = (Math.imul(t5, 16819) + y2 + z4) >> 15;
  d[x + 24] = (Math.imul(t6, 25172) + y2 + z3) >> 15;
  d[x + 8] = (Math.imul(t7, 12299) + y1 + z4) >> 15;
}
