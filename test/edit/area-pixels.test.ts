import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaPixels, boxOfArea } from '../../src/shared/edit/area-pixels.ts';
import type { AreaShape } from '../../src/shared/edit/edit-operation.ts';
import { drawingOf } from './fields.ts';

const window = { x: 0, y: 0, width: 7, height: 5 };
const draw = (shape: AreaShape): string[] => drawingOf(areaPixels(shape, window), window.width);
const point = fc.tuple(fc.integer({ min: -4, max: 14 }), fc.integer({ min: -4, max: 14 }));
const shapes: fc.Arbitrary<AreaShape> = fc.oneof(
  fc.record({ kind: fc.constant('polygon' as const), points: fc.array(point, { minLength: 3, maxLength: 9 }) }),
  fc.record({
    kind: fc.constant('stroke' as const),
    points: fc.array(point, { minLength: 1, maxLength: 5 }),
    size: fc.integer({ min: 1, max: 7 }),
    tip: fc.constantFrom('round' as const, 'square' as const),
  }),
);

describe('tips', () => {
  test('of size 1 are a pixel, of 3 a cross or a square, of 2 reach to the left and top', () => {
    const dab = (size: number, tip: 'round' | 'square'): string[] =>
      draw({ kind: 'stroke', points: [[3, 2]], size, tip });
    expect(dab(1, 'round')).toEqual(['.......', '.......', '...1...', '.......', '.......']);
    expect(dab(2, 'round')).toEqual(['.......', '..11...', '..11...', '.......', '.......']);
    expect(dab(3, 'round')).toEqual(['.......', '...1...', '..111..', '...1...', '.......']);
    expect(dab(3, 'square')).toEqual(['.......', '..111..', '..111..', '..111..', '.......']);
    expect(dab(4, 'round')).toEqual(['..11...', '.1111..', '.1111..', '..11...', '.......']);
  });

  test('leave on their way the pixels of all dabs from pixel to pixel', () => {
    fc.assert(
      fc.property(
        point,
        point,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('round' as const, 'square' as const),
        (from, to, size, tip) => {
          const field = { x: -10, y: -10, width: 40, height: 40 };
          const union = new Uint8Array(1600);
          for (const at of lineOf(from, to)) {
            for (const [pixel, value] of areaPixels({ kind: 'stroke', points: [at], size, tip }, field).entries())
              union[pixel] |= value;
          }
          expect(areaPixels({ kind: 'stroke', points: [from, to], size, tip }, field)).toEqual(union);
        },
      ),
    );
  });
});

/** The pixels of a line, by the strokes' own tip of one pixel. */
function lineOf(from: readonly [number, number], to: readonly [number, number]): [number, number][] {
  const field = { x: -10, y: -10, width: 40, height: 40 };
  const pixels = areaPixels({ kind: 'stroke', points: [from, to], size: 1, tip: 'round' }, field);
  return [...pixels.keys()]
    .filter((pixel) => pixels[pixel] === 1)
    .map((pixel) => [(pixel % 40) - 10, Math.floor(pixel / 40) - 10]);
}

describe('polygons', () => {
  test('hold the pixels whose centres they enclose', () => {
    expect(
      draw({
        kind: 'polygon',
        points: [
          [1, 1],
          [5, 1],
          [5, 4],
          [1, 4],
        ],
      }),
    ).toEqual(['.......', '.1111..', '.1111..', '.1111..', '.......']);
    expect(
      draw({
        kind: 'polygon',
        points: [
          [0, 0],
          [5, 0],
          [0, 5],
        ],
      }),
    ).toEqual(['1111...', '111....', '11.....', '1......', '.......']);
  });

  test('that cross themselves are empty where they lie twice', () => {
    const bow: AreaShape = {
      kind: 'polygon',
      points: [
        [0, 0],
        [6, 0],
        [6, 4],
        [2, 4],
        [2, 1],
        [4, 1],
        [4, 5],
        [0, 5],
      ],
    };
    expect(draw(bow)[2]).toBe('11..11.');
  });

  test('that share an edge share no pixel and leave none between them', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        const field = { x: 0, y: 0, width: 10, height: 10 };
        fc.pre(a[1] !== b[1]);
        const left: AreaShape = { kind: 'polygon', points: [[-100, a[1]], a, b, [-100, b[1]]] };
        const right: AreaShape = { kind: 'polygon', points: [[100, a[1]], a, b, [100, b[1]]] };
        const sum = areaPixels(left, field).map((value, pixel) => value + areaPixels(right, field)[pixel]);
        for (let y = 0; y < 10; y++) {
          const isInside = y >= Math.min(a[1], b[1]) && y < Math.max(a[1], b[1]);
          expect([...sum.subarray(10 * y, 10 * y + 10)]).toEqual(new Array(10).fill(isInside ? 1 : 0));
        }
      }),
    );
  });
});

test('an area is the same in every window, and lies in its box', () => {
  fc.assert(
    fc.property(shapes, fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), (shape, x, y) => {
      const whole = areaPixels(shape, { x: 0, y: 0, width: 12, height: 12 });
      const part = { x, y, width: 12 - x, height: 12 - y };
      const seen = areaPixels(shape, part);
      for (const [pixel, value] of seen.entries()) {
        expect(value).toBe(whole[(y + Math.floor(pixel / part.width)) * 12 + x + (pixel % part.width)]);
      }
      const box = boxOfArea(shape, { width: 12, height: 12 });
      for (const [pixel, value] of whole.entries()) {
        if (value === 0) continue;
        const [column, row] = [pixel % 12, Math.floor(pixel / 12)];
        expect(box).toBeDefined();
        if (box === undefined) continue;
        expect(column >= box.x && column < box.x + box.width && row >= box.y && row < box.y + box.height).toBe(true);
      }
    }),
  );
});

test('of a long stroke the parts that lie beside it cost next to nothing', () => {
  const points = Array.from({ length: 2000 }, (_, at) => [10 + ((at * 37) % 44), 10 + ((at * 23) % 44)] as const);
  const stroke: AreaShape = { kind: 'stroke', points, size: 20, tip: 'round' };
  const spent = (x: number): number => {
    const before = process.cpuUsage();
    for (let times = 0; times < 5; times++) areaPixels(stroke, { x, y: 0, width: 64, height: 64 });
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  spent(0);
  expect(spent(512)).toBeLessThan(spent(0) / 3);
});
