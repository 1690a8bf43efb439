import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closeConnection, openConnection } from '../../src/main/db/connection.ts';
import { openProjectStore } from '../../src/main/db/project-store.ts';
import { contractVersion, engineVersion } from '../../src/shared/versions.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { openTestProject } from './project-fixture.ts';
import { palette, readSource, repairOf } from './sample-results.ts';

const sources = [
  { root: '/data/masks', path: 'a.png' },
  { root: '/data/masks', path: 'deeper/ä b"\'.png' },
  { root: '/other', path: 'a.png' },
];

test('a project names the versions of engine and contract that it was opened with', () => {
  const project = openTestProject().store.project();
  expect(project).toMatchObject({ engineVersion, contractVersion, nextSlot: 0 });
  expect(project.paletteCoding).toBeUndefined();
});

test('files are registered once, by root and path, and recalled in the order asked for', () => {
  const { store } = openTestProject();
  const first = store.recall(sources);
  expect(new Set(first.map(({ file }) => file.id)).size).toBe(3);
  expect(first.every(({ file }) => file.status === 'new' && file.source === undefined)).toBe(true);
  const again = store.recall(sources.toReversed()).toReversed();
  expect(again).toEqual(first);
});

test('a result comes back as it was recorded, to the nanosecond of its source', () => {
  const { store } = openTestProject();
  const [{ file }] = store.recall(sources);
  const result = repairOf(file.id, store.startJob({}, [file.id]));
  expect(store.recordRepair(result)).toBe(1);
  const [recalled] = store.recall(sources);
  expect(recalled.file).toEqual({ id: file.id, status: 'repaired', source: readSource, verdict: result.verdict });
  const { status, origin, verdict, metrics } = result;
  expect(recalled.repair).toMatchObject({
    revision: 1,
    status,
    origin,
    verdict,
    metrics,
    validFor: origin.paletteHash,
  });
  expect(recalled.outputs).toEqual([{ ...result.outputs[0], revision: 1 }]);
  expect(store.mask(file.id, defaultReadLimits)?.labelMap.labels).toEqual(
    Uint8Array.from({ length: 15 }, (_, pixel) => pixel % 2),
  );
  expect(store.mask(file.id, defaultReadLimits)?.confidence).toEqual(new Uint8Array(15).fill(255));
  expect(store.jobs()).toMatchObject([{ state: 'running', items: { repaired: 1 } }]);
});

test('a new result replaces the old one under a higher revision', () => {
  const { store, database } = openTestProject();
  const [{ file }] = store.recall(sources);
  const jobId = store.startJob({}, [file.id]);
  store.recordRepair(repairOf(file.id, jobId));
  expect(store.recordRepair({ ...repairOf(file.id, jobId), outputs: [] })).toBe(2);
  expect(store.recall(sources)[0].outputs).toMatchObject([{ revision: 1 }]);
  expect(database.prepare('SELECT DISTINCT revision FROM label_tiles').pluck().all()).toEqual([2]);
});

test('labels, metrics and status of a result change together or not at all', () => {
  const { store } = openTestProject();
  const [{ file }] = store.recall(sources);
  const jobId = store.startJob({}, [file.id]);
  store.recordRepair(repairOf(file.id, jobId));
  const before = [store.recall(sources), store.mask(file.id, defaultReadLimits)];
  const next = repairOf(file.id, jobId);
  const [tile] = next.tiles;
  const broken = { ...next, metrics: { ...next.metrics, ms: 99 }, tiles: [tile, tile] };
  expect(() => store.recordRepair(broken)).toThrow('UNIQUE');
  expect([store.recall(sources), store.mask(file.id, defaultReadLimits)]).toEqual(before);
});

test('evidence comes back as it was recorded; that a file is no mask too', () => {
  const { store } = openTestProject();
  const [mask, photo] = store.recall(sources);
  const evidence = {
    space: 'rgb',
    witnesses: [{ low: [1, 2, 3], high: [1, 2, 3], pixels: 9, areas: 1 }],
    patches: [],
    totalPixels: 15,
    flatPixels: 9,
    distinctColours: 2,
  } as const;
  const inspection = {
    sourceSha256: readSource.sha256,
    engineVersion: 1,
    finding: { kind: 'mask', evidence },
  } as const;
  store.recordInspection({ fileId: mask.file.id, read: readSource, inspection });
  const verdict = { kind: 'not-a-mask', text: 'a photo', confidence: 0.8 } as const;
  const noMask = { ...inspection, finding: { kind: 'other', verdict } } as const;
  store.recordInspection({ fileId: photo.file.id, read: readSource, inspection: noMask });
  const recalled = store.recall(sources);
  expect(recalled[0]).toMatchObject({ file: { status: 'inspected' }, inspection });
  expect(recalled[1]).toMatchObject({ file: { status: 'skipped', verdict }, inspection: noMask });
});

