import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasByteFrom } from '../../src/main/codec/has-byte-from.ts';

it('a byte that reaches the limit is found wherever it stands, and no other', () => {
  const parts = fc.record({
    limit: fc.integer({ min: 1, max: 255 }),
    below: fc.nat(255),
    value: fc.nat(255),
    place: fc.nat(),
    length: fc.integer({ min: 1, max: 20 }),
    offset: fc.nat(3),
  });
  fc.assert(
    fc.property(parts, ({ limit, below, value, place, length, offset }) => {
      const bytes = new Uint8Array(offset + length).subarray(offset).fill(below % limit);
      bytes[place % length] = value;
      expect(hasByteFrom(bytes, limit)).toBe(value >= limit);
    }),
    { numRuns: 2000 },
  );
});
