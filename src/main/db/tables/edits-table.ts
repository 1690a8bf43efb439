import type { Database } from 'better-sqlite3';
import type { TilePlace } from '../../../shared/contract/review-schemas.ts';
import { applyPaint, type LabelRuns, pixelsOfRuns, RESTORED, runsOfField } from '../../../shared/edit/label-runs.ts';
import { tileArea } from '../../../shared/mask/tile-grid.ts';
import { packRuns, readRuns } from '../labels/label-codec.ts';

/** What a person painted of a tile. */
export interface PaintedTile extends TilePlace {
  readonly runs: LabelRuns;
}

export interface MaskSize {
  readonly width: number;
  readonly height: number;
}

export interface NewEdit {
  readonly historyId: number;
  readonly fileId: number;
  readonly size: MaskSize;
  readonly tiles: readonly PaintedTile[];
}

interface StoredTile extends TilePlace {
  readonly runs: Uint8Array;
}

interface StoredEdit extends MaskSize {
  readonly id: number;
  readonly fileId: number;
}

/**
 * What people painted, apart from what the engine gave: classes, or which object a pixel belongs to. Acts that are undone stay until the history forgets them; those
 * too old for the history are kept as one layer of paint, which cannot be undone any more.
 */
export function openEditsTable(database: Database, layer: 'labels' | 'objects') {
  const ofLayer = `layer = '${layer}'`;
  const paintedTiles = layer === 'labels' ? 'painted_tiles' : 'painted_object_tiles';
  const insert = database.prepare(
    `INSERT INTO edits (history_id, file_id, width, height, layer)
     VALUES (@historyId, @fileId, @width, @height, '${layer}')`,
  );
  const insertTile = database.prepare<[number, number, number, Uint8Array]>(
    'INSERT INTO edit_tiles (edit_id, tile_row, tile_column, runs) VALUES (?, ?, ?, ?)',
  );
  const runsInForce = database
    .prepare<[Record<string, number>], Uint8Array>(
      `SELECT runs FROM edits JOIN history ON history.id = history_id
         JOIN edit_tiles ON edit_id = edits.id AND tile_row = @row AND tile_column = @column
       WHERE file_id = @fileId AND ${ofLayer} AND is_undone = 0 AND width = @width AND height = @height
       ORDER BY history_id, edits.id`,
    )
    .pluck();
  const tilesOfFile = database.prepare<[Record<string, number>], TilePlace>(
    `SELECT DISTINCT tile_row AS row, tile_column AS "column" FROM (
       SELECT tile_row, tile_column FROM edits JOIN history ON history.id = history_id
         JOIN edit_tiles ON edit_id = edits.id
         WHERE file_id = @fileId AND ${ofLayer} AND is_undone = 0 AND width = @width AND height = @height
       UNION SELECT tile_row, tile_column FROM ${paintedTiles}
         WHERE file_id = @fileId AND width = @width AND height = @height)`,
  );
  const ofHistory = database.prepare<[number], StoredEdit>(
    `SELECT id, file_id AS fileId, width, height FROM edits WHERE history_id = ? AND ${ofLayer} ORDER BY id`,
  );
  const tilesOf = database.prepare<[number], StoredTile>(
    'SELECT tile_row AS row, tile_column AS "column", runs FROM edit_tiles WHERE edit_id = ?',
  );
  const hasLater = database
    .prepare<[number, number], number>(
      `SELECT 1 FROM edits WHERE file_id = ? AND history_id > ? AND ${ofLayer} LIMIT 1`,
    )
    .pluck();
  const countInForce = database
    .prepare<[number], number>(
      `SELECT count(DISTINCT history_id) FROM edits JOIN history ON history.id = history_id WHERE file_id = ? AND is_undone = 0`,
    )
    .pluck();
  const bytes = database.prepare<[], number>('SELECT total(edit_bytes) FROM history').pluck();
  const addBytes = database.prepare<[number, number]>('UPDATE history SET edit_bytes = edit_bytes + ? WHERE id = ?');
  const painted = database
    .prepare<[Record<string, number>], Uint8Array>(
      `SELECT runs FROM ${paintedTiles} WHERE file_id = @fileId AND tile_row = @row AND tile_column = @column
       AND width = @width AND height = @height`,
    )
    .pluck();
  const setPainted = database.prepare(
    `INSERT OR REPLACE INTO ${paintedTiles} (file_id, tile_row, tile_column, width, height, runs)
     VALUES (@fileId, @row, @column, @width, @height, @runs)`,
  );
  const hasPaint = database
    .prepare<[number], number>(`SELECT 1 FROM ${paintedTiles} WHERE file_id = ? LIMIT 1`)
    .pluck();
  const fold = ({ id, fileId, width, height }: StoredEdit): void => {
    for (const { row, column, runs } of tilesOf.all(id)) {
      const area = tileArea({ width, height }, row, column);
      if (area === undefined) continue;
      const key = { fileId, row, column, width, height };
      const paint = new Uint16Array(area.width * area.height).fill(RESTORED);
      const before = painted.get(key);
      if (before !== undefined) applyPaint(paint, readRuns(before));
      applyPaint(paint, readRuns(runs));
      setPainted.run({ ...key, runs: packRuns(runsOfField(paint, RESTORED)) });
    }
  };
  return {
    add({ historyId, fileId, size, tiles }: NewEdit): void {
      const packed = tiles.map((tile) => ({ ...tile, runs: packRuns(tile.runs) }));
      const sum = packed.reduce((total, { runs }) => total + runs.length, 0);
      const { lastInsertRowid } = insert.run({ historyId, fileId, width: size.width, height: size.height });
      addBytes.run(sum, historyId);
      for (const { row, column, runs } of packed) insertTile.run(Number(lastInsertRowid), row, column, runs);
    },
    /** What has been painted on a tile and is in force, in the order in which it was done. */
    runsOfTile(fileId: number, size: MaskSize, { row, column }: TilePlace): LabelRuns[] {
      const key = { fileId, row, column, width: size.width, height: size.height };
      const oldest = painted.get(key);
      return [...(oldest === undefined ? [] : [oldest]), ...runsInForce.all(key)].map(readRuns);
    },
    /** The tiles on which anything is painted. */
    tilesOfFile(fileId: number, { width, height }: MaskSize): TilePlace[] {
      return tilesOfFile.all({ fileId, width, height });
    },
    /** The masks that an act painted on, and their tiles. */
    ofHistory(historyId: number): { readonly fileId: number; readonly tiles: TilePlace[] }[] {
      const byFile = new Map<number, TilePlace[]>();
      for (const { id, fileId } of ofHistory.all(historyId)) {
        const tiles = tilesOf.all(id).map(({ row, column }) => ({ row, column }));
        byFile.set(fileId, [...(byFile.get(fileId) ?? []), ...tiles]);
      }
      return [...byFile].map(([fileId, tiles]) => ({ fileId, tiles }));
    },
    /** How many pixels of a mask an act painted. */
    pixelsOf(historyId: number, ofFile: number): number {
      const own = ofHistory.all(historyId).filter(({ fileId }) => fileId === ofFile);
      const runs = own.flatMap(({ id }) => tilesOf.all(id).map((tile) => readRuns(tile.runs)));
      return runs.reduce((sum, tile) => sum + pixelsOfRuns(tile), 0);
    },
    /** True where a mask was painted on by an act that came after another one. */
    hasLater(fileId: number, historyId: number): boolean {
      return hasLater.get(fileId, historyId) !== undefined;
    },
    /** Acts in force on either layer; what is too old to be undone counts as one. */
    countInForce(fileId: number): number {
      return (countInForce.get(fileId) ?? 0) + (hasPaint.get(fileId) === undefined ? 0 : 1);
    },
    /** Bytes that all acts of painting take. */
    bytes(): number {
      return bytes.get() ?? 0;
    },
    /** Makes the paint of an act, which is about to be forgotten, part of the layer that stays. */
    foldHistory(historyId: number): void {
      for (const edit of ofHistory.all(historyId)) fold(edit);
    },
  };
}
