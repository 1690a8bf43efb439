import type { KeyboardEvent, MouseEvent } from 'react';
import type { SourceRow } from '../../../shared/contract/source-schemas.ts';
import { selectOnly, setCursor, toggleSelected, useFilesStore } from '../../state/files-store.ts';
import { moveCursor } from '../../ui/move-cursor.ts';
import { showResult } from '../../state/show-result.ts';
import { selectRange } from './file-acts.ts';

interface ListRoom {
  readonly total: number;
  /** Rows of a screen. */
  readonly page: () => number;
  readonly columns?: number;
  readonly rowAt: (position: number) => SourceRow | undefined;
  readonly onMove: (position: number) => void;
}

interface ListHandlers {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onRowClick: (position: number, row: SourceRow, event: MouseEvent) => void;
  readonly onRowMenu: (position: number, row: SourceRow) => void;
}

/** Where a selection with Shift began. */
let anchor = 0;

/** Cursor and selection by keys and pointer, the same in table and grid. */
export function useListKeys({ total, page, columns = 1, rowAt, onMove }: ListRoom): ListHandlers {
  const goTo = (position: number, isExtending: boolean): void => {
    const row = rowAt(position);
    setCursor(position, row?.id);
    onMove(position);
    if (isExtending) void selectRange(anchor, position);
    else {
      anchor = position;
      if (row !== undefined) selectOnly([row.id]);
    }
  };
  return {
    onKeyDown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { cursor = -1, cursorId } = useFilesStore.getState();
      const next = moveCursor(event, { cursor, count: total, page: page(), columns });
      if (next !== undefined) goTo(next, event.shiftKey);
      else if (event.key === ' ' && cursorId !== undefined) toggleSelected(cursorId);
      else if (event.key === 'Enter' && cursorId !== undefined) showResult(cursorId);
      else return;
      event.preventDefault();
    },
    onRowClick: (position, row, { shiftKey, ctrlKey, metaKey }) => {
      setCursor(position, row.id);
      if (shiftKey) void selectRange(anchor, position);
      else if (ctrlKey || metaKey) toggleSelected(row.id);
      else selectOnly([row.id]);
      if (!shiftKey) anchor = position;
    },
    onRowMenu: (position, row) => {
      const { selected } = useFilesStore.getState();
      setCursor(position, row.id);
      if (!selected.isAll && !selected.ids.has(row.id)) selectOnly([row.id]);
    },
  };
}
