import type { TilePlace } from '../../shared/contract/review-schemas.ts';
import type { BlockCertificate } from '../../shared/repair/block-certificate.ts';
import type { LayeredTile } from './edited-tiles-table.ts';
import type { MaskSize } from './edits-table.ts';
import type { Tables } from './tables.ts';

/** Versions of what is shown of a mask. */
export interface MaskRevisions {
  /** Of everything but the labels. */
  readonly revision: number;
  readonly labelsRevision: number;
}

export interface ShownMask extends MaskRevisions {
  readonly size: MaskSize;
  /** Classes that the engine found, by their own slots. */
  readonly engineClasses: readonly { readonly slot: number; readonly pixels: number }[];
}

/** What a tile holds: labels as they are now, as the engine gave them, or how sure it was. */
export type TileKind = 'labels' | 'engine-labels' | 'confidence';

export interface ShownTile extends MaskRevisions {
  /** Compressed. */
  readonly packed: Uint8Array;
  readonly size: MaskSize;
}

export const reviewOperations = {
  /** Undefined where there are no labels. */
  shownMask(tables: Tables, id: number): ShownMask | undefined {
    const repair = tables.repairs.read(id);
    const revisions = readRevisions(tables, id);
    if (repair?.status !== 'repaired' || revisions === undefined) return undefined;
    const { width, height, classes } = repair.metrics;
    return { ...revisions, size: { width, height }, engineClasses: classes };
  },

  /** The certificate of the mask's newest result, block by block. */
  certificate({ repairs, certificates }: Tables, id: number): BlockCertificate | undefined {
    const repair = repairs.read(id);
    return repair && certificates.read(id, repair.revision);
  },

  labelsRevision({ files }: Tables, id: number): number {
    return files.labelsRevision(id);
  },

  /** A tile of a mask itself; undefined where there is none. */
  shownTile(tables: Tables, id: number, place: TilePlace, kind: TileKind): ShownTile | undefined {
    const size = tables.repairs.size(id);
    const revisions = readRevisions(tables, id);
    const tile = tables.editedTiles.read(id, place);
    if (size === undefined || revisions === undefined || tile === undefined) return undefined;
    return { ...revisions, size, packed: layerOf(tile, kind) };
  },

  /** Some tiles of a mask as they are now and as the engine gave them. */
  editableTiles({ editedTiles }: Tables, id: number, places: readonly TilePlace[]): Omit<LayeredTile, 'confidence'>[] {
    return places.flatMap((place) => {
      const tile = editedTiles.read(id, place);
      if (tile === undefined) return [];
      const { row, column, labels, engine } = tile;
      return [{ row, column, labels, engine }];
    });
  },

  /** All tiles of a mask itself, row by row. */
  shownTiles(
    tables: Tables,
    id: number,
    kind: TileKind,
  ): { readonly row: number; readonly column: number; readonly packed: Uint8Array }[] {
    return tables.editedTiles
      .readAll(id)
      .map((tile) => ({ row: tile.row, column: tile.column, packed: layerOf(tile, kind) }));
  },
};

function layerOf({ labels, engine, confidence }: LayeredTile, kind: TileKind): Uint8Array {
  return kind === 'labels' ? labels : kind === 'confidence' ? confidence : engine;
}

function readRevisions({ database }: Tables, id: number): MaskRevisions | undefined {
  return database
    .prepare<[number], MaskRevisions>('SELECT revision, labels_revision AS labelsRevision FROM files WHERE id = ?')
    .get(id);
}
