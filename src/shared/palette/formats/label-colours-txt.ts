import type { Palette } from '../../model/palette.ts';
import { expectedText } from '../palette-error.ts';
import { cleanName, UniqueNames, withoutRepetition } from './class-names.ts';
import { colourOfNumbers } from './colour-text.ts';
import type { FileClass, FileClasses } from './file-class.ts';
import { PLACE_ONLY, type TellFault } from './list-fault.ts';
import { dataLines, type TextLine } from './text-lines.ts';

/** Lines come without blanks at their ends: one that has no name ends with its last number. */
const classLine = /^(\d+)\s+(\d+)\s+(\d+)(?:\s+(.+))?$/;
const header = /^r[\s,]+g[\s,]+b[\s,]+name$/i;

/** Whether a file's lines look like CamVid's list: three numbers, then a name. */
export function isLabelColours(text: string): boolean {
  return classLine.test(withoutHeading(dataLines(text)).at(0)?.text ?? '');
}

function withoutHeading(lines: readonly TextLine[]): readonly TextLine[] {
  return header.test(lines.at(0)?.text ?? '') ? lines.slice(1) : lines;
}

/**
 * CamVid's `label_colors.txt`: `R G B name`, blanks or tabs between, `#` comments; some copies begin with the heading
 * `r,g,b,name`. A name may hold blanks and occurs once; the place of a class is its index.
 */
export function parseLabelColours(text: string, tell: TellFault): FileClasses {
  const names = new UniqueNames(tell);
  return {
    classes: withoutHeading(dataLines(text)).map((line, index) => parseClass(line, index, { names, tell })),
    hasStatedIndices: false,
    defaultColours: 'none',
  };
}

function parseClass(
  line: TextLine,
  index: number,
  { names, tell }: { names: UniqueNames; tell: TellFault },
): FileClass {
  const [, red = '', green = '', blue = '', name = ''] = classLine.exec(line.text) ?? [];
  const rgb = colourOfNumbers([red, green, blue]);
  if (rgb === undefined) {
    const message = expectedText('R G B name with three numbers 0..255', line.text);
    tell({ place: `line ${line.number}`, message, remedy: PLACE_ONLY });
    return { name: `class ${index}`, rgb: undefined, index };
  }
  return { name: names.take(name, { line: line.number, index }), rgb, index };
}

/** A palette as `label_colors.txt`, by index. Lost are roles, evidence and indices other than place or grey level. */
export function formatLabelColours({ classes }: Palette): string {
  const sorted = [...classes].sort((a, b) => a.index - b.index);
  const names = withoutRepetition(sorted.map(({ name, index }) => cleanName(name) || `class ${index}`));
  return sorted.map(({ rgb }, place) => `${rgb.join(' ')}\t${names[place] ?? ''}\n`).join('');
}
