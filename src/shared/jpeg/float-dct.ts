/** The one-dimensional orthonormal DCT: `frequency * 8 + position`. */
const line = Float64Array.from({ length: 64 }, (_, at) => {
  const frequency = at >> 3;
  return (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * (at & 7) + 1) * frequency * Math.PI) / 16);
});

const rows = new Float64Array(64);

/** The orthonormal DCT of 64 samples, row-major, to 64 coefficients in natural order. */
export function floatDct(samples: Float64Array, coefficients: Float64Array): void {
  for (let at = 0; at < 64; at++) rows[at] = dot(samples, at & 56, 1, (at & 7) * 8);
  for (let at = 0; at < 64; at++) coefficients[at] = dot(rows, at & 7, 8, at & 56);
}

function dot(values: Float64Array, from: number, step: number, frequency: number): number {
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += values[from + i * step] * line[frequency + i];
  return sum;
}

/** The frequencies, downwards, that the coefficients at hand have. */
const present = new Uint8Array(8);

/** The 64 samples of orthonormal coefficients; the fewer rows of these are not zero, the sooner. */
export function inverseFloatDct(coefficients: Float64Array, samples: Float64Array): void {
  let count = 0;
  for (let row = 0; row < 64; row += 8) {
    if (isZero(coefficients, row)) continue;
    for (let at = row; at < row + 8; at++) rows[at] = inverseDot(coefficients, row, at & 7);
    present[count++] = row;
  }
  for (let at = 0; at < 64; at++) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += rows[present[i] + (at & 7)] * line[present[i] + (at >> 3)];
    samples[at] = sum;
  }
}

function isZero(coefficients: Float64Array, row: number): boolean {
  for (let at = row; at < row + 8; at++) if (coefficients[at] !== 0) return false;
  return true;
}

function inverseDot(values: Float64Array, from: number, position: number): number {
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += values[from + i] * line[i * 8 + position];
  return sum;
}
