import type { Database } from 'better-sqlite3';
import { renameSync, rmSync } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { pathOf, throughText } from '../open-file.ts';

/** `MMND`, in the header of every project file. */
export const APPLICATION_ID = 0x4d_4d_4e_44;

/** One step of the schema from `version - 1` to `version`. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/**
 * Brings an open project to the newest version. A file that holds a project already is copied first, to
 * `<project>-version-<n>`; each step is one transaction, so that a failure leaves the last whole version.
 * Throws project-newer for a file of a later program and project-damaged for a database of another one.
 */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  const from = versionOf(database);
  const newest = migrations.length;
  if (from > newest) {
    throw new MaskmendError(
      'project-newer',
      `the project was written by a newer Maskmend (its version ${from}, ours ${newest})`,
      {
        hint: 'open it with that version, or a later one',
      },
    );
  }
  const steps = migrations.filter((migration) => migration.version > from);
  if (from > 0 && steps.length > 0) copyAside(database, from);
  for (const step of steps) apply(database, step);
}

/** Version of the project's schema; 0 for a file that nothing was written to yet. */
function versionOf(database: Database): number {
  const applicationId = database.pragma('application_id', { simple: true });
  if (applicationId === APPLICATION_ID) return Number(database.pragma('user_version', { simple: true }));
  const hasTables = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined;
  if (applicationId === 0 && !hasTables) return 0;
  throw new MaskmendError('project-damaged', 'the file is a database of another program, not a Maskmend project', {
    hint: 'name another file',
  });
}

// Made by SQLite, not by a copy of the file: reading the file by hand and closing it would drop our lock (POSIX).
function copyAside(database: Database, version: number): void {
  const copy = `${pathOf(database)}-version-${version}`;
  const aside = `${copy}.part`;
  rmSync(aside, { force: true });
  try {
    throughText(aside, (text) => database.prepare('VACUUM INTO ?').run(text));
    renameSync(aside, copy);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

function apply(database: Database, { version, sql }: Migration): void {
  database.transaction(() => {
    database.exec(sql);
    database.pragma(`application_id = ${APPLICATION_ID}`);
    database.pragma(`user_version = ${version}`);
  })();
}
