import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Parameters,
  operationOf,
  useParameters,
} from '../../src/renderer/features/review/paint/operation-parameters.ts';
import { nextSize, operations } from '../../src/renderer/state/paint-store.ts';
import { areaPixels } from '../../src/shared/edit/area-pixels.ts';

const SIDE = 40;
const box = { x: 0, y: 0, width: SIDE, height: SIDE };
const point = fc.tuple(fc.integer({ min: -5, max: SIDE + 5 }), fc.integer({ min: -5, max: SIDE + 5 }));

test('a stroke shown piece by piece is, pixel for pixel, the stroke that is handed on', () => {
  const strokes = fc.record({
    points: fc.array(point, { minLength: 1, maxLength: 12 }),
    size: fc.integer({ min: 1, max: 17 }),
    tip: fc.constantFrom('round' as const, 'square' as const),
    cut: fc.nat(11),
  });
  fc.assert(
    fc.property(strokes, ({ points, size, tip, cut }) => {
      const at = Math.min(cut, points.length - 1);
      const pixels = (part: typeof points): Uint8Array => areaPixels({ kind: 'stroke', points: part, size, tip }, box);
      const [first, second] = [pixels(points.slice(0, at + 1)), pixels(points.slice(at))];
      expect(pixels(points)).toEqual(first.map((pixel, i) => pixel | (second[i] ?? 0)));
    }),
  );
});

test('every step of the brush is felt, and none leaves its bounds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1024 }), (size) => {
      expect(nextSize(size, 1) > size || size === 1024).toBe(true);
      expect(nextSize(size, -1) < size || size === 1).toBe(true);
      expect(nextSize(size, 1)).toBeLessThanOrEqual(1024);
    }),
  );
});

const start: Parameters = useParameters.getState();

test('an operation waits for the classes that it needs', () => {
  expect(operations.filter((operation) => operationOf(operation, start) === undefined)).toEqual(['replace', 'grow']);
  expect(operationOf('replace', { ...start, from: 3, into: 3 })).toBeUndefined();
  expect(operationOf('replace', { ...start, from: 3, into: 4 })).toEqual({ kind: 'replace-class', from: 3, to: 4 });
  expect(operationOf('islands', { ...start, islands: 'keep-largest' })).toBeUndefined();
  expect(operationOf('grow', { ...start, ofClass: 2, direction: 'shrink', by: 3 })).toEqual({
    kind: 'shrink',
    slot: 2,
    by: 3,
  });
});
