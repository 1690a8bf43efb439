import { outlierReasonSchema } from '../model/outlier-reason.ts';
import { datasetFormatNames } from '../model/dataset-format.ts';
import { formatEvidenceSchema } from '../model/format-evidence.ts';
import { z } from 'zod';
import { decisionSchema } from '../model/decision.ts';
import { problemKindSchema } from '../model/problem.ts';
import { sourceRoleSchema } from '../model/source-status.ts';
import { defineCalls } from './call.ts';
import { countSchema, fileIdSchema, jobIdSchema, nothingSchema, pageSchema, pathSchema } from './common.ts';
import {
  facetsSchema,
  problemGroupSchema,
  selectionSchema,
  sourceDetailSchema,
  sourceFilterSchema,
  sourceRowSchema,
  sourceSortSchema,
} from './source-schemas.ts';

/** A mask and a photo that may belong together, and why. */
const pairSuggestionSchema = z.object({
  mask: sourceRowSchema,
  photo: sourceRowSchema,
  /** `same-path`: same folder tree and name; `same-name`: the name is there once; `similar-name`: the likeliest. */
  reason: z.enum(['same-path', 'same-name', 'similar-name']),
});
export type PairSuggestion = z.infer<typeof pairSuggestionSchema>;

/** The pairing of one mask; `from` is what the person saw, and something else there now is a `conflict`. */
const pairChangeSchema = z.object({
  mask: fileIdSchema,
  from: fileIdSchema.optional(),
  /** Absent: the mask has no photo. */
  to: fileIdSchema.optional(),
});

const duplicateGroupSchema = z.object({
  /** `bytes`: the very same file; `content`: the same pixels, coded differently. */
  kind: z.enum(['bytes', 'content']),
  /** The first one is kept where duplicates are taken out. */
  files: z.array(sourceRowSchema).min(2),
});
export type DuplicateGroup = z.infer<typeof duplicateGroupSchema>;

const formatNameSchema = z.enum(datasetFormatNames);

const datasetGuessSchema = z.object({
  format: formatNameSchema,
  /** 0..1 */
  confidence: z.number(),
  evidence: formatEvidenceSchema,
});
export type DatasetGuess = z.infer<typeof datasetGuessSchema>;

const datasetFoundSchema = z.object({
  path: z.string(),
  /** The likeliest first. */
  guesses: z.array(datasetGuessSchema).min(1),
});
export type DatasetFound = z.infer<typeof datasetFoundSchema>;

const histogramSchema = z.array(z.object({ value: z.string(), files: countSchema }));

/** Why a file stands out from the others of its role. */
const outlierSchema = z.object({ file: sourceRowSchema, reasons: z.array(outlierReasonSchema).min(1) });
export type Outlier = z.infer<typeof outlierSchema>;

const pictureStatisticsSchema = z.object({
  files: countSchema,
  format: histogramSchema,
  /** Files per quality, JPEG only: 1..100. */
  quality: histogramSchema,
  subsampling: histogramSchema,
  /** Files per size such as `640x480`, the most frequent first, at most 100. */
  size: histogramSchema,
  /** The worst first, at most 500. */
  outliers: z.array(outlierSchema),
});
export type PictureStatistics = z.infer<typeof pictureStatisticsSchema>;

export const scanStatusSchema = z.object({
  isScanning: z.boolean(),
  job: jobIdSchema.optional(),
  /** Pictures found so far, and those of them that are new to the project. */
  found: countSchema,
  added: countSchema,
  inspected: countSchema,
  /** Files of other kinds. */
  ignored: countSchema,
  /** Folders and files that could not be looked at. */
  problems: z.array(z.object({ path: z.string(), message: z.string() })),
});
export type ScanStatus = z.infer<typeof scanStatusSchema>;

