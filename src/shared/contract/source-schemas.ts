import { keptRepairWarningSchema } from '../model/repair-warning.ts';
import { z } from 'zod';
import { decisionSchema } from '../model/decision.ts';
import { fileFormatSchema } from '../model/file-format.ts';
import { fileFactsSchema, jpegFactsSchema } from '../model/file-facts.ts';
import { problemKindSchema, problemSchema, problemSeveritySchema } from '../model/problem.ts';
import { diskStateSchema, sourceRoleSchema, sourceStatusSchema } from '../model/source-status.ts';
import { verdictKindSchema, verdictSchema } from '../model/verdict.ts';
import { countSchema, fileIdSchema, slotSchema, timeSchema } from './common.ts';

const subsamplingSchema = jpegFactsSchema.shape.subsampling;

/** From and to, both included; either may be open. */
const rangeSchema = z.object({ from: z.number().optional(), to: z.number().optional() });

/** Which files are meant; every condition given must hold, and one of its values must. */
export const sourceFilterSchema = z.object({
  role: sourceRoleSchema,
  /** Part of the path below its root, case aside. */
  name: z.string().max(500).optional(),
  verdict: z.array(verdictKindSchema).optional(),
  format: z.array(fileFormatSchema).optional(),
  subsampling: z.array(subsamplingSchema).optional(),
  status: z.array(sourceStatusSchema).optional(),
  decision: z.array(decisionSchema).optional(),
  disk: z.array(diskStateSchema).optional(),
  problem: z.array(problemKindSchema).optional(),
  /** Masks whose repaired labels hold one of these classes. */
  classes: z.array(slotSchema).optional(),
  root: z.array(z.int().min(1)).optional(),
  hasPhoto: z.boolean().optional(),
  isCertified: z.boolean().optional(),
  /** Undecided, with a failure or a result that the repair did not certify. */
  needsLook: z.boolean().optional(),
  /** Painted by a person. */
  isEdited: z.boolean().optional(),
  hasNote: z.boolean().optional(),
  /** Share of the edge blocks that are certified, 0..1. */
  certifiedShare: rangeSchema.optional(),
  /** Pixels that are not certain. */
  uncertain: rangeSchema.optional(),
  quality: rangeSchema.optional(),
  colours: rangeSchema.optional(),
  /** Width times height. */
  pixels: rangeSchema.optional(),
  /** Size of the file. */
  bytes: rangeSchema.optional(),
  /** Files of a job. */
  job: z.int().min(1).optional(),
});
export type SourceFilter = z.infer<typeof sourceFilterSchema>;

/** `look` is the order of need: what most wants a person's look comes first when descending. */
export const sourceSortSchema = z.object({
  by: z.enum([
    'name',
    'look',
    'verdict',
    'format',
    'pixels',
    'bytes',
    'quality',
    'subsampling',
    'colours',
    'classes',
    'status',
    'decision',
    'uncertain',
    'certified',
  ]),
  direction: z.enum(['ascending', 'descending']),
});
export type SourceSort = z.infer<typeof sourceSortSchema>;

/** Most files that are named one by one. */
export const MOST_NAMED = 100_000;

/** The files an act is about: named one by one, or all that a filter finds when the act is done. */
export const selectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ids'), ids: z.array(fileIdSchema).max(MOST_NAMED) }),
  z.object({ kind: z.literal('filter'), filter: sourceFilterSchema }),
]);
export type Selection = z.infer<typeof selectionSchema>;

