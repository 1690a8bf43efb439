import { z } from 'zod';
import { classMarkingSchema } from '../model/class-marking.ts';
import { classEvidenceSchema, classRoleSchema, maskCodingSchema, rgbSchema } from '../model/palette.ts';
import { problemSchema } from '../model/problem.ts';
import { countSchema, slotSchema } from './common.ts';

const nameSchema = z.string().trim().min(1).max(200);
const indexSchema = z.int().min(0).max(65535);

const projectClassSchema = z.object({
  slot: slotSchema,
  name: z.string(),
  /** The index it is exported with. */
  index: indexSchema,
  /** The colour it is shown and exported with. */
  rgb: rgbSchema,
  /** The colour, and in masks of indices the index, that its pixels have in the sources: what the repair goes by. */
  sourceRgb: rgbSchema,
  sourceIndex: indexSchema,
  role: classRoleSchema,
  /** A locked class is changed by no edit and by no painting. */
  isLocked: z.boolean(),
  /** How it is drawn besides its colour; absent: as all are. */
  marking: classMarkingSchema.optional(),
  evidence: classEvidenceSchema.optional(),
  /** Repaired masks that hold the class, and its pixels in them. */
  files: countSchema,
  pixels: countSchema,
  /** Share of all repaired pixels, 0..1. */
  share: z.number(),
});
export type ProjectClass = z.infer<typeof projectClassSchema>;

/** Two classes that JPEG makes hard or impossible to tell apart. */
const closePairSchema = z.object({
  a: slotSchema,
  b: slotSchema,
  /** Largest difference of a channel, in levels; 0 for one colour. */
  distance: countSchema,
  /** At the coarsest quality found in the project the pair falls together: `hopeless`; else `risky`. */
  danger: z.enum(['same', 'hopeless', 'risky']),
  /** That quality. */
  quality: z.int().min(1).max(100),
  /** True where their colours are far enough apart, but not where chroma is kept for several pixels at once. */
  isOfChroma: z.boolean(),
});
export type ClosePair = z.infer<typeof closePairSchema>;

export const paletteStateSchema = z.object({
  revision: countSchema,
  coding: maskCodingSchema.optional(),
  source: z.string().optional(),
  /** In the order of the palette; empty while there is none. */
  classes: z.array(projectClassSchema),
  /** What is likely to go wrong in other programs. */
  warnings: z.array(problemSchema),
  closePairs: z.array(closePairSchema),
  /** Masks whose result is from another palette than this one. */
  staleFiles: countSchema,
  /** Flat colours that no class claims; see `classes.unclaimed`. */
  unclaimedColours: countSchema,
  /** Masks that have been read for their evidence, of all. */
  evidenceFiles: countSchema,
  files: countSchema,
});
export type PaletteState = z.infer<typeof paletteStateSchema>;

/** One edit of the classes; a locked class takes only `lock` and `mark`. */
export const classEditSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rename'), slot: slotSchema, name: nameSchema }),
  /**
   * `shown`: how the class is shown and exported, which touches no mask; `source`: what the sources' pixels hold is
   * another colour than was thought, and masks with it are to be repaired again; `both` at once.
   */
  z.object({
    kind: z.literal('recolour'),
    slot: slotSchema,
    rgb: rgbSchema,
    meaning: z.enum(['shown', 'source', 'both']),
  }),
  z.object({ kind: z.literal('set-role'), slot: slotSchema, role: classRoleSchema }),
  /** The index it is exported with. */
  z.object({ kind: z.literal('set-index'), slot: slotSchema, index: indexSchema }),
  z.object({ kind: z.literal('lock'), slot: slotSchema, isLocked: z.boolean() }),
  /** How the class is drawn besides its colour, in place of what was said before. */
  z.object({ kind: z.literal('mark'), slot: slotSchema, marking: classMarkingSchema }),
  /** All slots of the palette in their new order; `isRenumbering` gives them indices 0, 1, 2 ... (void keeps its own). */
  z.object({ kind: z.literal('reorder'), slots: z.array(slotSchema), isRenumbering: z.boolean() }),
  z.object({ kind: z.literal('add'), name: nameSchema, rgb: rgbSchema, role: classRoleSchema }),
  z.object({ kind: z.literal('remove'), slot: slotSchema }),
  /** Pixels of `from` are those of `into` from now on, in results and in repairs to come; needs no repair. */
  z.object({ kind: z.literal('merge'), from: z.array(slotSchema).min(1), into: slotSchema }),
  /** A colour that no class claims belongs to this one as well: its pixels become the class's, in repairs to come. */
  z.object({ kind: z.literal('claim'), rgb: rgbSchema, into: slotSchema }),
  /** A second class takes part of the pixels, told by its colour; masks that hold the class are repaired again. */
  z.object({ kind: z.literal('split'), slot: slotSchema, name: nameSchema, rgb: rgbSchema }),
]);
export type ClassEdit = z.infer<typeof classEditSchema>;

/** What an edit, or a whole new palette, does to masks that are repaired already. */
export const affectedSchema = z.object({
  /** Masks that need the engine again. */
  toRepair: countSchema,
  /** Masks whose labels change at once, without the engine. */
  toRelabel: countSchema,
  /** Repaired masks that stay as they are. */
  untouched: countSchema,
  /** Masks decided on that become undecided again. */
  decisionsLost: countSchema,
  /** Paths below their folders of the first masks to repair and to relabel, in the order of names. */
  examples: z.object({ toRepair: z.array(z.string()), toRelabel: z.array(z.string()) }),
});
export type Affected = z.infer<typeof affectedSchema>;

export const unclaimedColourSchema = z.object({
  rgb: rgbSchema,
  /** Pixels of flat areas, over all files. */
  pixels: countSchema,
  files: countSchema,
  /** Files that show most of it, at most 20. */
  examples: z.array(z.object({ file: z.int().min(1), path: z.string(), pixels: countSchema })),
  nearest: z.object({ slot: slotSchema, distance: countSchema }).optional(),
});
export type UnclaimedColour = z.infer<typeof unclaimedColourSchema>;

/** A connected place of a colour: its box in coded pixels. */
export const colourPlaceSchema = z.object({
  x: countSchema,
  y: countSchema,
  width: countSchema,
  height: countSchema,
  pixels: countSchema,
});
export type ColourPlace = z.infer<typeof colourPlaceSchema>;
