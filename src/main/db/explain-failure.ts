import type { Database } from 'better-sqlite3';
import { MaskmendError } from '../../shared/errors.ts';
import { damagedError, explainSqliteError } from './sqlite-errors.ts';

const LAST_WHOLE = Number.MAX_SAFE_INTEGER - 1;

/**
 * A failure of an operation, as `explainSqliteError` tells it; one that nothing explains is the project's own where rows
 * in it break the rules of their tables or count further than anything can, as a stranger's may. `name`: what the
 * project is called, by default its path.
 */
export function explainFailure(database: Database, error: unknown, name = database.name): unknown {
  const explained = explainSqliteError(error, name);
  if (explained instanceof MaskmendError && explained.code !== 'internal') return explained;
  return isWhole(database) ? explained : damagedError({ path: name, cause: error });
}

function isWhole(database: Database): boolean {
  try {
    return database.pragma('quick_check(1)', { simple: true }) === 'ok' && !hasFarNumber(database);
  } catch {
    return false;
  }
}

/**
 * Whether an id or a count is one that no program reaches: one more is no longer whole. Times of files are in
 * nanoseconds, which do lie there.
 */
function hasFarNumber(database: Database): boolean {
  const columns = database
    .prepare<[], { readonly table: string; readonly column: string }>(
      `SELECT tables.name AS "table", columns.name AS "column"
       FROM pragma_table_list AS tables JOIN pragma_table_info(tables.name) AS columns
       WHERE tables.schema = 'main' AND columns.type = 'INTEGER' AND columns.name <> 'modified_ns'`,
    )
    .all();
  return columns.some(({ table, column }) => {
    const far = `SELECT 1 FROM "${table}" WHERE "${column}" NOT BETWEEN ${-LAST_WHOLE} AND ${LAST_WHOLE} LIMIT 1`;
    return database.prepare(far).get() !== undefined;
  });
}
