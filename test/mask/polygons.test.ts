import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillCocoPolygon } from '../../src/shared/mask/coco-polygon.ts';
import { fillOpencvPolygon } from '../../src/shared/mask/opencv-polygon.ts';
import { joinHoles, outlinesOfRuns } from '../../src/shared/mask/outline.ts';
import { areaOfRuns, uniteRuns, type Runs } from '../../src/shared/mask/runs.ts';
import { runsOfLabels } from '../../src/shared/mask/runs-of-labels.ts';
import { arbitraryLabelMap } from './arbitrary-label-map.ts';
import { randomPolygons, runOracle } from './run-oracle.ts';

function placesOf(runs: Runs): number[] {
  const places: number[] = [];
  for (let i = 0; i < runs.length; i += 2) for (let at = runs[i]; at < runs[i + 1]; at++) places.push(at);
  return places;
}

/** Whether all corners, as OpenCV takes them, lie in the picture. */
function isInside({ rings, width, height }: { rings: number[][]; width: number; height: number }): boolean {
  const isWithin = (value: number, side: number): boolean => Math.trunc(value) >= 0 && Math.trunc(value) < side;
  return rings.flat().every((value, at) => isWithin(value, at % 2 === 0 ? width : height));
}

describe("a polygon filled by COCO's rule", () => {
  it('covers exactly the pixels between whole coordinates', () => {
    const runs = fillCocoPolygon([2, 1, 5, 1, 5, 3, 2, 3], { width: 8, height: 6 });
    expect(placesOf(runs)).toEqual([13, 14, 19, 20, 25, 26]);
  });

  it('takes a pixel where the outline lies beyond a tenth of it', () => {
    const size = { width: 10, height: 10 };
    expect(areaOfRuns(fillCocoPolygon([1.4, 1, 3.4, 1, 3.4, 3, 1.4, 3], size))).toBe(4);
    expect(areaOfRuns(fillCocoPolygon([1.5, 1, 3.6, 1, 3.6, 3, 1.5, 3], size))).toBe(4);
  });

  it('is empty outside of the picture and cut at its border', () => {
    expect(fillCocoPolygon([-9, -9, -2, -9, -2, -2], { width: 4, height: 4 })).toHaveLength(0);
    expect(areaOfRuns(fillCocoPolygon([-5, -5, 50, -5, 50, 50, -5, 50], { width: 4, height: 3 }))).toBe(12);
  });

  it('is the same as point by point, for polygons inside, across and around the picture', () => {
    const cases = randomPolygons(1500, 7);
    const answers = runOracle('coco_mask.py', cases);
    if (answers === undefined) return;
    expect(cases.map(({ points, ...size }) => placesOf(fillCocoPolygon(points, size)))).toEqual(answers);
  });
});

describe("a polygon filled as OpenCV's fillPoly", () => {
  it('has its outline inside', () => {
    const pixels = fillOpencvPolygon([[1, 1, 3, 1, 3, 3, 1, 3]], { width: 5, height: 5 });
    expect(pixels.reduce((sum, pixel) => sum + pixel, 0)).toBe(9);
  });

  it('is the same as by OpenCV itself, with one ring and with two', () => {
    const polygons = randomPolygons(1500, 11);
    const cases = polygons.map(({ points, ...size }, i) => ({
      ...size,
      rings: i % 2 === 0 ? [points] : [points, polygons[i - 1].points],
    }));
    const answer = runOracle('opencv_fill.py', cases) as { major: number; masks: number[][] } | undefined;
    if (answer === undefined) return;
    // From version 5 on it cuts lines that leave the picture otherwise, by a pixel here and there: ours is that of 4.
    const isCompared = cases.map((each) => answer.major < 5 || isInside(each));
    expect(isCompared.filter(Boolean).length).toBeGreaterThan(200);
    const filled = cases.map(({ rings, ...size }) => [...fillOpencvPolygon(rings, size)]);
    expect(filled.filter((_, at) => isCompared[at])).toEqual(answer.masks.filter((_, at) => isCompared[at]));
  });
});

describe('outlines', () => {
  it('with their holes joined fill to exactly the region they were made of', () => {
    fc.assert(
      fc.property(arbitraryLabelMap, (map) => {
        for (const runs of runsOfLabels(map).values()) {
          const rings = outlinesOfRuns(runs, map).map(joinHoles);
          expect(uniteRuns(rings.map((ring) => fillCocoPolygon(ring, map)))).toEqual(runs);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keep a hole apart from the ring round it', () => {
    const labels = Uint8Array.from([1, 1, 1, 1, 0, 1, 1, 1, 1]);
    const runs = runsOfLabels({ width: 3, height: 3, labels }, 0).get(1) ?? new Uint32Array(0);
    const [outline, ...others] = outlinesOfRuns(runs, { width: 3, height: 3 });
    expect(others).toEqual([]);
    expect(outline.outer).toHaveLength(8);
    expect(outline.holes).toHaveLength(1);
  });
});
