import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editClasses } from '../../src/shared/classes/edit-classes.ts';
import { keepKnownClasses, takeOverClasses } from '../../src/shared/classes/match-classes.ts';
import type { ClassEdit } from '../../src/shared/contract/class-schemas.ts';
import { MaskmendError } from '../../src/shared/errors.ts';
import {
  enginePalette,
  mergedSlots,
  type ProjectPalette,
  projectPaletteSchema,
  toProjectPalette,
} from '../../src/shared/model/project-palette.ts';
import { presetPalette } from '../../src/shared/palette/presets.ts';

const start = toProjectPalette({
  coding: 'colour',
  source: 'test',
  classes: (['ground', 'tree', 'roof', 'lake'] as const).map((name, slot) => {
    return { slot, name, index: slot, rgb: [slot * 50, 10, 10], role: slot === 0 ? 'background' : 'class' };
  }),
});

const slot = fc.integer({ min: 0, max: 7 });
const channel = fc.integer({ min: 0, max: 255 });
const rgb = fc.tuple(channel, channel, channel);
const name = fc.string({ minLength: 1, maxLength: 6 });
const edits = fc.oneof(
  fc.record({ kind: fc.constant('rename' as const), slot, name }),
  fc.record({ kind: fc.constant('recolour' as const), slot, rgb, meaning: fc.constantFrom('shown', 'source', 'both') }),
  fc.record({ kind: fc.constant('set-role' as const), slot, role: fc.constantFrom('class', 'background', 'void') }),
  fc.record({ kind: fc.constant('set-index' as const), slot, index: channel }),
  fc.record({ kind: fc.constant('lock' as const), slot, isLocked: fc.boolean() }),
  fc.record({ kind: fc.constant('add' as const), name, rgb, role: fc.constant('class' as const) }),
  fc.record({ kind: fc.constant('remove' as const), slot }),
  fc.record({ kind: fc.constant('merge' as const), from: fc.array(slot, { minLength: 1, maxLength: 3 }), into: slot }),
  fc.record({ kind: fc.constant('claim' as const), rgb, into: slot }),
  fc.record({ kind: fc.constant('split' as const), slot, name, rgb }),
);

/** Applies edits one after the other; those that are refused change nothing. */
function applyAll(list: readonly ClassEdit[]): { palette: ProjectPalette; lockedBefore: ProjectPalette['classes'] } {
  let palette = start;
  let nextSlot = start.classes.length;
  for (const edit of list) {
    try {
      palette = editClasses(palette, edit, nextSlot).palette;
    } catch (error) {
      if (!(error instanceof MaskmendError)) throw error;
    }
    nextSlot = Math.max(nextSlot, ...[...palette.classes, ...palette.merged].map((entry) => entry.slot + 1));
  }
  return { palette, lockedBefore: palette.classes.filter(({ isLocked }) => isLocked) };
}

test('whatever is edited, slots stay apart, merged classes count as one that is there, and the palette is valid', () => {
  fc.assert(
    fc.property(fc.array(edits, { maxLength: 25 }), (list) => {
      const { palette } = applyAll(list);
      const slots = enginePalette(palette).classes.map((entry) => entry.slot);
      expect(new Set(slots).size).toBe(slots.length);
      const own = new Set(palette.classes.map((entry) => entry.slot));
      for (const into of mergedSlots(palette).values()) expect(own.has(into)).toBe(true);
      expect(projectPaletteSchema.safeParse(palette).success).toBe(true);
    }),
  );
});

test('a locked class is changed by nothing but its lock', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 }), fc.array(edits, { maxLength: 20 }), (locked, list) => {
      const others = list.filter(({ kind }) => kind !== 'lock');
      const { palette } = applyAll([{ kind: 'lock', slot: locked, isLocked: true }, ...others]);
      const now = palette.classes.find((entry) => entry.slot === locked);
      expect(now).toEqual({ ...start.classes[locked], isLocked: true });
      expect([...mergedSlots(palette).values()]).not.toContain(locked);
    }),
  );
});

test('a class that was merged comes out again by a split, with its old slot', () => {
  const merged = editClasses(start, { kind: 'merge', from: [2], into: 1 }, 4).palette;
  const { palette } = editClasses(merged, { kind: 'split', slot: 1, name: 'roof', rgb: [100, 10, 10] }, 4);
  expect(palette.classes.map((entry) => [entry.slot, entry.name])).toEqual([
    [0, 'ground'],
    [1, 'tree'],
    [2, 'roof'],
    [3, 'lake'],
  ]);
  expect(palette.merged).toEqual([]);
});

