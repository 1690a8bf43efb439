import type { KeptActLabel } from '../../../shared/model/act-label.ts';
import type { EditedObjects } from '../../../shared/contract/object-schemas.ts';
import type { TilePlace } from '../../../shared/contract/review-schemas.ts';
import { tileArea } from '../../../shared/mask/tile-grid.ts';
import type { Segment } from '../../../shared/model/segment.ts';
import { checkRevision, describePainted, limitedTiles } from './edit-operations.ts';
import type { MaskSize, PaintedTile } from '../tables/edits-table.ts';
import type { HistoryChange, SegmentChanges } from './history-change.ts';
import { changeHistory } from './history-operations.ts';
import { readTileLabels } from '../labels/label-codec.ts';
import type { ObjectTile } from '../tables/object-tiles-table.ts';
import { paintTiles, uniteTiles } from '../labels/paint-labels.ts';
import { paintObjectTiles, repaintObjects } from '../labels/paint-objects.ts';
import type { Tables } from '../tables/tables.ts';

/** The objects of a mask as a repair or a dataset gives them; numbers of those known before are the same as then. */
export interface GivenObjects {
  readonly tiles: readonly ObjectTile[];
  readonly segments: readonly Segment[];
}

/** Classes and objects of a mask as they are now, tile by tile, compressed. */
export interface ObjectMask {
  readonly size: MaskSize;
  readonly labelsRevision: number;
  readonly tiles: readonly (TilePlace & {
    readonly labels: Uint8Array;
    /** Undefined where the tile never held an object. */
    readonly numbers: Uint8Array | undefined;
  })[];
  readonly segments: readonly Segment[];
}

/** An act on the objects of a mask. */
export interface NewObjectAct {
  readonly fileId: number;
  readonly labelsRevision: number;
  /** For the history. */
  readonly label: KeptActLabel;
  /** Other classes. */
  readonly labels: readonly PaintedTile[];
  /** Other objects: runs of their numbers. */
  readonly numbers: readonly PaintedTile[];
  readonly segments: SegmentChanges['changes'];
  /** The page's name for the act. */
  readonly key?: string | undefined;
}

