import type { Facets } from '../../../shared/contract/source-schemas.ts';
import { changeFilter, useFilesStore } from '../../state/files-store.ts';
import { text } from '../../strings/text.ts';
import { RangeField } from '../../ui/range-field.tsx';
import css from './facets-panel.module.css';

type RangeName = 'quality' | 'colours' | 'pixels' | 'bytes';

interface RangeFacetProps {
  readonly name: RangeName;
  readonly bounds: Facets['quality'];
}

/** From and to of what files have; nothing where all have the same. */
export function RangeFacet({ name, bounds }: RangeFacetProps) {
  const range = useFilesStore(({ filter }) => filter[name]);
  if (bounds === undefined || (bounds.least === bounds.most && range === undefined)) return null;
  return (
    <fieldset className={css.facet}>
      <legend>{text.files.facets[name]}</legend>
      <RangeField
        label={text.files.facets[name]}
        range={range}
        bounds={bounds}
        onChange={(next) => {
          changeFilter({ [name]: next });
        }}
      />
    </fieldset>
  );
}
