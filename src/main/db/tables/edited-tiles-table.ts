import type { Database } from 'better-sqlite3';
import type { TilePlace } from '../../../shared/contract/review-schemas.ts';
import type { MaskTile } from '../labels/mask-tiles.ts';

/** A tile as it is now, and as the engine gave it; all compressed. */
export interface LayeredTile extends MaskTile {
  readonly engine: Uint8Array;
}

/** The labels as they are now: those of the engine, but for the tiles that people painted on. */
export function openEditedTilesTable(database: Database) {
  const columns = `tile_row AS row, tile_column AS "column", coalesce(edited_tiles.labels, label_tiles.labels) AS labels,
    label_tiles.labels AS engine, confidence
    FROM label_tiles LEFT JOIN edited_tiles USING (file_id, tile_row, tile_column)`;
  const ofFile = database.prepare<[number], LayeredTile>(
    `SELECT ${columns} WHERE file_id = ? ORDER BY tile_row, tile_column`,
  );
  const one = database.prepare<[number, number, number], LayeredTile>(
    `SELECT ${columns} WHERE file_id = ? AND tile_row = ? AND tile_column = ?`,
  );
  const upsert = database.prepare<[number, number, number, Uint8Array, number]>(
    `INSERT OR REPLACE INTO edited_tiles (file_id, tile_row, tile_column, labels, changed_pixels) VALUES (?, ?, ?, ?, ?)`,
  );
  const remove = database.prepare<[number, number, number]>(
    'DELETE FROM edited_tiles WHERE file_id = ? AND tile_row = ? AND tile_column = ?',
  );
  const removeAll = database.prepare<[number]>('DELETE FROM edited_tiles WHERE file_id = ?');
  const changed = database
    .prepare<[number], number>('SELECT total(changed_pixels) FROM edited_tiles WHERE file_id = ?')
    .pluck();
  return {
    /** All tiles of a mask by rows, then columns; empty where it was never repaired. */
    readAll(fileId: number): LayeredTile[] {
      return ofFile.all(fileId);
    },
    read(fileId: number, { row, column }: TilePlace): LayeredTile | undefined {
      return one.get(fileId, row, column);
    },
    /** `changedPixels`: those that differ from the engine's; 0 drops the tile. */
    write(fileId: number, { row, column }: TilePlace, tile: { labels: Uint8Array; changedPixels: number }): void {
      if (tile.changedPixels === 0) remove.run(fileId, row, column);
      else upsert.run(fileId, row, column, tile.labels, tile.changedPixels);
    },
    clear(fileId: number): void {
      removeAll.run(fileId);
    },
    /** Pixels of a mask that differ from what the engine gave. */
    changedPixels(fileId: number): number {
      return changed.get(fileId) ?? 0;
    },
  };
}
