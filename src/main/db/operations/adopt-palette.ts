import { MaskmendError } from '../../../shared/errors.ts';
import { type MaskCoding, type Palette, type PaletteClass, UNASSIGNED_SLOT } from '../../../shared/model/palette.ts';

/** What a project knows of classes, those no longer in its palette included. */
export interface KnownClasses {
  readonly coding: MaskCoding | undefined;
  readonly classes: readonly PaletteClass[];
  /** The lowest slot that no class ever had. */
  readonly nextSlot: number;
}

/**
 * The palette with the project's slots: a class that the project knows keeps its slot, a new one gets a slot that no
 * class ever had (its own, where that is still free). Known is a class by what its pixels hold: its colour in colour
 * masks, else its index; of several such, by its name too. Throws invalid-palette where the slots run out.
 */
export function adoptPalette(palette: Palette, known: KnownClasses): Palette {
  const slots = matchKnown(palette, known);
  const taken = new Set(slots.values());
  for (const candidate of palette.classes) {
    const isFree = candidate.slot >= known.nextSlot && !taken.has(candidate.slot);
    if (!slots.has(candidate) && isFree) slots.set(candidate, candidate.slot);
  }
  let nextSlot = Math.max(known.nextSlot, ...[...slots.values()].map((slot) => slot + 1));
  const classes = palette.classes.map((candidate) => ({ ...candidate, slot: slots.get(candidate) ?? nextSlot++ }));
  if (nextSlot > UNASSIGNED_SLOT) {
    throw new MaskmendError('invalid-palette', 'the project has had all the classes it can hold', {
      hint: 'start a new project',
    });
  }
  return { ...palette, classes };
}

/** The slots of those classes that the project knows. */
function matchKnown(palette: Palette, known: KnownClasses): Map<PaletteClass, number> {
  const slots = new Map<PaletteClass, number>();
  const unmatched = known.coding === palette.coding ? [...known.classes] : [];
  // Namesakes first, so that a class with another name does not take their slot.
  for (const isSame of [isNamesake, hasSamePixels]) {
    for (const candidate of palette.classes) {
      if (slots.has(candidate)) continue;
      const match = unmatched.find((other) => isSame(candidate, other, palette.coding));
      if (match === undefined) continue;
      slots.set(candidate, match.slot);
      unmatched.splice(unmatched.indexOf(match), 1);
    }
  }
  return slots;
}

function isNamesake(a: PaletteClass, b: PaletteClass, coding: MaskCoding): boolean {
  return a.name === b.name && hasSamePixels(a, b, coding);
}

function hasSamePixels(a: PaletteClass, b: PaletteClass, coding: MaskCoding): boolean {
  return coding === 'colour' ? a.rgb.every((value, channel) => value === b.rgb[channel]) : a.index === b.index;
}
