import type { Database } from 'better-sqlite3';
import type { MaskTile } from './mask-tiles.ts';

/** The newest label map and confidence map that the engine gave of each file, in compressed tiles. */
export function openLabelTilesTable(database: Database) {
  const remove = database.prepare<[number]>('DELETE FROM label_tiles WHERE file_id = ?');
  const insert = database.prepare(
    `INSERT INTO label_tiles (file_id, tile_row, tile_column, revision, labels, confidence)
     VALUES (@fileId, @row, @column, @revision, @labels, @confidence)`,
  );
  return {
    replace(fileId: number, revision: number, tiles: readonly MaskTile[]): void {
      remove.run(fileId);
      for (const tile of tiles) insert.run({ ...tile, fileId, revision });
    },
  };
}