/** A file in the table. What is not known of it is absent. */
export const sourceRowSchema = z.object({
  id: fileIdSchema,
  role: sourceRoleSchema,
  /** Path below its root, POSIX separators. */
  path: z.string(),
  root: z.int().min(1),
  status: sourceStatusSchema,
  decision: decisionSchema,
  disk: diskStateSchema,
  format: fileFormatSchema.optional(),
  bytes: countSchema.optional(),
  /** Coded (unrotated) pixels. */
  width: countSchema.optional(),
  height: countSchema.optional(),
  /** JPEG only, as are the next two. */
  quality: z.int().min(1).max(100).optional(),
  hasStandardTables: z.boolean().optional(),
  subsampling: subsamplingSchema.optional(),
  /** Distinct colours in the file as it is now. */
  colours: countSchema.optional(),
  /** Classes in the repaired mask. */
  classes: countSchema.optional(),
  verdict: verdictKindSchema.optional(),
  /** 0..1 */
  verdictConfidence: z.number().optional(),
  uncertainPixels: countSchema.optional(),
  /** Share of the edge blocks that are certified, 0..1; absent where there are no blocks. */
  certifiedShare: z.number().optional(),
  /** A certified mask: every block certified, nothing doubtful, no class-pair warning, nothing painted over. */
  isCertified: z.boolean(),
  problems: countSchema,
  photo: fileIdSchema.optional(),
  /** What the person noted of it. */
  note: z.string().optional(),
  /** Acts of painting in force, and the pixels in which the labels differ from what the repair gave. */
  edits: countSchema,
  editedPixels: countSchema,
  /** Version of its pictures but for the labels: part of their URLs. */
  revision: countSchema,
  /** Version of its labels: of every repair, edit, undo and redo. */
  labelsRevision: countSchema,
  hasThumbnail: z.boolean(),
  /** Its pixels are levels of grey, which may stand for classes by their index: its thumbnail goes with the palette. */
  isGrey: z.boolean(),
  /** A mask that the program has drawn from annotations, or taken out of an archive. */
  isDrawn: z.boolean(),
});
export type SourceRow = z.infer<typeof sourceRowSchema>;

/** What the repair of a mask gave. */
const maskResultSchema = z.object({
  revision: z.int().min(1),
  preset: z.string(),
  engineVersion: z.int(),
  repairedAt: timeSchema,
  ms: z.number().min(0),
  /** Distinct colours in the original; absent where the program has drawn its picture itself. */
  coloursBefore: countSchema.optional(),
  changedPixels: countSchema,
  uncertainPixels: countSchema,
  certifiedBlocks: countSchema,
  edgeBlocks: countSchema,
  classes: z.array(z.object({ slot: slotSchema, pixels: countSchema })),
  warnings: z.array(keptRepairWarningSchema),
});

export const sourceDetailSchema = sourceRowSchema.extend({
  /** Absolute path. */
  absolutePath: z.string(),
  facts: fileFactsSchema.optional(),
  fullVerdict: verdictSchema.optional(),
  sha256: z.string().optional(),
  error: z.object({ code: z.string(), message: z.string(), hint: z.string().optional() }).optional(),
  problemList: z.array(problemSchema),
  result: maskResultSchema.optional(),
  photoRow: sourceRowSchema.optional(),
  /** Decisions on earlier results, the newest first. */
  decisions: z.array(z.object({ decision: decisionSchema, revision: countSchema, at: timeSchema })),
});
export type SourceDetail = z.infer<typeof sourceDetailSchema>;

/** One value of a property and how many files have it. */
const facetSchema = z.object({ value: z.string(), files: countSchema });
const boundsSchema = z.object({ least: z.number(), most: z.number() }).optional();

export const facetsSchema = z.object({
  total: countSchema,
  verdict: z.array(facetSchema),
  format: z.array(facetSchema),
  subsampling: z.array(facetSchema),
  status: z.array(facetSchema),
  decision: z.array(facetSchema),
  disk: z.array(facetSchema),
  problem: z.array(facetSchema),
  /** Values are slots. */
  classes: z.array(facetSchema),
  /** Values are ids of roots. */
  root: z.array(facetSchema),
  quality: boundsSchema,
  colours: boundsSchema,
  pixels: boundsSchema,
  bytes: boundsSchema,
});
export type Facets = z.infer<typeof facetsSchema>;

/** A problem over all its files. */
export const problemGroupSchema = z.object({
  kind: problemKindSchema,
  severity: problemSeveritySchema,
  /** Files that have it; 0 for a problem of the palette as a whole. */
  files: countSchema,
  /** Of these, the photos. */
  photos: countSchema,
  /** Those that are about the classes, not about single files. */
  ofPalette: z.array(problemSchema),
});
export type ProblemGroup = z.infer<typeof problemGroupSchema>;
