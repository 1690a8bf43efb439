import { z } from 'zod';
import { keptActLabelSchema } from '../model/act-label.ts';
import { areaShapeSchema, editOperationSchema, rectangleSchema } from '../edit/edit-operation.ts';
import { decisionSchema } from '../model/decision.ts';
import { countSchema, fileIdSchema, slotSchema, timeSchema } from './common.ts';
import { sourceFilterSchema, sourceRowSchema } from './source-schemas.ts';

/** How far the masks of the project have been decided on. */
export const reviewProgressSchema = z.object({
  /** Masks with a result, and those that could not be repaired: what there is to decide on. */
  masks: countSchema,
  decided: countSchema,
  /** Undecided, and not certified or painted over since: a person's look is needed. */
  needsLook: countSchema,
  accepted: countSchema,
  rejected: countSchema,
  flagged: countSchema,
  skipped: countSchema,
});
export type ReviewProgress = z.infer<typeof reviewProgressSchema>;

const countedSchema = z.array(z.object({ value: z.string(), files: countSchema }));

/** How many masks each value of a filter would leave; a property's own condition is left out. */
export const reviewCountsSchema = z.object({
  total: countSchema,
  verdict: countedSchema,
  status: countedSchema,
  decision: countedSchema,
  /** Values are slots. */
  classes: countedSchema,
  certified: countSchema,
  needsLook: countSchema,
  edited: countSchema,
  noted: countSchema,
});
export type ReviewCounts = z.infer<typeof reviewCountsSchema>;

export const savedFilterSchema = z.object({
  name: z.string().trim().min(1).max(100),
  filter: sourceFilterSchema,
});
export type SavedFilter = z.infer<typeof savedFilterSchema>;

/** A decision: what, on which result, when, by whom (empty where no name is set) and why. */
const decidedSchema = z.object({
  decision: decisionSchema,
  /** The result that was decided on. */
  revision: countSchema,
  at: timeSchema,
  by: z.string(),
  note: z.string(),
});

/**
 * The blocks (MCUs) of a JPEG and what the certificate says of each; the states themselves are served as bytes, see
 * `certificateUrl`.
 */
const certificateSchema = z.object({
  /** Blocks in a row and rows of them; the last ones reach beyond the mask. */
  columns: countSchema,
  rows: countSchema,
  /** Size of a block in pixels. */
  blockWidth: countSchema,
  blockHeight: countSchema,
  certified: countSchema,
  edge: countSchema,
});

/** What the viewer and the panels beside it want to know of a mask. */
export const reviewMaskSchema = z.object({
  row: sourceRowSchema,
  width: countSchema,
  height: countSchema,
  /** Version of the labels: of every edit, undo, redo and repair. Edits name the one they were made on. */
  labelsRevision: countSchema,
  /** Tiles are squares of this many pixels, cut at the right and lower border. */
  tileSide: countSchema,
  /** Levels of the pyramid: 1 where one tile shows it all; level L is made of 2^L x 2^L pixels. */
  levels: countSchema,
  /** Classes in the labels as they are now, the most pixels first. */
  classes: z.array(z.object({ slot: slotSchema, pixels: countSchema })),
  /** Acts of painting that are in force, and the pixels in which the labels differ from what the repair gave. */
  edits: countSchema,
  editedPixels: countSchema,
  /** True where the operation `alternative` has something to give. */
  hasAlternative: z.boolean(),
  /** True where the mask knows objects beside classes: there is a layer `objects` and a list. */
  hasObjects: z.boolean(),
  /** True where the file's greys stand for classes by index: what a pixel is nearest to is told by that. */
  showsIndices: z.boolean(),
  /** What the file's pixels are where they are single numbers: there is a layer `numbers`. Absent of drawn masks. */
  numbers: z.enum(['levels', 'indices']).optional(),
  /** Absent where the source is no JPEG or was repaired before certificates were kept. */
  certificate: certificateSchema.optional(),
  decided: decidedSchema.optional(),
  /** Earlier decisions, the newest first. */
  history: z.array(decidedSchema),
  /** What was done on its labels and objects and is in force, the newest first; at most 50 acts. */
  acts: z.array(z.object({ label: keptActLabelSchema, at: z.number() })),
});
export type ReviewMask = z.infer<typeof reviewMaskSchema>;

/** An uncertain place: a connected group of doubtful pixels (8-connected, gaps of a few pixels bridged) in its box. */
const placeSchema = rectangleSchema.extend({
  /** Pixels that are not certain. */
  pixels: countSchema,
  /** The least certain of them, 0..254. */
  least: countSchema,
  /** Those that a person has painted since. */
  editedPixels: countSchema,
});

export const placesSchema = z.object({
  /** The most uncertain pixels first, at most 1000. */
  places: z.array(placeSchema),
  /** Also those beyond the list. */
  total: countSchema,
  pixels: countSchema,
});

/** A place where classes meet, in the source and as the repair gave it; its pictures are at `edgeUrl`. */
export const shownEdgeSchema = rectangleSchema.extend({
  /** Distinct colours in the place. */
  coloursBefore: countSchema,
  coloursAfter: countSchema,
});

