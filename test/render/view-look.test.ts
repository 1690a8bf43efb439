import { expect, test, vi } from 'vitest';
import { gainOfIndices, viewLook } from '../../src/renderer/features/review/look/class-looks.ts';
import { useLookStore } from '../../src/renderer/state/look-store.ts';
import { viewModes } from '../../src/renderer/viewer/look.ts';
import { brighten } from '../../src/renderer/viewer/paint-rules.ts';

// What the window remembers stands in the page.
vi.hoisted(() => {
  Object.assign(globalThis, { location: { hash: '' }, window: new EventTarget() });
});

const surroundings = { hasPhoto: false, hasPatterns: true, originalGain: 1, background: 0 };

test('patterns tell classes apart, and hide no mark of a single pixel', () => {
  const look = useLookStore.getState();
  const withPatterns = viewModes.filter((mode) => viewLook({ ...look, mode }, surroundings).showsPatterns);
  expect(withPatterns).toEqual(['original', 'repaired', 'wipe', 'blink']);
});

test('low levels of grey are shown bright, void aside, and no other file is', () => {
  const entry = (sourceIndex: number, role: 'class' | 'void' = 'class') => ({ sourceIndex, role }) as never;
  const voc = [entry(0), entry(20), entry(255, 'void')];
  expect(gainOfIndices(voc, true)).toBe(12);
  expect(gainOfIndices(voc, false)).toBe(1);
  expect(gainOfIndices([entry(0), entry(150)], true)).toBe(1);
  expect(gainOfIndices([entry(0), entry(255)], true)).toBe(1);
  expect([brighten(0xff_14_14_14, 12), brighten(0xff_ff_01_14, 12)]).toEqual([0xf0_f0_f0, 0xff_0c_f0]);
});
