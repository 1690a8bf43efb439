import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { usePages } from '../../api/use-pages.ts';
import { useFilesStore } from '../../state/files-store.ts';
import { formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { useElementSize } from '../../ui/kit.ts';
import { FileCard } from './file-card.tsx';
import css from './file-grid.module.css';
import { FileListStates } from './file-list-states.tsx';
import { FileMenu } from './file-menu.tsx';
import { useListKeys } from './use-list-keys.ts';

const CARD_PX = 148;
const CARD_HEIGHT_PX = 172;
const PADDING_PX = 8;
/** As in the table: lines that leave at one end come back at the other. */
const POOL_LINES = 60;

/** Files as thumbnails, as many side by side as there is room for. */
export function FileGrid() {
  const { ref, width, height } = useElementSize();
  return (
    <FileMenu>
      <div ref={ref} className={css.room}>
        {width > 0 && <ScrolledGrid width={width} height={height} />}
      </div>
    </FileMenu>
  );
}

interface ScrolledGridProps {
  /** The room there is, in pixels. */
  readonly width: number;
  readonly height: number;
}

// Apart, because it is drawn anew with every step of scrolling, and the menu round it need not be.
function ScrolledGrid({ width, height }: ScrolledGridProps) {
  const place = useRef<HTMLDivElement>(null);
  const { filter, sort, selected, cursor } = useFilesStore();
  const [count, setCount] = useState(0);
  const columns = Math.max(1, Math.floor((width - 2 * PADDING_PX) / CARD_PX));
  const lines = useVirtualizer({
    count: Math.ceil(count / columns),
    estimateSize: () => CARD_HEIGHT_PX,
    getScrollElement: () => place.current,
    overscan: 2,
    paddingStart: PADDING_PX,
    paddingEnd: PADDING_PX,
  });
  const items = lines.getVirtualItems();
  const first = (items[0]?.index ?? 0) * columns;
  const last = ((items.at(-1)?.index ?? 4) + 1) * columns - 1;
  const list = usePages('sources.list', { filter, sort }, { first, last });
  const { total = 0 } = list;
  useEffect(() => {
    setCount(total);
  }, [total]);
  const handlers = useListKeys({
    total,
    columns,
    page: () => Math.max(1, Math.floor(height / CARD_HEIGHT_PX) - 1),
    rowAt: list.rowAt,
    onMove: (position) => {
      lines.scrollToIndex(Math.floor(position / columns));
    },
  });
  return (
    <div
      ref={place}
      className={css.grid}
      role="grid"
      aria-label={text.files.listLabel(formatCount(total))}
      aria-rowcount={Math.ceil(total / columns)}
      aria-colcount={columns}
      aria-multiselectable
      aria-activedescendant={cursor === undefined ? undefined : `file-${cursor}`}
      tabIndex={0}
      onKeyDown={handlers.onKeyDown}
    >
      <div className={css.inner} role="rowgroup" style={{ height: lines.getTotalSize() }}>
        {items.map(({ index: line, start }) => (
          <div
            key={line % POOL_LINES}
            role="row"
            aria-rowindex={line + 1}
            className={css.line}
            style={{ transform: `translateY(${start}px)`, gridTemplateColumns: `repeat(${columns}, 1fr)` }}
          >
            {Array.from({ length: Math.min(columns, total - line * columns) }, (_, column) => {
              const position = line * columns + column;
              const row = list.rowAt(position);
              return (
                <FileCard
                  key={column}
                  position={position}
                  row={row}
                  isSelected={row !== undefined && (selected.isAll || selected.ids.has(row.id))}
                  isCursor={position === cursor}
                  onClick={handlers.onRowClick}
                  onMenu={handlers.onRowMenu}
                />
              );
            })}
          </div>
        ))}
      </div>
      <FileListStates total={list.total} error={list.error} />
    </div>
  );
}
