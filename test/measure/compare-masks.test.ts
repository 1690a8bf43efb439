import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MaskmendError } from '../../src/shared/errors.ts';
import type { LabelMap } from '../../src/shared/mask/label-map.ts';
import { boundaryDistances } from '../../src/shared/measure/boundary-distance.ts';
import { bandDistancePx, compareMasks } from '../../src/shared/measure/compare-masks.ts';
import { ComparisonSum } from '../../src/shared/measure/score-comparison.ts';
import { arbitraryLabelMap } from '../mask/arbitrary-label-map.ts';
import { runOracle } from '../mask/run-oracle.ts';
import { drawLabels } from './draw-labels.ts';

const nothingIgnored = { ignoredSlots: [] };

/** A map with another one of its size: the same with some pixels drawn anew. */
const arbitraryPair: fc.Arbitrary<readonly [LabelMap, LabelMap]> = arbitraryLabelMap.chain((map) =>
  fc
    .array(fc.tuple(fc.nat(map.labels.length - 1), fc.integer({ min: 0, max: 4 })), { maxLength: 40 })
    .map((changes) => {
      const labels = map.labels.slice();
      for (const [at, label] of changes) labels[at] = label;
      return [map, { ...map, labels }] as const;
    }),
);

function distanceByHand({ width, height, labels }: LabelMap, at: number): number {
  const [x, y] = [at % width, Math.floor(at / width)];
  let nearest = Math.min(x + 1, y + 1, width - x, height - y);
  labels.forEach((label: number, other: number) => {
    const steps = Math.max(Math.abs((other % width) - x), Math.abs(Math.floor(other / width) - y));
    if (label !== labels[at] && steps < nearest) nearest = steps;
  });
  return nearest;
}

describe('the distance to the boundary', () => {
  it('is that to the nearest pixel of another class or outside of the picture', () => {
    fc.assert(
      fc.property(arbitraryLabelMap, (map) => {
        const byHand = [...map.labels].map((_, at) => distanceByHand(map, at));
        expect([...boundaryDistances(map, 60)]).toEqual(byHand);
      }),
      { numRuns: 100 },
    );
  });

  it('goes no further than it is asked for', () => {
    const map = { width: 9, height: 9, labels: new Uint8Array(81) };
    expect(boundaryDistances(map, 2)[4 * 9 + 4]).toBe(3);
    expect(boundaryDistances(map, 300)[4 * 9 + 4]).toBe(5);
  });
});

describe('a comparison of two masks', () => {
  const first = drawLabels(['0011', '0011', '0022']);
  const second = drawLabels(['0001', '0011', '0021']);

  it('counts the pixels of every pair of classes', () => {
    const { confusion, pixels, differingPixels } = compareMasks(first, second, nothingIgnored);
    expect(confusion).toEqual([
      { a: 0, b: 0, count: 6 },
      { a: 1, b: 0, count: 1 },
      { a: 1, b: 1, count: 3 },
      { a: 2, b: 1, count: 1 },
      { a: 2, b: 2, count: 1 },
    ]);
    expect([pixels, differingPixels]).toEqual([12, 2]);
  });

  it('leaves out what the reference calls void, and only that', () => {
    const { pixels, ignoredPixels, differingPixels, bands } = compareMasks(first, second, { ignoredSlots: [1] });
    expect([pixels, ignoredPixels, differingPixels]).toEqual([8, 4, 1]);
    expect(bands[0].classes).toEqual([
      { slot: 0, first: 6, second: 7, both: 6 },
      { slot: 1, first: 1, second: 0, both: 0 },
      { slot: 2, first: 1, second: 1, both: 1 },
    ]);
  });

  it('takes pixels of no class for what they are, whether in 8 bits or in 16', () => {
    const narrow = { width: 2, height: 1, labels: Uint8Array.of(1, 255) };
    const broad = { width: 2, height: 1, labels: Uint16Array.of(1, 65_535) };
    expect(compareMasks(narrow, broad, nothingIgnored).differingPixels).toBe(0);
    expect(compareMasks(narrow, narrow, { ignoredSlots: [65_535] }).ignoredPixels).toBe(1);
  });

  it('refuses masks of two sizes', () => {
    expect(() => compareMasks(first, drawLabels(['00']), nothingIgnored)).toThrow(MaskmendError);
  });

  it('with itself differs nowhere, and in the other direction is the same turned round', () => {
    fc.assert(
      fc.property(arbitraryPair, ([a, b]) => {
        expect(compareMasks(a, a, nothingIgnored).differingPixels).toBe(0);
        const [there, back] = [compareMasks(a, b, nothingIgnored), compareMasks(b, a, nothingIgnored)];
        expect(there.differingPixels).toBe(back.differingPixels);
        const turned = back.bands.map(({ classes, ...band }) => ({
          ...band,
          classes: classes.map(({ slot, first: one, second: other, both }) => ({
            slot,
            first: other,
            second: one,
            both,
          })),
        }));
        expect(there.bands).toEqual(turned);
      }),
      { numRuns: 60 },
    );
  });

  it('has the bands that eroding with OpenCV gives', () => {
    const pairs = fc.sample(arbitraryPair, { numRuns: 120, seed: 5 });
    const large = { width: 260, height: 190, labels: new Uint8Array(260 * 190) };
    large.labels.forEach((_, at) => (large.labels[at] = ((at % 260) >> 6) + (at > 19_000 ? 1 : 0)));
    const shifted = { ...large, labels: large.labels.map((_, at) => large.labels[Math.max(0, at - 263)]) };
    const cases = [...pairs, [large, shifted] as const];
    const answers = runOracle(
      'boundary_iou.py',
      cases.map(([a, b]) => ({ width: a.width, height: a.height, first: [...a.labels], second: [...b.labels] })),
    );
    if (answers === undefined) return;
    const ours = cases.map(([a, b]) =>
      compareMasks(a, b, nothingIgnored).bands.map(({ distancePx, classes }) => [
        distancePx,
        classes.map(({ slot, first: one, second: other, both }) => [slot, one, other, both]),
      ]),
    );
    expect(ours).toEqual(answers);
  });
});

