import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import { ChoiceList } from '../../../ui/choice-list.tsx';
import css from './tool-options.module.css';

const NONE = '';

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
    <ChoiceList
      className={css.classes}
      label={label}
      value={value === undefined ? NONE : String(value)}
      options={[
        ...(none !== undefined || value === undefined ? [{ value: NONE, label: none ?? '–' }] : []),
        ...classes.map(({ slot, name }) => ({ value: String(slot), label: name })),
      ]}
      onChange={(chosen) => {
        onChange(chosen === NONE ? undefined : Number(chosen));
      }}
    />
  );
}
