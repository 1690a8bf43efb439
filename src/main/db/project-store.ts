import type { Database } from 'better-sqlite3';
import { checkOperations } from './check-operations.ts';
import { editOperations } from './edit-operations.ts';
import { datasetOperations } from './dataset-operations.ts';
import { exportOperations } from './export-operations.ts';
import { historyOperations } from './history-operations.ts';
import { integrityOperations } from './integrity-operations.ts';
import { jobOperations } from './job-operations.ts';
import { measureOperations } from './measure-operations.ts';
import { meaningOperations } from './meaning-operations.ts';
import { objectOperations } from './object-operations.ts';
import { pairOperations } from './pair-operations.ts';
import { paletteOperations } from './palette-operations.ts';
import { projectOperations } from './project-operations.ts';
import { queueOperations } from './queue-operations.ts';
import { repairOperations } from './repair-operations.ts';
import { reviewOperations } from './review-operations.ts';
import { sourceOperations } from './source-operations.ts';
import { openTables, type Tables } from './tables.ts';

export type { NewRepair, Recollection } from './repair-operations.ts';

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
