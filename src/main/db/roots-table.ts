import { dirname, relative, sep } from 'node:path';
import type { Database } from 'better-sqlite3';

/** A folder that source files are found under. */
export interface RootRow {
  readonly id: number;
  /** As the project last saw it. */
  readonly absolutePath: string;
  /** From the project's own folder, POSIX separators. */
  readonly relativePath: string;
}

/** The folders that source files are found under. */
export function openRootsTable(database: Database) {
  const byRelativePath = database.prepare<[string], { id: number }>('SELECT id FROM roots WHERE relative_path = ?');
  const byAbsolutePath = database.prepare<[string], { id: number }>('SELECT id FROM roots WHERE absolute_path = ?');
  const insert = database.prepare<[string, string]>('INSERT INTO roots (absolute_path, relative_path) VALUES (?, ?)');
  const selectAll = database.prepare<[], RootRow>(
    'SELECT id, absolute_path AS absolutePath, relative_path AS relativePath FROM roots ORDER BY id',
  );
  const update = database.prepare<[string, string, number]>(
    'UPDATE roots SET absolute_path = ?, relative_path = ? WHERE id = ?',
  );
  return {
    /** Every root, in the order in which they were met. */
    all(): RootRow[] {
      return selectAll.all();
    },
    /**
     * Id of the root for a folder, given by its absolute path. A folder that moved together with the project is known
     * again by its place relative to it, one that stayed while the project moved by its absolute path.
     */
    register(absolutePath: string): number {
      const relativePath = relative(dirname(database.name), absolutePath).split(sep).join('/');
      const known = byRelativePath.get(relativePath) ?? byAbsolutePath.get(absolutePath);
      if (known === undefined) return Number(insert.run(absolutePath, relativePath).lastInsertRowid);
      update.run(absolutePath, relativePath, known.id);
      return known.id;
    },
  };
}
