import { z } from 'zod';
import { jsonLinesVersion } from '../../../shared/versions.ts';
import { reportClassSchema, reportErrorSchema } from '../../services/report/report.ts';

// Lines of `stats --json` and `compare --json`.

const version = z.literal(jsonLinesVersion);
const count = z.int().min(0);
const share = z.number().min(0).max(1);
const exitCode = z.int().min(0).max(255);

const name = z.string().describe('path below the folder, archive or project; below its name where there are several');
const problems = z
  .array(z.string())
  .readonly()
  .describe('what of the mask could not be taken, such as pixels of no class');
const className = z.string().nullable().describe('null for pixels of no class');

const classMeasureSchema = z.object({
  class: className,
  index: count.nullable(),
  pixels: count,
  share: share.describe('of all pixels'),
  objects: count.describe('connected parts'),
  largestObjectPx: count,
  tinyObjects: count.describe('objects of fewer pixels than `tinyBelowPx`'),
  tinyPixels: count,
  boundaryEdges: count.describe('sides of pixels that lie towards other classes; the border of the picture is none'),
  boundaryPixels: count.describe('pixels that share a side with a pixel of another class'),
});
export type ClassMeasureLine = z.infer<typeof classMeasureSchema>;

const statsFileSchema = z.object({
  version,
  command: z.literal('stats'),
  type: z.literal('file'),
  name,
  path: z.string().nullable().describe('absolute path; null where the mask is no file of its own'),
  status: z.enum(['measured', 'failed']),
  width: count.nullable(),
  height: count.nullable(),
  classes: z.array(classMeasureSchema).readonly(),
  contacts: z
    .array(z.object({ a: className, b: className, edges: count }))
    .readonly()
    .describe('classes that touch, with the sides of pixels between them'),
  tiny: z
    .array(z.object({ class: className, pixels: count, x: count, y: count, width: count, height: count }))
    .readonly()
    .describe('the smallest tiny objects with their boxes, in upright pixels'),
  problems,
  error: reportErrorSchema.optional(),
});

const statsSummarySchema = z.object({
  version,
  command: z.literal('stats'),
  type: z.literal('summary'),
  files: count,
  failed: count,
  connectivity: z.union([z.literal(4), z.literal(8)]).describe('neighbours that make one object'),
  tinyBelowPx: count,
  pixels: count,
  palette: z.array(reportClassSchema).readonly(),
  classes: z.array(classMeasureSchema.extend({ masks: count.describe('masks that hold the class') })).readonly(),
  pairs: z
    .array(z.object({ a: className, b: className, masks: count.describe('masks that hold both'), edges: count }))
    .readonly(),
  notes: z.array(z.string()).readonly(),
  exitCode,
});

const boundaryIou = z
  .object({ '1': share, '2': share, '3': share, '2%': share })
  .partial()
  .describe('Boundary IoU by the width of the band: pixels, or 2 % of the diagonal');

const classScoreSchema = z.object({
  class: z.string(),
  index: count,
  first: count.describe('pixels in the first masks'),
  second: count.describe('pixels in the reference'),
  both: count,
  iou: share,
  boundaryIou,
});
export type ClassScoreLine = z.infer<typeof classScoreSchema>;

const scoreShape = {
  pixels: count.describe('pixels that were compared'),
  ignoredPixels: count.describe('pixels that the reference calls void or gives no class, where void is left out'),
  differingPixels: count,
  pixelAccuracy: share.nullable(),
  meanIou: share.nullable().describe('over the classes that occur in either'),
  meanBoundaryIou: boundaryIou,
  classes: z.array(classScoreSchema).readonly(),
};

const compareFileSchema = z.object({
  version,
  command: z.literal('compare'),
  type: z.literal('file'),
  name,
  counterpart: z.string().describe('path of the reference, below its folder'),
  status: z.enum(['compared', 'not-passed', 'failed']),
  ...z.object(scoreShape).partial().shape,
  problems,
  error: reportErrorSchema.optional(),
});

const compareSummarySchema = z.object({
  version,
  command: z.literal('compare'),
  type: z.literal('summary'),
  first: count.describe('masks'),
  second: count.describe('masks of the reference'),
  compared: count,
  identical: count.describe('masks without a differing pixel'),
  failed: count,
  notPassed: z.array(z.string()).readonly().describe('the thresholds that were missed, in words'),
  onlyFirst: z.array(z.string()).readonly().describe('masks without a counterpart'),
  onlySecond: z.array(z.string()).readonly(),
  void: z.enum(['ignore', 'count']),
  ...scoreShape,
  confusion: z
    .array(z.object({ first: className, second: className, pixels: count }))
    .readonly()
    .describe('pixels by their class in the first masks and in the reference'),
  notes: z.array(z.string()).readonly(),
  exitCode,
});

export const measureLineSchemas = [
  statsFileSchema,
  statsSummarySchema,
  compareFileSchema,
  compareSummarySchema,
] as const;
