import { expect, test } from 'vitest';
import { toTiles } from '../../src/main/db/labels/mask-tiles.ts';
import { toProjectPalette } from '../../src/shared/model/project-palette.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { openTestProject } from './project-fixture.ts';
import { colourClass, palette, repairOf } from './sample-results.ts';

const labelsOf = (slot: number) =>
  toTiles({
    labelMap: { width: 5, height: 3, labels: new Uint8Array(15).fill(slot) },
    confidence: new Uint8Array(15).fill(255),
  });

const first = toProjectPalette(palette);
const second = toProjectPalette({
  ...palette,
  classes: [...palette.classes.slice(0, 1), colourClass(1, 'tree', [9, 9, 9])],
});

/** A project whose one mask was repaired under two palettes. */
function repairedTwice() {
  const project = openTestProject();
  const { store, folder } = project;
  const [{ file }] = store.recall([{ root: folder, path: 'a.jpg' }]);
  const jobId = store.startJob({}, [file.id]);
  const repair = (slot: number) => {
    store.recordRepair({ ...repairOf(file.id, jobId), tiles: labelsOf(slot) });
  };
  const slotNow = () => store.mask(file.id, defaultReadLimits)?.labelMap.labels[0];
  store.changePalette({ revision: 0, palette: first, label: 'first' });
  repair(1);
  store.changePalette({ revision: 1, palette: second, label: 'second' });
  return { ...project, fileId: file.id, repair, slotNow };
}

test('going back and forth between palettes brings each one’s labels back', () => {
  const { store, repair, slotNow } = repairedTwice();
  repair(0);
  expect(slotNow()).toBe(0);
  const [entry] = store.history(1);
  for (let round = 0; round < 3; round++) {
    store.undo(entry.id);
    expect(slotNow()).toBe(1);
    store.redo(entry.id);
    expect(slotNow()).toBe(0);
  }
});

test('a repair after an undo does not disturb what was put aside', () => {
  const { store, repair, slotNow } = repairedTwice();
  repair(0);
  const [entry] = store.history(1);
  store.undo(entry.id);
  repair(1);
  store.redo(entry.id);
  expect(slotNow()).toBe(0);
});

test('an act that is not the next to be undone is refused', () => {
  const { store } = repairedTwice();
  const [, older] = store.history(2);
  expect(() => {
    store.undo(older.id);
  }).toThrow(expect.objectContaining({ code: 'conflict' }));
});

test('a new act forgets what was undone', () => {
  const { store } = repairedTwice();
  const [entry] = store.history(1);
  store.undo(entry.id);
  store.changePalette({ revision: 3, palette: second, label: 'again' });
  expect(() => {
    store.redo(entry.id);
  }).toThrow(expect.objectContaining({ code: 'conflict' }));
});

test('beyond the budget the oldest results go, and their masks are stale again when the palette comes back', () => {
  const { store, repair, slotNow } = repairedTwice();
  repair(0);
  expect(store.limitEarlierResults(0)).toBe(1);
  expect(store.limitEarlierResults(0)).toBe(0);
  const [entry] = store.history(1);
  store.undo(entry.id);
  expect(slotNow()).toBe(0);
  const list = { filter: { role: 'mask' }, sort: { by: 'name', direction: 'ascending' }, offset: 0, limit: 1 } as const;
  expect(store.listSources(list).rows[0].status).toBe('stale');
});