/** What the repair made of the pixels that looked, in the source, most like a class: `to` differs from `from`. */
export const repairChangesSchema = z.object({
  /** The source's pixels whose nearest class is not the one they got, the most first, at most 200 pairs. */
  pairs: z.array(z.object({ from: slotSchema, to: slotSchema, pixels: countSchema })),
  pixels: countSchema,
});

const tilePlaceSchema = z.object({ row: countSchema, column: countSchema });
export type TilePlace = z.infer<typeof tilePlaceSchema>;

/**
 * New labels of a tile, run by run: position in the tile (row-major), length, new label; flat, three numbers a run. The
 * label 65535 (`RESTORED` of edit/label-runs.ts) takes paint away: the pixel gets what the repair gave it.
 */
export const tileRunsSchema = tilePlaceSchema.extend({
  runs: z.array(z.int().min(0).max(262_144)).max(786_432).readonly(),
});
export type TileRuns = Readonly<z.infer<typeof tileRunsSchema>>;

/** Which pixels may change; the project's locked classes are never touched, whatever is said here. */
const paintRulesSchema = z.object({
  /** Classes that are left as they are. */
  locked: z.array(slotSchema).max(65_535).readonly().optional(),
  /** Only pixels of these classes change. */
  onlyOver: z.array(slotSchema).max(65_535).readonly().optional(),
});
export type PaintRules = Readonly<z.infer<typeof paintRulesSchema>>;

/** An operation on an area; without one, on the whole mask. */
export const areaOperationSchema = z.object({
  operation: editOperationSchema,
  area: areaShapeSchema.optional(),
  /** What is selected: of the area, or of the mask, only pixels in here change. */
  within: areaShapeSchema.optional(),
  rules: paintRulesSchema.optional(),
});
export type AreaOperation = Readonly<z.infer<typeof areaOperationSchema>>;

/** One act on the labels of a mask: pixels painted in the viewer, or an operation that the services work out. */
export const maskActSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('runs'),
    tiles: z.array(tileRunsSchema).min(1).max(1024).readonly(),
    rules: paintRulesSchema.optional(),
    /** For the history: `Paint car`. */
    label: z.string().trim().min(1).max(200),
  }),
  areaOperationSchema.extend({ kind: z.literal('operation') }),
]);
export type MaskAct = z.infer<typeof maskActSchema>;

/**
 * Names an act of the page that makes it: an act that comes once more, because its answer was lost, is not done again but
 * answered.
 */
export const actKeySchema = z.uuid();

/** What became of an act. */
export const editedSchema = z.object({
  labelsRevision: countSchema,
  /** 0: nothing changed, and nothing was put into the history. */
  changedPixels: countSchema,
  /** Acts of painting that are in force, and the pixels in which the labels differ from what the repair gave. */
  edits: countSchema,
  editedPixels: countSchema,
  /** Tiles of level 0 whose labels are others now. */
  tiles: z.array(tilePlaceSchema),
  classes: z.array(z.object({ slot: slotSchema, pixels: countSchema })),
  /** The entry of the history, for `project.undo`. */
  entry: z.int().min(1).optional(),
});
export type Edited = z.infer<typeof editedSchema>;

/** What an operation would do to a mask: nothing is kept of it. */
export const editPreviewSchema = z.object({
  labelsRevision: countSchema,
  changedPixels: countSchema,
  /** The new labels, in the area asked for. */
  tiles: z.array(tileRunsSchema),
  /** Pixels by class before and after. */
  changes: z.array(z.object({ from: slotSchema, to: slotSchema, pixels: countSchema })),
});
export type EditPreview = z.infer<typeof editPreviewSchema>;

/** What an operation would do to many masks, tried on a sample of them. */
export const projectPreviewSchema = z.object({
  /** Masks of the selection that have labels, and those of them that hold a class the operation is about. */
  masks: countSchema,
  concerned: countSchema,
  /** Evenly spread over the concerned ones, at most 12. */
  sample: z.array(z.object({ id: fileIdSchema, path: z.string(), changedPixels: countSchema, pixels: countSchema })),
});
export type ProjectPreview = z.infer<typeof projectPreviewSchema>;

/** A connected place of a class. */
export const maskObjectSchema = rectangleSchema.extend({
  slot: slotSchema,
  pixels: countSchema,
  /** A pixel of it: what `review.edit` with `fill` and pictures of objects name it by. */
  at: z.tuple([countSchema, countSchema]),
});
export type MaskObject = z.infer<typeof maskObjectSchema>;

/** Number of an object in its mask, 1..65534; stays the same for as long as the mask is kept. */
export const objectNumberSchema = z.int().min(1).max(65_534);

/** A picture made of a mask to be saved: a class or object in black and white, or cut out of the photo. */
export const maskViewSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('class'), slot: slotSchema }),
  /** The photo under a class; with `at`, under the connected place of it that holds this pixel. `not-found` without a photo. */
  z.object({
    kind: z.literal('cutout'),
    slot: slotSchema,
    at: z.tuple([countSchema, countSchema]).readonly().optional(),
  }),
  /** An object in white on black, by its number. */
  z.object({ kind: z.literal('object'), number: objectNumberSchema }),
  /** The photo under an object. */
  z.object({ kind: z.literal('object-cutout'), number: objectNumberSchema }),
]);
export type MaskView = z.infer<typeof maskViewSchema>;
