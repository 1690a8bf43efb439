import { keptObjectEvidenceSchema } from '../model/object-evidence.ts';
import { z } from 'zod';
import { areaShapeSchema, rectangleSchema } from '../edit/edit-operation.ts';
import { maskMeaningSchema, meaningChoiceSchema } from '../model/mask-meaning.ts';
import { rgbSchema } from '../model/palette.ts';
import { countSchema, slotSchema } from './common.ts';
import { editedSchema, objectNumberSchema, tileRunsSchema } from './review-schemas.ts';

/** An object of a mask: its pixels are those of its number that have its class. */
export const objectRowSchema = rectangleSchema.extend({
  number: objectNumberSchema,
  slot: slotSchema,
  pixels: z.int().min(1),
  /** Connected parts, touching corners included. */
  parts: z.int().min(1),
  /** A pixel of it. */
  at: z.tuple([countSchema, countSchema]),
  isCrowd: z.boolean(),
  /** Its number in the file or its annotation's id; absent for objects that a person made. */
  sourceId: countSchema.optional(),
  /** Its colour in the file, where the file names objects by colours. */
  sourceRgb: rgbSchema.optional(),
});
export type ObjectRow = z.infer<typeof objectRowSchema>;

const numbersSchema = z.array(objectNumberSchema).min(1).max(65_534).readonly();
const connectivitySchema = z.union([z.literal(4), z.literal(8)]);

/** One act on objects; each is one entry of the history. */
export const objectActSchema = z.discriminatedUnion('kind', [
  /** All become the first one, class included. */
  z.object({ kind: z.literal('merge'), numbers: numbersSchema.unwrap().min(2).readonly() }),
  /** The largest connected part stays the object, every other becomes one of its own, of the same class. */
  z.object({ kind: z.literal('split-parts'), number: objectNumberSchema, connectivity: connectivitySchema }),
  /** What of the object lies in the area becomes an object of its own. */
  z.object({ kind: z.literal('split-area'), number: objectNumberSchema, area: areaShapeSchema }),
  /** The objects, and with them their pixels, get another class. */
  z.object({ kind: z.literal('reassign'), numbers: numbersSchema, slot: slotSchema }),
  /** Their pixels go to what is nearest around them: to its class, and to its object where there is one. */
  z.object({ kind: z.literal('remove'), numbers: numbersSchema }),
  /** Their pixels keep their class and belong to no object any more. */
  z.object({ kind: z.literal('dissolve'), numbers: numbersSchema }),
  /** Every connected place of a class that belongs to no object becomes one. */
  z.object({ kind: z.literal('make-parts'), slot: slotSchema, connectivity: connectivitySchema }),
  /** The area, painted with a class, becomes an object; pixels of locked classes are left out. */
  z.object({ kind: z.literal('make-area'), slot: slotSchema, area: areaShapeSchema }),
  /** The area, painted with its class, is added to an object; pixels of locked classes are left out. */
  z.object({ kind: z.literal('add-area'), number: objectNumberSchema, area: areaShapeSchema }),
  z.object({ kind: z.literal('mark-crowd'), numbers: numbersSchema, isCrowd: z.boolean() }),
]);
export type ObjectAct = z.infer<typeof objectActSchema>;

export const editedObjectsSchema = editedSchema.extend({
  /** Numbers of the objects that the act made. */
  made: z.array(objectNumberSchema),
});
export type EditedObjects = z.infer<typeof editedObjectsSchema>;

/** What an act on objects would do: nothing is kept of it. */
export const objectPreviewSchema = z.object({
  /** Pixels whose object or class would be another one. */
  changedPixels: countSchema,
  /** The new classes, and the new numbers of objects, 0 for none. */
  labels: z.array(tileRunsSchema),
  numbers: z.array(tileRunsSchema),
  /** Numbers that objects it makes would have. */
  made: z.array(objectNumberSchema),
});
export type ObjectPreview = z.infer<typeof objectPreviewSchema>;

/** What the values of one mask name. */
export const fileMeaningSchema = z.object({
  choice: meaningChoiceSchema,
  /** What the file, or its dataset, tells by itself, and why; absent while it has not been read. */
  found: z.object({ meaning: maskMeaningSchema, evidence: keptObjectEvidenceSchema }).optional(),
});
export type FileMeaning = z.infer<typeof fileMeaningSchema>;

/** Masks of one folder, and what their values name. */
export const meaningFolderSchema = z.object({
  root: z.int().min(1),
  /** Path below the root, POSIX; empty for the root itself. */
  folder: z.string(),
  masks: countSchema,
  /** What the files tell, and why; absent while they have not been read. */
  found: z.object({ meaning: maskMeaningSchema, evidence: keptObjectEvidenceSchema }).optional(),
  /** What the person said; absent where it was said of some of the masks only. */
  choice: meaningChoiceSchema.optional(),
  /** Masks that count as naming objects. */
  objectMasks: countSchema,
});
export type MeaningFolder = z.infer<typeof meaningFolderSchema>;
