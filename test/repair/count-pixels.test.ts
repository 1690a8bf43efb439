import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countByClass, countUncertain } from '../../src/shared/repair/count-pixels.ts';

const CLASSES = 5;
/** Runs of one value, of every length round a word, so that whole and mixed words both occur. */
const runs = (value: fc.Arbitrary<number>) =>
  fc
    .array(fc.tuple(value, fc.integer({ min: 1, max: 9 })), { maxLength: 20 })
    .map((list) => list.flatMap(([entry, length]) => Array<number>(length).fill(entry)));

describe('counting pixels', () => {
  test('counts what there is of each class, in 8 and in 16 bits, wherever the labels begin', () => {
    fc.assert(
      fc.property(runs(fc.integer({ min: 0, max: CLASSES - 1 })), fc.integer({ min: 0, max: 3 }), (labels, start) => {
        const expected = Array.from({ length: CLASSES }, (_, position) => {
          return labels.filter((label) => label === position).length;
        });
        const bytes = new Uint8Array([...Array<number>(start).fill(0), ...labels]).subarray(start);
        expect([...countByClass(bytes, CLASSES)]).toEqual(expected);
        expect([...countByClass(Uint16Array.from(labels), CLASSES)]).toEqual(expected);
      }),
    );
  });

  test('counts the pixels that are not certain', () => {
    fc.assert(
      fc.property(runs(fc.constantFrom(255, 254, 0, 127)), (confidence) => {
        expect(countUncertain(Uint8Array.from(confidence))).toBe(confidence.filter((value) => value !== 255).length);
      }),
    );
  });
});
