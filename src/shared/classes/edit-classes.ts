import type { ClassEdit } from '../contract/class-schemas.ts';
import { MaskmendError } from '../errors.ts';
import { UNASSIGNED_SLOT } from '../model/palette.ts';
import type { ActLabel } from '../model/act-label.ts';
import type { ProjectPalette, ProjectPaletteClass } from '../model/project-palette.ts';

export interface EditedPalette {
  readonly palette: ProjectPalette;
  /** For the history. */
  readonly label: ActLabel;
}

/**
 * The palette after an edit; `nextSlot` is the lowest slot that no class ever had. Throws `usage` where the edit names
 * what is not there or cannot be done, `conflict` where a class is locked, `invalid-palette` where slots run out.
 */
export function editClasses(palette: ProjectPalette, edit: ClassEdit, nextSlot: number): EditedPalette {
  switch (edit.kind) {
    case 'rename':
      return rename(palette, edit);
    case 'recolour':
      return recolour(palette, edit);
    case 'set-role':
      return change(palette, edit.slot, { role: edit.role }, (name) => ({
        kind: 'set-role',
        class: name,
        role: edit.role,
      }));
    case 'set-index':
      return setIndex(palette, edit);
    case 'lock':
      return lock(palette, edit);
    case 'mark':
      return mark(palette, edit);
    case 'reorder':
      return reorder(palette, edit);
    case 'add':
      return add(palette, edit, nextSlot);
    case 'remove':
      return remove(palette, edit.slot);
    case 'merge':
      return merge(palette, edit);
    case 'claim':
      return claim(palette, edit, nextSlot);
    case 'split':
      return split(palette, edit, nextSlot);
  }
}

type EditOf<Kind extends ClassEdit['kind']> = Extract<ClassEdit, { kind: Kind }>;

function rename(palette: ProjectPalette, { slot, name }: EditOf<'rename'>): EditedPalette {
  const twin = palette.classes.find((entry) => entry.slot !== slot && entry.name === name);
  if (twin !== undefined) throw new MaskmendError('usage', `there is a class "${name}" already`);
  return change(palette, slot, { name }, (before) => ({ kind: 'rename-class', class: before, to: name }));
}

function recolour(palette: ProjectPalette, { slot, rgb, meaning }: EditOf<'recolour'>): EditedPalette {
  const changes = {
    ...(meaning !== 'source' && { rgb }),
    ...(meaning !== 'shown' && { sourceRgb: rgb }),
  };
  return change(palette, slot, changes, (name) => ({ kind: 'recolour-class', class: name }));
}

function setIndex(palette: ProjectPalette, { slot, index }: EditOf<'set-index'>): EditedPalette {
  const twin = palette.classes.find((entry) => entry.slot !== slot && entry.index === index);
  if (twin !== undefined) {
    throw new MaskmendError('usage', `"${twin.name}" has index ${index} already`, { hint: 'give that one another' });
  }
  return change(palette, slot, { index }, (name) => ({ kind: 'set-index', class: name, index }));
}

function lock(palette: ProjectPalette, { slot, isLocked }: EditOf<'lock'>): EditedPalette {
  const { name } = classAt(palette, slot);
  const label = { kind: isLocked ? 'lock-class' : 'unlock-class', class: name } as const;
  return { palette: withClass(palette, slot, { isLocked }), label };
}

function mark(palette: ProjectPalette, { slot, marking }: EditOf<'mark'>): EditedPalette {
  const { name } = classAt(palette, slot);
  return { palette: withClass(palette, slot, { marking }), label: { kind: 'mark-class', class: name } };
}

function reorder(palette: ProjectPalette, { slots, isRenumbering }: EditOf<'reorder'>): EditedPalette {
  const isSame = slots.length === palette.classes.length && new Set(slots).size === slots.length;
  if (!isSame) throw new MaskmendError('usage', 'the new order must name every class once');
  const ordered = slots.map((slot) => classAt(palette, slot));
  if (!isRenumbering) return { palette: { ...palette, classes: ordered }, label: { kind: 'reorder-classes' } };
  let next = 0;
  const numbered = ordered.map((entry) => (entry.role === 'void' ? entry : { ...entry, index: next++ }));
  const clash = numbered.find(({ role, index }) => role === 'void' && index < next);
  // Void stays where it is, unless a class needs its number: then it goes to where data sets have it.
  const classes =
    clash === undefined
      ? numbered
      : numbered.map((entry) => (entry === clash ? { ...entry, index: Math.max(255, next) } : entry));
  for (const entry of classes) if (entry.index !== classAt(palette, entry.slot).index) checkUnlocked(entry);
  return { palette: { ...palette, classes }, label: { kind: 'renumber-classes' } };
}

function add(palette: ProjectPalette, { name, rgb, role }: EditOf<'add'>, nextSlot: number): EditedPalette {
  checkNewColour(palette, rgb);
  const added = newClass(palette, { name: freeName(palette, name), rgb, role, slot: takeSlot(nextSlot) });
  return {
    palette: { ...palette, classes: [...palette.classes, added] },
    label: { kind: 'add-class', class: added.name },
  };
}

function remove(palette: ProjectPalette, slot: number): EditedPalette {
  const removed = classAt(palette, slot);
  checkUnlocked(removed);
  const classes = palette.classes.filter((entry) => entry !== removed);
  const merged = palette.merged.filter(({ into }) => into !== slot);
  return { palette: { ...palette, classes, merged }, label: { kind: 'remove-class', class: removed.name } };
}

