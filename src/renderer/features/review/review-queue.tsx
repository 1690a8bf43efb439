import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { SourceRow } from '../../../shared/contract/source-schemas.ts';
import { usePages } from '../../api/use-pages.ts';
import { reviewMask } from '../../state/review-store.ts';
import { formatCount, formatShare } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { IconCertified } from '../../ui/icons.ts';
import { moveCursor } from '../../ui/move-cursor.ts';
import { Thumbnail } from '../files/thumbnail.tsx';
import css from './review-queue.module.css';
import { queueList } from './queue-list.ts';

const ROW_PX = 50;

export function ReviewQueue({ current }: { readonly current: number | undefined }) {
  const place = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(0);
  const rows = useVirtualizer({
    count,
    estimateSize: () => ROW_PX,
    getScrollElement: () => place.current,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const range = { first: items[0]?.index ?? 0, last: items.at(-1)?.index ?? 0 };
  const { total = 0, rowAt } = usePages('sources.list', queueList, range);
  useEffect(() => {
    setCount(total);
  }, [total]);
  const cursor = items.find(({ index }) => rowAt(index)?.id === current)?.index;
  return (
    <div
      ref={place}
      className={css.queue}
      role="listbox"
      aria-label={text.review.queue}
      aria-activedescendant={cursor === undefined ? undefined : `queued-${cursor}`}
      tabIndex={0}
      onKeyDown={(event) => {
        const next = moveCursor(event, { cursor: cursor ?? -1, count: total, page: 10 });
        const row = next === undefined ? undefined : rowAt(next);
        if (next === undefined || row === undefined) return;
        event.preventDefault();
        rows.scrollToIndex(next);
        reviewMask(row.id);
      }}
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
                aria-selected={row.id === current}
                className={css.row}
                style={{ transform: `translateY(${start}px)` }}
                onClick={() => {
                  reviewMask(row.id);
                }}
              >
                <Queued row={row} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function Queued({ row }: { readonly row: SourceRow }) {
  const { path, status, isCertified, certifiedShare, uncertainPixels = 0 } = row;
  return (
    <>
      <Thumbnail row={row} className={css.picture} />
      <span className={css.words}>
        <span className={css.name} title={path}>
          {path.slice(path.lastIndexOf('/') + 1)}
        </span>
        <span className={css.facts}>
          {isCertified ? (
            <span className={css.certified}>
              <IconCertified size={13} aria-hidden /> {text.files.certified}
            </span>
          ) : (
            <>
              {certifiedShare !== undefined && `${formatShare(certifiedShare)} · `}
              {text.review.uncertain(formatCount(uncertainPixels))}
            </>
          )}
          {status === 'stale' && <span className={css.stale}>{text.words.status.stale}</span>}
        </span>
      </span>
    </>
  );
}
