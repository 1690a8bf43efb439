import { exportFormatIds } from '../model/dataset-format.ts';
import { z } from 'zod';
import { exportLossSchema } from '../model/export-loss-schema.ts';
import { exportRemarkSchema } from '../model/export-remark.ts';
import { defineCalls } from './call.ts';
import { countSchema, jobIdSchema, nothingSchema, pathSchema, slotSchema } from './common.ts';
import { datasetChoicesSchema, datasetFormatSchema, exportLossesSchema } from './dataset-export-schemas.ts';
import { preflightFindingSchema } from './preflight-finding.ts';
import { selectionSchema } from './source-schemas.ts';

const exportFormatSchema = z.object({
  /** What a request names. */
  id: z.enum(exportFormatIds),
  /** What of the options it knows. */
  takes: z.object({
    indices: z.boolean(),
    voidPolicy: z.boolean(),
    resize: z.boolean(),
    confidence: z.boolean(),
    objectMaps: z.boolean(),
    photos: z.boolean(),
    names: z.boolean(),
  }),
  /** Of datasets: the choices that the format leaves open, and with it that a request may have `dataset`. */
  dataset: datasetFormatSchema.optional(),
});
export type ExportFormat = z.infer<typeof exportFormatSchema>;

export const exportRequestSchema = z.object({
  format: z.string(),
  /** Absolute path of the folder that everything goes into; made where it is missing. */
  folder: pathSchema,
  selection: selectionSchema,
  /** What is taken of masks that no person has accepted: all of them, the certified ones, or none. */
  undecided: z.enum(['all', 'certified', 'none']),
  /** Names: `tree`, as the sources lie in their folders; `flat`, all in one folder. */
  names: z.enum(['tree', 'flat']),
  /** Put behind the stem, such as `_mask`. */
  suffix: z
    .string()
    .max(100)
    .regex(/^[^/\\]*$/),
  /** Index per class in place of its own; classes not named keep theirs. */
  indices: z.array(z.object({ slot: slotSchema, index: z.int().min(0).max(65535) })),
  /** Void pixels: as they are, or as this class. */
  voidAs: slotSchema.optional(),
  /** The longest side, in pixels; larger masks are made smaller by nearest neighbour. Absent: sizes stay. */
  longestSide: z.int().min(1).max(65_535).optional(),
  hasConfidenceMaps: z.boolean(),
  /** The number of the object of each pixel, 0 for none, beside the classes; of masks that tell objects apart. */
  hasObjectMaps: z.boolean().optional(),
  /** In these maps, the numbers or colours that the masks' own files have for their objects, in place of the project's. */
  hasNumbersOfFiles: z.boolean().optional(),
  hasPhotos: z.boolean(),
  hasReport: z.boolean(),
  /** Files that are not from an earlier export may be replaced. */
  isOverwriting: z.boolean(),
  /** For formats of datasets; absent: as they are by themselves. */
  dataset: datasetChoicesSchema.optional(),
});
export type ExportRequest = z.infer<typeof exportRequestSchema>;

/** Projects of earlier versions have it in words. */
const keptLossSchema = z.union([exportLossSchema, z.object({ what: z.string(), count: countSchema })]);

export const exportReportSchema = z.object({
  job: jobIdSchema,
  folder: z.string(),
  format: z.string(),
  /** Paths of the reports on disk; absent where none was wanted. */
  html: z.string().optional(),
  csv: z.string().optional(),
  /** Where the report is served, `/reports/12/report.html`. */
  url: z.string().optional(),
  written: countSchema,
  /** Read back and found equal. */
  checked: countSchema,
  failed: z.array(z.object({ path: z.string(), message: z.string() })),
  /** What the format could not hold, counted; datasets only, as are the next. */
  lost: z.array(keptLossSchema).optional(),
  /** What a person should know of it; what was wrong with single files in words, as faults are. */
  notes: z.array(z.union([exportRemarkSchema, z.string()])).optional(),
  isComplete: z.boolean(),
});
export type ExportReport = z.infer<typeof exportReportSchema>;

export const exportCalls = defineCalls({
  'export.formats': { input: nothingSchema, output: z.array(exportFormatSchema) },
  /** What would go wrong, or be lost, without writing anything. */
  'export.preflight': {
    input: exportRequestSchema,
    output: z.object({
      findings: z.array(preflightFindingSchema),
      files: countSchema,
      /** Names of the first files to be written. */
      names: z.array(z.string()),
      canStart: z.boolean(),
    }),
  },
  /** What a format of datasets cannot hold, counted on the masks themselves; some of them where there are many. */
  'export.losses': { input: exportRequestSchema, output: exportLossesSchema },
  'export.start': { input: exportRequestSchema, output: z.object({ job: jobIdSchema }) },
  /** What became of an export, by its job. */
  'export.report': { input: z.object({ job: jobIdSchema }), output: exportReportSchema },
});
