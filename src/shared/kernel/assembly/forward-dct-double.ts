// The transform of jpeg-js (see src/shared/jpeg/forward-dct-double.ts).

/** The transform of eight doubles that stand `step` bytes apart, in place. */
function transformLine(at: usize, step: usize): void {
  const d0 = load<f64>(at);
  const d1 = load<f64>(at + step);
  const d2 = load<f64>(at + 2 * step);
  const d3 = load<f64>(at + 3 * step);
  const d4 = load<f64>(at + 4 * step);
  const d5 = load<f64>(at + 5 * step);
  const d6 = load<f64>(at + 6 * step);
  const d7 = load<f64>(at + 7 * step);
  const t7 = d0 - d7;
  const t4 = d3 - d4;
  const t10 = d0 + d7 + (d3 + d4);
  const t13 = d0 + d7 - (d3 + d4);
  const t11 = d1 + d6 + (d2 + d5);
  const t12 = d1 + d6 - (d2 + d5);
  const z1 = (t12 + t13) * 0.707106781;
  store<f64>(at, t10 + t11);
  store<f64>(at + 4 * step, t10 - t11);
  store<f64>(at + 2 * step, t13 + z1);
  store<f64>(at + 6 * step, t13 - z1);
  const u10 = t4 + (d2 - d5);
  const u12 = d1 - d6 + t7;
  const z5 = (u10 - u12) * 0.382683433;
  const z2 = 0.5411961 * u10 + z5;
  const z4 = 1.306562965 * u12 + z5;
  const z3 = (d2 - d5 + (d1 - d6)) * 0.707106781;
  const z11 = t7 + z3;
  const z13 = t7 - z3;
  store<f64>(at + 5 * step, z13 + z2);
  store<f64>(at + 3 * step, z13 - z2);
  store<f64>(at + step, z11 + z4);
  store<f64>(at + 7 * step, z11 - z4);
}

/** In place on 64 doubles, -128..127, row by row; the outputs are those of the twin, in natural order. */
export function forwardDctDouble(at: usize): void {
  for (let y: usize = 0; y < 512; y += 64) transformLine(at + y, 8);
  for (let x: usize = 0; x < 64; x += 8) transformLine(at + x, 64);
}
