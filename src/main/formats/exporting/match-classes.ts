import { UNASSIGNED_SLOT, type Palette, type PaletteClass } from '../../../shared/model/palette.ts';
import { cleanName } from '../../../shared/palette/formats/class-names.ts';

/**
 * Slot of `wanted` by slot of `found`, for a palette that a format gave back: by name; what is background or void as the
 * background or void, one for the other where only that is there; a class by its index. 65535 where nothing fits.
 */
export function matchClasses(found: Palette, wanted: Palette): Uint16Array {
  const slots = new Uint16Array(UNASSIGNED_SLOT + 1).fill(UNASSIGNED_SLOT);
  for (const entry of found.classes) slots[entry.slot] = partnerOf(entry, wanted)?.slot ?? UNASSIGNED_SLOT;
  return slots;
}

function partnerOf({ name, role, index }: PaletteClass, { classes }: Palette): PaletteClass | undefined {
  const byName = classes.find((candidate) => nameForm(candidate.name) === nameForm(name));
  if (byName !== undefined) return byName;
  if (role === 'class') return classes.find((candidate) => candidate.index === index);
  const sameRole = classes.find((candidate) => candidate.role === role);
  return sameRole ?? classes.find((candidate) => candidate.role !== 'class');
}

/** Formats write a name without the characters that they use themselves. */
function nameForm(name: string): string {
  return cleanName(name).replace(/[:#,]/g, '_');
}
