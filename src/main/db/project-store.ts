import type { Database } from 'better-sqlite3';
import { checkOperations } from './operations/check-operations.ts';
import { editOperations } from './operations/edit-operations.ts';
import { datasetOperations } from './operations/dataset-operations.ts';
import { exportOperations } from './operations/export-operations.ts';
import { historyOperations } from './operations/history-operations.ts';
import { integrityOperations } from './operations/integrity-operations.ts';
import { jobOperations } from './operations/job-operations.ts';
import { measureOperations } from './operations/measure-operations.ts';
import { meaningOperations } from './operations/meaning-operations.ts';
import { objectOperations } from './operations/object-operations.ts';
import { pairOperations } from './operations/pair-operations.ts';
import { paletteOperations } from './operations/palette-operations.ts';
import { projectOperations } from './operations/project-operations.ts';
import { queueOperations } from './operations/queue-operations.ts';
import { repairOperations } from './operations/repair-operations.ts';
import { reviewOperations } from './operations/review-operations.ts';
import { sourceOperations } from './operations/source-operations.ts';
import { openTables, type Tables } from './tables/tables.ts';

export type { NewRepair, Recollection } from './operations/repair-operations.ts';

const operations = {
  ...repairOperations,
  ...projectOperations,
  ...sourceOperations,
  ...pairOperations,
  ...checkOperations,
  ...paletteOperations,
  ...historyOperations,
  ...jobOperations,
  ...exportOperations,
  ...integrityOperations,
  ...measureOperations,
  ...editOperations,
  ...reviewOperations,
  ...objectOperations,
  ...meaningOperations,
  ...queueOperations,
  ...datasetOperations,
};
type Operations = typeof operations;

/** What can be done with a project; every operation is one transaction. What each does is told where it is written. */
export type ProjectStore = {
  readonly [Name in keyof Operations]: Operations[Name] extends (tables: Tables, ...args: infer Args) => infer Result
    ? (...args: Args) => Result
    : never;
};

/** The operations over an open and migrated project. Throws what SQLite throws where its tables are not as ours are. */
export function openProjectStore(database: Database, tables = openTables(database)): ProjectStore {
  const bound = Object.entries(operations).map(([name, operation]) => {
    // Every operation takes the tables first; what else it takes its own type says.
    const untyped = operation as (tables: Tables, ...args: readonly unknown[]) => unknown;
    return [name, database.transaction((...args: readonly unknown[]) => untyped(tables, ...args))];
  });
  // The same names as the operations.
  return Object.fromEntries(bound) as ProjectStore;
}
