import type { TakenForOne } from '../model/taken-for-one.ts';
import { foundPalettes } from '../model/found-palettes.ts';
import type { Palette, PaletteClass } from '../model/palette.ts';

/** The classes of several palettes as one list. */
export interface UnitedClasses {
  readonly classes: readonly PaletteClass[];
  /** For each palette in its order, the slot of the list by its own slot, where the two differ. */
  readonly changes: readonly ReadonlyMap<number, number>[];
  /** Classes that were taken for one although they are not called alike. */
  readonly notes: readonly TakenForOne[];
}

/** What a class is called that nobody has named yet. */
const MADE_UP = /^class \d+$/;

type Likeness = (one: PaletteClass, other: PaletteClass) => boolean;

const sameName: Likeness = (one, other) => nameForm(one.name) === nameForm(other.name);
const sameGivenName: Likeness = (one, other) => !MADE_UP.test(one.name) && sameName(one, other);
const sameColour: Likeness = (one, other) => one.rgb.every((level, channel) => level === other.rgb[channel]);
const sameIndex: Likeness = (one, other) => one.index === other.index;
const sameRole: Likeness = (one, other) => one.role !== 'class' && one.role === other.role;

/**
 * Which classes of several palettes are the same: those called alike, then those of one colour (of one index, where the
 * masks hold indices), then the background and the void. In a palette that was inferred
 * pixels say more than names, and names that were made up say nothing. Classes of the first palette keep their slots; what only others have gets new ones.
 */
export function uniteClasses(palettes: readonly Palette[]): UnitedClasses {
  const [first, ...others] = palettes;
  const classes = [...first.classes];
  const changes: ReadonlyMap<number, number>[] = [new Map()];
  const notes: TakenForOne[] = [];
  for (const other of others) {
    const partners = findPartners(other, classes, likenesses(first, other));
    const change = new Map<number, number>();
    for (const entry of other.classes) {
      const partner = partners.get(entry) ?? addClass(classes, entry);
      if (partner.slot !== entry.slot) change.set(entry.slot, partner.slot);
      if (!sameName(partner, entry) && partners.has(entry)) notes.push({ class: entry.name, as: partner.name });
    }
    changes.push(change);
  }
  return { classes, changes, notes };
}

function likenesses(first: Palette, other: Palette): readonly Likeness[] {
  const byPixels = first.coding === 'colour' || other.coding === 'colour' ? sameColour : sameIndex;
  const hasMadeUpNames = [first, other].some(({ source }) => source.startsWith(foundPalettes.inferred));
  return hasMadeUpNames ? [byPixels, sameGivenName, sameRole] : [sameName, byPixels, sameRole];
}

function findPartners(
  { classes }: Palette,
  known: readonly PaletteClass[],
  wanted: readonly Likeness[],
): Map<PaletteClass, PaletteClass> {
  const partners = new Map<PaletteClass, PaletteClass>();
  const taken = new Set<PaletteClass>();
  for (const isLike of wanted) {
    for (const entry of classes) {
      if (partners.has(entry)) continue;
      const partner = known.find((candidate) => !taken.has(candidate) && isLike(candidate, entry));
      if (partner === undefined) continue;
      partners.set(entry, partner);
      taken.add(partner);
    }
  }
  return partners;
}

function addClass(classes: PaletteClass[], entry: PaletteClass): PaletteClass {
  const slot = 1 + Math.max(-1, ...classes.map((known) => known.slot));
  const added = { ...entry, slot };
  classes.push(added);
  return added;
}

function nameForm(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
}
