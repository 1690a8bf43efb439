import type { Database } from 'better-sqlite3';
import { closeConnection, openConnection, openTemporaryConnection } from './connection.ts';
import { explainFailure } from './explain-failure.ts';
import { openProjectStore, type ProjectStore } from './project-store.ts';
import { openTables, openTablesOnUse, type Tables } from './tables/tables.ts';
import { explainSqliteError } from './sqlite-errors.ts';

/** A project that the calling thread holds open. */
export interface HeldProject {
  /** Runs an operation of the store with its own arguments; throws what went wrong, explained. */
  run(operation: keyof ProjectStore, args: readonly unknown[]): unknown;
  /** Brings everything into the one file and lets go of it; a temporary project is gone. */
  close(): void;
}

/** Throws what openConnection throws. */
export function holdProject(path: string): HeldProject {
  return hold({ open: () => openConnection(path), openTables, name: path, close: closeConnection });
}

/** A project that nobody will read after us. */
export function holdTemporaryProject(): HeldProject {
  return hold({
    open: openTemporaryConnection,
    openTables: openTablesOnUse,
    name: 'the temporary project',
    close: (database) => database.close(),
  });
}

interface Holding {
  readonly open: () => Database;
  readonly openTables: (database: Database) => Tables;
  /** What failures call it. */
  readonly name: string;
  readonly close: (database: Database) => void;
}

function hold({ open, openTables, name, close }: Holding): HeldProject {
  const database = explaining(open, (error) => explainSqliteError(error, name));
  const explain = (error: unknown): unknown =>
    database.open ? explainFailure(database, error, name) : explainSqliteError(error, name);
  const store = explaining(() => {
    try {
      return openProjectStore(database, openTables(database));
    } catch (error) {
      close(database);
      throw error;
    }
  }, explain);
  return {
    run: (operation, args) =>
      // ProjectDatabase, the caller's type, is made of the same operations and their own arguments.
      explaining(() => (store[operation] as (...values: unknown[]) => unknown)(...args), explain),
    close: () => {
      explaining(() => {
        close(database);
      }, explain);
    },
  };
}

function explaining<Result>(work: () => Result, explain: (error: unknown) => unknown): Result {
  try {
    return work();
  } catch (error) {
    throw explain(error);
  }
}
