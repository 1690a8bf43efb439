import type { Database } from 'better-sqlite3';

/** Bytes that results for other palettes may take together, oldest dropped first. */
export const EARLIER_BYTES = 512 * 1024 ** 2;

/**
 * Results that a repair for another palette replaced, so that undoing the palette brings them back without the engine.
 */
export function openEarlierResultsTable(database: Database) {
  const keepRepair = database.prepare<[number]>(
    `INSERT OR REPLACE INTO earlier_repairs (file_id, revision, status, source_sha256, palette_hash, valid_for,
       engine_version, preset, verdict, metrics, labels_sha256, repaired_at, bytes)
     SELECT file_id, revision, status, source_sha256, palette_hash, valid_for, engine_version, preset, verdict, metrics,
       labels_sha256, repaired_at, (SELECT total(length(labels) + length(confidence)) FROM label_tiles
         WHERE label_tiles.file_id = repairs.file_id)
     FROM repairs WHERE file_id = ?`,
  );
  const keepTiles = database.prepare<[number]>(
    `INSERT OR REPLACE INTO earlier_tiles (file_id, revision, tile_row, tile_column, labels, confidence)
     SELECT file_id, revision, tile_row, tile_column, labels, confidence FROM label_tiles WHERE file_id = ?`,
  );
  const find = database
    .prepare<[number, string, string], number>(
      `SELECT revision FROM earlier_repairs WHERE file_id = ? AND valid_for = ? AND source_sha256 = ?
       ORDER BY revision DESC LIMIT 1`,
    )
    .pluck();
  const restoreTiles = database.prepare<[number, number]>(
    `INSERT INTO label_tiles (file_id, tile_row, tile_column, revision, labels, confidence)
     SELECT file_id, tile_row, tile_column, revision, labels, confidence FROM earlier_tiles
     WHERE file_id = ? AND revision = ?`,
  );
  const restoreRepair = database.prepare<[{ fileId: number; revision: number }]>(
    `UPDATE repairs SET (revision, status, source_sha256, palette_hash, valid_for, engine_version, preset, verdict, metrics,
         labels_sha256, repaired_at)
       = (SELECT revision, status, source_sha256, palette_hash, valid_for, engine_version, preset, verdict,
         metrics, labels_sha256, repaired_at FROM earlier_repairs WHERE file_id = @fileId AND revision = @revision)
     WHERE file_id = @fileId`,
  );
  const removeTiles = database.prepare<[number, number]>(
    'DELETE FROM earlier_tiles WHERE file_id = ? AND revision = ?',
  );
  const removeRepair = database.prepare<[number, number]>(
    'DELETE FROM earlier_repairs WHERE file_id = ? AND revision = ?',
  );
  const currentTiles = database.prepare<[number]>('DELETE FROM label_tiles WHERE file_id = ?');
  const sum = database.prepare<[], number>('SELECT total(bytes) FROM earlier_repairs').pluck();
  const oldest = database.prepare<[], { fileId: number; revision: number; bytes: number }>(
    'SELECT file_id AS fileId, revision, bytes FROM earlier_repairs ORDER BY repaired_at LIMIT 100',
  );
  const drop = (fileId: number, revision: number): void => {
    removeTiles.run(fileId, revision);
    removeRepair.run(fileId, revision);
  };
  return {
    /** Puts the file's result aside; it stays its result until another one is written. */
    keep(fileId: number): void {
      keepRepair.run(fileId);
      keepTiles.run(fileId);
    },
    /** The revision of a result that was made from this source and holds for this palette. */
    find(fileId: number, wanted: { validFor: string; sourceSha256: string }): number | undefined {
      return find.get(fileId, wanted.validFor, wanted.sourceSha256);
    },
    /** Makes an earlier result the file's own again, and puts the one it has aside. */
    exchange(fileId: number, revision: number): void {
      keepRepair.run(fileId);
      keepTiles.run(fileId);
      currentTiles.run(fileId);
      restoreTiles.run(fileId, revision);
      restoreRepair.run({ fileId, revision });
      drop(fileId, revision);
    },
    /** Drops the oldest until all fit into the budget; tells how many went. */
    fitInto(budgetBytes: number): number {
      let bytes = sum.get() ?? 0;
      let dropped = 0;
      while (bytes > budgetBytes) {
        const rows = oldest.all();
        if (rows.length === 0) break;
        for (const row of rows) {
          if (bytes <= budgetBytes) break;
          drop(row.fileId, row.revision);
          bytes -= row.bytes;
          dropped++;
        }
      }
      return dropped;
    },
  };
}
