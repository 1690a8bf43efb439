import { memo } from 'react';
import { useFilesStore, selectAll, selectNone, sortFilesBy } from '../../state/files-store.ts';
import { text } from '../../strings/text.ts';
import { IconChevronDown, IconChevronUp } from '../../ui/icons.ts';
import { Checkbox, VisuallyHidden } from '../../ui/kit.ts';
import type { FileColumn } from './file-columns.tsx';
import table from '../../ui/table.module.css';
import css from './file-table.module.css';

interface FileTableHeadProps {
  readonly columns: readonly FileColumn[];
  readonly template: string;
}

export const FileTableHead = memo(Head);

function Head({ columns, template }: FileTableHeadProps) {
  const { selected } = useFilesStore();
  const isSome = selected.ids.size > 0;
  return (
    <div className={table.headGroup} role="rowgroup">
      <div
        className={`${table.head} ${css.head}`}
        role="row"
        aria-rowindex={1}
        style={{ gridTemplateColumns: template }}
      >
        <span role="columnheader" className={css.check}>
          <Checkbox
            size="14px"
            aria-label={text.commands.selectAll}
            checked={selected.isAll}
            indeterminate={isSome}
            onChange={selected.isAll || isSome ? selectNone : selectAll}
          />
        </span>
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} />
        ))}
      </div>
    </div>
  );
}

function HeadCell({ column: { title, sort: by, isNumber, isTitleHidden } }: { readonly column: FileColumn }) {
  const { sort } = useFilesStore();
  const isSorted = by !== undefined && sort.by === by;
  if (by === undefined) {
    return (
      <span role="columnheader" className={css.headCell} data-number={isNumber}>
        {isTitleHidden === true ? <VisuallyHidden>{title}</VisuallyHidden> : title}
      </span>
    );
  }
  const Arrow = sort.direction === 'ascending' ? IconChevronUp : IconChevronDown;
  return (
    <span
      role="columnheader"
      className={css.headCell}
      data-number={isNumber}
      aria-sort={isSorted ? sort.direction : 'none'}
    >
      <button
        type="button"
        onClick={() => {
          sortFilesBy(by);
        }}
      >
        {title}
        {isSorted && <Arrow size={13} aria-hidden />}
      </button>
    </span>
  );
}
