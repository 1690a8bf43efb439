import { Fragment } from 'react';
import { useAnswer } from '../../api/queries.ts';
import { changeExport, useExportStore } from '../../state/export-store.ts';
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
  const set = (slot: number, index: number): void => {
    const others = indices.filter((entry) => entry.slot !== slot);
    const isItsOwn = palette.classes.some((entry) => entry.slot === slot && entry.index === index);
    changeExport({ indices: isItsOwn ? others : [...others, { slot, index }] });
  };
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
                if (/^\d{1,5}$/.test(value)) set(slot, Math.min(65535, Number(value)));
              }}
            />
          </Fragment>
        ))}
      </div>
    </details>
  );
}
