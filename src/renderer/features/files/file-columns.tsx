import type { ReactNode } from 'react';
import type { SourceRow, SourceSort } from '../../../shared/contract/source-schemas.ts';
import type { SourceRole } from '../../../shared/model/source-status.ts';
import { formatBytes, formatCount, formatShare } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { IconCertified, IconLink, IconWarning } from '../../ui/icons.ts';
import { StateDot } from '../../ui/state-dot.tsx';
import css from './file-table.module.css';
import { FileName } from './file-name.tsx';
import { Thumbnail } from './thumbnail.tsx';

export interface FileColumn {
  readonly id: string;
  readonly title: string;
  /** A track of a CSS grid. */
  readonly width: string;
  readonly sort?: SourceSort['by'];
  /** The title is read out, but not shown. */
  readonly isTitleHidden?: boolean;
  readonly isNumber?: boolean;
  readonly cell: (row: SourceRow) => ReactNode;
}

const name: FileColumn = {
  id: 'name',
  title: text.files.columns.name,
  width: 'minmax(146px, 1.5fr)',
  sort: 'name',
  cell: ({ path }) => <FileName path={path} />,
};

const thumbnail: FileColumn = {
  id: 'thumbnail',
  title: text.files.columns.thumbnail,
  isTitleHidden: true,
  width: '34px',
  cell: (row) => <Thumbnail row={row} className={css.thumbnail} />,
};

const status: FileColumn = {
  id: 'status',
  title: text.files.columns.status,
  width: '96px',
  sort: 'status',
  cell: (row) => <Status row={row} />,
};

const signs: FileColumn = {
  id: 'signs',
  title: text.files.columns.signs,
  isTitleHidden: true,
  width: '30px',
  cell: ({ photo }) => photo !== undefined && <PhotoSign />,
};

const pictureColumns: readonly FileColumn[] = [
  {
    id: 'format',
    title: text.files.columns.format,
    width: '56px',
    sort: 'format',
    cell: ({ format }) => (format === undefined ? '' : text.words.format[format]),
  },
  {
    id: 'size',
    title: text.files.columns.size,
    width: '96px',
    sort: 'pixels',
    isNumber: true,
    cell: ({ width, height }) => (width === undefined || height === undefined ? '' : `${width} × ${height}`),
  },
  {
    id: 'quality',
    title: text.files.columns.quality,
    width: '54px',
    sort: 'quality',
    isNumber: true,
    cell: ({ quality, hasStandardTables }) =>
      quality === undefined ? '' : `${hasStandardTables === false ? '≈ ' : ''}${quality}`,
  },
  {
    id: 'subsampling',
    title: text.files.columns.subsampling,
    width: '56px',
    sort: 'subsampling',
    cell: ({ subsampling }) => subsampling ?? '',
  },
];

// What a person decides by comes first: where there is not room for all, the last ones are scrolled to.
const maskColumns: readonly FileColumn[] = [
  thumbnail,
  name,
  {
    id: 'verdict',
    title: text.files.columns.verdict,
    width: 'minmax(119px, 1fr)',
    sort: 'verdict',
    cell: ({ verdict }) =>
      verdict === undefined ? '' : <StateDot state={verdict} label={text.words.verdictShort[verdict]} />,
  },
  status,
  ...pictureColumns,
  {
    id: 'colours',
    title: text.files.columns.colours,
    width: '60px',
    sort: 'colours',
    isNumber: true,
    cell: ({ colours }) => (colours === undefined ? '' : formatCount(colours)),
  },
  {
    id: 'certified',
    title: text.files.columns.certified,
    width: '90px',
    sort: 'certified',
    isNumber: true,
    cell: (row) => <Certified row={row} />,
  },
  {
    id: 'classes',
    title: text.files.columns.classes,
    width: '60px',
    sort: 'classes',
    isNumber: true,
    cell: ({ classes }) => (classes === undefined ? '' : formatCount(classes)),
  },
  signs,
];

const photoColumns: readonly FileColumn[] = [
  thumbnail,
  name,
  ...pictureColumns,
  {
    id: 'bytes',
    title: text.files.columns.bytes,
    width: '84px',
    sort: 'bytes',
    isNumber: true,
    cell: ({ bytes }) => (bytes === undefined ? '' : formatBytes(bytes)),
  },
  status,
  signs,
];

export const columnsOf = (role: SourceRole): readonly FileColumn[] => (role === 'photo' ? photoColumns : maskColumns);

/** Masks drawn from annotations, or out of an archive, never wanted a repair. */
function statusOf({ isDrawn, status }: SourceRow): string {
  return isDrawn && status === 'repaired' ? text.words.drawn : text.words.status[status];
}

function Certified({ row: { status, isCertified, certifiedShare, editedPixels } }: { readonly row: SourceRow }) {
  if (isCertified) {
    return (
      <span className={css.certified}>
        <IconCertified size={14} aria-hidden /> {text.files.certified}
      </span>
    );
  }
  if (editedPixels > 0) return text.files.painted;
  // Of classes that are others now, nothing is proved.
  return certifiedShare === undefined || status === 'stale' ? null : formatShare(certifiedShare);
}

/** How far it has come, and whether something wants a look: problems, a file that is another one now. */
function Status({ row }: { readonly row: SourceRow }) {
  const { problems, disk, status: state } = row;
  const trouble = [
    ...(problems > 0 ? [text.files.problemCount(problems)] : []),
    ...(disk === 'same' ? [] : [text.words.disk[disk]]),
  ].join(', ');
  return (
    <span className={css.status}>
      <span data-status={state}>{statusOf(row)}</span>
      {trouble !== '' && (
        <span className={css.trouble} title={trouble}>
          <IconWarning size={14} aria-label={trouble} role="img" />
        </span>
      )}
    </span>
  );
}

function PhotoSign() {
  return (
    <span className={css.sign} title={text.files.hasPhoto}>
      <IconLink size={14} aria-label={text.files.hasPhoto} role="img" />
    </span>
  );
}
