import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { CrashRecord } from '../../src/main/jobs/crash-record.ts';
import { temporaryFolder } from '../api/test-host.ts';

/** A folder with files, and with the note of a process that is gone and had some of them at work. */
export function afterCrash(atWork: readonly string[]) {
  const folder = temporaryFolder();
  const paths = ['a.png', 'b.png', 'c.png'].map((name) => join(folder, name));
  for (const path of paths) writeFileSync(path, 'bytes');
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  const note = { pid, host: hostname(), paths: atWork.map((name) => join(folder, name)) };
  // What a longer note has left behind it is not read.
  writeFileSync(join(folder, `${String(pid)}-x.at-work.json`), `${JSON.stringify(note)}\nrest of a longer note`);
  return { folder, paths, record: new CrashRecord(folder) };
}
