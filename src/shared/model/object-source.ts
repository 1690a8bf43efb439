import { keptObjectEvidenceSchema } from './object-evidence.ts';
import { z } from 'zod';
import { paletteClassSchema } from './palette.ts';

const numberSchema = z.int().min(0).max(0xffff_ffff);
const slotSchema = paletteClassSchema.shape.slot;

/** How the number of an object tells its class. */
const objectClassesSchema = z.discriminatedUnion('kind', [
  /** It does not: all are of one class, for a person to change. */
  z.object({ kind: z.literal('unknown') }),
  /** The mask itself holds classes; the objects lie in a file beside it. */
  z.object({ kind: z.literal('mask') }),
  /** The class's own index is the number divided by this; numbers below it, and multiples where it says so, are no objects. */
  z.object({
    kind: z.literal('quotient'),
    by: z.union([z.literal(1000), z.literal(256)]),
    /** The indices of classes that occur. */
    indices: z.array(z.int().min(0).max(65_535)).max(1000).readonly(),
  }),
  /** A list beside the file says so: number, slot. */
  z.object({
    kind: z.literal('listed'),
    slots: z
      .array(z.tuple([numberSchema, slotSchema]))
      .max(65_534)
      .readonly(),
  }),
]);

/** Where the objects of a mask are, and how they are read. */
export const objectSourceSchema = z.object({
  /** True where a dataset says so; else it was told from what files look like, and is told anew when they change. */
  isFromDataset: z.boolean().optional(),
  /** True where only the values look like it, not the name: classes that a person gave, and that have all of them, outweigh it. */
  isByValues: z.boolean().optional(),
  /** Why it is believed. */
  evidence: keptObjectEvidenceSchema,
  /** POSIX path of the file that names objects, below the mask's root or another one; absent: the mask itself does. */
  file: z.string().min(1).optional(),
  /** Id of the root that the file lies below, where it is not the mask's. */
  root: z.int().min(1).optional(),
  /** What names an object: the value or colour of its pixels, or red + 256 green + 65536 blue. */
  reading: z.enum(['value', 'id24']),
  classes: objectClassesSchema,
  /** Numbers that are no objects: background, void. */
  leftOut: z.array(numberSchema).max(1000).readonly(),
  /** Nor are those below this one, and multiples of the other. */
  lowest: numberSchema.optional(),
  notMultipleOf: numberSchema.optional(),
  crowds: z.array(numberSchema).max(65_534).readonly().optional(),
});
export type ObjectSource = Readonly<z.infer<typeof objectSourceSchema>>;
