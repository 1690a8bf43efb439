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
  const sums = database.prepare<[number], Omit<ClassCount, 'slot'>>(
    `SELECT count(*) AS files, total(file_classes.pixels) AS pixels FROM file_classes JOIN files ON files.id = file_id
     WHERE slot = ? AND is_removed = 0`,
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
    /** Masks that hold a class, and its pixels in them. */
    sumsOf(slot: number): ClassCount {
      const { files = 0, pixels = 0 } = sums.get(slot) ?? {};
      return { slot, files, pixels };
    },
    splitsOf(slot: number): SplitCount[] {
      return splits.all(slot);
    },
  };
}