test('renumbering gives the classes their places and leaves void where it is', () => {
  const withVoid = editClasses(start, { kind: 'set-role', slot: 3, role: 'void' }, 4).palette;
  const high = editClasses(withVoid, { kind: 'set-index', slot: 3, index: 255 }, 4).palette;
  const { palette } = editClasses(high, { kind: 'reorder', slots: [3, 2, 0, 1], isRenumbering: true }, 4);
  expect(palette.classes.map((entry) => [entry.slot, entry.index])).toEqual([
    [3, 255],
    [2, 0],
    [0, 1],
    [1, 2],
  ]);
});

test('classes found anew keep what the person made of them', () => {
  const renamed = editClasses(start, { kind: 'rename', slot: 1, name: 'oak' }, 4).palette;
  const locked = editClasses(renamed, { kind: 'lock', slot: 3, isLocked: true }, 4).palette;
  const found = { ...start, classes: start.classes.slice(0, 2).toReversed() };
  const kept = keepKnownClasses({ ...found, source: 'inferred' }, locked, 4);
  expect(kept.classes.map((entry) => [entry.slot, entry.name])).toEqual([
    [0, 'ground'],
    [1, 'oak'],
    [3, 'lake'],
  ]);
});

test('classes that are found as numbers are shown in colours, and looked for as levels of grey', () => {
  const level = (index: number, role: 'background' | 'class' = 'class') => {
    return { slot: index, name: `class ${String(index)}`, index, rgb: [index, index, index] as const, role };
  };
  const found = {
    coding: 'grey-index' as const,
    source: 'inferred',
    classes: [level(0, 'background'), level(1), level(7)],
  };
  const { classes } = keepKnownClasses(found, undefined, 0);
  expect(classes.map(({ rgb }) => rgb.join())).toEqual(['0,0,0', '128,0,0', '128,128,128']);
  expect(classes.map(({ sourceRgb, sourceIndex }) => [sourceRgb[0], sourceIndex])).toEqual([
    [0, 0],
    [1, 1],
    [7, 7],
  ]);
  const tabled = { ...found, classes: [level(0, 'background'), { ...level(1), rgb: [9, 0, 0] as const }] };
  expect(keepKnownClasses(tabled, undefined, 0).classes[1]?.rgb).toEqual([9, 0, 0]);
});

test('a preset in place of the classes keeps the slots of those with its colours', () => {
  const voc = presetPalette('voc');
  const before = toProjectPalette({ ...voc, classes: [{ ...voc.classes[5], slot: 9, name: 'mine' }] });
  const taken = takeOverClasses(voc, before, 10);
  expect(taken.classes[5]).toMatchObject({ slot: 9, name: voc.classes[5].name });
  expect(new Set(taken.classes.map((entry) => entry.slot)).size).toBe(voc.classes.length);
});

test('how a class is drawn can be said of a locked one too, stays through a merge and its undoing, and touches no pixel', () => {
  const marking = { outlinePx: 5, pattern: 'dots' } as const;
  const locked = editClasses(start, { kind: 'lock', slot: 2, isLocked: true }, 4).palette;
  const marked = editClasses(locked, { kind: 'mark', slot: 2, marking }, 4).palette;
  expect(marked.classes[2]).toEqual({ ...locked.classes[2], marking });
  expect(projectPaletteSchema.parse(marked)).toEqual(marked);
  expect(enginePalette(marked)).toEqual(enginePalette(start));
  const edited = applyFrom(marked, [
    { kind: 'lock', slot: 2, isLocked: false },
    { kind: 'merge', from: [2], into: 1 },
    { kind: 'split', slot: 1, name: 'roof', rgb: [100, 10, 10] },
  ]);
  expect(edited.classes.find((entry) => entry.slot === 2)).toMatchObject({ marking });
  const plain = editClasses(marked, { kind: 'mark', slot: 2, marking: {} }, 4).palette;
  expect(plain.classes[2].marking).toEqual({});
});

function applyFrom(palette: ProjectPalette, list: readonly ClassEdit[]): ProjectPalette {
  return list.reduce((now, edit) => editClasses(now, edit, 4).palette, palette);
}