describe('the width of a band', () => {
  it('is 2 % of the diagonal, rounded half to even, and 1 at least', () => {
    expect(bandDistancePx('2%', 640, 480)).toBe(16);
    expect(bandDistancePx('2%', 10, 10)).toBe(1);
    expect(bandDistancePx('2%', 75, 100)).toBe(2);
    expect(bandDistancePx('2%', 105, 140)).toBe(4);
    expect(bandDistancePx('3', 10, 10)).toBe(3);
  });
});

describe('scores', () => {
  function scoresOf(pairs: readonly (readonly [LabelMap, LabelMap])[], ignoredSlots: readonly number[] = []) {
    const sum = new ComparisonSum();
    for (const [a, b] of pairs) sum.add(compareMasks(a, b, { ignoredSlots }));
    return sum.scores(ignoredSlots);
  }

  it('are those of all pixels together', () => {
    const scores = scoresOf([
      [drawLabels(['0011']), drawLabels(['0111'])],
      [drawLabels(['1111']), drawLabels(['1111'])],
    ]);
    expect(scores.classes.map(({ slot, iou }) => [slot, iou])).toEqual([
      [0, 1 / 2],
      [1, 6 / 7],
    ]);
    expect(scores.meanIou).toBeCloseTo((1 / 2 + 6 / 7) / 2, 12);
    expect(scores.pixelAccuracy).toBe(7 / 8);
    expect([scores.masks, scores.identicalMasks]).toEqual([2, 1]);
    // A row of one pixel is all border.
    expect(scores.meanBoundaryIou['1']).toBe(scores.meanIou);
  });

  it('see within the boundary what the whole class hides', () => {
    const square = (from: number) => ({
      width: 40,
      height: 40,
      labels: Uint8Array.from({ length: 1600 }, (_, at) => {
        const [x, y] = [at % 40, Math.floor(at / 40)];
        return x >= from && x < from + 30 && y >= 5 && y < 35 ? 1 : 0;
      }),
    });
    const { classes } = scoresOf([[square(5), square(6)]]);
    const [, { iou, boundaryIou }] = classes;
    expect(iou).toBeCloseTo(870 / 930, 12);
    // Bands of 1 px have 116 pixels each; 29 of the top row and 29 of the bottom row lie on each other.
    expect(boundaryIou['1']).toBeCloseTo(58 / (232 - 58), 12);
  });

  it('leave void out where it is ignored, and give nothing where nothing was compared', () => {
    const scores = scoresOf([[drawLabels(['0122']), drawLabels(['0922'])]], [9]);
    expect(scores.classes.map(({ slot }) => slot)).toEqual([0, 2]);
    expect(scores.meanIou).toBe(1);
    const missed = scoresOf([[drawLabels(['0192']), drawLabels(['0122'])]], [9]);
    expect(missed.classes.map(({ slot }) => slot)).toEqual([0, 1, 2]);
    const empty = scoresOf([[drawLabels(['1']), drawLabels(['9'])]], [9]);
    expect(empty.meanIou).toBeUndefined();
    expect(empty.pixelAccuracy).toBeUndefined();
  });
});
