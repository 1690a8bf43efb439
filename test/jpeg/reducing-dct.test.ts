import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forwardDct } from '../../src/shared/jpeg/forward-dct.ts';
import { reducingDct } from '../../src/shared/jpeg/reducing-dct.ts';

const SIZES = [
  [16, 16],
  [16, 8],
  [8, 16],
  [8, 8],
] as const;

/** Half a unit from the last rounding, and what that of the rows may become in the columns. */
const TOLERANCE = 1.5;

/** Of a cosine transform of `length` samples, scaled as if they had been reduced to 8. */
function line(frequency: number, position: number, length: number): number {
  const scale = (frequency === 0 ? Math.SQRT1_2 : 1) * (4 / length);
  return scale * Math.cos(((2 * position + 1) * frequency * Math.PI) / (2 * length));
}

/** Eight times the lower 64 coefficients. */
function exactly(samples: Int32Array, wide: number, high: number): number[] {
  return Array.from({ length: 64 }, (_, k) => {
    const sum = samples.reduce((total, sample, at) => {
      return total + sample * line(k & 7, at % wide, wide) * line(k >> 3, Math.floor(at / wide), high);
    }, 0);
    return 8 * sum;
  });
}

test('the transform that reduces samples is the cosine transform of them all, but for its rounding', () => {
  const blocks = fc.constantFrom(...SIZES).chain(([wide, high]) =>
    fc.record({
      wide: fc.constant(wide),
      high: fc.constant(high),
      samples: fc.int32Array({ min: -128, max: 127, minLength: wide * high, maxLength: wide * high }),
    }),
  );
  const property = fc.property(blocks, ({ wide, high, samples }) => {
    const found = new Int32Array(64);
    reducingDct(samples, wide, high, found);
    const expected = exactly(samples, wide, high);
    const largest = Math.max(...expected.map((value, k) => Math.abs(value - found[k])));
    expect(largest).toBeLessThan(TOLERANCE);
  });
  fc.assert(property, { numRuns: 300 });
});

test('of 8 x 8 samples, which it does not reduce, it is the usual transform to the last bit', () => {
  const blocks = fc.int32Array({ min: -128, max: 127, minLength: 64, maxLength: 64 });
  const property = fc.property(blocks, (samples) => {
    const found = new Int32Array(64);
    reducingDct(samples, 8, 8, found);
    const expected = samples.slice();
    forwardDct(expected);
    expect(found).toEqual(expected);
  });
  fc.assert(property, { numRuns: 500 });
});

test('a flat block has its level as its mean, whatever its size', () => {
  for (const [wide, high] of SIZES) {
    const found = new Int32Array(64);
    reducingDct(new Int32Array(wide * high).fill(-77), wide, high, found);
    expect(Array.from(found)).toEqual([-77 * 64, ...Array.from({ length: 63 }, () => 0)]);
  }
});
