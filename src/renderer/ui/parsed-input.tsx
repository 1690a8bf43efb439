import { useState } from 'react';
import { TextInput } from './kit.ts';

interface ParsedInputProps<Value> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly placeholder?: string | undefined;
  /** The value as text. */
  readonly shown: string;
  /** Undefined for what cannot be read. */
  readonly parse: (said: string) => Value | undefined;
  /** What is said of text that cannot be read; the value stays as it was. */
  readonly complaint: string;
  readonly onSet: (value: Value) => void;
  /** Called where the text is emptied; without it, empty text is read as any other. */
  readonly onClear?: (() => void) | undefined;
}

/** A text that means a value: told at once where it does not. */
export function ParsedInput<Value>(props: ParsedInputProps<Value>) {
  const { label, hint, placeholder, shown, parse, complaint, onSet, onClear } = props;
  const [said, setSaid] = useState<string>();
  const isCleared = said?.trim() === '' && onClear !== undefined;
  const isWrong = said !== undefined && !isCleared && parse(said) === undefined;
  const change = (now: string): void => {
    setSaid(now);
    const value = parse(now);
    if (now.trim() === '' && onClear !== undefined) onClear();
    else if (value !== undefined) onSet(value);
  };
  return (
    <TextInput
      label={label}
      {...(hint !== undefined && { description: hint })}
      placeholder={placeholder ?? ''}
      value={said ?? shown}
      error={isWrong && complaint}
      spellCheck={false}
      onChange={({ currentTarget }) => {
        change(currentTarget.value);
      }}
      onBlur={() => {
        if (!isWrong) setSaid(undefined);
      }}
    />
  );
}
