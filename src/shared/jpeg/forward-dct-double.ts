const C_382 = 0.382683433;
const C_541 = 0.5411961;
const C_707 = 0.707106781;
const C_1307 = 1.306562965;

/**
 * The transform of jfdctflt.c (Arai, Agui and Nakajima 1988) in double precision, as jpeg-js has it, which Jimp uses: in
 * place on 64 level-shifted samples (-128..127); the outputs are the coefficients of the orthonormal DCT times 8 times
 * the scales of that algorithm.
 */
export function forwardDctDouble(block: Float64Array): void {
  for (let y = 0; y < 64; y += 8) transformLine(block, y, 1);
  for (let x = 0; x < 8; x++) transformLine(block, x, 8);
}

function transformLine(d: Float64Array, at: number, step: number): void {
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
  const z1 = (t1 - t2 + t13) * C_707;
  d[at] = t10 + t11;
  d[at + 4 * step] = t10 - t11;
  d[at + 2 * step] = t13 + z1;
  d[at + 6 * step] = t13 - z1;
  const u10 = t4 + t5;
  const u12 = t6 + t7;
  const z5 = (u10 - u12) * C_382;
  const z2 = C_541 * u10 + z5;
  const z4 = C_1307 * u12 + z5;
  const z3 = (t5 + t6) * C_707;
  const z11 = t7 + z3;
  const z13 = t7 - z3;
  d[at + 5 * step] = z13 + z2;
  d[at + 3 * step] = z13 - z2;
  d[at + step] = z11 + z4;
  d[at + 7 * step] = z11 - z4;
}
