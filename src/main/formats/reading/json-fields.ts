import { limitTable, readLimits } from '../../../shared/limits.ts';
import { readJsonBytesElements } from './json-elements.ts';
import { endOfString, parseTolerantly } from './parse-json.ts';

/** A field of a JSON object: its key, and the place of its value in the text. */
interface JsonField {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const MARK = /["[\]{},]/g;

/**
 * The fields of a JSON object as they stand in its text, so that what is not changed can be written again letter for
 * letter: no reading of numbers gives `10.0` back.
 *
 * @param text An object that `JSON.parse` reads.
 */
export function jsonFields(text: string): JsonField[] {
  const fields: JsonField[] = [];
  let at = text.indexOf('{') + 1;
  for (let quote = text.indexOf('"', at); quote >= 0; quote = text.indexOf('"', at)) {
    const keyEnd = endOfString(text, quote);
    const start = text.indexOf(':', keyEnd) + 1;
    at = endOfValue(text, start);
    fields.push({ key: JSON.parse(text.slice(quote, keyEnd)) as string, ...trimmed(text, start, at) });
  }
  return fields;
}

/** The place of the comma or bracket behind a value. */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  MARK.lastIndex = from;
  for (let found = MARK.exec(text); found !== null; found = MARK.exec(text)) {
    const [mark] = found;
    if (mark === '"') MARK.lastIndex = endOfString(text, found.index);
    else if (mark === '[' || mark === '{') depth++;
    else if (depth === 0) return found.index;
    else if (mark !== ',') depth--;
  }
  return text.length;
}

function trimmed(text: string, start: number, end: number): Pick<JsonField, 'start' | 'end'> {
  const value = text.slice(start, end);
  const from = start + value.length - value.trimStart().length;
  return { start: from, end: from + value.trim().length };
}

/** The text of an object with other texts as the values of some fields; those it does not have come first. */
export function withFields(text: string, values: Readonly<Record<string, string>>): string {
  const missing = new Set(Object.keys(values));
  let changed = '';
  let at = text.indexOf('{') + 1;
  const places = jsonFields(text).filter(({ key }) => Object.hasOwn(values, key));
  for (const { key, start, end } of places) {
    changed += text.slice(at, start) + values[key];
    at = end;
    missing.delete(key);
  }
  const added = [...missing].map((key) => `${JSON.stringify(key)}:${values[key]}`).join();
  const isEmpty = jsonFields(text).length === 0;
  return `{${added}${added === '' || isEmpty ? '' : ','}${changed}${text.slice(at)}`;
}

/** For texts that were checked when they were read. */
const unbounded = readLimits({ nesting: limitTable.nesting.most, 'text-bytes': limitTable['text-bytes'].most });

/** The elements of a list of a JSON object, each as it stands in the text. */
export function elementTexts(text: string, list: string): string[] {
  const bytes = Buffer.from(text);
  const texts: string[] = [];
  readJsonBytesElements(bytes, {
    lists: new Set([list]),
    limits: unbounded,
    onElement: ({ at, length }) => {
      texts.push(strictJson(bytes.toString('utf8', at, at + length).trim()));
    },
  });
  return texts;
}

/** What is kept must be JSON, also where the file was not quite. */
export function strictJson(text: string): string {
  return /NaN|Infinity/.test(text) ? JSON.stringify(parseTolerantly(text)) : text;
}
