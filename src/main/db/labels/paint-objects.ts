import type { TilePlace } from '../../../shared/contract/review-schemas.ts';
import { applyRuns } from '../../../shared/edit/label-runs.ts';
import { tileArea } from '../../../shared/mask/tile-grid.ts';
import type { MaskSize, PaintedTile } from '../tables/edits-table.ts';
import { packTileLabels, readTileLabels } from './label-codec.ts';
import type { Tables } from '../tables/tables.ts';

interface Target {
  readonly fileId: number;
  readonly size: MaskSize;
}

/** Puts pixels to other objects: for an act that is the last one of its mask. Gives the tiles that changed. */
export function paintObjectTiles(tables: Tables, target: Target, tiles: readonly PaintedTile[]): TilePlace[] {
  return rewrite(tables, target, tiles, ({ runs }, now, given) => {
    applyRuns(now, runs, given);
  });
}

/** Makes tiles anew of what was given and of all that people changed on them and is in force. */
export function repaintObjectTiles(tables: Tables, target: Target, tiles: readonly TilePlace[]): TilePlace[] {
  return rewrite(tables, target, tiles, (tile, now, given) => {
    now.set(given);
    for (const runs of tables.objectEdits.runsOfTile(target.fileId, target.size, tile)) applyRuns(now, runs, given);
  });
}

/** Other objects were given: what people changed is put on them. */
export function repaintObjects(tables: Tables, fileId: number): void {
  const size = tables.repairs.size(fileId);
  tables.objectTiles.clearEdited(fileId);
  if (size !== undefined) repaintObjectTiles(tables, { fileId, size }, tables.objectEdits.tilesOfFile(fileId, size));
}

function rewrite<Tile extends TilePlace>(
  tables: Tables,
  { fileId, size }: Target,
  tiles: readonly Tile[],
  change: (tile: Tile, now: Uint16Array, given: Uint16Array) => void,
): TilePlace[] {
  return tiles.flatMap((tile) => {
    const { row, column } = tile;
    const area = tileArea(size, row, column);
    if (area === undefined) return [];
    const pixels = area.width * area.height;
    const given = readNumbers(tables.objectTiles.given(fileId, tile), pixels);
    const now = readNumbers(tables.objectTiles.read(fileId, tile), pixels);
    const before = now.slice();
    change(tile, now, given);
    if (areEqual(before, now)) return [];
    tables.objectTiles.write(fileId, tile, areEqual(now, given) ? undefined : packTileLabels(now, false));
    return [{ row, column }];
  });
}

function readNumbers(packed: Uint8Array | undefined, pixels: number): Uint16Array {
  return packed === undefined ? new Uint16Array(pixels) : readTileLabels(packed, pixels);
}

function areEqual(a: Uint16Array, b: Uint16Array): boolean {
  const bytes = (values: Uint16Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return bytes(a).equals(bytes(b));
}
