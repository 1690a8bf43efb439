import { readFileSync, writeFileSync } from 'node:fs';
import { zstdCompressSync } from 'node:zlib';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { closeConnection, openConnection } from '../../src/main/db/connection.ts';
import { explainFailure } from '../../src/main/db/explain-failure.ts';
import { fromTiles, toTiles } from '../../src/main/db/labels/mask-tiles.ts';
import { sourcePath } from '../../src/main/db/lists/source-path.ts';
import { TILE_SIDE } from '../../src/shared/mask/tile-grid.ts';
import { defaultReadLimits, readLimits } from '../../src/shared/limits.ts';
import { openTestProject, temporaryFolder } from './project-fixture.ts';

test.each([
  ['a trigger', 'CREATE TRIGGER sly AFTER UPDATE ON files BEGIN DELETE FROM roots; END'],
  ['a view', 'CREATE VIEW sly AS SELECT 1'],
  ['a virtual table', 'CREATE VIRTUAL TABLE sly USING fts5(text)'],
])('a project with %s in it is refused', (_, sql) => {
  const path = join(temporaryFolder(), 'sly.maskmend');
  closeConnection(openConnection(path));
  const database = new Database(path);
  database.exec(sql);
  database.close();
  expect(() => openConnection(path)).toThrow('acts by itself (sly');
});

test('a project whose own tables are not as they were made is told to be damaged', () => {
  const path = join(temporaryFolder(), 'other.maskmend');
  closeConnection(openConnection(path));
  const bytes = readFileSync(path);
  // The number of the schema's format: none that SQLite knows.
  bytes.writeUInt32BE(9, 44);
  writeFileSync(path, bytes);
  expect(() => openConnection(path)).toThrow('the project file is damaged');
});

test.each(['../secret.png', 'masks/../../secret.png', '/etc/passwd', '..', 'a\0b.png'])(
  'a file named %j is not looked for outside the folder',
  (path) => {
    expect(() => sourcePath('/data/masks', path)).toThrow('outside its folders');
  },
);

test.each(['a.png', 'train/a..b.png', '..a/b.png', 'x/../b.png'])('a file named %j is below its folder', (path) => {
  expect(sourcePath('/data/masks', path)).toBe(join('/data/masks', path));
});

test('work on a project that names files outside its folders fails with that as its reason', () => {
  const { store, folder, database } = openTestProject();
  const jobId = store.openJob({ kind: 'import', title: '', parameters: {} });
  store.registerSources({ root: folder, paths: ['a.png'], as: 'mask', jobId });
  database.exec("UPDATE files SET path = '../../etc/passwd'");
  expect(() => store.waitingSources(jobId)).toThrow('outside its folders');
});

test('labels that unpack to more than a tile holds, or claim a size beyond their tiles, take no memory', () => {
  const bomb = zstdCompressSync(new Uint8Array(64 * 1024 ** 2));
  const tile = { row: 0, column: 0, labels: bomb, confidence: bomb };
  expect(() => fromTiles([tile], { width: TILE_SIDE, height: TILE_SIDE }, defaultReadLimits)).toThrow('damaged');
  expect(() => fromTiles([tile], { width: 2 ** 24, height: 2 ** 24 }, defaultReadLimits)).toThrow('damaged');
  const noise = { ...tile, labels: Uint8Array.of(1, 2, 3), confidence: new Uint8Array(0) };
  expect(() => fromTiles([noise], { width: 3, height: 1 }, defaultReadLimits)).toThrow('damaged');
});

test.each([
  "UPDATE files SET disk = 'nowhere'",
  // One more is beyond what SQLite counts in whole numbers.
  'UPDATE project SET revision = 9223372036854775807',
  'PRAGMA foreign_keys = OFF; UPDATE files SET id = -9223372036854775807',
])('a failure over rows that we would not write (%s) is told as damage of the project', (sql) => {
  const { store, folder, database } = openTestProject();
  const jobId = store.openJob({ kind: 'import', title: '', parameters: {} });
  store.registerSources({ root: folder, paths: ['a.png'], as: 'mask', jobId });
  const failure = new Error('nothing else explains it');
  expect(explainFailure(database, failure)).toBe(failure);
  database.exec(`PRAGMA ignore_check_constraints = ON; ${sql}; PRAGMA ignore_check_constraints = OFF`);
  expect(explainFailure(database, failure)).toMatchObject({ code: 'project-damaged' });
});

test('a mask that is larger than the limits allow is not put together, however little its tiles weigh', () => {
  const size = { width: 2 * TILE_SIDE, height: TILE_SIDE };
  const labels = new Uint8Array(size.width * size.height);
  const tiles = toTiles({ labelMap: { ...size, labels }, confidence: labels });
  const largest = readLimits({ pixels: labels.length });
  expect(fromTiles(tiles, size, largest).labelMap.labels).toEqual(labels);
  const smaller = readLimits({ pixels: labels.length - 1 });
  expect(() => fromTiles(tiles, size, smaller)).toThrow(/the limit is 524,287 pixels/);
});
