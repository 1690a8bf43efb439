import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import type { SourceRow } from '../../../../shared/contract/source-schemas.ts';
import { usePages } from '../../../api/use-pages.ts';
import { reviewMask, selectMasks, toggleMask, useReviewStore } from '../../../state/review-store.ts';
import { text } from '../../../strings/text.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { moveCursor } from '../../../ui/move-cursor.ts';
import { idAt, selectStretch } from '../decide/decision-acts.ts';
import { QueueFilter } from './queue-filter.tsx';
import { QueueCount, QueueProgress } from './queue-progress.tsx';
import { QueuedMask } from './queued-mask.tsx';
import css from './review-queue.module.css';
import { useFollowed } from './use-followed.ts';

const ROW_PX = 50;
const PAGE_ROWS = 10;

/** The masks that were repaired, those that most need a look first. */
export function ReviewQueue({ current }: { readonly current: number | undefined }) {
  const filter = useReviewStore((state) => state.filter);
  const sort = useReviewStore((state) => state.sort);
  const selected = useReviewStore((state) => state.selected);
  const place = useRef<HTMLDivElement>(null);
  const anchor = useRef(0);
  const [count, setCount] = useState(0);
  const rows = useVirtualizer({
    count,
    estimateSize: () => ROW_PX,
    getScrollElement: () => place.current,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const range = { first: items[0]?.index ?? 0, last: items.at(-1)?.index ?? 0 };
  const { total, rowAt } = usePages('review.queue', { filter, sort }, range);
  useEffect(() => {
    setCount(total ?? 0);
  }, [total]);
  const cursor = items.find(({ index }) => rowAt(index)?.id === current)?.index;
  useFollowed({ current, cursor, count, filter, sort, scrollTo: rows.scrollToIndex });

  const goTo = (position: number, id: number, isExtending: boolean): void => {
    if (isExtending) {
      void selectStretch(Math.min(anchor.current, position), Math.abs(anchor.current - position) + 1);
    } else {
      anchor.current = position;
      selectMasks([]);
    }
    reviewMask(id);
  };
  /** By keys also to masks that were never in view. */
  const moveTo = async (position: number, isExtending: boolean): Promise<void> => {
    rows.scrollToIndex(position);
    const id = rowAt(position)?.id ?? (await idAt(position));
    if (id !== undefined) goTo(position, id, isExtending);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ' && current !== undefined) toggleMask(current);
    else if (event.key === 'Escape' && selected.size > 0) selectMasks([]);
    else {
      const next = moveCursor(event, { cursor: cursor ?? -1, count, page: PAGE_ROWS });
      if (next === undefined) return;
      void moveTo(next, event.shiftKey);
    }
    event.preventDefault();
  };
  const onClick = (position: number, row: SourceRow, { shiftKey, ctrlKey, metaKey }: MouseEvent): void => {
    if (ctrlKey || metaKey) toggleMask(row.id);
    else goTo(position, row.id, shiftKey);
  };
  return (
    <div className={css.place}>
      <QueueFilter />
      <QueueCount listed={total} />
      {total === 0 ? (
        <div className={css.queue}>
          <EmptyState title={text.review.noMatch} hint={text.review.noMatchHint} />
        </div>
      ) : (
        <div
          ref={place}
          className={css.queue}
          role="listbox"
          aria-label={text.review.queue}
          aria-multiselectable
          aria-activedescendant={cursor === undefined ? undefined : `queued-${cursor}`}
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <div className={css.inner} style={{ height: rows.getTotalSize() }}>
            {items.map(({ index, start }) => {
              const row = rowAt(index);
              return (
                row !== undefined && (
                  <div
                    key={row.id}
                    id={`queued-${index}`}
                    role="option"
                    aria-selected={selected.size > 0 ? selected.has(row.id) : row.id === current}
                    aria-current={row.id === current}
                    className={css.row}
                    data-current={row.id === current}
                    style={{ transform: `translateY(${start}px)` }}
                    onClick={(event) => {
                      onClick(index, row, event);
                    }}
                  >
                    <QueuedMask row={row} />
                  </div>
                )
              );
            })}
          </div>
        </div>
      )}
      <QueueProgress />
    </div>
  );
}
