import { dirname, relative, resolve, sep } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { SourceRole } from '../../../shared/model/source-status.ts';

export type RootRole = SourceRole | 'auto';

export interface RootRow {
  readonly id: number;
  /** Absolute path. */
  readonly path: string;
  /** Where it would be if it had moved along with the project. */
  readonly besideProject: string;
  /** What the person said that its files are. */
  readonly role: RootRole;
  /** True for a folder that was added as a whole: a rescan looks for new files in it. */
  readonly isWatched: boolean;
  readonly files: number;
}

interface StoredRoot extends Omit<RootRow, 'isWatched' | 'besideProject'> {
  readonly isWatched: 0 | 1;
  readonly relativePath: string;
}

/** The folders that source files are found under. */
export function openRootsTable(database: Database) {
  const folder = dirname(database.name);
  const byRelativePath = database.prepare<[string], { id: number }>('SELECT id FROM roots WHERE relative_path = ?');
  const byAbsolutePath = database.prepare<[string], { id: number }>('SELECT id FROM roots WHERE absolute_path = ?');
  const insert = database.prepare<[string, string]>('INSERT INTO roots (absolute_path, relative_path) VALUES (?, ?)');
  const update = database.prepare<[string, string, number]>(
    'UPDATE roots SET absolute_path = ?, relative_path = ? WHERE id = ?',
  );
  const watch = database.prepare<[RootRole, number]>('UPDATE roots SET role = ?, is_watched = 1 WHERE id = ?');
  const selectAll = database.prepare<[], StoredRoot>(
    `SELECT id, absolute_path AS path, relative_path AS relativePath, role, is_watched AS isWatched,
       (SELECT count(*) FROM files WHERE root_id = roots.id AND role IN ('mask', 'photo') AND is_removed = 0) AS files
     FROM roots ORDER BY id`,
  );
  const relativeTo = (absolutePath: string): string => relative(folder, absolutePath).split(sep).join('/');
  return {
    /**
     * Id of the root for a folder, given by its absolute path. A folder that moved together with the project is known
     * again by its place relative to it, one that stayed while the project moved by its absolute path.
     */
    register(absolutePath: string): number {
      const relativePath = relativeTo(absolutePath);
      const known = byRelativePath.get(relativePath) ?? byAbsolutePath.get(absolutePath);
      if (known === undefined) return Number(insert.run(absolutePath, relativePath).lastInsertRowid);
      update.run(absolutePath, relativePath, known.id);
      return known.id;
    },
    /** The folder is elsewhere now. */
    move(id: number, absolutePath: string): void {
      update.run(absolutePath, relativeTo(absolutePath), id);
    },
    watch(id: number, role: RootRole): void {
      watch.run(role, id);
    },
    all(): RootRow[] {
      return selectAll.all().map(({ relativePath, isWatched, ...row }) => {
        return { ...row, isWatched: isWatched === 1, besideProject: resolve(folder, relativePath) };
      });
    },
  };
}
