import type { Database } from 'better-sqlite3';
import type { TilePlace } from '../../../shared/contract/review-schemas.ts';

/** The numbers of a tile's objects, compressed as labels are; 0 is no object. */
export interface ObjectTile extends TilePlace {
  readonly numbers: Uint8Array;
}

/** Which object pixels belong to: as a repair or a dataset gave it, but for the tiles that people changed. */
export function openObjectTilesTable(database: Database) {
  const now = database.prepare<[number], ObjectTile>(
    `SELECT tile_row AS row, tile_column AS "column", coalesce(edited.numbers, given.numbers) AS numbers
     FROM label_tiles LEFT JOIN object_tiles AS given USING (file_id, tile_row, tile_column)
       LEFT JOIN edited_object_tiles AS edited USING (file_id, tile_row, tile_column)
     WHERE file_id = ? AND coalesce(edited.numbers, given.numbers) IS NOT NULL ORDER BY tile_row, tile_column`,
  );
  const given = database
    .prepare<[number, number, number], Uint8Array>(
      'SELECT numbers FROM object_tiles WHERE file_id = ? AND tile_row = ? AND tile_column = ?',
    )
    .pluck();
  const edited = database
    .prepare<[number, number, number], Uint8Array>(
      'SELECT numbers FROM edited_object_tiles WHERE file_id = ? AND tile_row = ? AND tile_column = ?',
    )
    .pluck();
  const removeGiven = database.prepare<[number]>('DELETE FROM object_tiles WHERE file_id = ?');
  const insertGiven = database.prepare(
    `INSERT INTO object_tiles (file_id, tile_row, tile_column, revision, numbers)
     VALUES (@fileId, @row, @column, @revision, @numbers)`,
  );
  const upsertEdited = database.prepare<[number, number, number, Uint8Array]>(
    'INSERT OR REPLACE INTO edited_object_tiles (file_id, tile_row, tile_column, numbers) VALUES (?, ?, ?, ?)',
  );
  const removeEdited = database.prepare<[number, number, number]>(
    'DELETE FROM edited_object_tiles WHERE file_id = ? AND tile_row = ? AND tile_column = ?',
  );
  const clearEdited = database.prepare<[number]>('DELETE FROM edited_object_tiles WHERE file_id = ?');
  return {
    /** The tiles that hold any objects, or did, by rows, then columns. */
    readAll(fileId: number): ObjectTile[] {
      return now.all(fileId);
    },
    /** As they are now; undefined where there never was an object. */
    read(fileId: number, { row, column }: TilePlace): Uint8Array | undefined {
      return edited.get(fileId, row, column) ?? given.get(fileId, row, column);
    },
    given(fileId: number, { row, column }: TilePlace): Uint8Array | undefined {
      return given.get(fileId, row, column);
    },
    replaceGiven(fileId: number, revision: number, tiles: readonly ObjectTile[]): void {
      removeGiven.run(fileId);
      for (const { row, column, numbers } of tiles) insertGiven.run({ fileId, revision, row, column, numbers });
    },
    /** Without numbers the tile is as it was given. */
    write(fileId: number, { row, column }: TilePlace, numbers: Uint8Array | undefined): void {
      if (numbers === undefined) removeEdited.run(fileId, row, column);
      else upsertEdited.run(fileId, row, column, numbers);
    },
    clearEdited(fileId: number): void {
      clearEdited.run(fileId);
    },
  };
}
