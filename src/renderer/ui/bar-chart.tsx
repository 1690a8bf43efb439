import { formatCount, formatCounted } from '../strings/format.ts';
import chart from './chart.module.css';
import css from './bar-chart.module.css';
import type { Bar } from './bar.ts';

interface BarChartProps {
  readonly title: string;
  readonly hint?: string;
  readonly bars: readonly Bar[];
  /** One bar below the other, each with its name and count; for values that are words. */
  readonly isHorizontal?: boolean;
  /** Shows the files of a bar. */
  readonly onBar?: (value: string) => void;
}

/** Counts as bars. Each bar is read out with its value and count, so that no table has to stand beside it. */
export function BarChart({ title, hint, bars, isHorizontal = false, onBar }: BarChartProps) {
  const most = Math.max(1, ...bars.map(({ files }) => files));
  return (
    <figure className={chart.chart}>
      <figcaption>
        {title}
        {hint !== undefined && <span>{hint}</span>}
      </figcaption>
      {isHorizontal ? (
        <ul>
          {bars.map((bar) => (
            <li key={bar.value}>
              <BarButton bar={bar} onBar={onBar} className={css.line}>
                <span className={chart.name}>{bar.name ?? bar.value}</span>
                <span className={chart.room}>
                  <span className={chart.length} style={{ width: `${(100 * bar.files) / most}%` }} />
                </span>
                <span className={chart.value}>{formatCount(bar.files)}</span>
              </BarButton>
            </li>
          ))}
        </ul>
      ) : (
        <Columns bars={bars} most={most} onBar={onBar} />
      )}
    </figure>
  );
}

interface ColumnsProps {
  readonly bars: readonly Bar[];
  readonly most: number;
  readonly onBar: ((value: string) => void) | undefined;
}

function Columns({ bars, most, onBar }: ColumnsProps) {
  return (
    <>
      <ul className={css.columns}>
        {bars.map((bar) => (
          <li key={bar.value}>
            {bar.files > 0 && (
              <BarButton bar={bar} onBar={onBar} className={css.column}>
                <span style={{ height: `${Math.max(3, (100 * bar.files) / most)}%` }} />
              </BarButton>
            )}
          </li>
        ))}
      </ul>
      <div className={css.axis} aria-hidden>
        <span>{bars[0]?.value}</span>
        <span>{bars.at(-1)?.value}</span>
      </div>
    </>
  );
}

interface BarButtonProps {
  readonly bar: Bar;
  readonly onBar: ((value: string) => void) | undefined;
  readonly className: string | undefined;
  readonly children: React.ReactNode;
}

function BarButton({ bar, onBar, className, children }: BarButtonProps) {
  const label = `${bar.name ?? bar.value}: ${formatCounted(bar.files, 'file')}`;
  if (onBar === undefined) {
    return (
      <span className={className} title={label}>
        {children}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={className}
      title={label}
      aria-label={label}
      onClick={() => {
        onBar(bar.value);
      }}
    >
      {children}
    </button>
  );
}
