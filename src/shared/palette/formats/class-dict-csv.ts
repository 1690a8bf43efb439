import type { Palette } from '../../model/palette.ts';
import { expectedText, paletteErrorAt } from '../palette-error.ts';
import { cleanName, UniqueNames, withoutRepetition } from './class-names.ts';
import { colourOfNumbers } from './colour-text.ts';
import { csvRows, type CsvRow } from './csv-rows.ts';
import type { FileClass, FileClasses } from './file-class.ts';
import { PLACE_ONLY, type TellFault } from './list-fault.ts';
import { filledLines } from './text-lines.ts';

type Separator = ',' | ';' | '\t';

const separators = [',', ';', '\t'] as const satisfies readonly Separator[];
const columnNames = [
  ['name', 'class', 'label', 'class_name'],
  ['r', 'red'],
  ['g', 'green'],
  ['b', 'blue'],
] as const;

interface Columns {
  readonly separator: Separator;
  /** Places of name, red, green and blue in a row. */
  readonly places: readonly number[];
}

function columnsOf(heading: string): Columns | undefined {
  for (const separator of separators) {
    const titles = heading.split(separator).map((title) => title.trim().replaceAll('"', '').toLowerCase());
    const places = columnNames.map((names) => titles.findIndex((title) => names.some((name) => name === title)));
    if (places.every((place) => place >= 0)) {
      return { separator, places };
    }
  }
  return undefined;
}

/** Whether a file begins with the heading of a class dictionary. */
export function isClassDict(text: string): boolean {
  return columnsOf(filledLines(text)[0]?.text ?? '') !== undefined;
}

/**
 * `class_dict.csv` as many published sets ship it: a heading with `name`, `r`, `g`, `b` in any order, then a class a row;
 * fields may be quoted, further columns are left, commas, semicolons and tabs may separate. A name occurs once; the place
 * of a class is its index.
 */
export function parseClassDict(text: string, tell: TellFault): FileClasses {
  const first = filledLines(text).at(0);
  const columns = columnsOf(first?.text ?? '');
  if (columns === undefined) {
    throw paletteErrorAt(first?.number ?? 1, 'the heading name,r,g,b', first?.text);
  }
  const names = new UniqueNames(tell);
  const rows = csvRows(text, columns.separator).slice(1);
  return {
    classes: rows.map((row, index) => parseRow(row, columns, { index, names, tell })),
    hasStatedIndices: false,
    defaultColours: 'none',
  };
}

function parseRow(
  row: CsvRow,
  { places }: Columns,
  { index, names, tell }: { index: number; names: UniqueNames; tell: TellFault },
): FileClass {
  const [name = '', ...numbers] = places.map((place) => row.fields[place] ?? '');
  const rgb = colourOfNumbers(numbers);
  if (rgb === undefined) {
    const message = expectedText('a name and three numbers 0..255', row.fields.join(','));
    tell({ place: `line ${row.line}`, message, remedy: PLACE_ONLY });
  }
  return { name: names.take(name, { line: row.line, index }), rgb, index };
}

/** A palette as `class_dict.csv`, by index. Lost are roles, evidence and indices other than place or grey level. */
export function formatClassDict({ classes }: Palette): string {
  const sorted = [...classes].sort((a, b) => a.index - b.index);
  const names = withoutRepetition(sorted.map(({ name, index }) => cleanName(name) || `class ${index}`));
  const rows = sorted.map(({ rgb }, place) => `${csvField(names[place] ?? '')},${rgb.join(',')}\n`);
  return `name,r,g,b\n${rows.join('')}`;
}

function csvField(text: string): string {
  return /[",;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
