import { useState } from 'react';
import css from './edit-field.module.css';

interface EditFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isNumber?: boolean;
  readonly isDisabled?: boolean;
  /** Called with what was written, where it is new and not empty. */
  readonly onCommit: (value: string) => void;
}

/** Text in a table that can be written over: Enter or leaving it commits, Escape takes it back. */
export function EditField({ label, value, isNumber = false, isDisabled = false, onCommit }: EditFieldProps) {
  const [written, setWritten] = useState<string>();
  const commit = (): void => {
    const now = written?.trim();
    setWritten(undefined);
    if (now !== undefined && now !== '' && now !== value) onCommit(now);
  };
  return (
    <input
      className={css.field}
      aria-label={label}
      value={written ?? value}
      disabled={isDisabled}
      maxLength={200}
      spellCheck={false}
      inputMode={isNumber ? 'numeric' : 'text'}
      data-number={isNumber}
      onChange={({ currentTarget }) => {
        setWritten(currentTarget.value);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setWritten(undefined);
      }}
    />
  );
}
