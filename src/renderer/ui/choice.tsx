import { ChoiceList, type ChoiceListProps } from './choice-list.tsx';
import css from './choice.module.css';
import { SegmentedControl } from './kit.ts';

/** One of a few words: side by side, or a list where the container has no room for that. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: Omit<ChoiceListProps<Value>, 'className'> & { readonly label: string }) {
  return (
    <>
      <SegmentedControl
        className={css.row}
        aria-label={label}
        data={options.map((option) => ({ ...option }))}
        {...{ value, onChange }}
      />
      <ChoiceList className={css.list} {...{ label, value, options, onChange }} />
    </>
  );
}
