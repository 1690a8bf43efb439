import { Fragment } from 'react';
import { useAnswer } from '../../api/queries.ts';
import { changeExport, type ExportOptions, useExportStore } from '../../state/export-store.ts';
import { text } from '../../strings/text.ts';
import { EditField } from '../../ui/edit-field.tsx';
import { Swatch } from '../../ui/swatch.tsx';
import css from './export-step.module.css';

/** The index each class is written with; for this export only, the classes themselves keep theirs. */
export function ExportIndices() {
  const { data: palette } = useAnswer('classes.get', {});
  const indices = useExportStore((state) => state.indices);
  const own = new Map(indices.map(({ slot, index }) => [slot, index]));
  if (palette === undefined) return null;
  return (
    <details>
      <summary>{text.export.indices}</summary>
      <div className={css.indices}>
        {palette.classes.map(({ slot, name, rgb, index }) => (
          <Fragment key={slot}>
            <Swatch rgb={rgb} />
            <span>{name}</span>
            <EditField
              label={text.classes.indexOf(name)}
              value={String(own.get(slot) ?? index)}
              isNumber
              onCommit={(value) => {
                if (/^\d{1,5}$/.test(value))
                  setIndex(indices, { slot, index: Math.min(65_535, Number(value)), own: index });
              }}
            />
          </Fragment>
        ))}
      </div>
    </details>
  );
}

interface NewIndex {
  readonly slot: number;
  readonly index: number;
  /** The index that the class has by itself. */
  readonly own: number;
}

/** Gives a class an index for this export. */
export function setIndex(indices: ExportOptions['indices'], { slot, index, own }: NewIndex): void {
  const others = indices.filter((entry) => entry.slot !== slot);
  changeExport({ indices: index === own ? others : [...others, { slot, index }] });
}
