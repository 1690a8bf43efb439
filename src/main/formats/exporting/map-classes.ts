import type { ExportRemark } from '../../../shared/model/export-remark.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { UNASSIGNED_SLOT, type Palette, type PaletteClass, type Rgb } from '../../../shared/model/palette.ts';
import { vocVoidColour } from '../../../shared/palette/presets/voc.ts';
import type { ClassChoices } from '../export-request.ts';

/** The classes of an export, and what becomes of the slots of the masks. */
export interface MappedClasses {
  readonly palette: Palette;
  /** New slot by old one; 65536 entries, the last for unassigned pixels; 65535 where a slot has no class. */
  readonly slots: Uint16Array;
  /** What is to be told before anything is written. */
  readonly warnings: readonly ExportRemark[];
}

const VOID_INDEX = 255;
/** Of a void class that gets its index when all others have theirs. */
const NO_INDEX = -1;

/**
 * Applies a person's choices to the classes. Unassigned pixels become void; where there are some and no void class, one
 * of index 255 is made, or of the highest one below that is free. So do those of a class that is left out, or background where there is no void class but that. Throws MaskmendError usage with the choice that cannot be.
 */
export function mapClasses(palette: Palette, choices: ClassChoices, hasUnassigned: boolean): MappedClasses {
  const table = new ClassTable(palette);
  for (const { into, from } of choices.merges) table.merge(into, from);
  table.settleVoid(choices, hasUnassigned);
  for (const name of choices.dropped) table.drop(name, choices);
  table.renumber(choices);
  table.numberVoid();
  return table.finish(palette);
}

/** Old slots of the classes that are left out, those merged into one of them too. Throws MaskmendError usage. */
export function droppedSlots(palette: Palette, { merges, dropped }: ClassChoices): number[] {
  if (dropped.length === 0) return [];
  const table = new ClassTable(palette);
  for (const { into, from } of merges) table.merge(into, from);
  return table.slotsOf(dropped, palette);
}

class ClassTable {
  #classes: PaletteClass[];
  readonly #moves = new Map<number, number>();
  #unassignedTo: number;
  readonly #warnings: ExportRemark[] = [];

  constructor({ classes }: Palette) {
    this.#classes = [...classes];
    this.#unassignedTo = UNASSIGNED_SLOT;
  }

