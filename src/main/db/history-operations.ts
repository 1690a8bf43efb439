import { MaskmendError } from '../../shared/errors.ts';
import type { HistoryChange, SimpleChange } from './history-change.ts';
import type { HistoryRow } from './history-table.ts';
import { applyPalette, removePalette } from './palette-change.ts';
import type { Tables } from './tables.ts';

export const historyOperations = {
  /** The newest first. */
  history({ history }: Tables, limit: number): HistoryRow[] {
    return history.recent(limit);
  },

  /** Undoes an act; throws conflict where another one is next. */
  undo(tables: Tables, id: number): void {
    if (tables.history.undoable()?.id !== id) throw notNext('undone');
    revert(tables, changeOf(tables, id));
    tables.history.mark(id, true);
  },

  redo(tables: Tables, id: number): void {
    if (tables.history.redoable()?.id !== id) throw notNext('done again');
    perform(tables, changeOf(tables, id));
    tables.history.mark(id, false);
  },
};

/** Makes a change and puts it down as one act that can be undone. */
export function changeHistory(tables: Tables, label: string, change: HistoryChange): void {
  perform(tables, change);
  tables.history.add(label, change);
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
      for (const { id } of change.files) tables.decisions.set(id, change.to);
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
      for (const { id, from } of change.files) tables.decisions.set(id, from);
      return;
    case 'palette':
      if (change.before === undefined) removePalette(tables);
      else applyPalette(tables, change.before);
  }
}
