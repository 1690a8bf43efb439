import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyOperation } from '../../src/shared/edit/apply-operation.ts';
import type { EditWindow } from '../../src/shared/edit/edit-window.ts';
import { drawingOf, windowOf, windows } from './fields.ts';

const LOCKED = 3;
const isLocked = (slot: number): boolean => slot === LOCKED;

test('a class neither grows across a locked line of one pixel nor takes from behind it, straight or aslant', () => {
  const straight = windowOf('..3..\n1.3.2\n..3..', { isLocked });
  const grown = applyOperation(straight, { kind: 'grow', slot: 1, by: 4 });
  expect(drawingOf(grown, 5)).toEqual(['113..', '113.2', '113..']);
  const aslant = windowOf('1...3\n...3.\n..3..\n.3...\n3....', { isLocked });
  const reached = applyOperation(aslant, { kind: 'grow', slot: 1, by: 8 });
  expect(drawingOf(reached, 5)).toEqual(['11113', '1113.', '113..', '13...', '3....']);
  const shrunk = applyOperation(windowOf('11132\n11132', { isLocked }), { kind: 'shrink', slot: 1, by: 3 });
  expect(drawingOf(shrunk, 5)).toEqual(['11132', '11132']);
});

test('round the end of a locked line a class comes as far as the way round it is long', () => {
  const window = windowOf('.......\n.3.....\n13.....\n.3.....\n.......', { isLocked });
  // To the third of the top row: a side, a corner and a side, 3.4 pixels; to the one below it two corners, 3.8.
  expect(drawingOf(applyOperation(window, { kind: 'grow', slot: 1, by: 3 }), 7)).toEqual([
    '11.....',
    '13.....',
    '13.....',
    '13.....',
    '11.....',
  ]);
  expect(drawingOf(applyOperation(window, { kind: 'grow', slot: 1, by: 4 }), 7)).toEqual([
    '111....',
    '131....',
    '13.....',
    '131....',
    '111....',
  ]);
});

test('whatever grows or shrinks stays on its side of the locked pixels, however often it is done', () => {
  fc.assert(
    fc.property(
      windows,
      fc.constantFrom('grow' as const, 'shrink' as const),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 1, max: 9 }),
      (drawn, kind, slot, by) => {
        const window = { ...drawn, selected: undefined };
        const part = partsBetweenWalls(window);
        const known = classesOf(window.labels, part);
        let now: EditWindow = window;
        for (let time = 0; time < 2; time++) now = { ...now, labels: applyOperation(now, { kind, slot, by }) };
        for (const [side, classes] of classesOf(now.labels, part)) {
          for (const label of classes) expect(known.get(side)).toContain(label);
        }
      },
    ),
    { numRuns: 1500 },
  );
});

test('without locked pixels shrinking takes the nearest class', () => {
  fc.assert(
    fc.property(windows, fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 5 }), (window, slot, by) => {
      const free = { ...window, selected: undefined, isLocked: () => false };
      const shrunk = applyOperation(free, { kind: 'shrink', slot, by });
      for (const [pixel, label] of free.labels.entries()) {
        const near = distancesOf(free, pixel).filter(([distance, other]) => other !== slot && distance <= by ** 2);
        const least = Math.min(...near.map(([distance]) => distance));
        const nearest = near.filter(([distance]) => distance === least).map(([, other]) => other);
        expect(label === slot && near.length > 0 ? nearest : [label]).toContain(shrunk[pixel]);
      }
    }),
  );
});

/** Squared distance and class of every pixel, seen from one. */
function distancesOf({ labels, width }: EditWindow, from: number): [number, number][] {
  return Array.from(labels, (label, at) => {
    const across = (at % width) - (from % width);
    const down = Math.floor(at / width) - Math.floor(from / width);
    return [across ** 2 + down ** 2, label];
  });
}

/** Which part of the window each pixel lies in, where parts touch by a side, or by a corner that is not between two locked pixels. */
function partsBetweenWalls(window: EditWindow): Int32Array {
  const part = new Int32Array(window.labels.length).fill(-1);
  const isWall = (pixel: number): boolean => window.isLocked(window.labels[pixel]);
  for (const pixel of part.keys()) {
    const waiting = [pixel];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (part[at] !== -1 || isWall(at)) continue;
      part[at] = pixel;
      waiting.push(...neighbours(window, at, isWall));
    }
  }
  return part;
}

function neighbours({ width, height }: EditWindow, at: number, isWall: (pixel: number) => boolean): number[] {
  const [x, y] = [at % width, Math.floor(at / width)];
  const steps = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [dx, dy] as const));
  return steps.flatMap(([dx, dy]) => {
    const isInside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
    if (!isInside || (dx === 0 && dy === 0)) return [];
    const isShut = dx !== 0 && dy !== 0 && isWall(at + dx) && isWall(at + dy * width);
    return isShut ? [] : [at + dy * width + dx];
  });
}

function classesOf(labels: ArrayLike<number>, part: Int32Array): Map<number, Set<number>> {
  const classes = new Map<number, Set<number>>();
  for (const [pixel, side] of part.entries()) {
    if (side === -1) continue;
    classes.set(side, (classes.get(side) ?? new Set()).add(labels[pixel]));
  }
  return classes;
}
