import type { Palette, PaletteClass } from '../../model/palette.ts';
import { expectedText } from '../palette-error.ts';
import { cleanName, UniqueNames, withoutRepetition } from './class-names.ts';
import { colourOfNumbers } from './colour-text.ts';
import type { FileClass, FileClasses } from './file-class.ts';
import { PLACE_ONLY, type TellFault } from './list-fault.ts';
import { dataLines, filledLines, type TextLine } from './text-lines.ts';

const HEADER = '# label:color_rgb:parts:actions';

/** Whether a file's lines look like CVAT's label map: fields between colons. */
export function isLabelmap(text: string): boolean {
  return dataLines(text)[0]?.text.includes(':') ?? false;
}

/**
 * CVAT's and datumaro's `labelmap.txt` (datumaro, plugins/voc_format/format.py): `label:r,g,b:parts:actions`, exactly four
 * fields, `#` comments, a label once; the colour may be empty; parts and actions are not about pixels and are left. The
 * place of a label is its index in one-channel masks.
 */
export function parseLabelmap(text: string, tell: TellFault): FileClasses {
  const names = new UniqueNames(tell);
  const stated = statedIndices(text);
  const classes = dataLines(text).map((line, place) => {
    return parseLabel(line, stated.get(line.number) ?? place, { names, tell });
  });
  return { classes, hasStatedIndices: false, defaultColours: 'voc' };
}

/** Indices that our own comments state, by the number of the line below: other programs pass over them. */
function statedIndices(text: string): Map<number, number> {
  const stated = new Map<number, number>();
  for (const { number, text: line } of filledLines(text)) {
    const index = /^# index (\d{1,5})$/.exec(line)?.[1];
    if (index !== undefined && Number(index) <= 65535) stated.set(number + 1, Number(index));
  }
  return stated;
}

interface LabelContext {
  readonly names: UniqueNames;
  readonly tell: TellFault;
}

function parseLabel(line: TextLine, index: number, { names, tell }: LabelContext): FileClass {
  const fields = line.text.split(':');
  const [label = '', colour = ''] = fields;
  const place = `line ${line.number}`;
  if (fields.length !== 4) {
    const message = expectedText('exactly four fields label:r,g,b:parts:actions', line.text);
    tell({ place, message, remedy: fields.length < 2 ? PLACE_ONLY : 'the first two are taken' });
  }
  if (fields.length < 2) return { name: `class ${index}`, rgb: undefined, index };
  const name = names.take(label, { line: line.number, index });
  const rgb = colour.trim() === '' ? undefined : colourOfNumbers(colour.split(','));
  if (rgb === undefined && colour.trim() !== '') {
    const message = expectedText('a colour r,g,b of three numbers 0..255, or none', colour);
    tell({ place, message, remedy: PLACE_ONLY });
  }
  return { name, rgb, index };
}

/**
 * A palette as `labelmap.txt`: background first, then by index. Lost are roles, evidence, colons in names (written `_`)
 * and indices other than those that `parseLabelmap` gives by place, grey level or VOC's void colour. Gaps in the
 * numbering below 255 are kept by labels without colour, as CVAT fills them; other indices stand in a comment above.
 */
export function formatLabelmap({ classes, coding }: Palette): string {
  const sorted = inLabelmap({ classes });
  const names = labelmapNames(sorted);
  const lines = sorted.map(({ rgb }, place) => `${names[place] ?? ''}:${rgb.join(',')}::`);
  return [HEADER, ...(coding === 'colour' ? withGaps(lines, sorted, new Set(names)) : lines), ''].join('\n');
}

/** The classes in the order of a label map. */
export function inLabelmap({ classes }: Pick<Palette, 'classes'>): PaletteClass[] {
  return [...classes].sort((a, b) => rank(a) - rank(b) || a.index - b.index);
}

/** Names of classes as a label map has them. */
export function labelmapNames(sorted: readonly PaletteClass[]): string[] {
  return withoutRepetition(sorted.map(({ name, index }) => labelOf(name, index)));
}

function rank({ role }: PaletteClass): number {
  return role === 'background' ? 0 : 1;
}

function labelOf(name: string, index: number): string {
  return cleanName(name).replaceAll(':', '_').replace(/^#/, '_') || `class ${index}`;
}

/** Index 255 is VOC's void and is read back by its colour, or it ends the list out of order: no gap is filled for it. */
function withGaps(lines: readonly string[], sorted: readonly PaletteClass[], names: ReadonlySet<string>): string[] {
  const indices = sorted.map(({ index }) => index);
  const inOrder = indices.every((index, place) => place === 0 || index > (indices[place - 1] ?? 0));
  const filled: string[] = [];
  let labels = 0;
  lines.forEach((line, place) => {
    const index = indices[place] ?? 0;
    for (; inOrder && index < 255 && labels < index; labels++) filled.push(`${unusedLabel(labels, names)}:::`);
    if (index !== labels) filled.push(`# index ${index}`);
    filled.push(line);
    labels++;
  });
  return filled;
}

function unusedLabel(index: number, names: ReadonlySet<string>): string {
  let label = `unused_${index}`;
  while (names.has(label)) {
    label = `${label}_`;
  }
  return label;
}
