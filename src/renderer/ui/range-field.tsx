import { useState } from 'react';
import { text } from '../strings/text.ts';
import { NumberInput } from './kit.ts';
import css from './range-field.module.css';

/** A number from here to there; an end that is absent is open. */
interface NumberRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

interface RangeFieldProps {
  readonly label: string;
  readonly range: NumberRange | undefined;
  /** The least and the most there are, shown where nothing is written. */
  readonly bounds?: { readonly least: number; readonly most: number };
  /** Undefined where both ends are open. */
  readonly onChange: (range: { from?: number; to?: number } | undefined) => void;
}

/** From and to of a number; what is written counts when the field is left or Enter is pressed. */
export function RangeField({ label, range, bounds, onChange }: RangeFieldProps) {
  const set = (end: 'from' | 'to', value: number | undefined): void => {
    const from = end === 'from' ? value : range?.from;
    const to = end === 'to' ? value : range?.to;
    const next = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    onChange(from === undefined && to === undefined ? undefined : next);
  };
  return (
    <div className={css.range}>
      {(['from', 'to'] as const).map((end) => (
        <RangeEnd
          key={`${end}${range?.[end] ?? ''}`}
          label={`${label}: ${text.common[end]}`}
          placeholder={bounds === undefined ? text.common[end] : String(end === 'from' ? bounds.least : bounds.most)}
          value={range?.[end]}
          onSet={(value) => {
            set(end, value);
          }}
        />
      ))}
    </div>
  );
}

interface RangeEndProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: number | undefined;
  readonly onSet: (value: number | undefined) => void;
}

function RangeEnd({ label, placeholder, value, onSet }: RangeEndProps) {
  const [written, setWritten] = useState<string | number>(value ?? '');
  const commit = (): void => {
    const now = written === '' ? undefined : Number(written);
    if (now !== value) onSet(now);
  };
  return (
    <NumberInput
      aria-label={label}
      placeholder={placeholder}
      min={0}
      hideControls
      value={written}
      onChange={setWritten}
      onBlur={commit}
      onKeyDown={({ key }) => {
        if (key === 'Enter') commit();
      }}
    />
  );
}
