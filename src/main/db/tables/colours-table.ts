import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { FileEvidence, Triple } from '../../../shared/palette/file-evidence.ts';
import { readJson } from './json-column.ts';

/** A colour that a file shows, as the interval that its true colour lies in. */
export interface ShownColour {
  readonly space: FileEvidence['space'];
  readonly low: Triple;
  readonly high: Triple;
  readonly pixels: number;
  /** True for flat areas; else small solid spots, which may be blends of edges. */
  readonly isFlat: boolean;
}

export interface ColourRow extends Pick<ShownColour, 'space' | 'low' | 'high'> {
  readonly id: number;
}

export interface ColourSum {
  readonly id: number;
  readonly files: number;
  readonly pixels: number;
}

const tripleSchema = z.tuple([z.number(), z.number(), z.number()]);

/** The colours of flat areas and spots, each interval once, and which files show them. */
export function openColoursTable(database: Database) {
  const insertColour = database.prepare<[string, string, string]>(
    'INSERT INTO colours (space, low, high) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const selectColour = database
    .prepare<[string, string, string], number>('SELECT id FROM colours WHERE space = ? AND low = ? AND high = ?')
    .pluck();
  const remove = database.prepare<[number]>('DELETE FROM file_colours WHERE file_id = ?');
  const insert = database.prepare<[number, number, number, number]>(
    `INSERT INTO file_colours (colour_id, file_id, pixels, is_flat) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET pixels = pixels + excluded.pixels, is_flat = max(is_flat, excluded.is_flat)`,
  );
  const selectAll = database.prepare<[], { id: number; space: ColourRow['space']; low: string; high: string }>(
    'SELECT id, space, low, high FROM colours',
  );
  const selectFlat = database.prepare<[number], { space: ColourRow['space']; low: string; high: string }>(
    `SELECT space, low, high FROM file_colours JOIN colours ON colours.id = colour_id
     WHERE file_id = ? AND is_flat = 1`,
  );
  const sums = database.prepare<[string, string], ColourSum>(
    `SELECT colour_id AS id, count(*) AS files, total(file_colours.pixels) AS pixels
     FROM file_colours JOIN files ON files.id = file_id
     WHERE colour_id IN (SELECT value FROM json_each(?)) AND is_flat = 1 AND is_removed = 0 AND role = 'mask'
       AND file_id NOT IN (SELECT value FROM json_each(?))
     GROUP BY colour_id`,
  );
  const filesOf = database.prepare<[string, string, number], { fileId: number; pixels: number }>(
    `SELECT file_id AS fileId, total(file_colours.pixels) AS pixels
     FROM file_colours CROSS JOIN files ON files.id = file_id
     WHERE colour_id IN (SELECT value FROM json_each(?)) AND is_flat = 1 AND is_removed = 0 AND role = 'mask'
       AND file_id NOT IN (SELECT value FROM json_each(?))
     GROUP BY file_id ORDER BY pixels DESC LIMIT ?`,
  );
  return {
    replace(fileId: number, colours: readonly ShownColour[]): void {
      remove.run(fileId);
      for (const { space, low, high, pixels, isFlat } of colours) {
        const key = [space, JSON.stringify(low), JSON.stringify(high)] as const;
        insertColour.run(...key);
        const id = selectColour.get(...key);
        if (id === undefined) throw new Error('a colour that was just written is gone');
        insert.run(id, fileId, pixels, Number(isFlat));
      }
    },
    all(): ColourRow[] {
      return selectAll.all().map(({ id, space, low, high }) => {
        return { id, space, low: readJson(tripleSchema, low), high: readJson(tripleSchema, high) };
      });
    },
    /** The colours of a file's flat areas. */
    flatOf(fileId: number): Omit<ColourRow, 'id'>[] {
      return selectFlat.all(fileId).map(({ space, low, high }) => {
        return { space, low: readJson(tripleSchema, low), high: readJson(tripleSchema, high) };
      });
    },
    /** Files and pixels of flat areas of each of these colours; `leftOut`: files that do not count. */
    sumsOf(ids: readonly number[], leftOut: readonly number[]): ColourSum[] {
      return sums.all(JSON.stringify(ids), JSON.stringify(leftOut));
    },
    /** The files that show most of these colours in flat areas, but for those left out; a limit of -1 is none. */
    filesOf(
      ids: readonly number[],
      { leftOut, limit }: { readonly leftOut: readonly number[]; readonly limit: number },
    ): { readonly fileId: number; readonly pixels: number }[] {
      return filesOf.all(JSON.stringify(ids), JSON.stringify(leftOut), limit);
    },
  };
}
