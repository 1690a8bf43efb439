import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef, useState } from 'react';
import { shownName } from '../../../shared/byte-names.ts';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { FolderEntry } from '../../../shared/contract/folder-calls.ts';
import type { PathRequest } from '../../api/host-shape.ts';
import { formatBytes, formatCounted, formatDate } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconFile, IconFolder } from '../../ui/icons.ts';
import { moveCursor } from '../../ui/move-cursor.ts';
import css from './folder-contents.module.css';

interface FolderContentsProps {
  readonly listing: CallOutput<'folders.list'> | undefined;
  readonly request: PathRequest;
  readonly chosen: readonly string[];
  readonly onEnter: (path: string) => void;
  readonly onChoose: (paths: readonly string[]) => void;
  /** A file was opened outright. */
  readonly onOpen: (path: string) => void;
}

const ROW_PX = 27;

/** The entries of a folder; arrow keys move, Enter opens, Space chooses files. */
export function FolderContents(props: FolderContentsProps) {
  const { listing } = props;
  if (listing === undefined) return <EmptyState title={text.common.loading} />;
  const { entries, otherFiles } = listing;
  if (entries.length > 0) return <Entries key={listing.path} {...props} listing={listing} />;
  const files = formatCounted(otherFiles, 'file');
  return <EmptyState title={hasFilesUnseen(props) ? text.folders.noFolders(files) : text.folders.empty} />;
}

/** Where folders alone are to be seen, a folder full of files is not to look empty. */
function hasFilesUnseen({ listing, request }: FolderContentsProps): boolean {
  return request.show === 'folders' && (listing?.otherFiles ?? 0) > 0;
}

interface EntriesProps extends FolderContentsProps {
  readonly listing: CallOutput<'folders.list'>;
}

function Entries(props: EntriesProps) {
  const { listing, request, chosen, onEnter, onChoose, onOpen } = props;
  const { entries, isTruncated, otherFiles } = listing;
  const place = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(0);
  const rows = useVirtualizer({
    count: entries.length,
    estimateSize: () => ROW_PX,
    getScrollElement: () => place.current,
    overscan: 10,
  });
  const open = (entry: FolderEntry | undefined): void => {
    if (entry?.kind === 'folder') onEnter(entry.path);
    else if (entry !== undefined) onOpen(entry.path);
  };
  const choose = (entry: FolderEntry | undefined, isAdding: boolean): void => {
    if (entry === undefined || !isChoosable(entry, request)) return;
    const isChosen = chosen.includes(entry.path);
    if (!isAdding) onChoose([entry.path]);
    else onChoose(isChosen ? chosen.filter((path) => path !== entry.path) : [...chosen, entry.path]);
  };
  const onKey = (event: KeyboardEvent): void => {
    const next = moveCursor(event, { cursor, count: entries.length, page: 12 });
    if (next !== undefined) {
      setCursor(next);
      rows.scrollToIndex(next);
      choose(entries[next], false);
    } else if (event.key === 'Enter') open(entries[cursor]);
    else if (event.key === ' ') choose(entries[cursor], true);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={place}
      className={css.list}
      role="listbox"
      aria-label={text.folders.contents}
      aria-multiselectable={request.kind === 'open-files'}
      aria-activedescendant={`entry-${cursor}`}
      tabIndex={0}
      onKeyDown={onKey}
    >
      <div className={css.inner} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const entry = entries[index];
          return (
            entry && (
              <div
                key={entry.path}
                id={`entry-${index}`}
                role="option"
                aria-selected={chosen.includes(entry.path)}
                data-cursor={index === cursor || undefined}
                className={css.row}
                style={{ transform: `translateY(${start}px)` }}
                onClick={({ ctrlKey, metaKey }) => {
                  setCursor(index);
                  choose(entry, (ctrlKey || metaKey) && request.kind === 'open-files');
                }}
                onDoubleClick={() => {
                  open(entry);
                }}
              >
                <EntryLine entry={entry} />
              </div>
            )
          );
        })}
      </div>
      {hasFilesUnseen(props) && (
        <p className={css.others}>{text.folders.otherFiles(formatCounted(otherFiles, 'file'))}</p>
      )}
      {isTruncated && <p className={css.truncated}>{text.folders.truncated}</p>}
    </div>
  );
}

function isChoosable({ kind }: FolderEntry, request: PathRequest): boolean {
  return kind === (request.kind === 'open-folder' ? 'folder' : 'file');
}

function EntryLine({ entry: { kind, name, bytes, modifiedAt } }: { readonly entry: FolderEntry }) {
  return (
    <>
      {kind === 'folder' ? <IconFolder size={16} aria-hidden /> : <IconFile size={16} aria-hidden />}
      <span className={css.name}>{shownName(name)}</span>
      <span className={css.number}>{bytes === undefined ? '' : formatBytes(bytes)}</span>
      <span className={css.number}>{modifiedAt === undefined ? '' : formatDate(modifiedAt)}</span>
    </>
  );
}
