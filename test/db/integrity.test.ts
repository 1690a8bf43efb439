import { expect, test } from 'vitest';
import { openTestProject } from './project-fixture.ts';
import { palette, repairOf } from './sample-results.ts';
import { defaultReadLimits, readLimits } from '../../src/shared/limits.ts';

function repairedProject() {
  const project = openTestProject();
  const { store, folder } = project;
  store.adoptPalette(palette);
  const [{ file }] = store.recall([{ root: folder, path: 'a.jpg' }]);
  const jobId = store.startJob({ palette: 'test' }, [file.id]);
  store.recordRepair(repairOf(file.id, jobId));
  store.endJob(jobId, 'finished');
  return project;
}

test('a project whose parts fit together has no faults', () => {
  expect(repairedProject().store.checkIntegrity(defaultReadLimits)).toEqual([]);
});

test.each([
  [
    "UPDATE files SET status = 'repaired' WHERE id = (SELECT file_id FROM repairs); DELETE FROM repairs",
    'has no result',
  ],
  ['DELETE FROM label_tiles', 'labels of a mask are damaged'],
  ['UPDATE label_tiles SET revision = 7', 'labels that belong to no result'],
  ['UPDATE label_tiles SET labels = confidence', 'its labels have changed'],
  ["UPDATE label_tiles SET labels = x'00'", ''],
  ["UPDATE repairs SET labels_sha256 = 'other'", 'its labels have changed'],
  ["UPDATE repairs SET metrics = json_set(metrics, '$.classes[0].pixels', 9)", 'not as counted'],
  ['UPDATE files SET edited_pixels = 3', 'painted pixels are not as counted'],
  ["INSERT INTO edited_tiles SELECT file_id, 0, 0, x'00', 0 FROM label_tiles", 'labels of a mask are damaged'],
  ['UPDATE outputs SET revision = 9', 'an output is of a later result'],
  ["UPDATE job_items SET state = 'waiting'", 'finished while files wait'],
  ['UPDATE jobs SET ended_at = NULL', 'has ended at no time'],
  ["UPDATE files SET path = '../../etc/passwd'", '../../etc/passwd leads out of its folder'],
  ["UPDATE files SET path = '/etc/passwd'", 'leads out of its folder'],
  ['PRAGMA foreign_keys = OFF; DELETE FROM roots', 'refers to one that is not there'],
])('%s is found', (sql, fault) => {
  const { database, store } = repairedProject();
  database.exec(sql);
  const faults = store.checkIntegrity(defaultReadLimits);
  expect(faults.length).toBeGreaterThan(0);
  expect(faults.join()).toContain(fault);
});

test('a mask that is larger than the limits allow is not told as damage', () => {
  const { store } = repairedProject();
  const check = () => store.checkIntegrity(readLimits({ pixels: 7 }));
  expect(check).toThrow(expect.objectContaining({ code: 'too-large', option: '--limit pixels' }));
});
