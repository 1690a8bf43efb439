import { UNASSIGNED_SLOT, type Palette, type PaletteClass } from '../../../shared/model/palette.ts';

/**
 * Slot of `wanted` by slot of `found`, for a palette that a format gave back: by name, a background as the background,
 * a void as the void, else by index. 65535 where nothing fits.
 */
export function matchClasses(found: Palette, wanted: Palette): Uint16Array {
  const slots = new Uint16Array(UNASSIGNED_SLOT + 1).fill(UNASSIGNED_SLOT);
  for (const entry of found.classes) slots[entry.slot] = partnerOf(entry, wanted)?.slot ?? UNASSIGNED_SLOT;
  return slots;
}

function partnerOf({ name, role, index }: PaletteClass, { classes }: Palette): PaletteClass | undefined {
  const byName = classes.find((candidate) => candidate.name === name);
  if (byName !== undefined) return byName;
  const byRole = role === 'class' ? undefined : classes.find((candidate) => candidate.role === role);
  return byRole ?? classes.find((candidate) => candidate.index === index);
}
