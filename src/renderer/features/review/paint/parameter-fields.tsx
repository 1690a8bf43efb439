import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import { useAnswer } from '../../../api/queries.ts';
import type { Operation } from '../../../state/paint-store.ts';
import { text } from '../../../strings/text.ts';
import { NumberInput, SegmentedControl } from '../../../ui/kit.ts';
import { ClassChoice } from './class-choice.tsx';
import { islandKinds, setParameters, useParameters } from './operation-parameters.ts';
import css from './tool-options.module.css';

/** The fields of an operation. */
export function ParameterFields({ operation }: { readonly operation: Operation }) {
  const { data: palette } = useAnswer('classes.get', {});
  const classes = palette?.classes ?? [];
  switch (operation) {
    case 'replace':
      return <ReplaceFields classes={classes} />;
    case 'islands':
      return <IslandFields classes={classes} />;
    case 'smooth':
      return <NumberField name="radius" label={text.paint.radius} max={8} />;
    case 'grow':
      return <GrowFields classes={classes} />;
    case 'nearest':
    case 'alternative':
      return (
        <span className={css.hint} title={text.paint.operationHints[operation]}>
          {text.paint.operationHints[operation]}
        </span>
      );
  }
}

interface FieldsProps {
  readonly classes: readonly ProjectClass[];
}

function ReplaceFields({ classes }: FieldsProps) {
  const { from, into } = useParameters();
  return (
    <>
      <label className={css.field}>
        {text.paint.from}
        <ClassChoice
          label={text.paint.from}
          classes={classes}
          value={from}
          onChange={(slot) => {
            setParameters({ from: slot });
          }}
        />
      </label>
      <label className={css.field}>
        {text.paint.into}
        <ClassChoice
          label={text.paint.into}
          classes={classes}
          value={into}
          onChange={(slot) => {
            setParameters({ into: slot });
          }}
        />
      </label>
    </>
  );
}

function IslandFields({ classes }: FieldsProps) {
  const { islands, ofClass } = useParameters();
  const needsClass = islands !== 'remove-small';
  return (
    <>
      <SegmentedControl
        aria-label={text.paint.operations.islands}
        value={islands}
        data={islandKinds.map((value) => ({ value, label: text.paint.islandsOf[value] }))}
        onChange={(kind) => {
          setParameters({ islands: kind });
        }}
      />
      <ClassChoice
        label={text.paint.ofClass}
        classes={classes}
        value={ofClass}
        {...(!needsClass && { none: text.paint.any })}
        onChange={(slot) => {
          setParameters({ ofClass: slot });
        }}
      />
      {islands !== 'keep-largest' && <NumberField name="below" label={text.paint.lessThan} max={1_000_000} min={2} />}
    </>
  );
}

function GrowFields({ classes }: FieldsProps) {
  const { ofClass, direction } = useParameters();
  return (
    <>
      <ClassChoice
        label={text.paint.ofClass}
        classes={classes}
        value={ofClass}
        onChange={(slot) => {
          setParameters({ ofClass: slot });
        }}
      />
      <SegmentedControl
        aria-label={text.paint.operations.grow}
        value={direction}
        data={(['grow', 'shrink'] as const).map((value) => ({ value, label: text.paint[value] }))}
        onChange={(chosen) => {
          setParameters({ direction: chosen });
        }}
      />
      <NumberField name="by" label={text.paint.byPx} max={64} />
    </>
  );
}

interface NumberFieldProps {
  readonly name: 'below' | 'radius' | 'by';
  readonly label: string;
  readonly min?: number;
  readonly max: number;
}

function NumberField({ name, label, min = 1, max }: NumberFieldProps) {
  const value = useParameters((state) => state[name]);
  return (
    <label className={css.field}>
      {label}
      <NumberInput
        className={css.small}
        aria-label={label}
        value={value}
        min={min}
        max={max}
        clampBehavior="strict"
        allowDecimal={false}
        suffix=" px"
        onChange={(now) => {
          if (typeof now === 'number' && now >= min) setParameters({ [name]: now });
        }}
      />
    </label>
  );
}
