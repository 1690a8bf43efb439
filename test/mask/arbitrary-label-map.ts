import fc from 'fast-check';
import type { LabelMap } from '../../src/shared/mask/label-map.ts';

/** Small label maps of up to four values, in 8 or 16 bits, of any width. */
export const arbitraryLabelMap: fc.Arbitrary<LabelMap> = fc
  .record({ width: fc.integer({ min: 1, max: 37 }), height: fc.integer({ min: 1, max: 23 }), isWide: fc.boolean() })
  .chain(({ width, height, isWide }) =>
    fc
      .array(fc.integer({ min: 0, max: 3 }), { minLength: width * height, maxLength: width * height })
      .map((values) => ({ width, height, labels: isWide ? Uint16Array.from(values) : Uint8Array.from(values) })),
  );
