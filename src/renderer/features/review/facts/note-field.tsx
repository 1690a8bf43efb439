import { useState } from 'react';
import { text } from '../../../strings/text.ts';
import { Textarea } from '../../../ui/kit.ts';
import { saveNote } from '../decide/decision-acts.ts';

const MOST_LETTERS = 5000;

interface NoteFieldProps {
  readonly id: number;
  readonly note: string;
}

/** What somebody wants to be remembered of a mask; kept when the field is left. */
export function NoteField({ id, note }: NoteFieldProps) {
  const [written, setWritten] = useState<string>();
  const save = (): void => {
    const now = written?.trim();
    if (now !== undefined && now !== note) void saveNote(id, now);
  };
  return (
    <Textarea
      mt={8}
      label={text.review.note}
      value={written ?? note}
      maxLength={MOST_LETTERS}
      autosize
      minRows={2}
      maxRows={8}
      onChange={({ currentTarget }) => {
        setWritten(currentTarget.value);
      }}
      onBlur={save}
    />
  );
}
