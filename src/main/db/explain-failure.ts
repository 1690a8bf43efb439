import type { Database } from 'better-sqlite3';
import { MaskmendError } from '../../shared/errors.ts';
import { damagedError, explainSqliteError } from './sqlite-errors.ts';

/** Nothing counts as far as this: one more is no longer whole in SQLite. */
const FAR_COUNTS = `
  SELECT 1 FROM project WHERE max(revision, palette_revision) >= 9007199254740991
  UNION ALL SELECT 1 FROM files WHERE max(revision, labels_revision) >= 9007199254740991 LIMIT 1`;

/**
 * A failure of an operation, as `explainSqliteError` tells it; one that nothing explains is the project's own where rows
 * in it break the rules of their tables or count further than anything can, as a stranger's may. `name`: what the project is called, by default its path.
 */
export function explainFailure(database: Database, error: unknown, name = database.name): unknown {
  const explained = explainSqliteError(error, name);
  if (explained instanceof MaskmendError && explained.code !== 'internal') return explained;
  return isWhole(database) ? explained : damagedError({ path: name, cause: error });
}

function isWhole(database: Database): boolean {
  try {
    return (
      database.pragma('quick_check(1)', { simple: true }) === 'ok' && database.prepare(FAR_COUNTS).get() === undefined
    );
  } catch {
    return false;
  }
}
