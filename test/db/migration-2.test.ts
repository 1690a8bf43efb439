import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closeConnection, openConnection } from '../../src/main/db/connection.ts';
import { migrations } from '../../src/main/db/schema/migrations.ts';
import { openProjectStore } from '../../src/main/db/project-store.ts';
import { temporaryFolder } from './project-fixture.ts';

const facts = JSON.stringify({
  format: 'jpeg',
  bytes: 1000,
  width: 64,
  height: 48,
  channels: 'rgb',
  bitDepth: 8,
  orientation: 1,
  hasColourProfile: false,
  frames: 1,
  notes: [],
  jpeg: {
    quality: 60,
    hasStandardTables: true,
    tableDeviation: 0,
    subsampling: '4:2:0',
    colourModel: 'ycbcr',
    isProgressive: false,
    isArithmetic: false,
    restartInterval: 0,
    encoderHints: [],
  },
});
const metrics = JSON.stringify({
  width: 64,
  height: 48,
  coloursBefore: 321,
  changedPixels: 9,
  uncertainPixels: 4,
  certifiedBlocks: 3,
  edgeBlocks: 4,
  classes: [
    { slot: 0, pixels: 3000 },
    { slot: 2, pixels: 72 },
  ],
  warnings: [],
  ms: 5,
});
const verdict = JSON.stringify({ kind: 'jpeg-once', text: 'saved once', confidence: 0.9 });

/** A project as the first version left it. */
function oldProject(): string {
  const path = join(temporaryFolder(), 'old.maskmend');
  const database = openConnection(path, { migrations: migrations.slice(0, 1) });
  database.exec(`
    INSERT INTO project (id, created_at, engine_version, contract_version, palette_coding, palette_source, next_slot)
      VALUES (1, 5, 1, 1, 'colour', 'preset voc', 3);
    INSERT INTO roots VALUES (1, '/data/masks', 'masks');
    INSERT INTO classes VALUES (0, 0, 'ground', 0, 0, 0, 0, 'background', NULL), (2, 1, 'tree', 7, 0, 128, 0, 'class', NULL);
    INSERT INTO jobs VALUES (4, 'repair', 'finished', '{}', 10, 20);
  `);
  database
    .prepare(
      `INSERT INTO files (id, root_id, path, status, bytes, modified_ns, sha256, facts, verdict)
       VALUES (9, 1, 'train/street_mask.jpg', 'repaired', 1000, 5, 'ab', ?, ?)`,
    )
    .run(facts, verdict);
  database
    .prepare("INSERT INTO repairs VALUES (9, 3, 'repaired', 'ab', 'hash', 1, 'draft', ?, ?, 30)")
    .run(verdict, metrics);
  database.exec(`
    INSERT INTO inspections VALUES (9, 'ab', 1, '{"space":"ycbcr"}', NULL);
    INSERT INTO label_tiles VALUES (9, 0, 0, 3, x'01', x'02');
    INSERT INTO outputs VALUES ('/out/a.png', 9, 3, 'indexed', 'cd');
    INSERT INTO job_items VALUES (4, 9, 'repaired');
  `);
  closeConnection(database);
  return path;
}

test('a project of the first version comes over whole, with what lists are sorted by filled in', () => {
  const database = openConnection(oldProject());
  const store = openProjectStore(database);
  const { rows } = store.listSources({
    filter: { role: 'mask' },
    sort: { by: 'name', direction: 'ascending' },
    offset: 0,
    limit: 10,
  });
  expect(rows).toMatchObject([
    {
      id: 9,
      path: 'train/street_mask.jpg',
      status: 'repaired',
      format: 'jpeg',
      quality: 60,
      subsampling: '4:2:0',
      colours: 321,
      classes: 2,
      uncertainPixels: 4,
      certifiedShare: 0.75,
      verdict: 'jpeg-once',
      revision: 3,
    },
  ]);
  for (const table of ['inspections', 'repairs', 'label_tiles', 'outputs', 'job_items']) {
    expect(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(1);
  }
  expect(database.pragma('foreign_key_check')).toEqual([]);
  expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
  const names = database.prepare('SELECT pair_name AS pairName, pair_path AS pairPath, split FROM files').get();
  expect(names).toEqual({ pairName: 'street', pairPath: 'train/street', split: 'train' });
  closeConnection(database);
});

test('its classes keep slots, names and indices, and stand for the same colours in the sources', () => {
  const database = openConnection(oldProject());
  const { palette, revision, counts } = openProjectStore(database).paletteSnapshot();
  expect(revision).toBe(1);
  expect(palette?.classes).toMatchObject([
    { slot: 0, name: 'ground', index: 0, sourceIndex: 0 },
    { slot: 2, name: 'tree', index: 7, sourceIndex: 7, rgb: [0, 128, 0], sourceRgb: [0, 128, 0], isLocked: false },
  ]);
  expect(counts).toEqual([
    { slot: 0, files: 1, pixels: 3000 },
    { slot: 2, files: 1, pixels: 72 },
  ]);
  closeConnection(database);
});

test('jobs of the command line stay in the record and off the app’s list', () => {
  const database = openConnection(oldProject());
  const store = openProjectStore(database);
  expect(store.jobs()).toMatchObject([{ id: 4, kind: 'repair', state: 'finished', items: { repaired: 1 } }]);
  expect(store.listedJobs()).toEqual([]);
  closeConnection(database);
});
