import type { KeptActLabel } from '../../../shared/model/act-label.ts';
import type { Edited, PaintRules, TilePlace } from '../../../shared/contract/review-schemas.ts';
import { areRunsValid, pixelsOfRuns, RESTORED } from '../../../shared/edit/label-runs.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { tileArea } from '../../../shared/mask/tile-grid.ts';
import type { MaskSize, PaintedTile } from '../tables/edits-table.ts';
import { addToHistory } from './history-operations.ts';
import {
  type ChangedLabels,
  limitRuns,
  type PaintLimits,
  paintLimits,
  paintTiles,
  repaintTiles,
} from '../labels/paint-labels.ts';
import { readProjectPalette } from '../read-palette.ts';
import type { Tables } from '../tables/tables.ts';

/** An act of painting on one mask. */
export interface NewPaint {
  readonly fileId: number;
  /** The labels that it was made on; undefined where it is part of work on many masks. */
  readonly labelsRevision?: number | undefined;
  /** For the history. */
  readonly label: KeptActLabel;
  readonly tiles: readonly PaintedTile[];
  readonly rules?: PaintRules | undefined;
  /** The page's name for the act. */
  readonly key?: string | undefined;
}

/** What became of an act of painting, and how many acts the history had to forget for it. */
export interface Painted extends Edited {
  readonly forgotten: number;
}

export const editOperations = {
  /**
   * Paints on a mask, as one act, with its classes, its revision and the history together. Throws conflict where the
   * labels have changed meanwhile, usage for a class that is locked or unknown and for runs outside the mask.
   */
  paint(tables: Tables, paint: NewPaint): Painted {
    const { fileId, label, key } = paint;
    const size = checkRevision(tables, paint);
    const tiles = limitedTiles(tables, size, paint);
    if (tiles.length === 0) return unchanged(tables, fileId);
    const { id: historyId, forgotten } = addToHistory(tables, label, { kind: 'labels', files: 1, ...(key && { key }) });
    tables.edits.add({ historyId, fileId, size, tiles });
    const changed = paintTiles(tables, { fileId, size }, tiles);
    tables.project.grow();
    return { ...describePainted(tables, changed), entry: historyId, forgotten };
  },

  /** Paints on one of a job's many masks; all of them are one act, which stands in the history where the job began. */
  paintForJob(tables: Tables, jobId: number, paint: NewPaint): Painted {
    const { fileId, label } = paint;
    const size = checkRevision(tables, paint);
    const tiles = limitedTiles(tables, size, paint);
    tables.jobItems.setState(jobId, fileId, tiles.length === 0 ? 'skipped' : 'done');
    if (tiles.length === 0) return unchanged(tables, fileId);
    const { id: historyId, forgotten } =
      tables.history.ofJob(jobId) ?? addToHistory(tables, label, { kind: 'labels', files: 1 }, jobId);
    tables.edits.add({ historyId, fileId, size, tiles });
    // What was painted later lies above it.
    const target = { fileId, size };
    const changed = tables.edits.hasLater(fileId, historyId)
      ? repaintTiles(tables, target, tiles)
      : paintTiles(tables, target, tiles);
    tables.project.grow();
    return { ...describePainted(tables, changed), entry: historyId, forgotten };
  },
};

/** Size of the mask; throws not-found where it has no labels, conflict where they have changed. */
export function checkRevision(
  tables: Tables,
  { fileId, labelsRevision }: Pick<NewPaint, 'fileId' | 'labelsRevision'>,
): MaskSize {
  const size = tables.repairs.size(fileId);
  if (size === undefined)
    throw new MaskmendError('not-found', 'the mask has no labels yet', { hint: 'repair it first' });
  if (labelsRevision !== undefined && labelsRevision !== tables.files.labelsRevision(fileId)) {
    throw new MaskmendError('conflict', 'the labels have changed meanwhile', { hint: 'look at them again' });
  }
  return size;
}

/** What of the act may be and changes anything. */
export function limitedTiles(tables: Tables, size: MaskSize, { fileId, tiles, rules }: NewPaint): PaintedTile[] {
  const limits = paintLimits(tables, rules ?? {});
  checkTiles(tiles, size);
  checkClasses(tables, tiles, limits);
  return tiles
    .map((tile) => ({ ...tile, runs: limitRuns(tables, { fileId, size }, { tile, limits }) }))
    .filter(({ runs }) => pixelsOfRuns(runs) > 0);
}

function checkTiles(tiles: readonly PaintedTile[], size: MaskSize): void {
  const seen = new Set<string>();
  for (const { row, column, runs } of tiles) {
    const area = tileArea(size, row, column);
    const isTwice = seen.has(`${row} ${column}`);
    if (area === undefined || isTwice || !areRunsValid(runs, area.width * area.height)) {
      throw new MaskmendError('usage', `what is to be painted on tile ${row}, ${column} does not lie in the mask`);
    }
    seen.add(`${row} ${column}`);
  }
}

function checkClasses(tables: Tables, tiles: readonly PaintedTile[], { isLocked }: PaintLimits): void {
  const classes = new Map(readProjectPalette(tables)?.classes.map((entry) => [entry.slot, entry.name]));
  const painted = new Set<number>();
  for (const { runs } of tiles) for (let at = 2; at < runs.length; at += 3) painted.add(runs[at]);
  painted.delete(RESTORED);
  for (const slot of painted) {
    const name = classes.get(slot);
    if (name === undefined)
      throw new MaskmendError('usage', `there is no class ${slot}`, { hint: 'choose another one' });
    if (isLocked(slot)) {
      throw new MaskmendError('usage', `the class "${name}" is locked`, { hint: 'unlock it to paint with it' });
    }
  }
}

function unchanged(tables: Tables, fileId: number): Painted {
  const labelsRevision = tables.files.labelsRevision(fileId);
  return { ...describePainted(tables, { fileId, labelsRevision, tiles: [], changedPixels: 0 }), forgotten: 0 };
}

/** What became of an act, for the interface. */
export function describePainted(
  tables: Tables,
  { fileId, labelsRevision, tiles, changedPixels }: ChangedLabels,
): Edited {
  return {
    labelsRevision,
    changedPixels,
    edits: tables.edits.countInForce(fileId),
    editedPixels: tables.editedTiles.changedPixels(fileId),
    tiles: tiles.map(({ row, column }): TilePlace => ({ row, column })),
    classes: tables.fileClasses.ofFile(fileId),
  };
}
