import { expect, test, vi } from 'vitest';
import { viewLook } from '../../src/renderer/features/review/look/class-looks.ts';
import { useLookStore } from '../../src/renderer/state/look-store.ts';
import { viewModes } from '../../src/renderer/viewer/look.ts';

// What the window remembers stands in the page.
vi.hoisted(() => {
  Object.assign(globalThis, { location: { hash: '' }, window: new EventTarget() });
});

const surroundings = { hasPhoto: false, hasPatterns: true, background: 0 };

test('patterns tell classes apart, and hide no mark of a single pixel', () => {
  const look = useLookStore.getState();
  const withPatterns = viewModes.filter((mode) => viewLook({ ...look, mode }, surroundings).showsPatterns);
  expect(withPatterns).toEqual(['original', 'repaired', 'wipe', 'blink']);
});
