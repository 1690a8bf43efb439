import type { KeptActLabel } from '../../../shared/model/act-label.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { HistoryChange, SegmentChanges, SimpleChange } from './history-change.ts';
import type { HistoryRow } from '../tables/history-table.ts';
import { setMeaning } from '../labels/mask-meaning.ts';
import { type ChangedLabels, repaintTiles, uniteTiles } from '../labels/paint-labels.ts';
import { repaintObjectTiles } from '../labels/paint-objects.ts';
import { applyPalette, removePalette } from './palette-change.ts';
import type { Tables } from '../tables/tables.ts';

export const historyOperations = {
  /** The newest first. */
  history({ history }: Tables, limit: number): HistoryRow[] {
    return history.recent(limit);
  },

  /** Undoes an act; throws conflict where another one is next. Gives the masks whose labels are others now. */
  undo(tables: Tables, id: number): ChangedLabels[] {
    if (tables.history.undoable()?.id !== id) throw notNext('undone');
    tables.history.mark(id, true);
    revert(tables, changeOf(tables, id));
    return repaintAct(tables, id);
  },

  redo(tables: Tables, id: number): ChangedLabels[] {
    if (tables.history.redoable()?.id !== id) throw notNext('done again');
    tables.history.mark(id, false);
    perform(tables, changeOf(tables, id));
    return repaintAct(tables, id);
  },
};

/** Makes a change and puts it down as one act that can be undone. */
export function changeHistory(
  tables: Tables,
  label: KeptActLabel,
  change: HistoryChange,
): ReturnType<typeof addToHistory> {
  perform(tables, change);
  return addToHistory(tables, label, change);
}

/** Bytes that acts of painting may take together, oldest forgotten first. */
const EDIT_BYTES = 256 * 1024 ** 2;

/**
 * Puts down an act; what was undone before can no longer be done again. Acts beyond the budget are forgotten, the oldest
 * first: what they painted stays. Gives its id and how many were forgotten for the bytes they took.
 */
export function addToHistory(
  tables: Tables,
  label: KeptActLabel,
  change: HistoryChange,
  jobId?: number,
): { readonly id: number; readonly forgotten: number } {
  const id = tables.history.add(label, change, jobId);
  for (const old of tables.history.tooOld(id)) forget(tables, old);
  return { id, forgotten: hasPaint(change) ? fitEdits(tables, EDIT_BYTES) : 0 };
}

function hasPaint(change: HistoryChange): boolean {
  return (
    change.kind === 'labels' || (change.kind === 'several' && change.changes.some(({ kind }) => kind === 'labels'))
  );
}

/** Forgets the oldest acts, but never the last one, until painting takes no more than the budget; tells how many went. */
export function fitEdits(tables: Tables, budgetBytes: number): number {
  let forgotten = 0;
  while (tables.edits.bytes() > budgetBytes) {
    const oldest = tables.history.oldest();
    if (oldest === undefined) break;
    forget(tables, oldest);
    forgotten++;
  }
  return forgotten;
}

function forget({ edits, objectEdits, history }: Tables, id: number): void {
  edits.foldHistory(id);
  objectEdits.foldHistory(id);
  history.forget(id);
}

/** Painted labels follow from which acts are in force. */
function repaintAct(tables: Tables, id: number): ChangedLabels[] {
  const labels = new Map(tables.edits.ofHistory(id).map(({ fileId, tiles }) => [fileId, tiles]));
  const objects = new Map(tables.objectEdits.ofHistory(id).map(({ fileId, tiles }) => [fileId, tiles]));
  const files = new Set([...labels.keys(), ...objects.keys(), ...segmentFiles(changeOf(tables, id))]);
  return [...files].flatMap((fileId) => {
    const size = tables.repairs.size(fileId);
    if (size === undefined) return [];
    const moved = repaintObjectTiles(tables, { fileId, size }, objects.get(fileId) ?? []);
    const changed = repaintTiles(tables, { fileId, size }, labels.get(fileId) ?? []);
    return [{ ...changed, tiles: uniteTiles(changed.tiles, moved) }];
  });
}

/** Masks whose objects an act changed, be it without any pixel. */
function segmentFiles(change: HistoryChange): number[] {
  const parts = change.kind === 'several' ? change.changes : [change];
  return parts.flatMap((part) => (part.kind === 'segments' ? [part.file] : []));
}

function takeBackSegments({ segments }: Tables, { file, changes }: SegmentChanges): void {
  for (const { before, after } of changes) {
    if (before === undefined) segments.remove(file, after.number);
    else segments.write(file, before);
  }
}

function changeOf({ history }: Tables, id: number): HistoryChange {
  const change = history.changeOf(id);
  if (change === undefined) throw notNext('found');
  return change;
}

function notNext(what: string): MaskmendError {
  return new MaskmendError('conflict', `this act cannot be ${what}: others came after it`, {
    hint: 'look at the history again',
  });
}

function perform(tables: Tables, change: HistoryChange): void {
  if (change.kind === 'several') for (const part of change.changes) performOne(tables, part);
  else performOne(tables, change);
  tables.project.grow();
}

function revert(tables: Tables, change: HistoryChange): void {
  if (change.kind === 'several') for (const part of change.changes.toReversed()) revertOne(tables, part);
  else revertOne(tables, change);
  tables.project.grow();
}

function performOne(tables: Tables, change: SimpleChange): void {
  switch (change.kind) {
    case 'remove':
      tables.files.setRemoved(change.files, true);
      return;
    case 'role':
      for (const id of change.files) tables.files.setRole(id, change.to);
      return;
    case 'pairs':
      for (const { mask, to } of change.pairs) tables.pairs.set(mask, to);
      return;
    case 'decide':
      for (const { id, note } of change.files) {
        tables.decisions.decide(id, { ...change, decision: change.to, note: change.note ?? note });
      }
      return;
    case 'note':
      tables.decisions.setNote(change.file, change.to);
      return;
    case 'labels':
      return;
    case 'segments':
      for (const { after } of change.changes) tables.segments.write(change.file, after);
      return;
    case 'meaning':
      for (const { id } of change.files) setMeaning(tables, id, change.to);
      return;
    case 'palette':
      applyPalette(tables, change.after);
  }
}

function revertOne(tables: Tables, change: SimpleChange): void {
  switch (change.kind) {
    case 'remove':
      tables.files.setRemoved(change.files, false);
      return;
    case 'role':
      for (const id of change.files) tables.files.setRole(id, change.to === 'mask' ? 'photo' : 'mask');
      return;
    case 'pairs':
      for (const { mask, from } of change.pairs) tables.pairs.set(mask, from);
      return;
    case 'decide':
      for (const { id, from, note, by, at } of change.files)
        tables.decisions.takeBack(id, { decision: from, note, by, at });
      return;
    case 'note':
      tables.decisions.setNote(change.file, change.from);
      return;
    case 'labels':
      return;
    case 'segments':
      takeBackSegments(tables, change);
      return;
    case 'meaning':
      for (const { id, from } of change.files) setMeaning(tables, id, from);
      return;
    case 'palette':
      if (change.before === undefined) removePalette(tables);
      else applyPalette(tables, change.before);
  }
}
