import { z } from 'zod';
import { decisionSchema } from '../model/decision.ts';
import { defineCalls } from './call.ts';
import { countSchema, fileIdSchema, jobIdSchema, nothingSchema, pageSchema, pathSchema, slotSchema } from './common.ts';
import {
  actKeySchema,
  areaOperationSchema,
  editedSchema,
  editPreviewSchema,
  maskActSchema,
  maskObjectSchema,
  maskViewSchema,
  placesSchema,
  projectPreviewSchema,
  repairChangesSchema,
  reviewCountsSchema,
  reviewMaskSchema,
  reviewProgressSchema,
  savedFilterSchema,
  shownEdgeSchema,
} from './review-schemas.ts';
import {
  MOST_NAMED,
  selectionSchema,
  sourceFilterSchema,
  sourceRowSchema,
  sourceSortSchema,
} from './source-schemas.ts';

/** The queue's list and its order; the usual order is `look`, descending: the worst first. */
const listSchema = z.object({ filter: sourceFilterSchema, sort: sourceSortSchema });

/**
 * Step 3. Undo and redo are those of the project (`project.undo`, `project.redo`); what they do to labels is told by the
 * event `labels`.
 */
export const reviewCalls = defineCalls({
  'review.queue': {
    input: listSchema.extend(pageSchema.shape),
    output: z.object({
      rows: z.array(sourceRowSchema),
      /** Masks that the filter finds. */
      total: countSchema,
      /** Of the whole project, whatever the filter. */
      progress: reviewProgressSchema,
      revision: countSchema,
    }),
  },
  /** A stretch of the same list, for acts on many masks. */
  'review.ids': {
    input: listSchema.extend({ offset: countSchema, limit: z.int().min(1).max(MOST_NAMED) }),
    output: z.object({ ids: z.array(fileIdSchema) }),
  },
  'review.counts': { input: z.object({ filter: sourceFilterSchema }), output: reviewCountsSchema },
  /**
   * The next mask of the list, after (or before) another one, that is wanted: `undecided`, or `needs-look`; begins again
   * at the list's other end. Absent where there is none but `from` itself.
   */
  'review.next': {
    input: listSchema.extend({
      from: fileIdSchema.optional(),
      direction: z.enum(['forward', 'backward']),
      want: z.enum(['undecided', 'needs-look', 'any']),
    }),
    output: z.object({ row: sourceRowSchema.optional(), position: countSchema.optional() }),
  },
  'review.savedFilters': { input: nothingSchema, output: z.array(savedFilterSchema) },
  /** Replaces the one of that name. */
  'review.saveFilter': { input: savedFilterSchema, output: z.array(savedFilterSchema) },
  'review.removeFilter': { input: z.object({ name: z.string() }), output: z.array(savedFilterSchema) },
  /**
   * What the person says of masks, one entry of the history. Without a note a mask keeps its own. The name of the
   * settings and the time are kept with it. Edits stay whatever is decided.
   */
  'review.decide': {
    input: z.object({
      selection: selectionSchema,
      decision: decisionSchema,
      note: z.string().max(5000).optional(),
    }),
    output: z.object({ changed: countSchema, progress: reviewProgressSchema }),
  },
  /** Puts a note to a mask, whatever is decided; empty takes it away. One entry of the history. */
  'review.note': {
    input: z.object({ id: fileIdSchema, note: z.string().max(5000) }),
    output: nothingSchema,
  },
  /** The undecided, certified, up-to-date masks of a list that `review.acceptCertified` would accept. */
  'review.certifiedPreview': {
    input: z.object({ filter: sourceFilterSchema }),
    output: z.object({
      masks: countSchema,
      /** The first of them. */
      rows: z.array(sourceRowSchema),
      /** Undecided masks of the list that it would leave. */
      left: countSchema,
    }),
  },
  /** Accepts all certified, undecided, up-to-date masks of a list, one entry of the history. */
  'review.acceptCertified': {
    input: z.object({ filter: sourceFilterSchema }),
    output: z.object({ changed: countSchema, progress: reviewProgressSchema }),
  },
  /** `not-found` where the mask has no labels yet. */
  'review.mask': { input: z.object({ id: fileIdSchema }), output: reviewMaskSchema },
  /** The uncertain places of a mask, the largest first. */
  'review.places': { input: z.object({ id: fileIdSchema }), output: placesSchema },
  /** Where most classes meet; absent where none do. Throws `not-found` where the mask has no labels. */
  'review.edge': { input: z.object({ id: fileIdSchema }), output: z.object({ edge: shownEdgeSchema.optional() }) },
  /** What the repair changed, class by class. */
  'review.changes': { input: z.object({ id: fileIdSchema }), output: repairChangesSchema },
  /**
   * Changes labels: one act, one entry of the history, on disk when it is answered. `conflict` where the labels have
   * changed since `labelsRevision`, unless by this act, of the same `key`, before; `usage` where a class to be painted is locked or unknown.
   */
  'review.edit': {
    input: z.object({
      id: fileIdSchema,
      labelsRevision: countSchema,
      act: maskActSchema,
      key: actKeySchema.optional(),
    }),
    output: editedSchema,
  },
  /** What an operation would do. */
  'review.previewEdit': {
    input: z.object({ id: fileIdSchema, operation: areaOperationSchema }),
    output: editPreviewSchema,
  },
  /** An operation tried on a sample of many masks; those that need a place (`fill`) or an area are refused with `usage`. */
  'review.previewForAll': {
    input: z.object({ selection: selectionSchema, operation: areaOperationSchema }),
    output: projectPreviewSchema,
  },
  /** Does an operation on many masks, as a job; one entry of the history. */
  'review.editAll': {
    input: z.object({ selection: selectionSchema, operation: areaOperationSchema }),
    output: z.object({ job: jobIdSchema }),
  },
  /** The connected places of a class, or of all classes, the largest first. */
  'review.objects': {
    input: pageSchema.extend({
      id: fileIdSchema,
      slot: slotSchema.optional(),
      connectivity: z.union([z.literal(4), z.literal(8)]),
    }),
    output: z.object({ objects: z.array(maskObjectSchema), total: countSchema }),
  },
  /** Writes a picture as PNG; `exists` where there is a file of that name, unless it may be replaced. */
  'review.saveView': {
    input: z.object({ id: fileIdSchema, view: maskViewSchema, path: pathSchema, isOverwriting: z.boolean() }),
    output: z.object({ path: z.string(), bytes: countSchema }),
  },
});
