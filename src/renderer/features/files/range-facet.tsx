import { useState } from 'react';
import type { Facets } from '../../../shared/contract/source-schemas.ts';
import { changeFilter, useFilesStore } from '../../state/files-store.ts';
import { text } from '../../strings/text.ts';
import { NumberInput } from '../../ui/kit.ts';
import css from './facets-panel.module.css';

type RangeName = 'quality' | 'colours' | 'pixels' | 'bytes';

interface RangeFacetProps {
  readonly name: RangeName;
  readonly bounds: Facets['quality'];
}

/** From and to of a number; what is written counts when the field is left or Enter is pressed. */
export function RangeFacet({ name, bounds }: RangeFacetProps) {
  const range = useFilesStore(({ filter }) => filter[name]);
  if (bounds === undefined || (bounds.least === bounds.most && range === undefined)) return null;
  const set = (end: 'from' | 'to', value: number | undefined): void => {
    const from = end === 'from' ? value : range?.from;
    const to = end === 'to' ? value : range?.to;
    const next = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    changeFilter({ [name]: from === undefined && to === undefined ? undefined : next });
  };
  return (
    <fieldset className={css.facet}>
      <legend>{text.files.facets[name]}</legend>
      <div className={css.range}>
        {(['from', 'to'] as const).map((end) => (
          <RangeEnd
            key={`${end}${range?.[end] ?? ''}`}
            label={`${text.files.facets[name]}: ${text.files[end]}`}
            placeholder={String(end === 'from' ? bounds.least : bounds.most)}
            value={range?.[end]}
            onSet={(value) => {
              set(end, value);
            }}
          />
        ))}
      </div>
    </fieldset>
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