test('a failure is kept with its job and leaves an earlier result alone', () => {
  const { store, database } = openTestProject();
  const [{ file }] = store.recall(sources);
  const jobId = store.startJob({}, [file.id]);
  store.recordRepair(repairOf(file.id, jobId));
  const error = { code: 'truncated-file', message: 'it ends early' } as const;
  store.recordFailure({ jobId, fileId: file.id, error });
  const [recalled] = store.recall(sources);
  expect(recalled).toMatchObject({ file: { status: 'failed' }, repair: { revision: 1 } });
  expect(database.prepare('SELECT error FROM files WHERE id = ?').pluck().get(file.id)).toBe(JSON.stringify(error));
  expect(store.jobs()).toMatchObject([{ items: { failed: 1 } }]);
});

test('a job ends in a state of its own, and files that need no work are settled in it', () => {
  const { store } = openTestProject();
  const fileIds = store.recall(sources).map(({ file }) => file.id);
  const jobId = store.startJob({ palette: 'voc' }, fileIds);
  store.settleItem({ jobId, fileId: fileIds[0], state: 'skipped' });
  store.endJob(jobId, 'cancelled');
  expect(store.jobs()).toMatchObject([{ id: jobId, state: 'cancelled', items: { skipped: 1, waiting: 2 } }]);
});

test('the palette comes back in its order, with its evidence', () => {
  const { store } = openTestProject();
  expect(store.palette()).toBeUndefined();
  const [ground, tree] = palette.classes;
  const told = { ...tree, evidence: { files: 3, pixels: 1000, spread: 1.5 } };
  store.adoptPalette({ ...palette, classes: [told, ground] });
  expect(store.palette()).toEqual({ ...palette, classes: [told, ground] });
});

test('a slot is never given to another class, not even after its own left the palette and the project was closed', () => {
  const { store, database, folder } = openTestProject();
  const [ground, tree] = palette.classes;
  store.adoptPalette(palette);
  store.adoptPalette({ ...palette, classes: [ground] });
  closeConnection(database);
  const reopened = openConnection(join(folder, 'test.maskmend'));
  const later = openProjectStore(reopened);
  const road = { ...tree, name: 'road', rgb: [128, 64, 128] as const };
  expect(later.adoptPalette({ ...palette, classes: [ground, road] }).classes.map(({ slot }) => slot)).toEqual([0, 2]);
  expect(later.adoptPalette(palette).classes.map(({ slot }) => slot)).toEqual([0, 1]);
  closeConnection(reopened);
});

test('a project that was moved together with its files knows them again', () => {
  const { store, database } = openTestProject();
  const [{ file }] = store.recall([{ root: join(database.name, '../masks'), path: 'a.png' }]);
  database.prepare("UPDATE roots SET absolute_path = '/where/it/was/masks'").run();
  expect(store.recall([{ root: join(database.name, '../masks'), path: 'a.png' }])[0].file.id).toBe(file.id);
});

test('a project that was moved alone knows the files that stayed', () => {
  const { store, database } = openTestProject();
  const [{ file }] = store.recall(sources);
  database.prepare("UPDATE roots SET relative_path = 'as/seen/from/elsewhere' || id").run();
  expect(store.recall(sources)[0].file.id).toBe(file.id);
});

test('a record that no program of ours wrote is told as damage of the project', () => {
  const { store, database } = openTestProject();
  const [{ file }] = store.recall(sources);
  store.recordRepair(repairOf(file.id, store.startJob({}, [file.id])));
  database.prepare('UPDATE repairs SET metrics = \'{"width":"wide"}\'').run();
  expect(() => store.recall(sources)).toThrow(expect.objectContaining({ code: 'project-damaged' }));
});
