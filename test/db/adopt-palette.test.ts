import { expect, test } from 'vitest';
import { adoptPalette } from '../../src/main/db/operations/adopt-palette.ts';
import { paletteHash } from '../../src/main/db/palette-hash.ts';
import { colourClass, palette } from './sample-results.ts';

const fresh = { coding: undefined, classes: [], nextSlot: 0 };
const known = { coding: palette.coding, classes: palette.classes, nextSlot: 2 };
const [ground, tree] = palette.classes;

test('the first palette of a project keeps its own slots', () => {
  expect(adoptPalette(palette, fresh)).toEqual(palette);
});

test('a class that is known keeps its slot when it is renamed or the order changes', () => {
  const changed = {
    ...palette,
    classes: [
      { ...tree, slot: 0, name: 'wood' },
      { ...ground, slot: 1 },
    ],
  };
  expect(adoptPalette(changed, known).classes).toEqual([
    { ...tree, slot: 1, name: 'wood' },
    { ...ground, slot: 0 },
  ]);
});

test('a new colour gets a slot that no class ever had', () => {
  const road = colourClass(0, 'road', [128, 64, 128]);
  expect(adoptPalette({ ...palette, classes: [road, tree] }, known).classes.map(({ slot }) => slot)).toEqual([2, 1]);
});

test('of two classes with one colour each keeps its own slot by name', () => {
  const twins = [colourClass(0, 'left', [9, 9, 9]), colourClass(1, 'right', [9, 9, 9])];
  const swapped = {
    ...palette,
    classes: [
      { ...twins[1], slot: 0 },
      { ...twins[0], slot: 1 },
    ],
  };
  const adopted = adoptPalette(swapped, { ...known, classes: twins });
  expect(adopted.classes.map(({ name, slot }) => [name, slot])).toEqual([
    ['right', 1],
    ['left', 0],
  ]);
});

test('in masks of indices a class is known by its index, whatever its colour', () => {
  const greys = { ...palette, coding: 'grey-index' as const };
  const recoloured = { ...greys, classes: [{ ...tree, slot: 0, rgb: [1, 2, 3] as const }] };
  expect(adoptPalette(recoloured, { ...known, coding: 'grey-index' }).classes[0].slot).toBe(1);
});

test('a palette is refused when the slots have run out', () => {
  const road = colourClass(0, 'road', [128, 64, 128]);
  const full = { ...known, nextSlot: 65535 };
  expect(() => adoptPalette({ ...palette, classes: [road] }, full)).toThrow(
    expect.objectContaining({ code: 'invalid-palette' }),
  );
});

test('the hash of a palette follows what its pixels mean, not names and order', () => {
  const same = { ...palette, source: 'elsewhere', classes: [{ ...tree, name: 'wood' }, ground] };
  expect(paletteHash(same)).toBe(paletteHash(palette));
  const others = [
    { ...palette, coding: 'grey-index' as const },
    { ...palette, classes: [ground] },
    { ...palette, classes: [ground, { ...tree, index: 7 }] },
    { ...palette, classes: [ground, { ...tree, rgb: [0, 128, 1] as const }] },
    { ...palette, classes: [ground, { ...tree, role: 'void' as const }] },
  ];
  expect(new Set([palette, ...others].map(paletteHash)).size).toBe(6);
});
