import css from './slider.module.css';

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value in words, for who hears it. */
  readonly said?: string;
  readonly isDisabled?: boolean;
  readonly onChange: (value: number) => void;
}

/** A number set by dragging or arrow keys. */
export function Slider({ label, value, min, max, step, said, isDisabled = false, onChange }: SliderProps) {
  return (
    <input
      type="range"
      className={css.slider}
      aria-label={label}
      aria-valuetext={said}
      disabled={isDisabled}
      {...{ value, min, max, step }}
      onChange={({ currentTarget }) => {
        onChange(Number(currentTarget.value));
      }}
    />
  );
}
