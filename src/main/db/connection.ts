import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { existsSync } from '../file-system.ts';
import { MaskmendError } from '../../shared/errors.ts';
import { migrate, type Migration } from './schema/migrate.ts';
import { migrations as allMigrations } from './schema/migrations.ts';
import { newestSchema } from './schema/newest-schema.ts';
import { openFile, pathOf } from './open-file.ts';
import { announceOwner, readOwner, withdrawOwner } from './project-owner.ts';
import { explainSqliteError, isBusy } from './sqlite-errors.ts';

/** Attempts to take a project that two processes reach for in the same instant, and the pause between them. */
const ATTEMPTS = 5;
const PAUSE_MS = 40;

export interface ConnectionOptions {
  readonly migrations?: readonly Migration[];
}

/**
 * Opens a project file for this process alone, creating it where there is none, and brings it to the newest version.
 * Throws MaskmendError project-busy (who has it and since when), project-newer, project-damaged, permission-denied,
 * not-found (its folder).
 */
export function openConnection(path: string, options: ConnectionOptions = {}): Database.Database {
  if (!existsSync(dirname(path))) {
    throw new MaskmendError('not-found', 'the folder of the project does not exist', { path: dirname(path) });
  }
  try {
    const database = takeHold(path);
    try {
      prepare(database, options);
    } catch (error) {
      // Closed as it was found: a file that turned out to be no project of ours is not touched.
      database.close();
      throw error;
    }
    announceOwner(path);
    return database;
  } catch (error) {
    throw isBusy(error) ? busyError(path) : atProject(error, path);
  }
}

/**
 * A project that nobody will read after us: in memory while it is small, beyond that in a file without a name that goes
 * with the process, however that ends.
 */
export function openTemporaryConnection(): Database.Database {
  const database = new Database('');
  // Nothing is waited for to reach the disk.
  database.pragma('synchronous = OFF');
  database.pragma('journal_mode = MEMORY');
  // What the migrations make, in a tenth of the time that they would take.
  database.exec(`BEGIN; ${newestSchema} COMMIT`);
  database.pragma('foreign_keys = ON');
  return database;
}

/** Brings everything into the one file and lets go of it. */
export function closeConnection(database: Database.Database): void {
  try {
    database.pragma('journal_mode = DELETE');
  } finally {
    withdrawOwner(pathOf(database));
    database.close();
  }
}

/** A connection that holds the file's exclusive lock until it is closed. */
function takeHold(path: string): Database.Database {
  for (let attempt = 1; ; attempt++) {
    const database = openFile(path, { timeout: 0 });
    try {
      // Before the first read: the write-ahead log then needs no shared memory, and the lock is kept for good.
      database.pragma('locking_mode = EXCLUSIVE');
      database.exec('BEGIN EXCLUSIVE; COMMIT');
      return database;
    } catch (error) {
      // Closed on every refusal: of two processes that block each other's lock, one then gets through.
      database.close();
      if (!isBusy(error) || attempt === ATTEMPTS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS * (0.5 + Math.random()));
    }
  }
}

function prepare(database: Database.Database, options: ConnectionOptions): void {
  // A project may come from a stranger: nothing in its schema may call what could do harm, and nothing may act by itself.
  database.pragma('trusted_schema = OFF');
  refuseForeignSchema(database);
  // Off while tables are made anew: dropping the old one would take what refers to it along.
  database.pragma('foreign_keys = OFF');
  migrate(database, options.migrations ?? allMigrations);
  database.pragma('journal_mode = WAL');
  // NORMAL never damages the file; a crash of the whole machine may lose the last results, which are then made again.
  database.pragma('synchronous = NORMAL');
  database.pragma('foreign_keys = ON');
}

/** Our projects have tables and indexes only. */
function refuseForeignSchema(database: Database.Database): void {
  const acting = database
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type NOT IN ('table', 'index')
         OR (type = 'table' AND (rootpage IS NULL OR rootpage = 0)) LIMIT 1`,
    )
    .pluck()
    .get();
  if (acting === undefined) return;
  throw new MaskmendError('project-damaged', `the project holds something that acts by itself (${acting})`, {
    hint: 'no Maskmend has written it so: do not use it',
  });
}

function busyError(path: string): MaskmendError {
  const owner = readOwner(path);
  const holder = owner
    ? `${owner.program} (process ${owner.pid} on ${owner.host}) since ${owner.since.slice(0, 16).replace('T', ' ')} UTC`
    : 'another program';
  return new MaskmendError('project-busy', `the project is in use by ${holder}`, {
    path,
    hint: 'wait until it ends, or name another project file',
  });
}

function atProject(error: unknown, path: string): unknown {
  const explained = explainSqliteError(error, path);
  return explained instanceof MaskmendError && explained.path === undefined ? explained.at(path) : explained;
}
