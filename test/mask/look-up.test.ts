import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countEach, lookUp } from '../../src/shared/mask/look-up.ts';

/** Values with runs, as masks have them, that may begin in the middle of a word. */
const flatValues = fc
  .tuple(fc.array(fc.tuple(fc.nat(255), fc.integer({ min: 1, max: 19 })), { maxLength: 30 }), fc.nat(3))
  .map(([runs, skipped]) => ({
    values: runs.flatMap(([value, length]) => Array<number>(length).fill(value)),
    skipped,
  }));

const kinds = {
  bytes: (values: readonly number[]) => Uint8Array.from(values),
  words: (values: readonly number[]) => Uint16Array.from(values),
};
type Kind = keyof typeof kinds;

function typed(kind: Kind, values: readonly number[], skipped: number) {
  return kinds[kind]([...Array<number>(skipped).fill(7), ...values]).subarray(skipped);
}

describe.each(['bytes', 'words'] as const)('values in %s', (kind) => {
  it('are counted as one by one', () => {
    fc.assert(
      fc.property(flatValues, ({ values, skipped }) => {
        const counts = countEach(typed(kind, values, skipped));
        expect(counts).toHaveLength(kind === 'bytes' ? 256 : 65_536);
        counts.forEach((count, value) => {
          if (count > 0) expect(count).toBe(values.filter((one) => one === value).length);
        });
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      }),
    );
  });

  it.each(['bytes', 'words'] as const)('become their entries of a table in %s', (tableKind) => {
    const table = kinds[tableKind](Array.from({ length: 256 }, (_, value) => (value * 37 + 11) % 251));
    fc.assert(
      fc.property(flatValues, ({ values, skipped }) => {
        expect(lookUp(typed(kind, values, skipped), table)).toEqual(
          kinds[tableKind](values.map((value) => table[value])),
        );
      }),
    );
  });
});
