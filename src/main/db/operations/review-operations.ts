import type { ReviewMask, TilePlace } from '../../../shared/contract/review-schemas.ts';
import type { Selection } from '../../../shared/contract/source-schemas.ts';

import type { BlockCertificate } from '../../../shared/forward/block-certificate.ts';
import { blockStates } from '../../../shared/forward/block-states.ts';
import type { Palette, Rgb } from '../../../shared/model/palette.ts';
import { enginePalette } from '../../../shared/model/project-palette.ts';
import { greysAreIndices, isGrey } from '../../../shared/palette/grey-coding.ts';
import { readProjectPalette } from '../read-palette.ts';
import type { ColourRow } from '../tables/colours-table.ts';
import type { LayeredTile } from '../tables/edited-tiles-table.ts';
import type { MaskSize } from '../tables/edits-table.ts';
import type { Tables } from '../tables/tables.ts';

/** Versions of what is shown of a mask. */
export interface MaskRevisions {
  /** Of everything but the labels. */
  readonly revision: number;
  readonly labelsRevision: number;
}

export interface ShownMask extends MaskRevisions {
  readonly size: MaskSize;
  /** Whether labels differ from what the engine gave. */
  readonly isPainted: boolean;
  /** Classes that the engine found, by their own slots. */
  readonly engineClasses: readonly { readonly slot: number; readonly pixels: number }[];
  /** Pixels that the engine gave another value than the file shows. */
  readonly changedPixels: number;
}

/** What a tile holds: labels as they are now, as the engine gave them, or how sure it was. */
export type TileKind = 'labels' | 'engine-labels' | 'confidence';

export interface ShownTile extends MaskRevisions {
  /** Compressed. */
  readonly packed: Uint8Array;
  readonly size: MaskSize;
}

/** Acts that are told of a mask. */
const MOST_ACTS = 50;

