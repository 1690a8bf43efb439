import type { Rgb } from '../../shared/model/palette.ts';
import { Swatch } from './swatch.tsx';
import chart from './chart.module.css';
import css from './value-bars.module.css';

/** A class with a value of its own. */
interface ValueBar {
  readonly key: number;
  readonly name: string;
  readonly rgb?: Rgb | undefined;
  readonly pattern?: number | undefined;
  readonly value: number;
  /** The value as it is read. */
  readonly label: string;
}

interface ValueBarsProps {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly bars: readonly ValueBar[];
  /** The value of a whole bar; absent: the largest one. */
  readonly most?: number;
}

/** Values of classes as bars, one below the other, each with its name and value in words. */
export function ValueBars({ title, hint, bars, most }: ValueBarsProps) {
  const whole = most ?? Math.max(Number.MIN_VALUE, ...bars.map(({ value }) => value));
  return (
    <figure className={chart.chart}>
      <figcaption>
        {title}
        {hint !== undefined && <span>{hint}</span>}
      </figcaption>
      <ul>
        {bars.map(({ key, name, rgb, pattern, value, label }) => (
          <li key={key} className={css.bar}>
            {rgb === undefined ? <span /> : <Swatch rgb={rgb} pattern={pattern} />}
            <span className={chart.name} title={name}>
              {name}
            </span>
            <span className={chart.room}>
              {value > 0 && <span className={chart.length} style={{ width: `${(100 * value) / whole}%` }} />}
            </span>
            <span className={chart.value}>{label}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
