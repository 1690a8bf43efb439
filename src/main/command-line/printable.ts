import { shownName } from '../../shared/byte-names.ts';
import { relative, resolve, sep } from 'node:path';

// Control characters, and those that reorder or hide text: a file's name must not steer the terminal.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
// Joins emoji and letters of several scripts; harmless.
const JOINERS = new Set(['\u200c', '\u200d']);

/** A name or a text from a file, safe to be shown on one line. */
export function printable(text: string): string {
  return shownName(text).replace(UNPRINTABLE, (character) => (JOINERS.has(character) ? character : escape(character)));
}

/** A path as a person would type it: from the current folder where it lies below that, else whole. */
export function showPath(path: string): string {
  const fromHere = relative('', path);
  const isBelow = fromHere !== '' && fromHere !== '..' && !fromHere.startsWith(`..${sep}`);
  return printable(isBelow ? fromHere : resolve(path));
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
