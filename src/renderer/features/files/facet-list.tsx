import { useState } from 'react';
import type { Facets } from '../../../shared/contract/source-schemas.ts';
import { changeFilter, useFilesStore } from '../../state/files-store.ts';
import { formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import css from './facets-panel.module.css';

type FacetName = 'verdict' | 'format' | 'subsampling' | 'status' | 'disk' | 'problem' | 'classes' | 'root';

interface FacetListProps {
  readonly name: FacetName;
  /** Counted over the files that the rest of the filter finds. */
  readonly values: Facets['verdict'];
  readonly nameOf: (value: string) => string;
  /** Where the filter wants numbers. */
  readonly isNumeric?: boolean;
  /** Shows every value, however few files have it. */
  readonly isWhole?: boolean;
}

const FEW = 8;

/** The values of one property. Not shown where every file has the same one: there is nothing to choose. */
export function FacetList({ name, values: counted, nameOf, isNumeric = false, isWhole = false }: FacetListProps) {
  const [isUnfolded, setUnfolded] = useState(isWhole);
  const chosen = useFilesStore(({ filter }) => filter[name]) as readonly (string | number)[] | undefined;
  const values = counted.filter(
    ({ value, files }) => isWhole || files > 0 || chosen?.includes(isNumeric ? Number(value) : value),
  );
  if (values.length < 2 && chosen === undefined && name !== 'problem') return null;
  if (values.length === 0 && chosen === undefined) return null;
  const toggle = (value: string): void => {
    const key = isNumeric ? Number(value) : value;
    const before = chosen ?? [];
    const now = before.includes(key) ? before.filter((other) => other !== key) : [...before, key];
    changeFilter({ [name]: now });
  };
  const shown = isUnfolded ? values : values.slice(0, FEW);
  return (
    <fieldset className={css.facet}>
      <legend>{text.files.facets[name]}</legend>
      {shown.map(({ value, files }) => {
        const isChosen = chosen?.includes(isNumeric ? Number(value) : value) === true;
        return (
          <label key={value} className={css.value} data-chosen={isChosen}>
            <input
              type="checkbox"
              checked={isChosen}
              onChange={() => {
                toggle(value);
              }}
            />
            <span className={css.valueName}>{nameOf(value)}</span>
            <span className={css.count}>{formatCount(files)}</span>
          </label>
        );
      })}
      {values.length > FEW && (
        <button
          type="button"
          className={css.more}
          onClick={() => {
            setUnfolded(!isUnfolded);
          }}
        >
          {isUnfolded ? text.files.fewer : text.files.more(formatCount(values.length - FEW))}
        </button>
      )}
    </fieldset>
  );
}
