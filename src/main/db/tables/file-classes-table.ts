import type { Database } from 'better-sqlite3';
import type { SplitCount } from '../../../shared/checks/palette-checks.ts';
import { UNASSIGNED_SLOT } from '../../../shared/model/palette.ts';

export interface ClassCount {
  readonly slot: number;
  readonly files: number;
  readonly pixels: number;
}

/** Which classes each repaired mask holds, by the slots that its labels hold: merged ones by their own. */
export function openFileClassesTable(database: Database) {
  const remove = database.prepare<[number]>('DELETE FROM file_classes WHERE file_id = ?');
  const insert = database.prepare<[number, number, number]>(
    'INSERT INTO file_classes (file_id, slot, pixels) VALUES (?, ?, ?)',
  );
  const add = database.prepare<[number, number, number]>(
    `INSERT INTO file_classes (file_id, slot, pixels) VALUES (?, ?, ?)
     ON CONFLICT (slot, file_id) DO UPDATE SET pixels = pixels + excluded.pixels`,
  );
  const removeEmpty = database.prepare<[number]>('DELETE FROM file_classes WHERE file_id = ? AND pixels <= 0');
  const recount = database.prepare<[number]>(
    `UPDATE files SET class_count = (SELECT count(DISTINCT coalesce(merged_into, file_classes.slot))
         FROM file_classes LEFT JOIN classes USING (slot) WHERE file_id = files.id)
     WHERE id = ?`,
  );
  const counted = database.prepare<[number], { slot: number; pixels: number }>(
    `SELECT coalesce(merged_into, file_classes.slot) AS slot, sum(pixels) AS pixels
     FROM file_classes LEFT JOIN classes USING (slot) WHERE file_id = ? GROUP BY 1 ORDER BY 2 DESC, 1`,
  );
  // Looking at every file of a class takes a second where there are 100 000; without files taken out it is not needed.
  const hasRemoved = database.prepare<[], number>('SELECT 1 FROM files WHERE is_removed = 1 LIMIT 1').pluck();
  const sums = database.prepare<[string], Omit<ClassCount, 'slot'>>(
    `SELECT count(DISTINCT file_id) AS files, total(pixels) AS pixels FROM file_classes
     WHERE slot IN (SELECT value FROM json_each(?))`,
  );
  const liveSums = database.prepare<[string], Omit<ClassCount, 'slot'>>(
    `SELECT count(DISTINCT file_id) AS files, total(file_classes.pixels) AS pixels
     FROM file_classes JOIN files ON files.id = file_id
     WHERE slot IN (SELECT value FROM json_each(?)) AND is_removed = 0`,
  );
  const splits = database.prepare<[number], SplitCount>(
    `SELECT slot, split, count(*) AS files FROM file_classes JOIN files ON files.id = file_id
     WHERE slot = ? AND is_removed = 0 GROUP BY split`,
  );
  return {
    replace(fileId: number, classes: readonly { readonly slot: number; readonly pixels: number }[]): void {
      remove.run(fileId);
      for (const { slot, pixels } of classes) insert.run(fileId, slot, pixels);
    },
    /** Adds to the pixels of classes what they gained, negative what they lost; unassigned pixels are of no class. */
    change(fileId: number, gains: ReadonlyMap<number, number>): void {
      for (const [slot, pixels] of gains) if (slot !== UNASSIGNED_SLOT && pixels !== 0) add.run(fileId, slot, pixels);
      removeEmpty.run(fileId);
      recount.run(fileId);
    },
    /** The classes of a mask, merged ones as those they count as, the most pixels first. */
    ofFile(fileId: number): { readonly slot: number; readonly pixels: number }[] {
      return counted.all(fileId);
    },
    /** Masks that hold a class or one of those merged into it, and their pixels. */
    sumsOf(slot: number, merged: readonly number[]): ClassCount {
      const query = hasRemoved.get() === undefined ? sums : liveSums;
      const { files = 0, pixels = 0 } = query.get(JSON.stringify([slot, ...merged])) ?? {};
      return { slot, files, pixels };
    },
    splitsOf(slot: number): SplitCount[] {
      return splits.all(slot);
    },
  };
}
