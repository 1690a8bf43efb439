import { memo } from 'react';
import { commandOf, runCommand } from '../../commands/command-table.ts';
import { clearFilter, hasFilter, useFilesStore } from '../../state/files-store.ts';
import { useProjectStore } from '../../state/project-store.ts';
import { formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconFolderPlus } from '../../ui/icons.ts';
import { Button } from '../../ui/kit.ts';
import { explain } from '../../strings/explain.ts';
import css from './file-table.module.css';

interface FileListStatesProps {
  readonly total: number | undefined;
  readonly error: unknown;
}

/** What stands where files would: why there are none, and what to do about that. */
export const FileListStates = memo(States);

function States({ total, error }: FileListStatesProps) {
  const filter = useFilesStore((state) => state.filter);
  const scan = useProjectStore((state) => state.scan);
  if (error !== undefined) return <Shown title={text.common.loadFailed} hint={explain(error)} />;
  if (total !== 0) return null;
  if (hasFilter(filter)) {
    return (
      <Shown title={text.files.nothingFound}>
        <Button onClick={clearFilter}>{text.commands.clearFilter}</Button>
      </Shown>
    );
  }
  if (scan?.isScanning === true) return <Shown title={text.shell.scanning(formatCount(scan.found))} />;
  const isPhoto = filter.role === 'photo';
  return (
    <Shown
      title={isPhoto ? text.files.noPhotos : text.files.noMasks}
      hint={isPhoto ? text.files.noPhotosHint : text.files.noMasksHint}
      hasIcon
    >
      <CommandButton id={isPhoto ? 'files.addPhotos' : 'files.addFolder'} isMain />
      <CommandButton id="files.addFiles" />
    </Shown>
  );
}

interface ShownProps {
  readonly title: string;
  readonly hint?: string;
  readonly hasIcon?: boolean;
  readonly children?: React.ReactNode;
}

function Shown({ title, hint, hasIcon = false, children }: ShownProps) {
  return (
    <div className={css.states}>
      <EmptyState title={title} hint={hint} icon={hasIcon ? <IconFolderPlus size={30} stroke={1.4} /> : undefined}>
        {children}
      </EmptyState>
    </div>
  );
}

function CommandButton({ id, isMain = false }: { readonly id: string; readonly isMain?: boolean }) {
  return (
    <Button
      variant={isMain ? 'filled' : 'default'}
      onClick={() => {
        runCommand(id);
      }}
    >
      {commandOf(id).title()}
    </Button>
  );
}
