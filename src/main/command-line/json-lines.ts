import { z } from 'zod';
import { fileFactsSchema, jpegFactsSchema } from '../../shared/model/file-facts.ts';
import { problemKindSchema, problemSeveritySchema } from '../../shared/model/problem.ts';
import { maskMeaningSchema } from '../../shared/model/mask-meaning.ts';
import { maskCodingSchema } from '../../shared/model/palette.ts';
import { verdictKindSchema } from '../../shared/model/verdict.ts';
import { jsonLinesVersion } from '../../shared/versions.ts';
import {
  reportClassSchema,
  reportErrorSchema,
  reportFileSchema,
  reportSchema,
  reportTotalsSchema,
} from '../services/report/report.ts';
import { measureLineSchemas } from './stats/measure-json-lines.ts';

const version = z.literal(jsonLinesVersion);
const count = z.int().min(0);
const file = z.literal('file');
const summary = z.literal('summary');
const exitCode = z.int().min(0).max(255);

/** The fields of a schema, each of them null where it is not known. */
function orNull<Shape extends Record<string, z.ZodType>>(shape: Shape) {
  const entries = Object.entries(shape).map(([key, schema]) => [key, schema.nullable()]);
  // Object.fromEntries forgets the keys; they are those of `shape`.
  return Object.fromEntries(entries) as { [Key in keyof Shape]: z.ZodNullable<Shape[Key]> };
}

const sourceShape = {
  source: reportFileSchema.shape.source,
  path: z.string().describe('absolute path'),
};
const plainFacts = fileFactsSchema.omit({ jpeg: true, notes: true }).shape;

const inspectFileSchema = z.object({
  version,
  command: z.literal('inspect'),
  type: file,
  ...sourceShape,
  status: z.enum(['inspected', 'failed']),
  ...orNull(plainFacts),
  ...orNull(jpegFactsSchema.shape),
  distinctColours: count.nullable(),
  verdict: verdictKindSchema.nullable(),
  verdictText: z.string().nullable(),
  verdictConfidence: z.number().min(0).max(1).nullable(),
  names: maskMeaningSchema.nullable().describe('what the values of a mask name'),
  namesEvidence: z.string().nullable().describe('why it is taken to name objects'),
  notes: z.array(z.string()).readonly(),
  problems: z
    .array(z.object({ kind: problemKindSchema, severity: problemSeveritySchema, text: z.string() }))
    .readonly()
    .describe('what the checks of an import find; those that need classes are made in the app'),
  error: reportErrorSchema.optional(),
});
export type InspectFileLine = z.infer<typeof inspectFileSchema>;

const inspectSummarySchema = z.object({
  version,
  command: z.literal('inspect'),
  type: summary,
  files: count,
  failed: count,
  ignored: count.describe('files of other kinds in the folders'),
  exitCode,
});
export type InspectSummaryLine = z.infer<typeof inspectSummarySchema>;

const paletteLineSchema = z.object({
  version,
  command: z.literal('palette'),
  type: z.literal('palette'),
  coding: maskCodingSchema,
  source: z.string().describe('where the classes, and their names, are from'),
  classes: z.array(reportClassSchema).readonly(),
  warnings: z.array(z.string()).readonly(),
  files: count.describe('files that the palette was found from'),
  leftOut: z.array(z.object({ ...sourceShape, error: reportErrorSchema })).readonly(),
  exitCode,
});
export type PaletteLine = z.infer<typeof paletteLineSchema>;

const repairFileLineSchema = z.object({ version, command: z.literal('repair'), type: file, ...reportFileSchema.shape });

const repairSummarySchema = z.object({
  version,
  command: z.literal('repair'),
  type: summary,
  ...reportTotalsSchema.shape,
  ignored: count.describe('files of other kinds in the folders'),
  roots: reportSchema.shape.roots,
  outputFolder: reportSchema.shape.outputFolder,
  report: z.string().describe('absolute path of the report'),
  palette: reportSchema.shape.palette,
  paletteWarnings: reportSchema.shape.paletteWarnings,
  exitCode,
});

const value = z
  .array(count)
  .readonly()
  .describe('red, green, blue where the colours were read; one number where the indices were');

