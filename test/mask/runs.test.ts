import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsOfRuns, countsOfText, runsOfCounts, textOfCounts } from '../../src/shared/mask/coco-rle.ts';
import { componentsOfRuns } from '../../src/shared/mask/components.ts';
import type { LabelMap } from '../../src/shared/mask/label-map.ts';
import { areaOfRuns, boxOfRuns, paintRuns, uniteRuns } from '../../src/shared/mask/runs.ts';
import { runsOfLabels } from '../../src/shared/mask/runs-of-labels.ts';
import { arbitraryLabelMap } from './arbitrary-label-map.ts';

/** Places of a value, one by one down the columns. */
function placesByHand({ width, height, labels }: LabelMap, value: number): number[] {
  const places: number[] = [];
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) if (labels[y * width + x] === value) places.push(x * height + y);
  }
  return places;
}

function expand(runs: Uint32Array): number[] {
  return [...runs].flatMap((start, i) => {
    return i % 2 === 0 ? Array.from({ length: runs[i + 1] - start }, (_, k) => start + k) : [];
  });
}

describe('runs', () => {
  it('hold every pixel of a value and no other, with its area and box', () => {
    fc.assert(
      fc.property(arbitraryLabelMap, (map) => {
        for (const [value, runs] of runsOfLabels(map)) {
          const places = placesByHand(map, value);
          expect(expand(runs)).toEqual(places);
          expect(areaOfRuns(runs)).toBe(places.length);
          const xs = places.map((place) => Math.floor(place / map.height));
          const ys = places.map((place) => place % map.height);
          const [left, top] = [Math.min(...xs), Math.min(...ys)];
          expect(boxOfRuns(runs, map.height)).toEqual([
            left,
            top,
            Math.max(...xs) - left + 1,
            Math.max(...ys) - top + 1,
          ]);
        }
      }),
    );
  });

  it('leave out the value that is not wanted', () => {
    const map = { width: 2, height: 1, labels: Uint8Array.of(0, 5) };
    expect([...runsOfLabels(map, 0).keys()]).toEqual([5]);
  });

  it('paint what they were made of', () => {
    fc.assert(
      fc.property(arbitraryLabelMap, (map) => {
        const again = { ...map, labels: new Uint8Array(map.labels.length).fill(9) };
        for (const [value, runs] of runsOfLabels(map)) expect(paintRuns(again, runs, { value, unpainted: 9 })).toBe(0);
        expect([...again.labels]).toEqual([...map.labels]);
      }),
    );
  });

  it('count pixels that were painted before', () => {
    const map = { width: 2, height: 2, labels: new Uint8Array(4) };
    paintRuns(map, Uint32Array.of(0, 3), { value: 1, unpainted: 0 });
    expect(paintRuns(map, Uint32Array.of(1, 4), { value: 2, unpainted: 0 })).toBe(2);
    expect([...map.labels]).toEqual([1, 2, 2, 2]);
  });

  it('unite regions that overlap and that touch', () => {
    expect([...uniteRuns([Uint32Array.of(0, 3, 8, 9), Uint32Array.of(2, 5), Uint32Array.of(5, 6)])]).toEqual([
      0, 6, 8, 9,
    ]);
  });

  it('fall apart into parts that do not touch, corners counting with 8 neighbours only', () => {
    // 1 0 1
    // 0 1 0
    const runs = Uint32Array.of(0, 1, 3, 5);
    const size = { width: 3, height: 2 };
    expect(componentsOfRuns(runs, size, 8)).toHaveLength(1);
    expect(componentsOfRuns(runs, size, 4).map((part) => [...part])).toEqual([
      [0, 1],
      [3, 4],
      [4, 5],
    ]);
  });

  it('give parts that together are the region, and of 4 neighbours no two touch', () => {
    fc.assert(
      fc.property(arbitraryLabelMap, (map) => {
        for (const runs of runsOfLabels(map).values()) {
          const parts = componentsOfRuns(runs, map, 4);
          expect(uniteRuns(parts)).toEqual(runs);
          const owner = new Map(parts.flatMap((part, i) => expand(part).map((place) => [place, i] as const)));
          for (const [place, part] of owner) {
            const isAtFoot = (place + 1) % map.height === 0;
            for (const near of [place + map.height, ...(isAtFoot ? [] : [place + 1])]) {
              expect(owner.get(near) ?? part).toBe(part);
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("COCO's run lengths", () => {
  const size = { width: 3, height: 3 };

  it('count down the columns, zeros first', () => {
    expect(countsOfRuns(Uint32Array.of(0, 2, 5, 6), size)).toEqual([0, 2, 3, 1, 3]);
    expect(countsOfRuns(new Uint32Array(0), size)).toEqual([9]);
  });

  it('are packed five bits a character, from the fourth on as a difference to the one before last', () => {
    // 6 = 00110; 1 = 00001; 40 = 01000 and 00001 with more to come; 1 - 1 = 0; 5 - 40 = -35 = 11101 and 11110.
    expect(textOfCounts([6, 1, 40, 1, 5])).toBe('61X10mN');
    expect(countsOfText('61X10mN')).toEqual([6, 1, 40, 1, 5]);
  });

  it('give back the region, packed and not', () => {
    fc.assert(
      fc.property(arbitraryLabelMap, (map) => {
        for (const runs of runsOfLabels(map).values()) {
          const counts = countsOfRuns(runs, map);
          expect(countsOfText(textOfCounts(counts))).toEqual(counts);
          expect(runsOfCounts(counts, map)).toEqual(runs);
        }
      }),
    );
  });

  it.each([
    ['too short', [4, 4], /too short: it covers 8 of the 9 pixels/],
    ['too long', [4, 6], /too long: it covers more than the 9 pixels/],
    ['negative', [4, -1], /count 2/],
    ['broken', [4.5, 4.5], /count 1/],
    ['no numbers', ['9'], /count 1/],
  ])('are refused where they are %s', (_, counts, message) => {
    expect(() => runsOfCounts(counts, size)).toThrow(message);
  });

  it('are refused where their text breaks off or holds another character', () => {
    expect(() => countsOfText('6X')).toThrow(/breaks at character 3/);
    expect(() => countsOfText('6 1')).toThrow(/breaks at character 2/);
  });
});
