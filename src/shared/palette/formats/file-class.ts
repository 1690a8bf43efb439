import type { ClassRole, Palette, Rgb } from '../../model/palette.ts';
import { assemblePalette, type ClassEntry } from '../assemble-palette.ts';
import { rolesOf } from '../class-roles.ts';
import { isVocVoid } from '../colour-names.ts';
import { codingOfColours } from '../grey-coding.ts';
import { paletteError } from '../palette-error.ts';
import type { TellFault } from './list-fault.ts';
import { VOC_VOID_INDEX, vocColour } from '../presets/voc.ts';

/** A class as a palette file states it. */
export interface FileClass {
  readonly name: string;
  readonly rgb: Rgb | undefined;
  /** The number the file gives the class, or its place in the file, from 0. */
  readonly index: number;
}

export interface FileClasses {
  readonly classes: readonly FileClass[];
  /** True where the file states the numbers; false where a class's number is its place. */
  readonly hasStatedIndices: boolean;
  /** Colours to paint with where the file states none: VOC's by index, or the index as a grey level; none where it has to. */
  readonly defaultColours: 'voc' | 'grey' | 'none';
  /** Index of the class that the file itself calls the background. */
  readonly background?: number | undefined;
  /** Set where the format calls a black background by its number: then black alone says nothing. */
  readonly namesBackground?: true;
}

/** The most classes a palette can hold: slots and indices are 16-bit, and the highest is "unassigned". */
export const MAX_CLASSES = 65_535;

/**
 * The classes of a file as a palette.
 *
 * Where no class has a colour, all get one by their index. Where some have, one without colour cannot occur in a mask: it
 * holds its place in the numbering and is left out. Colours that are all grey are levels, and then the level is the
 * index, unless the file states other numbers. The colour of VOC's void outline takes index 255 where places number the classes. Two classes of one colour are kept as
 * they stand: a picture's colour then means the first (see `paletteWarnings`).
 */
export function paletteOfFile(file: FileClasses, source: string, tell: TellFault): Palette {
  const classes = withoutSharedIndices(file.classes, tell);
  checkCount(classes.length);
  const coloured = classes.some(({ rgb }) => rgb !== undefined) ? classes : withDefaultColours({ ...file, classes });
  const entries = coloured.flatMap(({ name, rgb, index }) => (rgb === undefined ? [] : [{ name, rgb, index }]));
  const { coding, numbered } = numberClasses(entries, file.hasStatedIndices);
  // Levels of grey are numbers: that of number 0 is no colour.
  const isColourMade = coding === 'grey-index' || coloured !== classes || file.namesBackground === true;
  const roles = rolesOf(numbered.map((entry) => ({ ...entry, isColourMade })));
  const palette = assemblePalette(numbered, { coding, source, roles });
  return file.background === undefined ? palette : withBackground(palette, file.background);
}

function checkCount(count: number): void {
  if (count === 0) {
    throw paletteError('the file names no class', 'a palette needs at least one class');
  }
  if (count > MAX_CLASSES) {
    throw paletteError(`the file names ${count} classes; a palette holds at most ${MAX_CLASSES}`);
  }
}

function withoutSharedIndices(classes: readonly FileClass[], tell: TellFault): readonly FileClass[] {
  const seen = new Map<number, string>();
  return classes.filter(({ index, name }) => {
    const other = seen.get(index);
    if (other === undefined) seen.set(index, name);
    else {
      const message = `expected a different number for each class, but ${index} stands for two: ${other} and ${name}`;
      tell({ place: 'the file', message, remedy: `it is that of ${other}` });
    }
    return other === undefined;
  });
}

function withDefaultColours({ classes, defaultColours }: FileClasses): readonly FileClass[] {
  if (defaultColours === 'none') throw paletteError('no line of the file tells a class and its colour');
  const asLevels = defaultColours === 'grey' && classes.every(({ index }) => index <= 255);
  return classes.map((entry) => ({ ...entry, rgb: asLevels ? grey(entry.index) : vocColour(entry.index) }));
}

function grey(level: number): Rgb {
  return [level, level, level];
}

function numberClasses(
  entries: readonly ClassEntry[],
  hasStatedIndices: boolean,
): { coding: Palette['coding']; numbered: readonly ClassEntry[] } {
  const coding = codingOfColours(entries.map(({ rgb }) => rgb));
  const byLevel = entries.map((entry) => ({ ...entry, index: entry.rgb[0] }));
  const areDifferent = new Set(byLevel.map(({ index }) => index)).size === entries.length;
  if (coding !== 'colour' && areDifferent) {
    const isLevelIndex = byLevel.every(({ index }, place) => index === entries[place].index);
    if (!hasStatedIndices || isLevelIndex) {
      return { coding, numbered: byLevel };
    }
    return { coding: coding === 'binary' ? 'binary' : 'colour', numbered: entries };
  }
  return { coding: 'colour', numbered: hasStatedIndices ? entries : withVocVoidIndex(entries) };
}

function withVocVoidIndex(entries: readonly ClassEntry[]): readonly ClassEntry[] {
  const outline = entries.find(({ rgb }) => isVocVoid(rgb));
  if (outline === undefined || entries.some(({ index }) => index === VOC_VOID_INDEX)) {
    return entries;
  }
  return entries.map((entry) => (entry === outline ? { ...entry, index: VOC_VOID_INDEX } : entry));
}

function withBackground(palette: Palette, background: number): Palette {
  if (!palette.classes.some(({ index, role }) => index === background && role !== 'void')) {
    return palette;
  }
  const role = (index: number, known: ClassRole): ClassRole => {
    if (index === background) {
      return 'background';
    }
    return known === 'background' ? 'class' : known;
  };
  return { ...palette, classes: palette.classes.map((entry) => ({ ...entry, role: role(entry.index, entry.role) })) };
}