function merge(palette: ProjectPalette, { from, into }: EditOf<'merge'>): EditedPalette {
  const target = classAt(palette, into);
  const parts = [...new Set(from)].filter((slot) => slot !== into).map((slot) => classAt(palette, slot));
  if (parts.length === 0) throw new MaskmendError('usage', 'a class cannot be merged into itself');
  for (const entry of [target, ...parts]) checkUnlocked(entry);
  const gone = new Set(parts.map(({ slot }) => slot));
  return {
    palette: {
      ...palette,
      classes: palette.classes.filter(({ slot }) => !gone.has(slot)),
      merged: [
        ...palette.merged.map((entry) => (gone.has(entry.into) ? { ...entry, into } : entry)),
        ...parts.map((entry) => ({ ...entry, into })),
      ],
    },
    label: { kind: 'merge-classes', from: parts.map(({ name }) => name), into: target.name },
  };
}

function claim(palette: ProjectPalette, { rgb, into }: EditOf<'claim'>, nextSlot: number): EditedPalette {
  const target = classAt(palette, into);
  checkUnlocked(target);
  checkNewColour(palette, rgb);
  const claimed = newClass(palette, {
    name: `${target.name} (also)`,
    rgb,
    role: target.role,
    slot: takeSlot(nextSlot),
  });
  return {
    palette: { ...palette, merged: [...palette.merged, { ...claimed, into }] },
    label: { kind: 'claim-colour', class: target.name },
  };
}

function split(palette: ProjectPalette, { slot, name, rgb }: EditOf<'split'>, nextSlot: number): EditedPalette {
  const whole = classAt(palette, slot);
  checkUnlocked(whole);
  const hidden = palette.merged.find((entry) => entry.into === slot && isSameColour(entry.sourceRgb, rgb));
  // What was merged into the class comes out of it again; its labels are still there.
  const part = hidden && revived(palette, hidden, name);
  if (part === undefined) checkNewColour(palette, rgb);
  const added =
    part ?? newClass(palette, { name: freeName(palette, name), rgb, role: whole.role, slot: takeSlot(nextSlot) });
  const place = palette.classes.indexOf(whole) + 1;
  return {
    palette: {
      ...palette,
      classes: [...palette.classes.slice(0, place), added, ...palette.classes.slice(place)],
      merged: palette.merged.filter((entry) => entry !== hidden),
    },
    label: { kind: 'split-class', class: whole.name, off: added.name },
  };
}

/** A class that was merged, as one of its own again. */
function revived(
  palette: ProjectPalette,
  { slot, rgb, role, sourceRgb, sourceIndex, isLocked, marking }: ProjectPaletteClass,
  name: string,
): ProjectPaletteClass {
  const [free, index] = [freeName(palette, name), freeIndex(palette)];
  return { slot, name: free, index, rgb, role, sourceRgb, sourceIndex, isLocked, ...(marking && { marking }) };
}

function change(
  palette: ProjectPalette,
  slot: number,
  changes: Partial<ProjectPaletteClass>,
  describe: (name: string) => ActLabel,
): EditedPalette {
  const entry = classAt(palette, slot);
  checkUnlocked(entry);
  return { palette: withClass(palette, slot, changes), label: describe(entry.name) };
}

function withClass(palette: ProjectPalette, slot: number, changes: Partial<ProjectPaletteClass>): ProjectPalette {
  const classes = palette.classes.map((entry) => (entry.slot === slot ? { ...entry, ...changes } : entry));
  return { ...palette, classes };
}

function classAt({ classes }: ProjectPalette, slot: number): ProjectPaletteClass {
  const entry = classes.find((candidate) => candidate.slot === slot);
  if (entry === undefined) throw new MaskmendError('usage', `there is no class in slot ${slot}`);
  return entry;
}

function checkUnlocked({ isLocked, name }: ProjectPaletteClass): void {
  if (isLocked) throw new MaskmendError('conflict', `"${name}" is locked`, { hint: 'unlock it first' });
}

function checkNewColour(palette: ProjectPalette, rgb: ProjectPaletteClass['rgb']): void {
  const twin = [...palette.classes, ...palette.merged].find((entry) => isSameColour(entry.sourceRgb, rgb));
  if (twin === undefined || palette.coding !== 'colour') return;
  throw new MaskmendError('usage', `the masks' colour ${rgb.join(', ')} belongs to "${twin.name}" already`);
}

function isSameColour(a: ProjectPaletteClass['rgb'], b: ProjectPaletteClass['rgb']): boolean {
  return a.every((level, channel) => level === b[channel]);
}

function newClass(
  palette: ProjectPalette,
  { name, rgb, role, slot }: Pick<ProjectPaletteClass, 'name' | 'rgb' | 'role' | 'slot'>,
): ProjectPaletteClass {
  // In masks of indices the grey level is the index.
  const sourceIndex = palette.coding === 'colour' ? freeIndex(palette) : rgb[0];
  return { slot, name, rgb, role, index: freeIndex(palette), sourceRgb: rgb, sourceIndex, isLocked: false };
}

function takeSlot(nextSlot: number): number {
  if (nextSlot < UNASSIGNED_SLOT) return nextSlot;
  throw new MaskmendError('invalid-palette', 'the project has had all the classes it can hold', {
    hint: 'start a new project',
  });
}

/** One above the highest index of the classes; 255 stays for void. */
function freeIndex({ classes }: ProjectPalette): number {
  const taken = new Set(classes.map(({ index }) => index));
  const highest = classes.reduce((most, { role, index }) => (role === 'void' ? most : Math.max(most, index)), -1);
  let index = highest + 1;
  while (taken.has(index)) index++;
  return index;
}

function freeName({ classes }: ProjectPalette, wanted: string): string {
  const names = new Set(classes.map(({ name }) => name));
  if (!names.has(wanted)) return wanted;
  for (let number = 2; ; number++) if (!names.has(`${wanted} ${number}`)) return `${wanted} ${number}`;
}
