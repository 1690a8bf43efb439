import Database from 'better-sqlite3';
import { MaskmendError } from '../../shared/errors.ts';

/** An error of SQLite in words for a person, told of the project; any other error is returned as it is. */
export function explainSqliteError(error: unknown, projectPath: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const primary = /^SQLITE_[A-Z]+/.exec(error.code)?.[0];
  const details = { path: projectPath, cause: error };
  switch (primary ?? '') {
    case 'SQLITE_NOTADB':
      return new MaskmendError('project-damaged', 'the file is no Maskmend project', {
        ...details,
        hint: 'name another file',
      });
    // What is asked for is never wrong in itself: the project's own tables are not as they were made.
    case 'SQLITE_ERROR':
    case 'SQLITE_CORRUPT':
      return damagedError(details);
    case 'SQLITE_FULL':
      return new MaskmendError('disk-full', 'there is no room left for the project', {
        ...details,
        hint: 'free some space and try again; what is finished is kept',
      });
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
    case 'SQLITE_AUTH':
      return readOnlyError(details);
    case 'SQLITE_CANTOPEN':
      return new MaskmendError('permission-denied', 'the project cannot be opened', {
        ...details,
        hint: 'its folder must exist and be writable',
      });
    default:
      // A file that may be read only is opened, and cannot be locked.
      if (error.code === 'SQLITE_IOERR_LOCK') return readOnlyError(details);
      return new MaskmendError('internal', `the project failed: ${error.message} (${error.code})`, details);
  }
}

function readOnlyError(details: { readonly path: string; readonly cause: unknown }): MaskmendError {
  return new MaskmendError('permission-denied', 'the project may not be written', {
    ...details,
    hint: 'its file and its folder must be writable: copy the project to where you may write, and open the copy',
  });
}

export function damagedError(details: { readonly path: string; readonly cause: unknown }): MaskmendError {
  return new MaskmendError('project-damaged', 'the project file is damaged', {
    ...details,
    hint: 'restore it from a copy, or start a new project: the sources are untouched',
  });
}

/** True where another process holds the project. */
export function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
