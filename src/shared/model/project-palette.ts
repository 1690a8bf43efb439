import { z } from 'zod';
import { classMarkingSchema } from './class-marking.ts';
import { type Palette, maskCodingSchema, paletteClassSchema, rgbSchema } from './palette.ts';

/** A class as the project holds it: `rgb` and `index` are shown and exported, the source's own are what its pixels hold. */
const projectPaletteClassSchema = paletteClassSchema.extend({
  sourceRgb: rgbSchema,
  sourceIndex: paletteClassSchema.shape.index,
  isLocked: z.boolean(),
  marking: classMarkingSchema.optional(),
});
export type ProjectPaletteClass = z.infer<typeof projectPaletteClassSchema>;

/** A class that was merged into another: its pixels still look as they did, and count as the other's. */
const mergedClassSchema = projectPaletteClassSchema.extend({ into: paletteClassSchema.shape.slot });

export const projectPaletteSchema = z.object({
  coding: maskCodingSchema,
  source: z.string(),
  /** In the order of the palette. */
  classes: z.array(projectPaletteClassSchema).readonly(),
  merged: z.array(mergedClassSchema).readonly(),
});
export type ProjectPalette = z.infer<typeof projectPaletteSchema>;

/** A palette from elsewhere, as a project holds it. */
export function toProjectPalette({ coding, source, classes }: Palette): ProjectPalette {
  const own = classes.map((entry) => ({ ...entry, sourceRgb: entry.rgb, sourceIndex: entry.index, isLocked: false }));
  return { coding, source, classes: own, merged: [] };
}

/** What the repair goes by: colours and indices of the sources, merged classes apart. */
export function enginePalette({ coding, source, classes, merged }: ProjectPalette): Palette {
  const seen = [...classes, ...merged].map(({ slot, name, role, sourceIndex, sourceRgb }) => {
    return { slot, name, role, index: sourceIndex, rgb: sourceRgb };
  });
  return { coding, source, classes: seen };
}

/** What is shown and exported. */
export function shownPalette({ coding, source, classes }: ProjectPalette): Palette {
  const shown = classes.map(({ slot, name, index, rgb, role, evidence }) => {
    return { slot, name, index, rgb, role, ...(evidence && { evidence }) };
  });
  return { coding, source, classes: shown };
}

/** The slot that each merged slot counts as. */
export function mergedSlots({ merged }: ProjectPalette): ReadonlyMap<number, number> {
  return new Map(merged.map(({ slot, into }) => [slot, into]));
}

/** What pixels of the sources a class stands for, as text: equal where a repair could not tell the difference. */
export function sourceSignature({ coding }: ProjectPalette, { sourceRgb, sourceIndex }: ProjectPaletteClass): string {
  return coding === 'colour' ? sourceRgb.join() : `${sourceIndex} ${sourceRgb.join()}`;
}
