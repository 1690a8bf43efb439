import type { ObjectSource } from '../../../shared/model/object-source.ts';
import type { SourceToRead } from './source-operations.ts';
import type { Tables } from '../tables/tables.ts';
import { sourceOperations } from './source-operations.ts';

/** A file below a folder. */
export interface PlacedFile {
  /** Absolute path. */
  readonly root: string;
  /** Path below the root, POSIX. */
  readonly path: string;
}

/** A mask of a dataset, where it lies, and what the dataset says of it. */
export interface DatasetMask {
  readonly mask: PlacedFile;
  readonly photo: PlacedFile | undefined;
  /** Empty where the dataset tells none. */
  readonly split: string;
  /** Where the dataset knows objects; `root`, an absolute path, is that of their file where it is not the mask's. */
  readonly objects?: { readonly source: ObjectSource; readonly root: string | undefined } | undefined;
}

export const datasetOperations = {
  /** Puts down masks of a dataset with their photos; files that the project has keep what is known of them. */
  registerDataset(tables: Tables, jobId: number, masks: readonly DatasetMask[]): { readonly added: number } {
    const place = tables.database.prepare<[string, number | null, number]>(
      'UPDATE files SET split = ?, photo_id = coalesce(?, photo_id) WHERE id = ?',
    );
    const register = ({ root, path }: PlacedFile, role: 'mask' | 'photo') =>
      tables.files.register(tables.roots.register(root), path, role);
    let added = 0;
    const toRead: number[] = [];
    const name = tables.database.prepare<[string, number]>('UPDATE files SET object_source = ? WHERE id = ?');
    for (const { mask, photo, split, objects } of masks) {
      const found = [register(mask, 'mask'), ...(photo === undefined ? [] : [register(photo, 'photo')])];
      added += found.filter(({ isAdded }) => isAdded).length;
      toRead.push(...found.flatMap(({ file }) => (file.status === 'new' ? [file.id] : [])));
      place.run(split, found.at(1)?.file.id ?? null, found[0].file.id);
      if (objects === undefined) continue;
      const root = objects.root === undefined ? {} : { root: tables.roots.register(objects.root) };
      name.run(JSON.stringify({ ...objects.source, ...root }), found[0].file.id);
    }
    tables.jobItems.add(jobId, toRead);
    if (added > 0) tables.project.grow();
    return { added };
  },

  /** The masks in this folder were drawn from annotations. */
  markDrawn({ database, roots }: Tables, root: string): void {
    database.prepare<[number]>('INSERT OR IGNORE INTO drawn_roots (root_id) VALUES (?)').run(roots.register(root));
  },

  /** Masks of a job that were drawn from annotations and have been read, but have no labels yet. */
  drawnMasks(tables: Tables, jobId: number): SourceToRead[] {
    const ids = tables.database
      .prepare<[number], number>(
        `SELECT files.id FROM job_items JOIN files ON files.id = job_items.file_id
         JOIN drawn_roots ON drawn_roots.root_id = files.root_id
         WHERE job_id = ? AND role = 'mask' AND is_removed = 0 AND status IN ('inspected', 'skipped')
         ORDER BY files.id`,
      )
      .pluck()
      .all(jobId);
    return sourceOperations.sourcesOf(tables, ids);
  },
};
