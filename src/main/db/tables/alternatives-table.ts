import type { Database } from 'better-sqlite3';
import type { TilePlace } from '../../../shared/contract/review-schemas.ts';

/** The second most likely labels of a tile's pixels in doubt: packed runs. */
export interface AlternativeTile extends TilePlace {
  readonly runs: Uint8Array;
}

/** The second most likely labels of each mask's newest result, where the engine found some. */
export function openAlternativesTable(database: Database) {
  const select = database
    .prepare<[Record<string, number>], Uint8Array>(
      `SELECT runs FROM alternative_tiles
       WHERE file_id = @fileId AND tile_row = @row AND tile_column = @column AND revision = @revision`,
    )
    .pluck();
  const any = database
    .prepare<[number, number], number>('SELECT 1 FROM alternative_tiles WHERE file_id = ? AND revision = ? LIMIT 1')
    .pluck();
  const remove = database.prepare<[number]>('DELETE FROM alternative_tiles WHERE file_id = ?');
  const insert = database.prepare(
    `INSERT INTO alternative_tiles (file_id, tile_row, tile_column, revision, runs)
     VALUES (@fileId, @row, @column, @revision, @runs)`,
  );
  return {
    /** Packed runs of a tile of the result of that revision; undefined where there are none. */
    read(fileId: number, revision: number, { row, column }: TilePlace): Uint8Array | undefined {
      return select.get({ fileId, revision, row, column });
    },
    hasAny(fileId: number, revision: number): boolean {
      return any.get(fileId, revision) !== undefined;
    },
    replace(fileId: number, revision: number, tiles: readonly AlternativeTile[]): void {
      remove.run(fileId);
      for (const { row, column, runs } of tiles) insert.run({ fileId, revision, row, column, runs });
    },
  };
}
