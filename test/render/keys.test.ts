import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isShortcut, keyNames, toAccelerator } from '../../src/renderer/ui/shortcut.ts';
import { moveCursor } from '../../src/renderer/ui/move-cursor.ts';

interface Press {
  readonly key: string;
  readonly code?: string;
  readonly ctrlKey?: boolean;
  readonly shiftKey?: boolean;
  readonly altKey?: boolean;
  readonly isAltGr?: boolean;
}

// A press of a key is an event of the page, of which these parts are looked at.
const press = (pressed: Press): KeyboardEvent => {
  const { key, code = '', ctrlKey = false, shiftKey = false, altKey = false, isAltGr = false } = pressed;
  const getModifierState = (): boolean => isAltGr;
  return { key, code, ctrlKey, shiftKey, altKey, metaKey: false, getModifierState } as unknown as KeyboardEvent;
};

test('a shortcut is met by exactly its keys', () => {
  expect(isShortcut(press({ key: 'z', ctrlKey: true }), 'Mod+Z')).toBe(true);
  expect(isShortcut(press({ key: 'Z', ctrlKey: true, shiftKey: true }), 'Mod+Z')).toBe(false);
  expect(isShortcut(press({ key: 'Z', ctrlKey: true, shiftKey: true }), 'Mod+Shift+Z')).toBe(true);
  expect(isShortcut(press({ key: 'z' }), 'Mod+Z')).toBe(false);
  expect(isShortcut(press({ key: 'Delete' }), 'Delete')).toBe(true);
});

test('a sign counts with or without the Shift that some keyboards need for it', () => {
  expect(isShortcut(press({ key: '?', shiftKey: true }), '?')).toBe(true);
  expect(isShortcut(press({ key: '?' }), '?')).toBe(true);
  expect(isShortcut(press({ key: '?', ctrlKey: true }), '?')).toBe(false);
});

test('a digit with Alt is told by its place on the keyboard, whatever Alt makes of it', () => {
  expect(isShortcut(press({ key: '¡', code: 'Digit1', altKey: true }), 'Alt+1')).toBe(true);
  expect(isShortcut(press({ key: '1', code: 'Digit1' }), 'Alt+1')).toBe(false);
});

test('a digit with Shift is told by its place, and is another key than without', () => {
  expect(isShortcut(press({ key: '!', code: 'Digit1', shiftKey: true }), 'Shift+1')).toBe(true);
  expect(isShortcut(press({ key: '!', code: 'Digit1', shiftKey: true }), '1')).toBe(false);
  expect(isShortcut(press({ key: '&', code: 'Digit1' }), '1')).toBe(true);
});

test('a sign that a keyboard writes with AltGr is that sign', () => {
  expect(isShortcut(press({ key: '[', ctrlKey: true, altKey: true, isAltGr: true }), '[')).toBe(true);
  expect(isShortcut(press({ key: '[', ctrlKey: true, altKey: true }), '[')).toBe(false);
});

test('plus is a key as well as what joins keys', () => {
  expect(isShortcut(press({ key: '+', shiftKey: true }), '+')).toBe(true);
  expect(keyNames('+')).toEqual(['+']);
  expect(toAccelerator('+')).toBe('Plus');
});

test('shortcuts are named for people and for the desktop menu', () => {
  expect(keyNames('Mod+Shift+Z').at(-1)).toBe('Z');
  expect(toAccelerator('Mod+Shift+Z')).toBe('CmdOrCtrl+Shift+Z');
});

const keys = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'PageDown', 'PageUp', 'Home', 'End'];

test('the cursor never leaves the list, wherever a key takes it', () => {
  const room = fc.record({
    cursor: fc.integer({ min: -1, max: 99 }),
    count: fc.integer({ min: 1, max: 100 }),
    page: fc.integer({ min: 1, max: 30 }),
    columns: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.constantFrom(...keys), room, (key, where) => {
      const next = moveCursor({ key }, where);
      expect(next === undefined || (next >= 0 && next < where.count)).toBe(true);
    }),
  );
});

test('the arrows go by rows and columns in a grid, and sideways nowhere in a list', () => {
  const grid = { cursor: 5, count: 20, page: 2, columns: 4 };
  expect(['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight'].map((key) => moveCursor({ key }, grid))).toEqual([
    9, 1, 4, 6,
  ]);
  expect(moveCursor({ key: 'ArrowRight' }, { cursor: 5, count: 20, page: 2 })).toBeUndefined();
  expect(moveCursor({ key: 'ArrowDown' }, { cursor: -1, count: 0, page: 2 })).toBeUndefined();
});