export const objectOperations = {
  /** The whole mask, or some of its tiles; undefined where it has no labels. */
  objectMask(tables: Tables, fileId: number, places?: readonly TilePlace[]): ObjectMask | undefined {
    const size = tables.repairs.size(fileId);
    if (size === undefined) return undefined;
    const tiles = places === undefined ? allTiles(tables, fileId) : someTiles(tables, fileId, places);
    return {
      size,
      labelsRevision: tables.files.labelsRevision(fileId),
      tiles,
      segments: tables.segments.ofFile(fileId),
    };
  },

  /** The object of every pixel, row-major; undefined where the mask has none. */
  objectsOf(tables: Tables, fileId: number): { numbers: Uint16Array; segments: Segment[] } | undefined {
    const size = tables.repairs.size(fileId);
    const segments = tables.segments.ofFile(fileId);
    if (size === undefined || segments.length === 0) return undefined;
    const numbers = new Uint16Array(size.width * size.height);
    for (const { row, column, numbers: packed } of tables.objectTiles.readAll(fileId)) {
      const area = tileArea(size, row, column);
      if (area === undefined) continue;
      const own = readTileLabels(packed, area.width * area.height);
      for (let y = 0; y < area.height; y++) {
        const start = (area.top + y) * size.width + area.left;
        numbers.set(own.subarray(y * area.width, (y + 1) * area.width), start);
      }
    }
    return { numbers, segments };
  },

  segments({ segments }: Tables, fileId: number): Segment[] {
    return segments.ofFile(fileId);
  },

  /**
   * Changes objects, and the classes of their pixels with them, as one act. Throws conflict where the labels have changed
   * meanwhile, usage for a class that is locked or unknown.
   */
  changeObjects(tables: Tables, act: NewObjectAct): Omit<EditedObjects, 'made'> & { readonly forgotten: number } {
    const { fileId, label, key } = act;
    const size = checkRevision(tables, act);
    const tiles = limitedTiles(tables, size, { fileId, label, tiles: act.labels });
    if (tiles.length === 0 && act.numbers.length === 0 && act.segments.length === 0) {
      return { ...describePainted(tables, unchanged(tables, fileId)), forgotten: 0 };
    }
    const { id: entry, forgotten } = changeHistory(tables, label, {
      kind: 'several',
      ...(key && { key }),
      changes: [
        { kind: 'labels', files: 1 },
        { kind: 'segments', file: fileId, changes: act.segments },
      ],
    });
    if (tiles.length > 0) tables.edits.add({ historyId: entry, fileId, size, tiles });
    if (act.numbers.length > 0) tables.objectEdits.add({ historyId: entry, fileId, size, tiles: act.numbers });
    const moved = paintObjectTiles(tables, { fileId, size }, act.numbers);
    const changed = paintTiles(tables, { fileId, size }, tiles);
    return { ...describePainted(tables, { ...changed, tiles: uniteTiles(changed.tiles, moved) }), entry, forgotten };
  },

  /**
   * What became of an act on labels or objects that is in the history by its key, for a page that missed the answer;
   * undefined where it is not.
   */
  actOfKey(tables: Tables, fileId: number, key: string): EditedObjects | undefined {
    const entry = tables.history.ofKey(key);
    if (entry === undefined) return undefined;
    const placesIn = (edits: Tables['edits']): TilePlace[] =>
      edits.ofHistory(entry).flatMap((edit) => (edit.fileId === fileId ? edit.tiles : []));
    const changed = {
      fileId,
      labelsRevision: tables.files.labelsRevision(fileId),
      tiles: uniteTiles(placesIn(tables.edits), placesIn(tables.objectEdits)),
      changedPixels: tables.edits.pixelsOf(entry, fileId) + tables.objectEdits.pixelsOf(entry, fileId),
    };
    return { ...describePainted(tables, changed), entry, made: madeBy(tables.history.changeOf(entry)) };
  },
};

/** Numbers of the objects that an act made. */
function madeBy(change: HistoryChange | undefined): number[] {
  const parts = change?.kind === 'several' ? change.changes : [];
  return parts.flatMap((part) =>
    part.kind === 'segments'
      ? part.changes.flatMap(({ before, after }) => (before === undefined ? [after.number] : []))
      : [],
  );
}

function allTiles({ objectTiles, editedTiles }: Tables, fileId: number): ObjectMask['tiles'] {
  const numbers = new Map(objectTiles.readAll(fileId).map((tile) => [`${tile.row} ${tile.column}`, tile.numbers]));
  return editedTiles.readAll(fileId).map(({ row, column, labels }) => {
    return { row, column, labels, numbers: numbers.get(`${row} ${column}`) };
  });
}

function someTiles({ objectTiles, editedTiles }: Tables, fileId: number, places: readonly TilePlace[]) {
  return places.flatMap((place) => {
    const tile = editedTiles.read(fileId, place);
    if (tile === undefined) return [];
    return [{ row: tile.row, column: tile.column, labels: tile.labels, numbers: objectTiles.read(fileId, place) }];
  });
}

function unchanged({ files }: Tables, fileId: number) {
  return { fileId, labelsRevision: files.labelsRevision(fileId), tiles: [], changedPixels: 0 };
}

/** Objects that come with a result; what people made of the former ones is put on them. */
export function recordObjects(
  tables: Tables,
  { fileId, revision }: { readonly fileId: number; readonly revision: number },
  objects: GivenObjects | undefined,
): void {
  tables.objectTiles.replaceGiven(fileId, revision, objects?.tiles ?? []);
  for (const segment of objects?.segments ?? []) tables.segments.give(fileId, segment);
  repaintObjects(tables, fileId);
}
