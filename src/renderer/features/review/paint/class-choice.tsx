import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import css from './tool-options.module.css';

interface ClassChoiceProps {
  readonly label: string;
  readonly classes: readonly ProjectClass[];
  readonly value: number | undefined;
  /** What stands for no class; absent: one has to be chosen. */
  readonly none?: string;
  readonly onChange: (slot: number | undefined) => void;
}

/** One of the classes. */
export function ClassChoice({ label, classes, value, none, onChange }: ClassChoiceProps) {
  return (
    <select
      className={css.select}
      aria-label={label}
      value={value ?? ''}
      onChange={({ currentTarget }) => {
        onChange(currentTarget.value === '' ? undefined : Number(currentTarget.value));
      }}
    >
      {(none !== undefined || value === undefined) && <option value="">{none ?? '–'}</option>}
      {classes.map(({ slot, name }) => (
        <option key={slot} value={slot}>
          {name}
        </option>
      ))}
    </select>
  );
}
