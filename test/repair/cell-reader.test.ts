import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellMeans, sharpen } from '../../src/shared/repair/lossy/cell-reader.ts';

const WIDE = 6;
const HIGH = 5;

/** As decoders of WebP do: 9, 3, 3 and 1 sixteenths of the four nearest cells. */
function interpolate(cells: readonly number[]): Float32Array {
  const at = (column: number, row: number) =>
    cells[Math.min(HIGH - 1, Math.max(0, row)) * WIDE + Math.min(WIDE - 1, Math.max(0, column))];
  return Float32Array.from({ length: 4 * cells.length }, (_, index) => {
    const cell = index >> 2;
    const column = cell % WIDE;
    const row = (cell - column) / WIDE;
    const [x, y] = [column + ((index & 1) === 0 ? -1 : 1), row + ((index & 2) === 0 ? -1 : 1)];
    return (9 * at(column, row) + 3 * at(x, row) + 3 * at(column, y) + at(x, y)) / 16;
  });
}

test('sharpening finds the chroma that was interpolated', () => {
  const cells = fc.array(fc.integer({ min: -128, max: 127 }), { minLength: WIDE * HIGH, maxLength: WIDE * HIGH });
  fc.assert(
    fc.property(cells, (kept) => {
      const means = cellMeans(interpolate(kept));
      const errors = (found: Float32Array) => found.reduce((sum, level, at) => sum + (level - kept[at]) ** 2, 0);
      const found = sharpen(means, WIDE);
      // Three rounds leave at most the cube of what one does of the roughest pattern, three quarters.
      expect(errors(found)).toBeLessThanOrEqual(0.75 ** 6 * errors(Float32Array.from(kept, () => 0)) + 1e-3);
      expect(errors(found)).toBeLessThanOrEqual(errors(means) + 1e-3);
    }),
  );
});
