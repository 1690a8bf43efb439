import type { Database } from 'better-sqlite3';
import type { SplitCount } from '../../shared/checks/palette-checks.ts';

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
