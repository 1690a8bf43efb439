import { useEffect, useState } from 'react';
import { runCommand } from '../../commands/command-table.ts';
import { changeFilter, setFilesLayout, useFilesStore } from '../../state/files-store.ts';
import { formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { IconFolderPlus, IconGrid, IconRun, IconSearch, IconTable } from '../../ui/icons.ts';
import { Button, SegmentedControl, TextInput, useDebouncedValue, VisuallyHidden } from '../../ui/kit.ts';
import css from './files-step.module.css';

export function FilesToolbar() {
  const tab = useFilesStore((state) => state.tab);
  const isList = tab === 'masks' || tab === 'photos';
  return (
    <div className={css.toolbar}>
      <SelectedCount />
      {isList && <FindField key={tab} />}
      {isList && <LayoutSwitch />}
      <Button
        className={css.add}
        title={text.files.add}
        leftSection={<IconFolderPlus size={15} aria-hidden />}
        onClick={() => {
          runCommand('files.addFolder');
        }}
      >
        {text.files.add}
      </Button>
      <Button
        variant="filled"
        leftSection={<IconRun size={15} aria-hidden />}
        onClick={() => {
          runCommand('repair.start');
        }}
      >
        {text.repair.button}
      </Button>
    </div>
  );
}

function SelectedCount() {
  const { isAll, ids } = useFilesStore((state) => state.selected);
  const said = isAll ? text.files.allSelected : ids.size > 1 ? text.files.selectedCount(formatCount(ids.size)) : '';
  return (
    <span className={css.selected} role="status">
      {said}
    </span>
  );
}

const TYPED_MS = 200;

function FindField() {
  const name = useFilesStore(({ filter }) => filter.name ?? '');
  const [written, setWritten] = useState(name);
  const [settled] = useDebouncedValue(written, TYPED_MS);
  useEffect(() => {
    if (settled !== (useFilesStore.getState().filter.name ?? '')) changeFilter({ name: settled });
  }, [settled]);
  // A filter that is cleared elsewhere empties the field.
  useEffect(
    () =>
      useFilesStore.subscribe(({ filter }, before) => {
        if (filter.name === undefined && before.filter.name !== undefined) setWritten('');
      }),
    [],
  );
  return (
    <TextInput
      id="find-file"
      type="search"
      className={css.find}
      aria-label={text.commands.find}
      placeholder={text.files.findPlaceholder}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={written}
      onChange={({ currentTarget }) => {
        setWritten(currentTarget.value);
      }}
    />
  );
}

function LayoutSwitch() {
  const layout = useFilesStore((state) => state.layout);
  return (
    <SegmentedControl
      aria-label={text.files.layout}
      value={layout}
      onChange={setFilesLayout}
      data={[
        {
          value: 'table' as const,
          label: <Sign icon={<IconTable size={15} aria-hidden />} name={text.commands.table} />,
        },
        { value: 'grid' as const, label: <Sign icon={<IconGrid size={15} aria-hidden />} name={text.commands.grid} /> },
      ]}
    />
  );
}

function Sign({ icon, name }: { readonly icon: React.ReactNode; readonly name: string }) {
  return (
    <span style={{ display: 'grid', placeItems: 'center', height: 17 }} title={name}>
      {icon}
      <VisuallyHidden>{name}</VisuallyHidden>
    </span>
  );
}
