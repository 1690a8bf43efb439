import { z } from 'zod';
import { meaningChoiceSchema } from '../model/mask-meaning.ts';
import { defineCalls } from './call.ts';
import { countSchema, fileIdSchema, nothingSchema, pageSchema } from './common.ts';
import {
  editedObjectsSchema,
  fileMeaningSchema,
  meaningFolderSchema,
  objectActSchema,
  objectPreviewSchema,
  objectRowSchema,
} from './object-schemas.ts';
import { actKeySchema } from './review-schemas.ts';
import { selectionSchema } from './source-schemas.ts';

/**
 * Objects of masks, beside their classes. Which object a pixel belongs to is served as the tile layer `objects`; undo and
 * redo are those of the project, and what acts do to tiles is told by the event `labels`.
 */
export const objectCalls = defineCalls({
  /** The objects of a mask that have pixels; empty where it has none. `not-found` where it has no labels. */
  'objects.list': {
    input: pageSchema.extend({ id: fileIdSchema, sort: z.enum(['number', 'largest', 'class']) }),
    output: z.object({ objects: z.array(objectRowSchema), total: countSchema, labelsRevision: countSchema }),
  },
  /** The object at a pixel; absent where the pixel belongs to none. */
  'objects.at': {
    input: z.object({ id: fileIdSchema, x: countSchema, y: countSchema }),
    output: z.object({ object: objectRowSchema.optional() }),
  },
  /**
   * Changes objects: one act, one entry of the history, on disk when it is answered. `conflict` where the labels have
   * changed since `labelsRevision`, unless by this act, of the same `key`, before; `not-found` for an object that is not there; `usage` where a class that would change
   * is locked or unknown, and where nothing would be left to fill a removed object with.
   */
  'objects.edit': {
    input: z.object({
      id: fileIdSchema,
      labelsRevision: countSchema,
      act: objectActSchema,
      key: actKeySchema.optional(),
    }),
    output: editedObjectsSchema,
  },
  /** What an act would do; refused as the act would be. */
  'objects.preview': { input: z.object({ id: fileIdSchema, act: objectActSchema }), output: objectPreviewSchema },
  /** What the values of a mask name. `not-found` where it is no mask. */
  'objects.meaning': { input: z.object({ id: fileIdSchema }), output: fileMeaningSchema },
  /** What the masks of each folder name, classes or objects, with the evidence; at most 1000 folders. */
  'objects.folders': { input: nothingSchema, output: z.array(meaningFolderSchema) },
  /**
   * Says what masks name. One entry of the history. Masks for which that changes anything count as out of date until
   * they are repaired again.
   */
  'objects.setMeaning': {
    input: z.object({ selection: selectionSchema, choice: meaningChoiceSchema }),
    output: z.object({ changed: countSchema }),
  },
});
