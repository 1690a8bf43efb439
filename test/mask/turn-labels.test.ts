import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cropLabels,
  orientationOfTurn,
  orientLabels,
  resizeLabels,
  tileBoxes,
} from '../../src/shared/mask/turn-labels.ts';
import { arbitraryLabelMap } from './arbitrary-label-map.ts';
import { runOracle } from './run-oracle.ts';

// a b c
// d e f
const map = { width: 3, height: 2, labels: Uint8Array.of(1, 2, 3, 4, 5, 6) };

it.each([
  ['none', 3, [1, 2, 3, 4, 5, 6]],
  ['flip-x', 3, [3, 2, 1, 6, 5, 4]],
  ['flip-y', 3, [4, 5, 6, 1, 2, 3]],
  ['rotate-90', 2, [4, 1, 5, 2, 6, 3]],
  ['rotate-180', 3, [6, 5, 4, 3, 2, 1]],
  ['rotate-270', 2, [3, 6, 2, 5, 1, 4]],
] as const)('%s moves every pixel where it belongs', (turn, width, labels) => {
  const turned = orientLabels(map, orientationOfTurn[turn]);
  expect({ width: turned.width, labels: [...turned.labels] }).toEqual({ width, labels });
});

it('resizing takes the pixel under the centre and makes no new label', () => {
  expect([...resizeLabels(map, { width: 6, height: 2 }).labels]).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]);
  expect([...resizeLabels(map, { width: 1, height: 1 }).labels]).toEqual([5]);
  fc.assert(
    fc.property(
      arbitraryLabelMap,
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      (any, width, height) => {
        const before = new Set(any.labels);
        expect([...resizeLabels(any, { width, height }).labels].every((label) => before.has(label))).toBe(true);
      },
    ),
  );
});

it('tiles cover every pixel with whole pieces', () => {
  const boxes = tileBoxes({ width: 5, height: 3 }, { width: 2, height: 2 });
  expect(boxes.map(({ left, top }) => [left, top])).toEqual([
    [0, 0],
    [2, 0],
    [3, 0],
    [0, 1],
    [2, 1],
    [3, 1],
  ]);
  expect(boxes.every(({ width, height }) => width === 2 && height === 2)).toBe(true);
  expect(tileBoxes({ width: 5, height: 3 }, { width: 9, height: 9 })).toEqual([
    { left: 0, top: 0, width: 5, height: 3 },
  ]);
});

it('cropping takes the box', () => {
  expect([...cropLabels(map, { left: 1, top: 0, width: 2, height: 2 }).labels]).toEqual([2, 3, 5, 6]);
});

describe('resizing by nearest', () => {
  /** From, to. Common ones, and halves, thirds and enlargements. */
  const SIDES = [500, 375, 640, 480, 1280, 2048, 256, 150, 333, 7].flatMap((from) => {
    return [224, 512, 333, 128, 3].map((to) => [from, to] as const);
  });
  const answers = runOracle('nearest_pixels.py', SIDES) as [number[], number[]][] | undefined;

  it.skipIf(answers === undefined)(
    'takes the pixels of nearest-exact, and of Pillow but for centres on an edge',
    () => {
      SIDES.forEach(([from, to], i) => {
        const [exact, pillow] = answers?.[i] ?? [[], []];
        const labels = Uint16Array.from({ length: from }, (_, x) => x);
        const ours = [...resizeLabels({ width: from, height: 1, labels }, { width: to, height: 1 }).labels];
        expect(ours, `${from} to ${to}`).toEqual(exact);
        const isOnEdge = (x: number): boolean => ((2 * x + 1) * from) % (2 * to) === 0;
        const differing = ours.map((_, x) => x).filter((x) => ours[x] !== pillow[x] && !isOnEdge(x));
        expect(differing, `${from} to ${to}`).toEqual([]);
      });
    },
  );
});
