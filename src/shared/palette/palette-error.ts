import { MaskmendError } from '../errors.ts';

/** The error of a palette that cannot be read; `message` says what was expected and what was found. */
export function paletteError(message: string, hint?: string): MaskmendError {
  return new MaskmendError('invalid-palette', message, hint === undefined ? {} : { hint });
}

/** As `paletteError`, at a line of a text file, counted from 1. */
export function paletteErrorAt(line: number, expected: string, found?: string): MaskmendError {
  return paletteError(`line ${line}: ${expectedText(expected, found)}`);
}

/** What was expected, and what was found. */
export function expectedText(expected: string, found?: string): string {
  return `expected ${expected}${found === undefined ? '' : `, found ${quoted(found)}`}`;
}

const LONGEST_QUOTE = 60;

/** Text from a file, safe and short enough to be shown: quoted, control characters escaped, cut where it is long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}...` : text);
}
