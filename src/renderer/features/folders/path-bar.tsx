import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import { text } from '../../strings/text.ts';
import { IconFolderUp } from '../../ui/icons.ts';
import { ActionIcon, TextInput } from '../../ui/kit.ts';
import css from './folder-picker.module.css';
import { typedPath } from './path-parts.ts';

interface PathBarProps {
  readonly listing: CallOutput<'folders.list'> | undefined;
  readonly folder: string;
  /** The keyboard is here when the picker opens: what is typed at once goes nowhere else. */
  readonly hasFocus: boolean;
  readonly onEnter: (path: string) => void;
}

/** Where the picker is; a path can be typed. */
export function PathBar({ listing, folder, hasFocus, onEnter }: PathBarProps) {
  const [written, setWritten] = useState<string>();
  const { parent } = listing ?? {};
  return (
    <form
      className={css.pathBar}
      onSubmit={(event) => {
        event.preventDefault();
        if (written !== undefined && written.trim() !== '') onEnter(typedPath(listing?.path ?? folder, written.trim()));
        setWritten(undefined);
      }}
    >
      <ActionIcon
        aria-label={text.folders.up}
        disabled={parent === undefined}
        onClick={() => {
          if (parent !== undefined) onEnter(parent);
        }}
      >
        <IconFolderUp size={17} />
      </ActionIcon>
      <TextInput
        className={css.path}
        aria-label={text.folders.path}
        value={written ?? listing?.path ?? folder}
        spellCheck={false}
        data-autofocus={hasFocus || undefined}
        onChange={({ currentTarget }) => {
          setWritten(currentTarget.value);
        }}
      />
    </form>
  );
}
