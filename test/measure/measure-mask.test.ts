import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelMap } from '../../src/shared/mask/label-map.ts';
import { findObjects, type MaskPart } from '../../src/shared/measure/find-objects.ts';
import { measureMask } from '../../src/shared/measure/measure-mask.ts';
import { MeasureSum } from '../../src/shared/measure/sum-measures.ts';
import { arbitraryLabelMap } from '../mask/arbitrary-label-map.ts';
import { drawLabels } from './draw-labels.ts';

const options = { connectivity: 8, tinyBelowPx: 3, maxTinyListed: 10 } as const;

/** Parts by flooding from every pixel, as nobody would do it but for small pictures. */
function floodedParts({ width, height, labels }: LabelMap, connectivity: 4 | 8): string[] {
  const seen = new Set<number>();
  const parts: string[] = [];
  for (let start = 0; start < labels.length; start++) {
    if (seen.has(start)) continue;
    const part = [start];
    seen.add(start);
    for (const at of part) {
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const [x, y] = [(at % width) + dx, Math.floor(at / width) + dy];
          const isNear = connectivity === 8 || dx === 0 || dy === 0;
          const next = y * width + x;
          if (!isNear || x < 0 || y < 0 || x >= width || y >= height || seen.has(next)) continue;
          if (labels[next] !== labels[start]) continue;
          seen.add(next);
          part.push(next);
        }
      }
    }
    const columns = part.map((at) => at % width);
    const rows = part.map((at) => Math.floor(at / width));
    const box = [Math.min(...columns), Math.min(...rows), Math.max(...columns) + 1, Math.max(...rows) + 1];
    parts.push([labels[start], part.length, ...box, start % width].join(' '));
  }
  return parts.sort();
}

function foundParts(map: LabelMap, connectivity: 4 | 8): string[] {
  const parts: MaskPart[] = [];
  findObjects(map, connectivity, (part) => parts.push(part));
  return parts
    .map(({ label, pixels, x, y, width, height, firstX }) =>
      [label, pixels, x, y, x + width, y + height, firstX].join(' '),
    )
    .sort();
}

describe('the objects of a mask', () => {
  it('are those that flooding finds, with 4 and with 8 neighbours', () => {
    fc.assert(
      fc.property(arbitraryLabelMap, (map) => {
        expect(foundParts(map, 4)).toEqual(floodedParts(map, 4));
        expect(foundParts(map, 8)).toEqual(floodedParts(map, 8));
      }),
      { numRuns: 300 },
    );
  });

  it('that touch at a corner are one with 8 neighbours and two with 4', () => {
    const map = drawLabels(['1100', '1100', '0011', '0011']);
    const objectsOf = (connectivity: 4 | 8) =>
      measureMask(map, { ...options, connectivity }).classes.find(({ slot }) => slot === 1)?.objects;
    expect(objectsOf(8)).toBe(1);
    expect(objectsOf(4)).toBe(2);
  });

  it('are joined where two arms meet in a row far below', () => {
    expect(foundParts(drawLabels(['10101', '10101', '11111']), 4)).toEqual([
      '0 2 1 0 2 2 1',
      '0 2 3 0 4 2 3',
      '1 11 0 0 5 3 0',
    ]);
  });
});

describe('the measure of a mask', () => {
  const map = drawLabels(['00000', '01100', '01102', '00000']);

  it('counts pixels, objects, sides and pixels along boundaries', () => {
    const { classes, contacts } = measureMask(map, options);
    expect(classes).toEqual([
      {
        ...{ slot: 0, pixels: 15, objects: 1, largestObjectPx: 15, tinyObjects: 0, tinyPixels: 0 },
        ...{ boundaryEdges: 11, boundaryPixels: 10 },
      },
      {
        ...{ slot: 1, pixels: 4, objects: 1, largestObjectPx: 4, tinyObjects: 0, tinyPixels: 0 },
        ...{ boundaryEdges: 8, boundaryPixels: 4 },
      },
      {
        ...{ slot: 2, pixels: 1, objects: 1, largestObjectPx: 1, tinyObjects: 1, tinyPixels: 1 },
        ...{ boundaryEdges: 3, boundaryPixels: 1 },
      },
    ]);
    expect(contacts).toEqual([
      { a: 0, b: 1, edges: 8 },
      { a: 0, b: 2, edges: 3 },
    ]);
  });

  it('lists the smallest tiny objects with their places, and counts the rest', () => {
    const spots = drawLabels(['1020110', '0000000', '2200001']);
    const { tiny, classes } = measureMask(spots, { ...options, maxTinyListed: 2 });
    expect(tiny).toEqual([
      { slot: 1, pixels: 1, x: 0, y: 0, width: 1, height: 1 },
      { slot: 2, pixels: 1, x: 2, y: 0, width: 1, height: 1 },
    ]);
    expect(classes.map(({ tinyObjects }) => tinyObjects)).toEqual([0, 3, 2]);
    expect(classes.map(({ tinyPixels }) => tinyPixels)).toEqual([0, 4, 3]);
  });

  it('tells pixels of no class as slot 65535, in 8 bits as in 16', () => {
    const narrow = { width: 2, height: 1, labels: Uint8Array.of(3, 255) };
    const broad = { width: 2, height: 1, labels: Uint16Array.of(3, 65_535) };
    expect(measureMask(narrow, options)).toEqual(measureMask(broad, options));
    expect(measureMask(narrow, options).classes.map(({ slot }) => slot)).toEqual([3, 65_535]);
    expect(measureMask(narrow, options).contacts).toEqual([{ a: 3, b: 65_535, edges: 1 }]);
  });

  it('has every pixel in one class and every side in two', () => {
    fc.assert(
      fc.property(arbitraryLabelMap, (any) => {
        const { classes, contacts } = measureMask(any, options);
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
        expect(sum(classes.map(({ pixels }) => pixels))).toBe(any.width * any.height);
        expect(sum(classes.map(({ boundaryEdges }) => boundaryEdges))).toBe(
          2 * sum(contacts.map(({ edges }) => edges)),
        );
        for (const { boundaryEdges, boundaryPixels, pixels } of classes) {
          expect(boundaryPixels).toBeLessThanOrEqual(Math.min(pixels, boundaryEdges));
          expect(boundaryEdges).toBeLessThanOrEqual(4 * boundaryPixels);
        }
      }),
    );
  });
});

describe('the sum of measures', () => {
  it('counts in how many masks a class, and two classes together, occur', () => {
    const sum = new MeasureSum();
    sum.add(measureMask(drawLabels(['0122']), options));
    sum.add(measureMask(drawLabels(['0000']), options));
    sum.add(measureMask(drawLabels(['2200']), options));
    const { masks, pixels, classes, pairs } = sum.totals();
    expect([masks, pixels]).toEqual([3, 12]);
    expect(classes.map(({ slot, masks: of, pixels: px }) => [slot, of, px])).toEqual([
      [0, 3, 7],
      [1, 1, 1],
      [2, 2, 4],
    ]);
    expect(pairs).toEqual([
      { a: 0, b: 1, masks: 1, edges: 1 },
      { a: 0, b: 2, masks: 2, edges: 1 },
      { a: 1, b: 2, masks: 1, edges: 1 },
    ]);
  });
});
