import type { Database } from 'better-sqlite3';
import type { MaskTile } from '../labels/mask-tiles.ts';

/** The newest label map and confidence map that the engine gave of each file, in compressed tiles. */
export function openLabelTilesTable(database: Database) {
  const select = database.prepare<[number], MaskTile>(
    `SELECT tile_row AS row, tile_column AS column, labels, confidence
     FROM label_tiles WHERE file_id = ? ORDER BY tile_row, tile_column`,
  );
  const remove = database.prepare<[number]>('DELETE FROM label_tiles WHERE file_id = ?');
  const insert = database.prepare(
    `INSERT INTO label_tiles (file_id, tile_row, tile_column, revision, labels, confidence)
     VALUES (@fileId, @row, @column, @revision, @labels, @confidence)`,
  );
  return {
    /** All tiles of a file by rows, then columns; empty where it was never repaired. */
    ofFile(fileId: number): MaskTile[] {
      return select.all(fileId);
    },
    replace(fileId: number, revision: number, tiles: readonly MaskTile[]): void {
      remove.run(fileId);
      for (const tile of tiles) insert.run({ ...tile, fileId, revision });
    },
  };
}
