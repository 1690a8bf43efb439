import { describe, expect, it } from 'vitest';
import { divideItems } from '../../../src/main/formats/exporting/split-items.ts';

describe('a division', () => {
  /** Classes 0 in all, 1 in half, 2 in one of forty. */
  const items = Array.from({ length: 2913 }, (_, i) => [0, ...(i % 2 === 0 ? [1] : []), ...(i % 40 === 0 ? [2] : [])]);
  const parts = [
    { name: 'train', size: 2164 },
    { name: 'val', size: 300 },
    { name: 'test', size: 449 },
  ];

  it('into 2164, 300 and 449 has these sizes and every class in its share', () => {
    const splits = divideItems(items, { kind: 'divide', parts, seed: 1 });
    for (const { name, size } of parts) {
      expect(splits.filter((split) => split === name)).toHaveLength(size);
      for (const [wanted, total] of [
        [1, 1457],
        [2, 73],
      ] as const) {
        const count = splits.filter((split, i) => split === name && items[i].includes(wanted)).length;
        expect(Math.abs(count - (total * size) / items.length)).toBeLessThan(1.5);
      }
    }
  });

  it('is the same for the same seed and another for another', () => {
    const divide = (seed: number) => divideItems(items, { kind: 'divide', parts, seed });
    expect(divide(3)).toEqual(divide(3));
    expect(divide(3)).not.toEqual(divide(4));
  });

  it('by shares gives every item to a part', () => {
    const shares = {
      kind: 'divide',
      parts: [
        { name: 'a', size: 0.8 },
        { name: 'b', size: 0.2 },
      ],
      seed: 0,
    } as const;
    expect(divideItems(items, shares).filter((split) => split === 'a')).toHaveLength(2330);
    expect(divideItems([[0]], shares)).toEqual(['a']);
  });

  it.each([
    [[0.5, 0.4], /add up to 0.9/],
    [[10, 10], /add up to 20, but there are 2913/],
  ])('of %j is refused', (sizes, message) => {
    const wrong = sizes.map((size, i) => ({ name: `p${i}`, size }));
    expect(() => divideItems(items, { kind: 'divide', parts: wrong, seed: 0 })).toThrow(message);
  });
});
