import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { usePages } from '../../api/use-pages.ts';
import { useFilesStore } from '../../state/files-store.ts';
import { formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { columnsOf } from './file-columns.tsx';
import { FileListStates } from './file-list-states.tsx';
import { FileMenu } from './file-menu.tsx';
import { FileRow } from './file-row.tsx';
import table from '../../ui/table.module.css';
import css from './file-table.module.css';
import { FileTableHead } from './file-table-head.tsx';
import { useListKeys } from './use-list-keys.ts';

const ROW_PX = 30;
const HEAD_PX = 28;
const FIRST_ROWS = 60;
const OVERSCAN_ROWS = 6;
/** Rows that leave at one end come back at the other: changing one costs less than making one. */
const POOL_ROWS = 200;

/** Files as rows. Only what is on screen exists, whatever the list's length. */
export function FileTable() {
  return (
    <FileMenu>
      <div className={css.room}>
        <ScrolledTable />
      </div>
    </FileMenu>
  );
}

// Apart, because it is drawn anew with every step of scrolling, and the menu round it need not be.
function ScrolledTable() {
  const place = useRef<HTMLDivElement>(null);
  const { filter, sort, selected, cursor } = useFilesStore();
  const [count, setCount] = useState(0);
  const rows = useVirtualizer({
    count,
    estimateSize: () => ROW_PX,
    getScrollElement: () => place.current,
    overscan: OVERSCAN_ROWS,
    scrollMargin: HEAD_PX,
    scrollPaddingStart: HEAD_PX,
  });
  const items = rows.getVirtualItems();
  const list = usePages(
    'sources.list',
    { filter, sort },
    { first: items[0]?.index ?? 0, last: items.at(-1)?.index ?? FIRST_ROWS },
  );
  const { total = 0 } = list;
  useEffect(() => {
    setCount(total);
  }, [total]);
  const handlers = useListKeys({
    total,
    page: () => Math.max(1, Math.floor((place.current?.clientHeight ?? 0) / ROW_PX) - 2),
    rowAt: list.rowAt,
    onMove: (position) => {
      rows.scrollToIndex(position);
    },
  });
  const columns = columnsOf(filter.role);
  const template = ['30px', ...columns.map(({ width }) => width)].join(' ');
  return (
    <div
      ref={place}
      className={`${table.table} ${css.table}`}
      role="grid"
      aria-label={text.files.listLabel(formatCount(total))}
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-activedescendant={cursor === undefined ? undefined : `file-${cursor}`}
      tabIndex={0}
      onKeyDown={handlers.onKeyDown}
    >
      <FileTableHead columns={columns} template={template} />
      <div className={table.inner} role="rowgroup" style={{ height: rows.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = list.rowAt(index);
          return (
            <FileRow
              key={index % POOL_ROWS}
              position={index}
              topPx={start - HEAD_PX}
              row={row}
              columns={columns}
              template={template}
              isSelected={row !== undefined && (selected.isAll || selected.ids.has(row.id))}
              isCursor={index === cursor}
              onClick={handlers.onRowClick}
              onMenu={handlers.onRowMenu}
            />
          );
        })}
      </div>
      <FileListStates total={list.total} error={list.error} />
    </div>
  );
}
