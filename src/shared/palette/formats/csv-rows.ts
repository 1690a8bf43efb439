import { paletteErrorAt } from '../palette-error.ts';

export interface CsvRow {
  /** Number of the line the row begins in, counted from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** A field and what ends it: in quotes, quotes inside doubled, or plain up to the next separator (RFC 4180). */
function fieldPattern(separator: string): RegExp {
  const inQuotes = ' *"([^"]*(?:""[^"]*)*)" *';
  return new RegExp(`(?:${inQuotes}|([^${separator}\\r\\n]*))(${separator}|\\r\\n|\\n|\\r|$)`, 'y');
}

/** The rows of a comma-separated text that are not blank; throws invalid-palette where a quote is not closed. */
export function csvRows(text: string, separator: ',' | ';' | '\t'): CsvRow[] {
  const rows: CsvRow[] = [];
  const pattern = fieldPattern(separator);
  let row: { line: number; fields: string[] } = { line: 1, fields: [] };
  let line = 1;
  while (pattern.lastIndex < text.length || row.fields.length > 0) {
    const [whole, field, end] = nextField(pattern, text, line);
    row.fields.push(field);
    line += linesIn(whole);
    if (end !== separator) {
      rows.push(row);
      row = { line, fields: [] };
    }
  }
  return rows.filter(({ fields }) => fields.some((field) => field.trim() !== ''));
}

function nextField(pattern: RegExp, text: string, line: number): [whole: string, field: string, end: string] {
  const match = pattern.exec(text);
  // Groups that took no part are undefined, which RegExpExecArray does not say.
  const [whole = '', inQuotes, plain = '', end = ''] = (match ?? []) as readonly (string | undefined)[];
  if (match === null || (inQuotes === undefined && plain.trimStart().startsWith('"'))) {
    throw paletteErrorAt(line, 'a quoted field that is closed before the next separator');
  }
  return [whole, inQuotes?.replaceAll('""', '"') ?? plain, end];
}

function linesIn(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
