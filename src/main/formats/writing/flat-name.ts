import { shownName } from '../../../shared/byte-names.ts';

/** Longest name of a file on common disks, with room for what formats and pieces add. */
const LONGEST_BYTES = 200;
/** More of a text than that is not looked at. */
const LONGEST_TEXT = 4 * LONGEST_BYTES;
/** Separators, what Windows refuses, and what ends a line for some reader of a list. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNSAFE = /[/\\:*?"<>|\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;
/** Names of devices on Windows, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A name that no system refuses and every file of a dataset can tell: no separators, control characters, bytes that are
 * not text, dots or blanks at the ends, at most 200 bytes of UTF-8.
 *
 * @param otherwise The name where nothing is left.
 */
export function flatName(text: string, otherwise = 'mask'): string {
  const flat = shownName(text.slice(0, LONGEST_TEXT))
    .toWellFormed()
    .replace(UNSAFE, '_')
    .replace(/^[. ]+/, '');
  const name = beginningOf(flat).replace(/[. ]+$/, '') || otherwise;
  return DEVICE.test(name) ? `_${name}` : name;
}

/** The folder of a class. */
export function folderOfClass(name: string): string {
  return flatName(name.slice(0, LONGEST_TEXT).replace(/[^\p{L}\p{N}._-]+/gu, '_'), 'class');
}

/** Whole characters. */
function beginningOf(name: string): string {
  const bytes = Buffer.from(name);
  if (bytes.length <= LONGEST_BYTES) return name;
  let end = LONGEST_BYTES;
  while ((bytes[end] & 0xc0) === 0x80) end--;
  return bytes.toString('utf8', 0, end);
}
