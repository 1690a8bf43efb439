import { expect, test } from 'vitest';
import { uniteClasses } from '../../src/shared/classes/unite-classes.ts';
import type { ClassRole, Palette, Rgb } from '../../src/shared/model/palette.ts';

type Drawn = readonly [name: string, index: number, rgb: Rgb, role?: ClassRole];

function paletteOf(source: string, classes: readonly Drawn[], coding: Palette['coding'] = 'colour'): Palette {
  const entries = classes.map(([name, index, rgb, role], slot) => ({ slot, name, index, rgb, role: role ?? 'class' }));
  return { coding, source, classes: entries };
}

test('classes are the same that are called alike, whatever their place and colour', () => {
  const first = paletteOf('file a', [
    ['sky', 0, [1, 1, 1]],
    ['Wet Road', 1, [2, 2, 2]],
  ]);
  const second = paletteOf('file b', [
    ['wet_road', 4, [9, 9, 9]],
    ['sky', 5, [2, 2, 2]],
  ]);
  const { classes, changes, notes } = uniteClasses([first, second]);
  expect(classes).toEqual(first.classes);
  expect([...changes[1]]).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect(notes).toEqual([]);
});

test('names that were made up count for nothing, colours do', () => {
  const first = paletteOf('file a', [
    ['sky', 0, [1, 1, 1]],
    ['class 1', 1, [2, 2, 2]],
  ]);
  const second = paletteOf('inferred', [
    ['class 0', 0, [2, 2, 2]],
    ['class 1', 1, [1, 1, 1]],
  ]);
  const { changes, notes } = uniteClasses([first, second]);
  expect([...changes[1]]).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect(notes).toEqual([
    { class: 'class 0', as: 'class 1' },
    { class: 'class 1', as: 'sky' },
  ]);
});

test('a class of one palette alone gets a slot of its own, the background does not', () => {
  const first = paletteOf('file a', [['background', 0, [0, 0, 0], 'background']]);
  const second = paletteOf('file b', [
    ['car', 1, [5, 5, 5]],
    ['_bg_', 0, [7, 7, 7], 'background'],
  ]);
  const { classes, changes } = uniteClasses([first, second]);
  expect(classes.map(({ slot, name }) => [slot, name])).toEqual([
    [0, 'background'],
    [1, 'car'],
  ]);
  expect([...changes[1]]).toEqual([
    [0, 1],
    [1, 0],
  ]);
});

test('masks of indices go by their indices where names do not tell', () => {
  const first = paletteOf('file a', [['one', 1, [5, 5, 5]]], 'grey-index');
  const second = paletteOf('inferred', [['class 1', 1, [1, 1, 1]]], 'grey-index');
  expect(uniteClasses([first, second]).classes).toHaveLength(1);
});

test('two classes that nobody has named are not the same for being numbered alike', () => {
  const first = paletteOf('inferred', [['class 1', 1, [5, 5, 5]]]);
  const second = paletteOf('inferred', [
    ['class 1', 1, [9, 9, 9]],
    ['road', 2, [5, 5, 5]],
  ]);
  expect(uniteClasses([first, second]).classes.map(({ rgb }) => rgb)).toEqual([
    [5, 5, 5],
    [9, 9, 9],
  ]);
  const named = paletteOf('file a', [['class 1', 1, [1, 1, 1]]]);
  expect(uniteClasses([named, second]).classes).toHaveLength(3);
});
