import { z } from 'zod';
import { errorCodes } from '../../../shared/errors.ts';
import { fileFormatSchema } from '../../../shared/model/file-format.ts';
import { jpegFactsSchema } from '../../../shared/model/file-facts.ts';
import { classEvidenceSchema, classRoleSchema, maskCodingSchema, rgbSchema } from '../../../shared/model/palette.ts';
import { verdictKindSchema } from '../../../shared/model/verdict.ts';
import { reportVersion } from '../../../shared/versions.ts';

const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const reportErrorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string().describe('what happened'),
  hint: z.string().optional().describe('what to do about it'),
});

export const reportClassSchema = z.object({
  name: z.string(),
  index: z.int().min(0).max(65535).describe('what indexed and grey outputs hold for the class'),
  rgb: rgbSchema,
  role: classRoleSchema,
  evidence: classEvidenceSchema.optional().describe('where the class was seen, if the palette was inferred'),
});

export const reportFileSchema = z.object({
  source: z.string().describe('path of the mask below its root; below the name of its root where there are several'),
  root: z.string().describe('name of the root, see `roots`'),
  output: z
    .string()
    .nullable()
    .describe('path of the repaired mask below the folder of --out; null where none is written'),
  confidence: z.string().nullable().describe('path of the confidence map below `confidenceFolder`'),
  status: z
    .enum(['repaired', 'skipped', 'failed', 'pending'])
    .describe('skipped: found to be no mask; pending: not reached, because the run was stopped'),
  width: z.int().min(1).nullable(),
  height: z.int().min(1).nullable(),
  format: fileFormatSchema.nullable(),
  verdict: verdictKindSchema.nullable().describe('what happened to the file before it reached us'),
  verdictText: z.string().nullable(),
  verdictConfidence: z.number().min(0).max(1).nullable(),
  quality: jpegFactsSchema.shape.quality.nullable().describe('nearest IJG quality; null where the file is no JPEG'),
  subsampling: jpegFactsSchema.shape.subsampling.nullable(),
  coloursBefore: count.nullable().describe('distinct colours in the source'),
  classes: count.nullable().describe('classes in the repaired mask, that is its distinct colours'),
  classPixels: z.array(z.object({ name: z.string(), index: count, pixels: count })).readonly(),
  objects: count.optional().describe('objects that the mask names; absent where it names classes'),
  objectsEvidence: z.string().optional().describe('why it was taken to name objects'),
  changedPixels: count.nullable(),
  uncertainPixels: count.nullable(),
  certifiedBlocks: count.nullable(),
  edgeBlocks: count.nullable(),
  paintedPixels: count
    .optional()
    .describe('pixels to which a person gave another class than the repair; absent where there are none'),
  ms: count.describe('time that a worker spent on the file'),
  notes: z.array(z.string()).readonly().describe('remarks on the file itself'),
  warnings: z.array(z.string()).readonly().describe('why a person should look at the result'),
  sourceSha256: sha256.nullable(),
  outputSha256: sha256.nullable(),
  error: reportErrorSchema.optional(),
});
export type ReportFile = z.infer<typeof reportFileSchema>;

export const reportTotalsSchema = z.object({
  files: count,
  repaired: count,
  skipped: count,
  failed: count,
  pending: count,
  resumed: count.describe('files that an earlier run of the same project had done'),
  needLook: count.describe('repaired masks that are not certified in every block and certain in every pixel'),
  changedPixels: count,
  uncertainPixels: count,
  certifiedBlocks: count,
  edgeBlocks: count,
  ms: count.describe('time of the whole run'),
});
export type ReportTotals = z.infer<typeof reportTotalsSchema>;

/** The one definition of the report; docs/schemas/report.schema.json is made from it. */
export const reportSchema = z.object({
  version: z.literal(reportVersion),
  program: z.string().describe('name and version of the program'),
  engine: z.object({ version: z.int().min(1), preset: z.string() }),
  isComplete: z.boolean().describe('false while the run lasts, and where it was stopped'),
  format: z.enum(['indexed', 'grey', 'rgb']).describe('how the outputs hold their classes'),
  roots: z
    .array(z.object({ name: z.string(), path: z.string().describe('absolute path') }))
    .readonly()
    .describe('the folders that the sources were found in'),
  outputFolder: z.string().describe('absolute path of the folder of --out'),
  confidenceFolder: z.string().nullable().describe('path of the folder of --confidence, seen from that of --out'),
  paletteSource: z.string(),
  paletteSha256: sha256.nullable(),
  coding: maskCodingSchema.nullable().describe('what the pixels of the sources hold'),
  palette: z.array(reportClassSchema).readonly(),
  paletteWarnings: z.array(z.string()).readonly().describe('what in the palette is likely to go wrong'),
  files: z.array(reportFileSchema).readonly(),
  totals: reportTotalsSchema,
  labelMapSha256: sha256.nullable().describe('digest of labelmap.txt as it was written'),
  earlierFiles: z
    .array(z.string())
    .readonly()
    .describe('what earlier runs have written, seen from the folder of --out; a later run may replace it'),
});
export type Report = z.infer<typeof reportSchema>;
