import { useLayoutEffect, useRef, useState } from 'react';
import { shownName } from '../../../shared/byte-names.ts';
import { text } from '../../strings/text.ts';
import { IconFolderUp } from '../../ui/icons.ts';
import { ActionIcon, TextInput } from '../../ui/kit.ts';
import css from './folder-picker.module.css';
import { typedPath } from './path-parts.ts';

interface PathBarProps {
  /** Where the picker is, or is on its way to. */
  readonly folder: string;
  readonly parent: string | undefined;
  /** The keyboard is here when the picker opens: what is typed at once goes nowhere else. */
  readonly hasFocus: boolean;
  readonly onEnter: (path: string) => void;
}

/** Where the picker is; a path can be typed. */
export function PathBar({ folder, parent, hasFocus, onEnter }: PathBarProps) {
  const [written, setWritten] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const isWritten = written !== undefined;
  // Where the picker is may be known only when the keyboard is here already: what is typed must not go on from it.
  useLayoutEffect(() => {
    if (!isWritten && document.activeElement === field.current) field.current?.select();
  }, [folder, isWritten]);
  return (
    <form
      className={css.pathBar}
      onSubmit={(event) => {
        event.preventDefault();
        if (written !== undefined && written.trim() !== '') onEnter(typedPath(folder, written.trim()));
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
        ref={field}
        className={css.path}
        aria-label={text.folders.path}
        value={written ?? shownName(folder)}
        spellCheck={false}
        data-autofocus={hasFocus || undefined}
        onFocus={({ currentTarget }) => {
          currentTarget.select();
        }}
        onChange={({ currentTarget }) => {
          setWritten(currentTarget.value);
        }}
      />
    </form>
  );
}
