import { type MouseEvent, memo } from 'react';
import type { SourceRow } from '../../../shared/contract/source-schemas.ts';
import { toggleSelected } from '../../state/files-store.ts';
import { text } from '../../strings/text.ts';
import { showResult } from '../../state/show-result.ts';
import type { FileColumn } from './file-columns.tsx';
import table from '../../ui/table.module.css';
import css from './file-table.module.css';

interface FileRowProps {
  readonly position: number;
  readonly topPx: number;
  /** Undefined until its page has come. */
  readonly row: SourceRow | undefined;
  readonly columns: readonly FileColumn[];
  readonly template: string;
  readonly isSelected: boolean;
  readonly isCursor: boolean;
  readonly onClick: (position: number, row: SourceRow, event: MouseEvent) => void;
  readonly onMenu: (position: number, row: SourceRow) => void;
}

// The handlers do the same from one render to the next: what a row shows depends on the rest alone.
export const FileRow = memo(Row, (before, now) =>
  (['position', 'topPx', 'row', 'columns', 'isSelected', 'isCursor'] as const).every(
    (name) => before[name] === now[name],
  ),
);

function Row(props: FileRowProps) {
  const { position, topPx, row, columns, template, isSelected, isCursor, onClick, onMenu } = props;
  return (
    <div
      id={`file-${position}`}
      role="row"
      aria-rowindex={position + 2}
      aria-selected={isSelected}
      data-cursor={isCursor || undefined}
      className={`${table.row} ${css.row}`}
      style={{ gridTemplateColumns: template, transform: `translateY(${topPx}px)` }}
      onClick={(event) => {
        if (row !== undefined) onClick(position, row, event);
      }}
      onDoubleClick={() => {
        if (row !== undefined) showResult(row.id);
      }}
      onContextMenu={() => {
        if (row !== undefined) onMenu(position, row);
      }}
    >
      <span
        role="gridcell"
        className={css.check}
        onClick={(event) => {
          if (row === undefined) return;
          event.stopPropagation();
          toggleSelected(row.id);
        }}
      >
        <span className={css.box} data-checked={isSelected} title={text.files.select} />
      </span>
      {columns.map((column) => (
        <span key={column.id} role="gridcell" className={css.cell} data-number={column.isNumber}>
          {row === undefined ? '' : column.cell(row)}
        </span>
      ))}
    </div>
  );
}