export const sourceCalls = defineCalls({
  /** Which of these folders, archives and files look like datasets of a known format. */
  'sources.detect': {
    input: z.object({ paths: z.array(pathSchema).max(100) }),
    output: z.object({
      datasets: z.array(datasetFoundSchema),
      /** Every format that can be read, for a person who knows better. */
      formats: z.array(
        z.object({
          name: formatNameSchema,
          /** True where its masks may be polygons, which are filled by one rule or another. */
          hasShapes: z.boolean(),
        }),
      ),
    }),
  },
  /**
   * Begins to look through files and folders in the background; answers at once. `auto` tells masks from photos by
   * folder names, names and content.
   */
  'sources.add': {
    input: z.object({
      paths: z.array(pathSchema).min(1).max(10_000),
      as: z.enum(['auto', 'mask', 'photo']),
      /** Those of the paths that are datasets: masks, classes, photos and parts come as their format has them. */
      datasets: z
        .array(
          z.object({
            path: pathSchema,
            format: z.string(),
            /** Whose rule fills polygons. */
            raster: z.enum(['coco', 'opencv']),
          }),
        )
        .max(100)
        .optional(),
    }),
    output: z.object({ job: jobIdSchema }),
  },
  'sources.scanStatus': { input: nothingSchema, output: scanStatusSchema },
  /** Takes files out of the project; nothing on disk changes; can be undone. */
  'sources.remove': { input: z.object({ selection: selectionSchema }), output: z.object({ removed: countSchema }) },
  /** Makes masks photos, or photos masks. */
  'sources.setRole': {
    input: z.object({ selection: selectionSchema, role: sourceRoleSchema }),
    output: z.object({ changed: countSchema }),
  },
  /** What the person says of masks; can be undone. */
  'sources.decide': {
    input: z.object({ selection: selectionSchema, decision: decisionSchema }),
    output: z.object({ changed: countSchema }),
  },
  /** Looks again at every folder and file of the project, in the background: what is new, changed, missing. */
  'sources.rescan': { input: nothingSchema, output: z.object({ job: jobIdSchema }) },
  'sources.list': {
    input: pageSchema.extend({ filter: sourceFilterSchema, sort: sourceSortSchema }),
    output: z.object({
      rows: z.array(sourceRowSchema),
      /** Files that the filter finds. */
      total: countSchema,
      revision: countSchema,
    }),
  },
  /** Where a file stands in a sorted list; absent where the filter leaves it out. */
  'sources.position': {
    input: z.object({ id: fileIdSchema, filter: sourceFilterSchema, sort: sourceSortSchema }),
    output: z.object({ position: countSchema.optional() }),
  },
  /** How many files have each value, over the files that the filter finds; a property's own condition is left out. */
  'sources.facets': { input: z.object({ filter: sourceFilterSchema }), output: facetsSchema },
  'sources.get': { input: z.object({ id: fileIdSchema }), output: sourceDetailSchema },
  /** Masks beside their photos; `unpaired` lists those without one. */
  'sources.pairs': {
    input: pageSchema.extend({ show: z.enum(['all', 'paired', 'unpaired', 'unused-photos']) }),
    output: z.object({
      rows: z.array(z.object({ mask: sourceRowSchema.optional(), photo: sourceRowSchema.optional() })),
      total: countSchema,
    }),
  },
  /** Pairs that names suggest for masks that have none. */
  'sources.suggestPairs': {
    input: z.object({ limit: z.int().min(1).max(1000) }),
    output: z.object({ suggestions: z.array(pairSuggestionSchema), total: countSchema }),
  },
  'sources.setPairs': {
    input: z.object({ changes: z.array(pairChangeSchema).min(1).max(100_000) }),
    output: z.object({ changed: countSchema }),
  },
  /** Every kind of problem that there is, the gravest first. Its files: `sources.list` with the filter `problem`. */
  'sources.problems': { input: nothingSchema, output: z.array(problemGroupSchema) },
  /** Does what the problem's `fix` says; one entry of history. */
  'sources.fix': { input: z.object({ kind: problemKindSchema }), output: z.object({ changed: countSchema }) },
  'sources.duplicates': {
    input: pageSchema.extend({ role: sourceRoleSchema }),
    output: z.object({ groups: z.array(duplicateGroupSchema), total: countSchema }),
  },
  /** Quality, size and subsampling over all files of a role, and those that stand out. */
  'sources.statistics': { input: z.object({ role: sourceRoleSchema }), output: pictureStatisticsSchema },
  /** Writes a table; `exists` where there is a file of that name, unless it may be replaced. */
  'sources.exportCsv': {
    input: z.object({
      table: z.enum(['files', 'statistics', 'problems', 'duplicates']),
      filter: sourceFilterSchema,
      path: pathSchema,
      isOverwriting: z.boolean(),
    }),
    output: z.object({ path: z.string(), rows: countSchema }),
  },
});
