import { MaskmendError } from '../../../shared/errors.ts';
import type { FileRef, PixelCoding, PixelReading } from '../../../shared/model/dataset.ts';
import type { ClassRole, Palette, PaletteClass, Rgb } from '../../../shared/model/palette.ts';
import { assemblePalette } from '../../../shared/palette/assemble-palette.ts';
import { rolesOf } from '../../../shared/palette/class-roles.ts';
import { cleanName, withoutRepetition } from '../../../shared/palette/formats/class-names.ts';
import { packColour } from '../../../shared/palette/packed-colour.ts';
import { vocColour } from '../../../shared/palette/presets/voc.ts';

/** A class as a dataset names it. */
export interface NamedClass {
  readonly name: string;
  readonly index: number;
  readonly rgb?: Rgb | undefined;
  readonly role?: ClassRole | undefined;
}

const BLACK: Rgb = [0, 0, 0];
/** A label map holds numbers of 16 bits, some of which are no class. */
export const MOST_CLASSES = 65_000;

/**
 * Named classes as a palette: those without a colour get VOC's by their index, or another one where that is taken. Throws
 * `invalid-palette` for more than a label map can hold.
 */
export function paletteOfClasses(classes: readonly NamedClass[], source: string): Palette {
  if (classes.length > MOST_CLASSES) {
    throw new MaskmendError('invalid-palette', `names ${classes.length} classes, the limit is ${MOST_CLASSES}`);
  }
  const colours = distinctColours(classes);
  const names = withoutRepetition(classes.map(({ name, index }) => cleanName(name) || `class ${index}`));
  const entries = classes.map(({ index }, i) => ({ name: names[i], index, rgb: colours[i] }));
  const guessed = rolesOf(entries.map((entry, i) => ({ ...entry, isColourMade: classes[i].rgb === undefined })));
  return assemblePalette(entries, {
    coding: 'colour',
    source,
    roles: guessed.map((role, i) => classes[i].role ?? role),
  });
}

/** A palette of names alone, one a line in the order of their indices; throws `invalid-palette` where they are none or too many. */
export function paletteOfNames(text: string, file: FileRef, ...others: readonly NamedClass[]): Palette {
  const lines = text.split(/\r\n|\n|\r/).map((name) => name.trim());
  const names = lines.filter((name) => name !== '');
  if (names.length === 0 || names.length > 255) {
    throw new MaskmendError('invalid-palette', `names ${names.length} classes, expected 1 to 255`, { path: file.name });
  }
  return paletteOfClasses([...names.map((name, index) => ({ name, index })), ...others], `file ${file.name}`);
}

function distinctColours(classes: readonly NamedClass[]): readonly Rgb[] {
  const taken = new Set(classes.flatMap(({ rgb }) => (rgb === undefined ? [] : [packColour(rgb)])));
  return classes.map(({ index, rgb }) => {
    if (rgb !== undefined) return rgb;
    let place = index;
    while (taken.has(packColour(vocColour(place)))) place++;
    const colour = vocColour(place);
    taken.add(packColour(colour));
    return colour;
  });
}

/**
 * Classes with a background of index 0 for the pixels that no shape covers, where none of them is one. Where a class has
 * index 0, all indices grow by one.
 */
export function withBackground(classes: readonly NamedClass[]): NamedClass[] {
  if (classes.some(isBackground)) return [...classes];
  const step = classes.some(({ index }) => index === 0) ? 1 : 0;
  const background: NamedClass = { name: 'background', index: 0, rgb: BLACK, role: 'background' };
  return [
    background,
    ...classes.map((entry) => ({ ...entry, index: entry.index + step, role: entry.role ?? 'class' })),
  ];
}

function isBackground({ name, role }: NamedClass): boolean {
  return role === 'background' || (role === undefined && /^_*(background|bg)_*$/i.test(name));
}

/** Slot of the palette's background; its first class where there is none. */
export function backgroundSlot({ classes }: Palette): number {
  return (classes.find(({ role }) => role === 'background') ?? classes[0]).slot;
}

/** How pictures with these classes are read. Of classes with one colour or index the first counts. */
export function codingOf({ classes }: Palette, reading: PixelReading): PixelCoding {
  const byIndex = classes.toReversed().map(({ index, slot }) => [index, slot] as const);
  const byColour = classes.toReversed().map(({ rgb, slot }) => [packColour(rgb), slot] as const);
  return { reading, indices: new Map(byIndex), colours: new Map(byColour) };
}

/** Slots by the names that the dataset uses for the classes a palette was made of; of equal names the first counts. */
export function slotsByName(named: readonly NamedClass[], { classes }: Palette): Map<string, number> {
  return new Map(named.map(({ name }, i) => [name, classes[i].slot] as const).toReversed());
}

/** The classes that are neither background nor void, in the order of their indices. */
export function thingsOf({ classes }: Palette): PaletteClass[] {
  return classes.filter(({ role }) => role === 'class').sort((a, b) => a.index - b.index);
}
