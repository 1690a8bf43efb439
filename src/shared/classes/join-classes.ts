import { MaskmendError } from '../errors.ts';
import type { Palette, PaletteClass, Rgb } from '../model/palette.ts';
import { type ProjectPalette, type ProjectPaletteClass, toProjectPalette } from '../model/project-palette.ts';
import { packColour } from '../palette/packed-colour.ts';
import { vocColour } from '../palette/presets/voc.ts';

/** A project's classes with those of a dataset among them. */
export interface JoinedClasses {
  readonly palette: ProjectPalette;
  /** Slot in the project by slot of the dataset. */
  readonly slots: ReadonlyMap<number, number>;
  /** Classes that the project did not have. */
  readonly added: number;
}

/**
 * Adds the classes of a dataset to those of a project. A class is known again by its name, case aside; background and
 * void by their role. A new one keeps colour and index where no other class has them, else it gets free ones, so that
 * all can be told apart. Throws MaskmendError invalid-palette where the project's masks are black and white and a third
 * class is to be added.
 *
 * @param nextSlot The lowest slot that no class ever had.
 */
export function joinClasses(wanted: Palette, before: ProjectPalette | undefined, nextSlot: number): JoinedClasses {
  const known = before ?? { coding: wanted.coding, source: wanted.source, classes: [], merged: [] };
  const classes = [...known.classes];
  const slots = new Map<number, number>();
  let slot = nextSlot;
  for (const entry of toProjectPalette(wanted).classes) {
    const match = partnerOf(entry, known.classes);
    if (match === undefined) {
      if (before?.coding === 'binary') throw tooMany(entry);
      classes.push({ ...distinct(entry, [...classes, ...known.merged]), slot });
    }
    slots.set(entry.slot, match?.slot ?? slot++);
  }
  return { palette: { ...known, classes }, slots, added: classes.length - known.classes.length };
}

function partnerOf(
  { name, role }: PaletteClass,
  classes: readonly ProjectPaletteClass[],
): ProjectPaletteClass | undefined {
  const byName = classes.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  return byName ?? (role === 'class' ? undefined : classes.find((candidate) => candidate.role === role));
}

function distinct(entry: ProjectPaletteClass, others: readonly ProjectPaletteClass[]): ProjectPaletteClass {
  const colours = new Set(others.flatMap(({ rgb, sourceRgb }) => [packColour(rgb), packColour(sourceRgb)]));
  const indices = new Set(others.flatMap((other) => [other.index, other.sourceIndex]));
  let index = entry.index;
  while (indices.has(index)) index++;
  const rgb = freeColour(entry.rgb, colours);
  return { ...entry, rgb, sourceRgb: rgb, index, sourceIndex: index };
}

/** The colour itself where it is free, else the first free one of VOC's. */
export function freeColour(wanted: Rgb, taken: ReadonlySet<number>): Rgb {
  let colour = wanted;
  for (let place = 1; taken.has(packColour(colour)); place++) colour = vocColour(place);
  return colour;
}

function tooMany({ name }: ProjectPaletteClass): MaskmendError {
  return new MaskmendError('invalid-palette', `the masks of this project are black and white: "${name}" has no place`, {
    hint: 'add the dataset to a project of its own',
  });
}
