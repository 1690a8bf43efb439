import { type MouseEvent, memo } from 'react';
import { shownName } from '../../../shared/byte-names.ts';
import { shownLastPart } from '../../strings/shown-path.ts';
import type { SourceRow } from '../../../shared/contract/source-schemas.ts';
import { formatCounted } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { IconCertified, IconWarning } from '../../ui/icons.ts';
import { LongName } from '../../ui/long-name.tsx';
import { StateDot } from '../../ui/state-dot.tsx';
import { showResult } from '../../state/show-result.ts';
import css from './file-grid.module.css';
import { Thumbnail } from './thumbnail.tsx';

interface FileCardProps {
  readonly position: number;
  readonly row: SourceRow | undefined;
  readonly isSelected: boolean;
  readonly isCursor: boolean;
  readonly onClick: (position: number, row: SourceRow, event: MouseEvent) => void;
  readonly onMenu: (position: number, row: SourceRow) => void;
}

// As in the table: what a card shows depends on all but the handlers.
export const FileCard = memo(Card, (before, now) =>
  (['position', 'row', 'isSelected', 'isCursor'] as const).every((name) => before[name] === now[name]),
);

function Card({ position, row, isSelected, isCursor, onClick, onMenu }: FileCardProps) {
  return (
    <div
      id={`file-${position}`}
      role="gridcell"
      aria-selected={isSelected}
      data-cursor={isCursor || undefined}
      className={css.card}
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
      {row === undefined ? <span className={css.picture} /> : <CardContent row={row} />}
    </div>
  );
}

function CardContent({ row }: { readonly row: SourceRow }) {
  const { path, verdict, colours, problems, isCertified } = row;
  return (
    <>
      <Thumbnail row={row} className={css.picture} />
      <span className={css.name} title={shownName(path)}>
        <LongName name={shownLastPart(path)} />
      </span>
      <span className={css.facts}>
        {verdict !== undefined && <StateDot state={verdict} label={text.words.verdictShort[verdict]} />}
        {verdict === undefined && colours !== undefined && formatCounted(colours, 'colour')}
        <span className={css.signs}>
          {problems > 0 && <IconWarning size={13} role="img" aria-label={text.files.problemCount(problems)} />}
          {isCertified && <IconCertified size={13} role="img" aria-label={text.files.certified} />}
        </span>
      </span>
    </>
  );
}
