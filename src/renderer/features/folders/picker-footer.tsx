import { useState } from 'react';
import { shownName } from '../../../shared/byte-names.ts';
import { call } from '../../api/client.ts';
import type { PathRequest } from '../../api/host-shape.ts';
import { text } from '../../strings/text.ts';
import { Button, Checkbox, Popover, TextInput } from '../../ui/kit.ts';
import { attempt } from '../../ui/tell.tsx';
import css from './folder-picker.module.css';
import { joinPath, typedOver } from './path-parts.ts';

interface PickerFooterProps {
  readonly request: PathRequest;
  readonly folder: string | undefined;
  readonly isWritable: boolean;
  readonly chosen: readonly string[];
  readonly fileName: string;
  readonly onFileName: (name: string) => void;
  readonly hasHidden: boolean;
  readonly onHidden: (hasHidden: boolean) => void;
  readonly onEnter: (path: string) => void;
  readonly onAnswer: (paths: readonly string[]) => void;
}

export function PickerFooter(props: PickerFooterProps) {
  const { request, folder, isWritable, fileName, onFileName, hasHidden, onHidden, onEnter, onAnswer } = props;
  const isSaving = request.kind === 'save-file';
  const paths = answerOf(props);
  const needsRoom = isSaving && !isWritable;
  return (
    <form
      className={css.footer}
      onSubmit={(event) => {
        event.preventDefault();
        if (paths.length > 0 && !needsRoom) onAnswer(paths);
      }}
    >
      <div className={css.footerStart}>
        {isSaving && (
          <TextInput
            className={css.fileName}
            aria-label={text.folders.fileName}
            placeholder={text.folders.fileName}
            value={shownName(fileName)}
            spellCheck={false}
            data-autofocus
            onChange={({ currentTarget }) => {
              onFileName(typedOver(fileName, currentTarget.value));
            }}
          />
        )}
        <Checkbox
          label={text.folders.hidden}
          checked={hasHidden}
          onChange={({ currentTarget }) => {
            onHidden(currentTarget.checked);
          }}
        />
        {request.kind !== 'open-files' && folder !== undefined && isWritable && (
          <NewFolder parent={folder} onMade={onEnter} />
        )}
        {needsRoom && <span className={css.readOnly}>{text.folders.readOnly}</span>}
      </div>
      <Button
        onClick={() => {
          onAnswer([]);
        }}
      >
        {text.common.cancel}
      </Button>
      <Button type="submit" variant="filled" disabled={paths.length === 0 || needsRoom}>
        {actOf(request, paths.length)}
      </Button>
    </form>
  );
}

function answerOf({ request, folder, chosen, fileName }: PickerFooterProps): readonly string[] {
  if (request.kind === 'open-files') return chosen;
  if (folder === undefined) return [];
  if (request.kind === 'open-folder') return chosen.length > 0 ? chosen : [folder];
  return fileName.trim() === '' ? [] : [joinPath(folder, fileName.trim())];
}

function actOf({ kind }: PathRequest, count: number): string {
  if (kind === 'save-file') return text.folders.save;
  return kind === 'open-folder' ? text.folders.chooseFolder : text.folders.chooseFiles(Math.max(1, count));
}

interface NewFolderProps {
  readonly parent: string;
  readonly onMade: (path: string) => void;
}

function NewFolder({ parent, onMade }: NewFolderProps) {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const make = async (): Promise<void> => {
    const made = await attempt(text.folders.makeFailed, () => call('folders.make', { parent, name: name.trim() }));
    if (made === undefined) return;
    setOpen(false);
    setName('');
    onMade(made.path);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus withinPortal={false} position="top">
      <Popover.Target>
        <Button
          variant="subtle"
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {text.folders.newFolder}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          data-autofocus
          label={text.folders.newFolderName}
          value={name}
          onChange={({ currentTarget }) => {
            setName(currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (name.trim() !== '') void make();
          }}
        />
        <Button mt={8} disabled={name.trim() === ''} onClick={() => void make()}>
          {text.folders.make}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
