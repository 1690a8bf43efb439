import css from './choice-list.module.css';

export interface ChoiceListProps<Value extends string> {
  /** Absent where a label stands around it. */
  readonly label?: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly className?: string | undefined;
}

/** One of a few words, in a list that opens. */
export function ChoiceList<Value extends string>({
  label,
  value,
  options,
  onChange,
  className = '',
}: ChoiceListProps<Value>) {
  return (
    <select
      className={`${css.list} ${className}`}
      aria-label={label}
      title={label}
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = options.find((option) => option.value === currentTarget.value);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
