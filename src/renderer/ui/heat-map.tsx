import type { ClassPattern } from '../../shared/model/class-marking.ts';
import type { Rgb } from '../../shared/model/palette.ts';
import css from './heat-map.module.css';
import { Swatch } from './swatch.tsx';

/** A row or column. */
interface HeatLine {
  readonly key: number;
  readonly name: string;
  readonly rgb?: Rgb | undefined;
  readonly pattern?: ClassPattern | undefined;
}

export interface HeatCell {
  /** 0..1: how deep its shade is. */
  readonly depth: number;
  /** What stands in it. */
  readonly label: string;
  /** What it says in words. */
  readonly title: string;
}

interface HeatMapProps {
  readonly title: string;
  readonly hint?: string | undefined;
  /** Rows and columns alike. */
  readonly lines: readonly HeatLine[];
  /** Undefined for a cell that is empty. */
  readonly cellAt: (row: HeatLine, column: HeatLine) => HeatCell | undefined;
}

/** Deepest shade, in percent of the accent: text on it stays easy to read in light and dark. */
const DEEPEST_PERCENT = 42;

/** How much two classes have to do with each other, as a table whose cells are the deeper the more they count. */
export function HeatMap({ title, hint, lines, cellAt }: HeatMapProps) {
  return (
    <figure className={css.map}>
      <figcaption>
        {title}
        {hint !== undefined && <span>{hint}</span>}
      </figcaption>
      <div className={css.scroll} tabIndex={0} role="group" aria-label={title}>
        <table>
          <thead>
            <tr>
              <td />
              {lines.map((line) => (
                <th key={line.key} scope="col" title={line.name}>
                  <LineName line={line} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((row) => (
              <tr key={row.key}>
                <th scope="row" title={row.name}>
                  <LineName line={row} />
                </th>
                {lines.map((column) => (
                  <Cell key={column.key} cell={cellAt(row, column)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function LineName({ line: { name, rgb, pattern } }: { readonly line: HeatLine }) {
  return (
    <span className={css.line}>
      {rgb !== undefined && <Swatch rgb={rgb} pattern={pattern} />}
      <span className={css.name}>{name}</span>
    </span>
  );
}

function Cell({ cell }: { readonly cell: HeatCell | undefined }) {
  if (cell === undefined) return <td className={css.cell} />;
  const percent = (cell.depth * DEEPEST_PERCENT).toFixed(1);
  return (
    <td
      className={css.cell}
      title={cell.title}
      style={{ backgroundColor: `color-mix(in srgb, var(--mm-accent) ${percent}%, var(--mm-surface))` }}
    >
      {cell.label}
    </td>
  );
}
