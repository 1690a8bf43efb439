import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that goes with the process. */
export function workFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `maskmend-fuzz-${name}-`));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