const verifyFileSchema = z.object({
  version,
  command: z.literal('verify'),
  type: file,
  ...sourceShape,
  status: z.enum(['passed', 'failed']),
  width: count.nullable(),
  height: count.nullable(),
  reading: z.enum(['colour', 'index']).nullable().describe('what the pixels were compared with'),
  illegalPixels: count.nullable(),
  illegalValues: z
    .array(z.object({ value, pixels: count, first: z.object({ x: count, y: count }) }))
    .readonly()
    .describe('the most frequent first'),
  positions: z
    .array(z.object({ x: count, y: count, value }))
    .readonly()
    .optional()
    .describe('with --positions; x to the right, y down, from 0, in unrotated pixels'),
  problems: z
    .array(z.object({ kind: z.enum(['illegal-pixels', 'wrong-size', 'damaged', 'unreadable']), text: z.string() }))
    .readonly(),
  warnings: z.array(z.string()).readonly(),
});
export type VerifyFileLine = z.infer<typeof verifyFileSchema>;

const verifySummarySchema = z.object({
  version,
  command: z.literal('verify'),
  type: summary,
  files: count,
  passed: count,
  failed: count,
  photos: count.describe('files taken for the photos of masks beside them'),
  ignored: count.describe('files of other kinds in the folders'),
  exitCode,
});

const datasetCommand = z.enum(['import', 'export']);

const datasetSchema = z.object({
  version,
  command: datasetCommand,
  type: z.literal('dataset'),
  format: z.string().describe('name of the format; `project` for a project of this program'),
  evidence: z.string().nullable().describe('why it was taken for that format; null where the person said so'),
  others: z
    .array(z.object({ format: z.string(), evidence: z.string(), confidence: z.number().min(0).max(1) }))
    .readonly()
    .describe('formats that it also looks like'),
  masks: count,
  photos: count,
  classes: z.array(reportClassSchema).readonly(),
  notes: z.array(z.string()).readonly(),
});

const datasetProblemSchema = z.object({
  version,
  command: datasetCommand,
  type: z.literal('problem'),
  file: z.string().describe("path below the dataset's root"),
  annotation: z.string().nullable().describe('id or place of the annotation in the file'),
  message: z.string(),
  isWarning: z.boolean().describe('true where nothing was left out'),
});

const datasetSummarySchema = z.object({
  version,
  command: datasetCommand,
  type: summary,
  masks: count.describe('masks that were read'),
  written: count.describe('masks that were written: more where pieces or turns were made'),
  splits: z.record(z.string(), count),
  classes: z.array(reportClassSchema).readonly().describe('the classes as they were written'),
  overlapPixels: count.describe('pixels of objects that lie under other objects'),
  losses: z.record(z.string(), count).describe('what the format cannot hold, with counts'),
  warnings: z.array(z.string()).readonly(),
  notes: z.array(z.string()).readonly(),
  failures: z.array(z.object({ stem: z.string(), path: z.string().nullable(), error: reportErrorSchema })).readonly(),
  problems: count,
  differing: z
    .array(z.string())
    .readonly()
    .nullable()
    .describe('masks that did not read back as they were written; null where the format cannot be read back'),
  compared: count.describe('masks that were read back and compared'),
  output: z.string().describe('absolute path'),
  exitCode,
});

const mergeSummarySchema = z.object({
  version,
  command: z.literal('merge-reports'),
  type: summary,
  ...reportTotalsSchema.shape,
  parts: count.describe('reports that were merged'),
  missing: z.array(z.string()).readonly().describe('shards of which there is no report'),
  report: z.string().describe('absolute path of the report'),
  exitCode,
});

/** One line of what the commands print with --json; docs/schemas/json-lines.schema.json is made from it. */
export const jsonLineSchema = z.union([
  inspectFileSchema,
  inspectSummarySchema,
  paletteLineSchema,
  repairFileLineSchema,
  repairSummarySchema,
  verifyFileSchema,
  verifySummarySchema,
  datasetSchema,
  datasetProblemSchema,
  datasetSummarySchema,
  mergeSummarySchema,
  ...measureLineSchemas,
]);
export type JsonLine = z.infer<typeof jsonLineSchema>;
