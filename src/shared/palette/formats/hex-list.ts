import type { Palette } from '../../model/palette.ts';
import { expectedText } from '../palette-error.ts';
import { cleanName } from './class-names.ts';
import { colourOfHex, hexOfColour } from './colour-text.ts';
import type { FileClass, FileClasses } from './file-class.ts';
import { PLACE_ONLY, type TellFault } from './list-fault.ts';
import { filledLines, type TextLine } from './text-lines.ts';

/** Six digits and perhaps a name; or three digits behind a `#` alone in the line. */
const sixDigits = /^#?([0-9a-f]{6})(?:(?:\s+|[,;]\s*)(.*))?$/i;
const threeDigits = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i;

function isColourLine({ text }: TextLine): boolean {
  return sixDigits.test(text) || threeDigits.test(text);
}

/** The lines of a list of colours: a line that begins with `#` and is no colour is a comment. */
function colourLines(text: string): TextLine[] {
  return filledLines(text).filter((line) => isColourLine(line) || !line.text.startsWith('#'));
}

/** Whether a file's first line, comments apart, is a colour in hexadecimal digits. */
export function isHexList(text: string): boolean {
  const first = colourLines(text).at(0);
  return first !== undefined && isColourLine(first);
}

/**
 * A plain list of colours, one a line: `#rrggbb name`, where `#` and name may be missing, or `#rgb` alone. The place of a
 * colour is its index.
 */
export function parseHexList(text: string, tell: TellFault): FileClasses {
  const classes = colourLines(text).map((line, index) => parseColour(line, index, tell));
  return { classes, hasStatedIndices: false, defaultColours: 'none' };
}

function parseColour(line: TextLine, index: number, tell: TellFault): FileClass {
  const [, short = '', ...rest] = threeDigits.exec(line.text) ?? [];
  const doubled = [short, ...rest].map((digit) => digit + digit).join('');
  const [, digits = doubled, name = ''] = sixDigits.exec(line.text) ?? [];
  if (digits === '') {
    const expected = 'a colour of six hexadecimal digits and perhaps a name, as #80ff00 tree';
    tell({ place: `line ${line.number}`, message: expectedText(expected, line.text), remedy: PLACE_ONLY });
    return { name: `class ${index}`, rgb: undefined, index };
  }
  return { name: cleanName(name) || `class ${index}`, rgb: colourOfHex(digits), index };
}

/** A palette as a list of colours, by index. Lost are roles, evidence and indices other than place or grey level. */
export function formatHexList({ classes }: Palette): string {
  const sorted = [...classes].sort((a, b) => a.index - b.index);
  return sorted.map(({ name, rgb }) => `${hexOfColour(rgb)} ${cleanName(name)}`.trimEnd() + '\n').join('');
}
