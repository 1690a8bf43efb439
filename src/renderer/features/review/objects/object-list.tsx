import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import type { ObjectRow } from '../../../../shared/contract/object-schemas.ts';
import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { objectColours } from '../../../../shared/objects/object-colours.ts';
import { selectedIn, selectObjects, toggleObject, useObjectStore } from '../../../state/object-store.ts';
import { text } from '../../../strings/text.ts';
import { moveCursor } from '../../../ui/move-cursor.ts';
import { removeObjects, showObject } from './object-edits.ts';
import { ObjectLine } from './object-line.tsx';
import { sortedObjects } from './sort-objects.ts';
import css from './objects.module.css';

const ROW_PX = 34;
const PAGE_ROWS = 8;

interface ObjectListProps {
  readonly mask: ReviewMask;
  readonly objects: readonly ObjectRow[];
  readonly classes: readonly ProjectClass[];
}

/** Each object with its colour, class, pixels and box; the viewer flies to what is chosen. */
export function ObjectList({ mask, objects, classes }: ObjectListProps) {
  const id = mask.row.id;
  const selected = useObjectStore((state) => selectedIn(state, id));
  const sort = useObjectStore((state) => state.sort);
  const rows = useMemo(() => sortedObjects(objects, { sort, classes }), [objects, sort, classes]);
  const colours = useMemo(() => objectColours(objects), [objects]);
  const place = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(-1);
  const list = useVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PX,
    getScrollElement: () => place.current,
    overscan: 6,
  });
  useFollowed({ rows, selected, scrollTo: list.scrollToIndex });

  const choose = (position: number, { isAdding, isExtending }: Choice): void => {
    const row = rows[position];
    if (row === undefined) return;
    if (isExtending) selectObjects(id, stretch(rows, cursor, position));
    else if (isAdding) toggleObject(id, row.number);
    else {
      selectObjects(id, [row.number]);
      showObject(row);
    }
    if (!isExtending) setCursor(position);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = rows.findIndex(({ number }) => number === selected.at(-1));
    const next = moveCursor(event, { cursor: now, count: rows.length, page: PAGE_ROWS });
    const row = rows[now];
    if (next !== undefined) {
      choose(next, { isAdding: false, isExtending: event.shiftKey });
      list.scrollToIndex(next);
    } else if (event.key === 'Enter' && row !== undefined) showObject(row);
    else if (event.key === 'Delete') void removeObjects(selected);
    else if (event.key === 'Escape' && selected.length > 0) selectObjects(id, []);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={place}
      className={css.list}
      role="listbox"
      aria-label={text.objects.list}
      aria-multiselectable
      aria-activedescendant={selected.length === 0 ? undefined : `object-${selected.at(-1)}`}
      tabIndex={0}
      title={text.objects.fly}
      onKeyDown={onKeyDown}
    >
      <div style={{ position: 'relative', height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return (
            row !== undefined && (
              <ObjectLine
                key={row.number}
                object={row}
                entry={classes.find(({ slot }) => slot === row.slot)}
                rgb={colours.get(row.number)}
                isSelected={selected.includes(row.number)}
                topPx={start}
                onClick={({ shiftKey, ctrlKey, metaKey }: MouseEvent) => {
                  choose(index, { isAdding: ctrlKey || metaKey, isExtending: shiftKey });
                }}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

interface Choice {
  readonly isAdding: boolean;
  readonly isExtending: boolean;
}

function stretch(rows: readonly ObjectRow[], from: number, to: number): number[] {
  const [first, last] = from < to ? [Math.max(0, from), to] : [to, from];
  const numbers = rows.slice(first, last + 1).map(({ number }) => number);
  return from < to ? numbers : numbers.reverse();
}

interface Followed {
  readonly rows: readonly ObjectRow[];
  readonly selected: readonly number[];
  readonly scrollTo: (index: number) => void;
}

/** What was picked in the viewer comes into the list's view. */
function useFollowed({ rows, selected, scrollTo }: Followed): void {
  const last = selected.at(-1);
  useEffect(() => {
    const at = rows.findIndex(({ number }) => number === last);
    if (at >= 0) scrollTo(at);
  }, [last, rows, scrollTo]);
}
