import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closeConnection, openConnection } from '../../src/main/db/connection.ts';
import { migrations } from '../../src/main/db/schema/migrations.ts';
import { openProjectStore } from '../../src/main/db/project-store.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { temporaryFolder } from './project-fixture.ts';
import { repairOf } from './sample-results.ts';

/** A project as the second version left it: a repaired mask that was accepted, a decision before that, an export. */
function oldProject(): string {
  const path = join(temporaryFolder(), 'old.maskmend');
  const database = openConnection(path, { migrations: migrations.slice(0, 2) });
  const { verdict, metrics, tiles } = repairOf(7, 1);
  database.exec(`
    INSERT INTO project (id, created_at, engine_version, contract_version) VALUES (1, 5, 1, 1);
    INSERT INTO roots (id, absolute_path, relative_path) VALUES (1, '/data', '../data');
    INSERT INTO files (id, root_id, path, status, decision, revision, width, height, pair_name)
      VALUES (7, 1, 'a.jpg', 'repaired', 'accepted', 4, 5, 3, 'a');
    INSERT INTO decisions (file_id, decision, revision, decided_at) VALUES (7, 'flagged', 1, 1000);
    INSERT INTO history (label, done_at, change)
      VALUES ('Mark 1 mask accepted', 2000, '{"kind":"decide","to":"accepted","files":[{"id":7,"from":"flagged"}]}');
    INSERT INTO jobs (id, kind, state, title, parameters, result, started_at) VALUES (3, 'export', 'finished', 'Export', '{}', '{"a":1}', 9);
    INSERT INTO job_items (job_id, file_id, state) VALUES (3, 7, 'done');
  `);
  database
    .prepare(
      `INSERT INTO repairs (file_id, revision, status, source_sha256, palette_hash, engine_version, preset, verdict, metrics, repaired_at)
       VALUES (7, 2, 'repaired', 'ab', 'p', 1, 'draft', ?, ?, 5)`,
    )
    .run(JSON.stringify(verdict), JSON.stringify(metrics));
  for (const { row, column, labels, confidence } of tiles) {
    database.prepare('INSERT INTO label_tiles VALUES (7, ?, ?, 2, ?, ?)').run(row, column, labels, confidence);
  }
  closeConnection(database);
  return path;
}

test('a project of the second version opens with its labels, decisions, history and jobs', () => {
  const database = openConnection(oldProject());
  const store = openProjectStore(database);
  expect(store.reviewedMask(7)).toMatchObject({
    labelsRevision: 4,
    hasAlternative: false,
    edits: 0,
    editedPixels: 0,
    decided: { decision: 'accepted', by: '', note: '' },
    history: [{ decision: 'flagged', revision: 1, at: 1000, by: '', note: '' }],
  });
  expect(store.mask(7, defaultReadLimits)?.labelMap.labels).toHaveLength(15);
  expect(store.job(3)).toMatchObject({ kind: 'export', state: 'finished', items: { done: 1 } });
  expect(store.jobDetails(3)).toMatchObject({ result: { a: 1 } });
  store.undo(store.projectSums().undo?.id ?? 0);
  expect(store.reviewedMask(7)?.row.decision).toBe('flagged');
  expect(database.pragma('foreign_key_check')).toEqual([]);
  closeConnection(database);
});
