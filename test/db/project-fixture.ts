import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { closeConnection, openConnection } from '../../src/main/db/connection.ts';
import { openProjectStore } from '../../src/main/db/project-store.ts';

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'maskmend-test-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A new project in a folder of its own, opened in this very thread. */
export function openTestProject() {
  const folder = temporaryFolder();
  const database = openConnection(join(folder, 'test.maskmend'));
  onTestFinished(() => {
    if (database.open) closeConnection(database);
  });
  return { folder, database, store: openProjectStore(database) };
}
