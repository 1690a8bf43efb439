import { expect, test } from 'vitest';
import { foundClasses, orderedClasses } from '../../src/renderer/features/review/facts/class-order.ts';
import type { ProjectClass } from '../../src/shared/contract/class-schemas.ts';

const named = (name: string, slot: number): ProjectClass => ({
  slot,
  name,
  index: slot + 100,
  rgb: [slot, 0, 0],
  sourceRgb: [slot, 0, 0],
  sourceIndex: slot,
  role: 'class',
  isLocked: false,
  files: 0,
  pixels: 0,
  share: 0,
});

const classes = ['road', 'sky', 'car', 'tree'].map(named);
const pixels = new Map([
  [2, 10],
  [3, 500],
  [0, 0],
]);
const names = (list: readonly { readonly entry: ProjectClass }[]): string[] => list.map(({ entry }) => entry.name);

test('the classes of a mask come before those it does not hold, each as in the palette', () => {
  expect(names(orderedClasses(classes, { order: 'here', pixels }))).toEqual(['car', 'tree', 'road', 'sky']);
  expect(names(orderedClasses(classes, { order: 'largest', pixels }))).toEqual(['tree', 'car', 'road', 'sky']);
  expect(names(orderedClasses(classes, { order: 'palette', pixels }))).toEqual(['road', 'sky', 'car', 'tree']);
});

test('a class keeps the place that its key goes by, wherever it stands', () => {
  const [first] = orderedClasses(classes, { order: 'largest', pixels });
  expect(first.place).toBe(3);
});

test('a class is found by a part of its name, or by its index', () => {
  const placed = orderedClasses(classes, { order: 'palette', pixels });
  expect(names(foundClasses(placed, ' R'))).toEqual(['road', 'car', 'tree']);
  expect(names(foundClasses(placed, '101'))).toEqual(['sky']);
  expect(names(foundClasses(placed, '  '))).toHaveLength(4);
});
