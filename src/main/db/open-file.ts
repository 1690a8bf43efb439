import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { hasBytes } from '../../shared/byte-names.ts';
import { mkdtempSync, rmSync, symlinkSync } from '../file-system.ts';

const paths = new WeakMap<Database.Database, string>();

/** Opens the file of a database, creating it where there is none. Throws what the library throws. */
export function openFile(path: string, options: Database.Options): Database.Database {
  const database = throughText(path, (text) => new Database(text, options));
  paths.set(database, path);
  return database;
}

/** The path that a database was opened by. */
export function pathOf(database: Database.Database): string {
  return paths.get(database) ?? database.name;
}

/**
 * Gives `use` the path as SQLite takes it: text. One that is not leads there over a link, which may go at once: SQLite looks
 * through links when it opens a file, and keeps its log and locks beside the file itself.
 */
export function throughText<Result>(path: string, use: (text: string) => Result): Result {
  if (!hasBytes(path)) return use(path);
  const folder = mkdtempSync(join(tmpdir(), 'maskmend-'));
  try {
    const link = join(folder, 'project');
    symlinkSync(resolve(path), link);
    return use(link);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
