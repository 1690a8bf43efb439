import { Fragment } from 'react';
import type { ProjectClass } from '../../../shared/contract/class-schemas.ts';
import { useAnswer } from '../../api/queries.ts';
import { changeChoices, useExportStore } from '../../state/export-store.ts';
import { text } from '../../strings/text.ts';
import { EditField } from '../../ui/edit-field.tsx';
import { Checkbox, NumberInput, Select, Stack } from '../../ui/kit.ts';
import { Swatch } from '../../ui/swatch.tsx';
import { setIndex } from './export-indices.tsx';
import css from './export-step.module.css';

const words = text.export.dataset;

/** What becomes of each class, for this export only: its index, another class in its place, or nothing. */
export function DatasetClasses() {
  const { data: palette } = useAnswer('classes.get', {});
  const { isZeroReduced } = useExportStore(({ choices }) => choices);
  if (palette === undefined) return null;
  return (
    <details className={css.fold}>
      <summary>{words.classes}</summary>
      <Stack gap="sm">
        <div className={css.classes}>
          {palette.classes.map((entry) => (
            <ClassChoice key={entry.slot} entry={entry} classes={palette.classes} />
          ))}
        </div>
        <VoidChoice />
        <Checkbox
          label={words.reduceZero}
          checked={isZeroReduced}
          onChange={({ currentTarget }) => {
            changeChoices({ isZeroReduced: currentTarget.checked });
          }}
        />
      </Stack>
    </details>
  );
}

const ITSELF = 'itself';
const DROPPED = 'dropped';

interface ClassChoiceProps {
  readonly entry: ProjectClass;
  readonly classes: readonly ProjectClass[];
}

function ClassChoice({ entry: { slot, name, rgb, index }, classes }: ClassChoiceProps) {
  const indices = useExportStore((state) => state.indices);
  const { merges, dropped } = useExportStore(({ choices }) => choices);
  const merged = merges.find((merge) => merge.slot === slot);
  const value = dropped.includes(slot) ? DROPPED : merged === undefined ? ITSELF : String(merged.into);
  const own = indices.find((known) => known.slot === slot)?.index ?? index;
  return (
    <Fragment>
      <Swatch rgb={rgb} />
      <span>{name}</span>
      <EditField
        label={text.classes.indexOf(name)}
        value={value === ITSELF ? String(own) : '–'}
        isDisabled={value !== ITSELF}
        isNumber
        onCommit={(written) => {
          if (/^\d{1,5}$/.test(written))
            setIndex(indices, { slot, index: Math.min(65_535, Number(written)), own: index });
        }}
      />
      <Select
        aria-label={words.writtenAs(name)}
        value={value}
        data={[
          { value: ITSELF, label: words.itself },
          { value: DROPPED, label: words.dropped },
          // What is written as this class, or not at all, can stand for nothing.
          ...classes
            .filter((other) => other.slot !== slot && !merges.some((merge) => merge.slot === other.slot))
            .map((other) => ({ value: String(other.slot), label: words.as(other.name) })),
        ]}
        onChange={(now) => {
          choose(slot, now ?? ITSELF);
        }}
      />
    </Fragment>
  );
}

function choose(slot: number, value: string): void {
  const { merges, dropped } = useExportStore.getState().choices;
  const others = {
    merges: merges.filter((merge) => merge.slot !== slot),
    dropped: dropped.filter((own) => own !== slot),
  };
  if (value === DROPPED) changeChoices({ ...others, dropped: [...others.dropped, slot] });
  else if (value === ITSELF) changeChoices(others);
  else changeChoices({ ...others, merges: [...others.merges, { slot, into: Number(value) }] });
}

const voidKinds = ['keep', 'background', 'index'] as const;

function VoidChoice() {
  const voidAs = useExportStore(({ choices }) => choices.voidAs);
  const kind = typeof voidAs === 'number' ? 'index' : voidAs;
  return (
    <div className={css.split}>
      <Select
        label={words.void}
        value={kind}
        data={voidKinds.map((value) => ({ value, label: words.voids[value] }))}
        onChange={(value) => {
          if (value !== null) changeChoices({ voidAs: value === 'index' ? 255 : value });
        }}
      />
      {kind === 'index' && (
        <NumberInput
          label={words.voidIndex}
          min={0}
          max={65_535}
          allowDecimal={false}
          value={voidAs}
          onChange={(value) => {
            if (typeof value === 'number') changeChoices({ voidAs: value });
          }}
        />
      )}
    </div>
  );
}
