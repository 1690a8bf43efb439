import { expect, test } from 'vitest';
import type { Palette, Rgb } from '../../src/shared/model/palette.ts';
import { isClaimed } from '../../src/shared/palette/claimed-colours.ts';

const paletteOf = (...colours: readonly Rgb[]): Palette => ({
  coding: 'colour',
  source: 'test',
  classes: colours.map((rgb, index) => ({ slot: index, index, name: `class ${index}`, rgb, role: 'class' as const })),
});

const level = (value: number) => ({
  space: 'grey' as const,
  low: [value, 0, 0] as const,
  high: [value, 0, 0] as const,
});

test('a grey that is the index of a class belongs to it, where classes have colours', () => {
  const palette = paletteOf([0, 0, 0], [120, 20, 20], [6, 230, 230]);
  expect([0, 1, 2, 10].map((value) => isClaimed(level(value), palette))).toEqual([true, true, true, false]);
});

test('classes that are greys themselves claim no grey by their index', () => {
  const palette = paletteOf([0, 0, 0], [255, 255, 255], [128, 128, 128], ...fill(30));
  expect(isClaimed(level(128), palette)).toBe(true);
  expect(isClaimed(level(20), palette)).toBe(false);
});

test('a colour is never taken for an index', () => {
  const palette = paletteOf([0, 0, 0], [120, 20, 20], ...fill(30));
  expect(isClaimed({ space: 'rgb', low: [20, 20, 20], high: [20, 20, 20] }, palette)).toBe(false);
});

/** Further classes, all of one white. */
function fill(count: number): readonly Rgb[] {
  return Array.from({ length: count }, () => [255, 255, 255] as const);
}
