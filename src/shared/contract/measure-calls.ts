import { z } from 'zod';
import { bandNames } from '../measure/bands.ts';
import { defineCalls } from './call.ts';
import { countSchema, fileIdSchema, nothingSchema, pathSchema } from './common.ts';

const labelSchema = z.int().min(0).max(65535);

/** What counts as one object, and as a tiny one. */
const measureOptionsSchema = z.object({
  connectivity: z.union([z.literal(4), z.literal(8)]),
  /** Objects of fewer pixels are tiny. */
  tinyBelowPx: z.int().min(0).max(1_000_000),
});
export type ProjectMeasureOptions = z.infer<typeof measureOptionsSchema>;

const classMeasureSchema = z.object({
  /** 65535: pixels of no class. */
  slot: labelSchema,
  pixels: countSchema,
  objects: countSchema,
  largestObjectPx: countSchema,
  tinyObjects: countSchema,
  tinyPixels: countSchema,
  /** Sides of pixels towards other classes. */
  boundaryEdges: countSchema,
  /** Pixels that share a side with a pixel of another class. */
  boundaryPixels: countSchema,
});

const pairSchema = z.object({ a: labelSchema, b: labelSchema, masks: countSchema, edges: countSchema });

const tinySchema = z.object({
  file: fileIdSchema,
  path: z.string(),
  slot: labelSchema,
  pixels: countSchema,
  x: countSchema,
  y: countSchema,
  width: countSchema,
  height: countSchema,
});

const projectMeasureSchema = z.object({
  /** Masks with labels, and those of them that are measured as they are now. */
  masks: countSchema,
  measured: countSchema,
  isMeasuring: z.boolean(),
  pixels: countSchema,
  classes: z.array(classMeasureSchema.extend({ masks: countSchema })),
  /** Classes that occur in one mask, by slots; the lower slot first. */
  pairs: z.array(pairSchema),
  /** The smallest tiny objects of all masks, at most 500. */
  tiny: z.array(tinySchema),
  /** Masks that could not be measured. */
  failed: z.array(z.object({ path: z.string(), message: z.string() })),
});
export type ProjectMeasure = z.infer<typeof projectMeasureSchema>;

const maskMeasureSchema = z.object({
  width: countSchema,
  height: countSchema,
  classes: z.array(classMeasureSchema),
  contacts: z.array(z.object({ a: labelSchema, b: labelSchema, edges: countSchema })),
  tiny: z.array(tinySchema),
});

const shareSchema = z.number().min(0).max(1);
const byBandSchema = z.partialRecord(z.enum(bandNames), shareSchema);

const scoresSchema = z.object({
  masks: countSchema,
  identicalMasks: countSchema,
  pixels: countSchema,
  ignoredPixels: countSchema,
  differingPixels: countSchema,
  pixelAccuracy: shareSchema.optional(),
  meanIou: shareSchema.optional(),
  meanBoundaryIou: byBandSchema,
  classes: z.array(
    z.object({
      slot: labelSchema,
      first: countSchema,
      second: countSchema,
      both: countSchema,
      iou: shareSchema,
      boundaryIou: byBandSchema,
    }),
  ),
  confusion: z.array(z.object({ a: labelSchema, b: labelSchema, count: countSchema })),
});
export type ComparedScores = z.infer<typeof scoresSchema>;

/** A class of a comparison, of either side. */
const comparedClassSchema = z.object({
  slot: labelSchema,
  name: z.string(),
  rgb: z.tuple([countSchema, countSchema, countSchema]).readonly(),
});
export type ComparedClass = z.infer<typeof comparedClassSchema>;

const comparisonSchema = z.object({
  classes: z.array(comparedClassSchema),
  scores: scoresSchema,
  /** Masks that differ, the worst first, at most 500; `file` where they are the project's. */
  differing: z.array(
    z.object({
      file: fileIdSchema.optional(),
      path: z.string(),
      differingPixels: countSchema,
      pixels: countSchema,
    }),
  ),
  failed: z.array(z.object({ path: z.string(), message: z.string() })),
  /** Masks, and masks of the reference, that have no counterpart. */
  onlyFirst: z.array(z.string()),
  onlySecond: z.array(z.string()),
  /** Classes that were taken for one although they are called differently. */
  takenForOne: z.array(z.object({ class: z.string(), as: z.string() })),
});
export type ProjectComparison = z.infer<typeof comparisonSchema>;

/** The comparison that was asked for last. */
const comparisonStateSchema = z.object({
  /** What is compared; absent: the project's masks. */
  first: z.string().optional(),
  /** The reference; absent while no comparison was asked for. */
  path: z.string().optional(),
  isRunning: z.boolean(),
  /** Nothing told the classes of two folders: they are found first, from `total` masks of both. */
  isFindingClasses: z.boolean(),
  done: countSchema,
  total: countSchema,
  error: z.object({ message: z.string(), hint: z.string().optional() }).optional(),
  comparison: comparisonSchema.optional(),
});
export type ComparisonState = z.infer<typeof comparisonStateSchema>;

/** Measures of labels as they are now, with all edits; merged classes count as the one they were merged into. */
export const measureCalls = defineCalls({
  /** What is known so far; measures what is missing in the background, told by the event `measure`. */
  'measure.project': { input: measureOptionsSchema, output: projectMeasureSchema },
  /** `not-found` where the mask has no labels. */
  'measure.mask': { input: measureOptionsSchema.extend({ id: fileIdSchema }), output: maskMeasureSchema },
  /** The file as it was, its pixels read by the nearest class, against the labels now (the reference). */
  'measure.original': { input: z.object({ id: fileIdSchema }), output: scoresSchema },
  /**
   * Compares the project's masks, or those of `first`, with the reference at `path`; either is a folder, archive,
   * annotation file or project. Begins anew, in place of the comparison before.
   */
  'measure.compare': {
    input: z.object({ first: pathSchema.optional(), path: pathSchema }),
    output: comparisonStateSchema,
  },
  'measure.comparison': { input: nothingSchema, output: comparisonStateSchema },
  /** Stops it; what is shown is forgotten. */
  'measure.forgetComparison': { input: nothingSchema, output: comparisonStateSchema },
  /** Writes a table as CSV, charts as SVG, or all of it as JSON; `exists` where there is a file of that name, unless it may be replaced. */
  'measure.save': {
    input: z.object({
      what: z.enum(['charts', 'classes', 'pairs', 'tiny', 'score-charts', 'scores', 'confusion', 'score-json', 'json']),
      /** Of this mask alone, compared with its file as it was; absent: of all, and of the comparison. */
      mask: fileIdSchema.optional(),
      options: measureOptionsSchema,
      path: pathSchema,
      isOverwriting: z.boolean(),
    }),
    output: z.object({ path: z.string() }),
  },
});
