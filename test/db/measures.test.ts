import { expect, test } from 'vitest';
import { measureMask } from '../../src/shared/measure/measure-mask.ts';
import { openTestProject } from './project-fixture.ts';
import { palette, repairOf } from './sample-results.ts';

const measure = measureMask(
  { width: 3, height: 1, labels: Uint8Array.of(0, 1, 1) },
  { connectivity: 8, tinyBelowPx: 3, maxTinyListed: 5 },
);

/** A project with one repaired mask, whose measure was put down. */
function measuredProject() {
  const project = openTestProject();
  const { store, folder } = project;
  const [{ file }] = store.recall([{ root: folder, path: 'a.jpg' }]);
  store.adoptPalette(palette);
  const jobId = store.startJob({}, [file.id]);
  store.recordRepair(repairOf(file.id, jobId));
  const [mask] = store.measurableMasks('8 3');
  store.recordMeasure({ id: mask.id, labelsVersion: mask.labelsVersion, way: '8 3', measure });
  const repairAgain = () => store.recordRepair(repairOf(file.id, jobId));
  return { ...project, fileId: file.id, repairAgain };
}

test('a measure holds for the labels and the way of measuring that it was made with', () => {
  const { store, repairAgain } = measuredProject();
  expect(store.measurableMasks('8 3')).toMatchObject([{ isMeasured: 1 }]);
  expect(store.measurableMasks('4 3')).toMatchObject([{ isMeasured: 0 }]);
  expect(store.measuresOfMasks('8 3')).toMatchObject([{ path: 'a.jpg', measure }]);
  repairAgain();
  expect(store.measurableMasks('8 3')).toMatchObject([{ isMeasured: 0 }]);
  expect(store.measureTotals('8 3', 10).totals.masks).toBe(0);
});

test('an edit of the labels makes their measure one of the past', () => {
  const { store, database, fileId } = measuredProject();
  database.prepare('UPDATE files SET labels_revision = labels_revision + 1 WHERE id = ?').run(fileId);
  expect(store.measurableMasks('8 3')).toMatchObject([{ isMeasured: 0 }]);
});

test('totals tell the smallest tiny objects and where they are', () => {
  const { store, fileId } = measuredProject();
  const { totals, tiny } = store.measureTotals('8 3', 1);
  expect(totals).toMatchObject({ masks: 1, pixels: 3, pairs: [{ a: 0, b: 1, masks: 1, edges: 1 }] });
  expect(tiny).toEqual([{ file: fileId, path: 'a.jpg', slot: 0, pixels: 1, x: 0, y: 0, width: 1, height: 1 }]);
});

test('a measure that somebody has spoilt is told as damage of the project', () => {
  const { store, database } = measuredProject();
  database.exec(`UPDATE measures SET measure = '{"classes":7}'`);
  expect(() => store.measureTotals('8 3', 1)).toThrow('cannot be read');
});
