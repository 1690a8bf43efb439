import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import type { PaletteState } from '../../../shared/contract/class-schemas.ts';
import { text } from '../../strings/text.ts';
import { VisuallyHidden } from '../../ui/kit.ts';
import { moveClass } from './class-acts.ts';
import { ClassRow } from './class-row.tsx';
import table from '../../ui/table.module.css';
import css from './class-table.module.css';

const ROW_PX = 36;

/** The palette in its order. Rows are dragged by their handle, or moved with Alt and the arrow keys. */
export function ClassTable({ palette: { classes, evidenceFiles } }: { readonly palette: PaletteState }) {
  const place = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<number>();
  const [target, setTarget] = useState<number>();
  const rows = useVirtualizer({
    count: classes.length,
    estimateSize: () => ROW_PX,
    getScrollElement: () => place.current,
    getItemKey: (position) => classes[position]?.slot ?? position,
    overscan: 12,
  });
  const drop = (): void => {
    if (dragged !== undefined && target !== undefined) void moveClass(dragged, target);
    setDragged(undefined);
    setTarget(undefined);
  };
  const largest = Math.max(...classes.map(({ share }) => share), 0);
  const { columns } = text.classes;
  return (
    <div
      ref={place}
      className={table.table}
      role="table"
      aria-label={text.classes.table}
      aria-rowcount={classes.length + 1}
    >
      <div role="rowgroup" className={table.headGroup}>
        <div className={`${table.head} ${css.head}`} role="row" aria-rowindex={1}>
          <HeadCell title={columns.order} isHidden />
          <HeadCell title={columns.select} isHidden />
          <HeadCell title={columns.colour} />
          <HeadCell title={columns.name} />
          <HeadCell title={columns.index} isNumber />
          <HeadCell title={columns.role} />
          <HeadCell title={columns.share} isNumber />
          <HeadCell title={columns.files} isNumber />
          <HeadCell title={columns.evidence} />
          <HeadCell title={columns.lock} isHidden />
          <HeadCell title={columns.acts} isHidden />
        </div>
      </div>
      <div className={table.inner} role="rowgroup" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const entry = classes[index];
          return (
            entry && (
              <ClassRow
                key={key}
                entry={entry}
                evidenceFiles={evidenceFiles}
                position={index}
                topPx={start}
                largestShare={largest}
                isDropTarget={dragged !== undefined && target === index}
                onDragStart={() => {
                  setDragged(entry.slot);
                }}
                onDragOver={() => {
                  setTarget(index);
                }}
                onDragEnd={drop}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

interface HeadCellProps {
  readonly title: string;
  readonly isHidden?: boolean;
  readonly isNumber?: boolean;
}

function HeadCell({ title, isHidden = false, isNumber }: HeadCellProps) {
  return (
    <span role="columnheader" data-number={isNumber}>
      {isHidden ? <VisuallyHidden>{title}</VisuallyHidden> : title}
    </span>
  );
}
