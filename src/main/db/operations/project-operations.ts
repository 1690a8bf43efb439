import type { ProjectInfo } from '../../../shared/contract/project-calls.ts';
import type { RootRow } from '../tables/roots-table.ts';
import type { Tables } from '../tables/tables.ts';

/** What the database tells of the project as a whole. */
export type ProjectSums = Pick<ProjectInfo, 'counts' | 'revision' | 'paletteRevision' | 'classes' | 'undo' | 'redo'>;

export const projectOperations = {
  projectSums(tables: Tables): ProjectSums {
    const { revision, paletteRevision, paletteCoding } = tables.project.read();
    return {
      counts: countFiles(tables),
      revision,
      paletteRevision,
      classes: paletteCoding === undefined ? 0 : tables.classes.inPalette().classes.length,
      undo: tables.history.undoable(),
      redo: tables.history.redoable(),
    };
  },

  roots({ roots }: Tables): RootRow[] {
    return roots.all();
  },

  moveRoot({ roots, project }: Tables, id: number, path: string): void {
    roots.move(id, path);
    project.grow();
  },

  /** Paths, below their root, of all files found under a folder. */
  filesOfRoot({ database }: Tables, id: number): { readonly id: number; readonly path: string }[] {
    return database
      .prepare<[number], { id: number; path: string }>(
        "SELECT id, path FROM files WHERE root_id = ? AND role IN ('mask', 'photo') AND is_removed = 0 ORDER BY id",
      )
      .all(id);
  },
};

function countFiles({ database }: Tables): ProjectInfo['counts'] {
  const byStatus = new Map(
    database
      .prepare<[], { status: string; files: number }>(
        "SELECT status, count(*) AS files FROM files WHERE role = 'mask' AND is_removed = 0 GROUP BY status",
      )
      .all()
      .map(({ status, files }) => [status, files]),
  );
  const of = (...names: readonly string[]): number => names.reduce((sum, name) => sum + (byStatus.get(name) ?? 0), 0);
  const count = (condition: string): number =>
    database.prepare<[], number>(`SELECT count(*) FROM files WHERE is_removed = 0 AND ${condition}`).pluck().get() ?? 0;
  const masks = of(...byStatus.keys());
  return {
    masks,
    photos: count("role = 'photo'"),
    inspected: masks - of('new'),
    repaired: of('repaired'),
    drawn: count(`role = 'mask' AND status = 'repaired' AND root_id IN (SELECT root_id FROM drawn_roots)`),
    stale: of('stale'),
    due: of('inspected', 'stale'),
    failed: of('failed'),
    decided: count("role = 'mask' AND decision IN ('accepted', 'rejected', 'flagged', 'skipped')"),
    problems: database.prepare<[], number>('SELECT count(*) FROM file_problems').pluck().get() ?? 0,
  };
}