  merge(into: string, from: readonly string[]): void {
    const parts = from.map((name) => this.#named(name));
    const target = this.#classes.find(({ name }) => name === into) ?? { ...parts[0], name: into };
    for (const { slot } of parts) if (slot !== target.slot) this.#moves.set(slot, target.slot);
    const gone = new Set(parts.map(({ slot }) => slot));
    const place = this.#classes.findIndex(({ slot }) => slot === target.slot);
    this.#classes[place] = target;
    this.#classes = this.#classes.filter(({ slot }) => slot === target.slot || !gone.has(slot));
  }

  settleVoid({ voidAs }: ClassChoices, hasUnassigned: boolean): void {
    if (voidAs === 'background') {
      const hasVoid = hasUnassigned || this.#voids().length > 0;
      if (!hasVoid) return;
      const background = this.#background();
      for (const { slot } of this.#voids()) this.#moves.set(slot, background.slot);
      this.#classes = this.#classes.filter(({ role }) => role !== 'void');
      this.#unassignedTo = background.slot;
      return;
    }
    const first = this.#voids().at(0);
    if (first === undefined && (hasUnassigned || voidAs !== 'keep'))
      this.#addVoid(voidAs === 'keep' ? NO_INDEX : voidAs);
    else if (first !== undefined && voidAs !== 'keep') this.#replace(first.slot, { index: voidAs });
    this.#unassignedTo = this.#voids().at(0)?.slot ?? UNASSIGNED_SLOT;
  }

  #addVoid(index: number): void {
    if (this.#classes.some((entry) => entry.index === index)) {
      throw usage(`pixels of no class need a void class, but index ${index} is that of a class`);
    }
    const slot = this.#classes.reduce((most, entry) => Math.max(most, entry.slot), -1) + 1;
    const isTaken = (rgb: Rgb): boolean => this.#classes.some((entry) => String(entry.rgb) === String(rgb));
    const rgb: Rgb = isTaken(vocVoidColour) ? [255, 255, 255] : vocVoidColour;
    const name = this.#classes.some((entry) => entry.name === 'void') ? 'unassigned' : 'void';
    this.#classes.push({ slot, name, index, rgb, role: 'void' });
  }

  drop(name: string, { voidAs }: ClassChoices): void {
    const { slot } = this.#named(name);
    const isNowhere =
      this.#unassignedTo === UNASSIGNED_SLOT && !this.#classes.some(({ role }) => role === 'background');
    if (isNowhere && voidAs === 'keep') {
      this.#addVoid(NO_INDEX);
      this.#unassignedTo = this.#voids()[0].slot;
    }
    const to = this.#unassignedTo === UNASSIGNED_SLOT ? this.#background().slot : this.#unassignedTo;
    if (to === slot) throw usage(`class ${name} cannot be dropped: its pixels would have no class`);
    this.#moves.set(slot, to);
    this.#classes = this.#classes.filter((entry) => entry.slot !== slot);
  }

  renumber({ indices, isZeroReduced }: ClassChoices): void {
    if (isZeroReduced) this.#reduceZero();
    for (const from of indices.keys()) {
      if (!this.#classes.some(({ index }) => index === from)) throw usage(`no class has index ${from}`);
    }
    this.#classes = this.#classes.map((entry) => ({ ...entry, index: indices.get(entry.index) ?? entry.index }));
    const seen = new Map<number, string>();
    for (const { index, name } of this.#classes) {
      const other = seen.get(index);
      if (other !== undefined) throw usage(`classes ${other} and ${name} would both have index ${index}`);
      seen.set(index, name);
    }
  }

  #reduceZero(): void {
    const first = this.#classes.find(({ index }) => index === 0);
    if (first === undefined) throw usage('no class has index 0, which is what reducing zero needs');
    // What was void before and what index 0 becomes are one.
    const others = this.#voids().filter(({ slot }) => slot !== first.slot);
    for (const { slot } of others) this.#moves.set(slot, first.slot);
    if (others.some(({ slot }) => slot === this.#unassignedTo)) this.#unassignedTo = first.slot;
    const gone = new Set(others.map(({ slot }) => slot));
    this.#classes = this.#classes
      .filter(({ slot }) => !gone.has(slot))
      .map((entry) =>
        entry.index === 0
          ? { ...entry, index: VOID_INDEX, role: 'void' as const }
          : { ...entry, index: entry.index - 1 },
      );
  }

  /** Gives the void class that was made its index. */
  numberVoid(): void {
    const made = this.#classes.find(({ index }) => index === NO_INDEX);
    if (made === undefined) return;
    const taken = new Map(this.#classes.map(({ index, name }) => [index, name]));
    let index = VOID_INDEX;
    while (index >= 0 && taken.has(index)) index--;
    if (index < 0) index = Math.max(...taken.keys()) + 1;
    this.#replace(made.slot, { index });
    const owner = taken.get(VOID_INDEX);
    if (owner !== undefined) this.#warnings.push({ kind: 'void-made', class: made.name, index, owner });
  }

  /** Slots that these classes are made of. */
  slotsOf(names: readonly string[], { classes }: Palette): number[] {
    const wanted = new Set(names.map((name) => this.#named(name).slot));
    return classes.map(({ slot }) => slot).filter((slot) => wanted.has(this.#follow(slot)));
  }

  finish(palette: Palette): MappedClasses {
    const slots = new Uint16Array(UNASSIGNED_SLOT + 1).fill(UNASSIGNED_SLOT);
    for (const { slot } of palette.classes) slots[slot] = this.#follow(slot);
    slots[UNASSIGNED_SLOT] = this.#unassignedTo;
    return { palette: { ...palette, classes: this.#classes }, slots, warnings: this.#warnings };
  }

  /** A class may be merged into one that is dropped. */
  #follow(slot: number): number {
    const next = this.#moves.get(slot);
    return next === undefined ? slot : this.#follow(next);
  }

  #replace(slot: number, change: Partial<PaletteClass>): void {
    this.#classes = this.#classes.map((entry) => (entry.slot === slot ? { ...entry, ...change } : entry));
  }

  #voids(): readonly PaletteClass[] {
    return this.#classes.filter(({ role }) => role === 'void');
  }

  #background(): PaletteClass {
    const background = this.#classes.find(({ role }) => role === 'background');
    if (background !== undefined) return background;
    throw usage('there is no background class that void or dropped pixels could become');
  }

  #named(name: string): PaletteClass {
    const found = this.#classes.find((entry) => entry.name === name);
    if (found !== undefined) return found;
    const names = this.#classes.map((entry) => entry.name).join(', ');
    throw new MaskmendError('usage', `there is no class ${name}`, { hint: `the classes are ${names}` });
  }
}

function usage(message: string): MaskmendError {
  return new MaskmendError('usage', message, { hint: 'choose other classes or indices' });
}