export const reviewOperations = {
  /** Undefined where there are no labels. */
  shownMask(tables: Tables, id: number): ShownMask | undefined {
    const repair = tables.repairs.read(id);
    const revisions = readRevisions(tables, id);
    if (repair?.status !== 'repaired' || revisions === undefined) return undefined;
    const { width, height, classes, changedPixels } = repair.metrics;
    const isPainted = tables.editedTiles.changedPixels(id) > 0;
    return { ...revisions, size: { width, height }, isPainted, engineClasses: classes, changedPixels };
  },

  /** The certificate of the mask's newest result, block by block. */
  certificate({ repairs, certificates }: Tables, id: number): BlockCertificate | undefined {
    const repair = repairs.read(id);
    return repair && certificates.read(id, repair.revision);
  },

  /** What the panels beside the viewer tell of a mask; undefined where it has no labels. */
  reviewedMask(tables: Tables, id: number): ReviewedMask | undefined {
    const row = tables.lists.row(id);
    const repair = tables.repairs.read(id);
    if (row === undefined || repair?.status !== 'repaired') return undefined;
    const { width, height } = repair.metrics;
    const certificate = tables.certificates.read(id, repair.revision);
    return {
      row,
      width,
      height,
      labelsRevision: row.labelsRevision,
      classes: tables.fileClasses.ofFile(id),
      edits: row.edits,
      editedPixels: tables.editedTiles.changedPixels(id),
      hasObjects: tables.segments.hasAny(id),
      showsIndices: reviewOperations.showsIndices(tables, id),
      ...(!row.isDrawn && describeNumbers(tables, id)),
      hasAlternative: tables.alternatives.hasAny(id, repair.revision),
      ...(certificate && { certificate: describeCertificate(certificate) }),
      ...describeDecision(tables, id, repair.revision),
      history: tables.decisions.former(id),
      acts: tables.history.actsOn(id, MOST_ACTS),
    };
  },

  /** Whether the pixels of a mask's file are levels of grey that stand for classes by their index, not by their colour. */
  showsIndices(tables: Tables, id: number): boolean {
    // Levels of other depths are not shown as the numbers they are.
    const isGrey = tables.database
      .prepare<[number], number | null>(
        `SELECT facts ->> 'channels' IN ('grey', 'grey-alpha') AND facts ->> 'bitDepth' = 8 FROM files WHERE id = ?`,
      )
      .pluck()
      .get(id);
    if (isGrey !== 1) return false;
    const project = readProjectPalette(tables);
    if (project === undefined) return false;
    const palette = enginePalette(project);
    return greysAreIndices(palette) && !showsOnlyColoursOf(palette, tables.colours.flatOf(id));
  },

  /**
   * The colours in which the levels of a mask's file are shown where they stand for classes by their index; empty where
   * they do not, or where they are numbers of objects.
   */
  levelColours(tables: Tables, id: number): ReadonlyMap<number, Rgb> {
    const palette = readProjectPalette(tables);
    if (palette === undefined || tables.segments.hasAny(id) || !reviewOperations.showsIndices(tables, id)) {
      return new Map();
    }
    const { classes, merged } = palette;
    const colourOf = new Map(classes.map(({ slot, rgb }) => [slot, rgb]));
    const levels = [
      ...merged.map(({ sourceIndex, into }) => [sourceIndex, colourOf.get(into)] as const),
      ...classes.map(({ sourceIndex, rgb }) => [sourceIndex, rgb] as const),
    ];
    return new Map(levels.flatMap(([level, rgb]) => (rgb === undefined ? [] : [[level, rgb] as const])));
  },

  /** All tiles of a mask, layer by layer, with what is needed to read them. */
  layeredMask({ repairs, editedTiles }: Tables, id: number): LayeredMask | undefined {
    const size = repairs.size(id);
    return size && { size, tiles: editedTiles.readAll(id) };
  },

  /** Ids of the masks of a selection that have labels, those that a job has not dealt with yet. */
  masksToEdit(
    { database, lists }: Tables,
    selection: Selection,
    slots: readonly number[] | undefined,
  ): { masks: number; concerned: number[] } {
    const masks = database
      .prepare<[string], number>(
        `SELECT id FROM files WHERE id IN (SELECT value FROM json_each(?)) AND role = 'mask' AND is_removed = 0
           AND EXISTS (SELECT 1 FROM repairs WHERE file_id = files.id AND repairs.status = 'repaired') ORDER BY id`,
      )
      .pluck()
      .all(JSON.stringify(lists.ids(selection)));
    if (slots === undefined) return { masks: masks.length, concerned: masks };
    const concerned = database
      .prepare<[Record<string, string>], number>(
        `SELECT DISTINCT file_id FROM file_classes JOIN classes USING (slot)
         WHERE coalesce(merged_into, slot) IN (SELECT value FROM json_each(@slots))
           AND file_id IN (SELECT value FROM json_each(@ids)) ORDER BY file_id`,
      )
      .pluck()
      .all({ slots: JSON.stringify(slots), ids: JSON.stringify(masks) });
    return { masks: masks.length, concerned };
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

  /** Some tiles of a mask as they are now, as the engine gave them, and what else it thought likely. */
  editableTiles(tables: Tables, id: number, places: readonly TilePlace[]): StoredEditableTile[] {
    const revision = tables.repairs.read(id)?.revision ?? 0;
    return places.flatMap((place) => {
      const tile = tables.editedTiles.read(id, place);
      if (tile === undefined) return [];
      const { row, column, labels, engine } = tile;
      return [{ row, column, labels, engine, alternative: tables.alternatives.read(id, revision, place) }];
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

interface StoredEditableTile extends Omit<LayeredTile, 'confidence'> {
  /** Packed runs; undefined where there are none. */
  readonly alternative: Uint8Array | undefined;
}

export type ReviewedMask = Omit<ReviewMask, 'tileSide' | 'levels'>;

export interface LayeredMask {
  readonly size: MaskSize;
  readonly tiles: readonly LayeredTile[];
}

function describeCertificate({
  columns,
  rows,
  blockWidth,
  blockHeight,
  states,
}: BlockCertificate): ReviewMask['certificate'] {
  const count = (bit: number): number => states.reduce((sum, state) => sum + (state & bit ? 1 : 0), 0);
  return {
    columns,
    rows,
    blockWidth,
    blockHeight,
    certified: count(blockStates.certified),
    edge: count(blockStates.edge),
  };
}

/** Whether the file's pixels are single numbers, and what they are. */
function describeNumbers({ database }: Tables, id: number): Pick<ReviewMask, 'numbers'> {
  const channels = database
    .prepare<[number], string | null>(`SELECT facts ->> 'channels' FROM files WHERE id = ?`)
    .pluck()
    .get(id);
  if (channels === 'indexed') return { numbers: 'indices' };
  return channels === 'grey' || channels === 'grey-alpha' ? { numbers: 'levels' } : {};
}

function describeDecision({ decisions }: Tables, id: number, revision: number): Pick<ReviewMask, 'decided'> {
  const { decision, at = 0, by = '', note = '' } = decisions.of(id);
  return decision === 'undecided' ? {} : { decided: { decision, revision, at, by, note } };
}

/** A project of colour masks and grey ones has classes that are greys: the engine reads such levels as colours first. */
function showsOnlyColoursOf({ coding, classes }: Palette, flat: readonly Pick<ColourRow, 'low' | 'high'>[]): boolean {
  if (coding !== 'colour' || flat.length === 0) return false;
  const levels = classes.filter(({ rgb }) => isGrey(rgb)).map(({ rgb: [level] }) => level);
  return flat.every(({ low, high }) => levels.some((level) => level >= low[0] && level <= high[0]));
}

function layerOf({ labels, engine, confidence }: LayeredTile, kind: TileKind): Uint8Array {
  return kind === 'labels' ? labels : kind === 'confidence' ? confidence : engine;
}

function readRevisions({ database }: Tables, id: number): MaskRevisions | undefined {
  return database
    .prepare<[number], MaskRevisions>('SELECT revision, labels_revision AS labelsRevision FROM files WHERE id = ?')
    .get(id);
}
