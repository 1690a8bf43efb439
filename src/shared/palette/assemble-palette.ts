import type { ClassEvidence, ClassRole, MaskCoding, Palette, PaletteClass, Rgb } from '../model/palette.ts';
import { rolesOf } from './class-roles.ts';

/** A class before it has its place in a palette. */
export interface ClassEntry {
  readonly name: string;
  readonly index: number;
  readonly rgb: Rgb;
  readonly evidence?: ClassEvidence;
}

interface PaletteFrame {
  readonly coding: MaskCoding;
  readonly source: string;
  /** Roles known otherwise than by the rules of `rolesOf`, in the order of the entries. */
  readonly roles?: readonly ClassRole[];
}

/** Entries as the classes of a palette: slots in their order, roles by name, index and colour. */
export function assemblePalette(entries: readonly ClassEntry[], { coding, source, roles }: PaletteFrame): Palette {
  const known = roles ?? rolesOf(entries);
  const classes = entries.map((entry, slot): PaletteClass => ({ slot, ...entry, role: known[slot] ?? 'class' }));
  return { coding, source, classes };
}
