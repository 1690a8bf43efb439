import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dctMethods } from '../../src/shared/jpeg/block-transform.ts';
import { areAllOf, classesWithoutRival } from '../../src/shared/search/sole-labels.ts';
import { blankJpeg } from '../encoders/blank-jpeg.ts';
import { encodeByModel, modelOf, type ModelledWriter } from '../encoders/encode-by-model.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';

const area = { left: 0, top: 0, right: 8, bottom: 8, width: 8 };

function greyBlock(labels: readonly number[], levels: readonly number[]): DrawnMask {
  const colours = levels.map((level) => [level, level, level] as const);
  return { width: 8, height: 8, labels: Uint8Array.from(labels), colours };
}

function soleClasses(levels: readonly number[], step: number, writer: ModelledWriter = 'islow'): Uint8Array {
  const image = blankJpeg({ width: 8, height: 8, samplings: [[1, 1]], step });
  return classesWithoutRival(modelOf(greyBlock(Array<number>(64).fill(0), levels), image, writer));
}

describe('a class that no other can stand for', () => {
  test('is one whose levels are farther from all others than all steps together reach', () => {
    expect([...soleClasses([0, 255], 5)]).toEqual([1, 1]);
    expect([...soleClasses([0, 255], 20)]).toEqual([0, 0]);
    expect([...soleClasses([0, 255, 250], 5)]).toEqual([1, 0, 0]);
  });

  test('is not claimed under transforms that stray from the linear one', () => {
    const claiming = dctMethods.filter((method) => soleClasses([0, 255], 2, method)[0] === 1);
    expect(claiming).toEqual(['islow', 'float', 'double']);
  });

  test('cannot be exchanged in any pixels of a block without another file', () => {
    const bits = fc.array(fc.nat(1), { minLength: 64, maxLength: 64 });
    const changed = fc.uniqueArray(fc.nat(63), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        bits,
        changed,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 30, max: 255 }),
        (labels, at, step, high) => {
          fc.pre(soleClasses([0, high], step).every((sole) => sole === 1));
          const other = labels.map((label, place) => (at.includes(place) ? 1 - label : label));
          const blank = blankJpeg({ width: 8, height: 8, samplings: [[1, 1]], step });
          const [first, second] = [labels, other].map((pixels) =>
            encodeByModel(greyBlock(pixels, [0, high]), blank, 'islow'),
          );
          expect(stored(first)).not.toEqual(stored(second));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('fills an area only where every pixel is of such a class', () => {
    const labels = new Uint8Array(64);
    expect(areAllOf(Uint8Array.of(1, 0), labels, area)).toBe(true);
    labels[63] = 1;
    expect(areAllOf(Uint8Array.of(1, 0), labels, area)).toBe(false);
    expect(areAllOf(Uint8Array.of(1, 0), labels, { ...area, right: 7 })).toBe(true);
  });
});

function stored({ components: [{ dc, pool }] }: ReturnType<typeof encodeByModel>): unknown {
  return [[...dc], [...pool]];
}
