import { z } from 'zod';
import { keptActLabelSchema } from '../model/act-label.ts';
import { errorDataSchema } from '../model/error-data.ts';
import { keptJobTitleSchema } from '../model/job-title.ts';
import { countSchema } from './common.ts';

/** What the services have to say by themselves, as data: the interface says it in words. */
export const noticeSchema = z.discriminatedUnion('kind', [
  /** `added` of them are new to the project; `ignored` files are of other kinds, `problems` places could not be read. */
  z.object({
    kind: z.literal('imported'),
    as: z.enum(['auto', 'mask', 'photo']),
    added: countSchema,
    ignored: countSchema,
    problems: countSchema,
  }),
  z.object({ kind: z.literal('rescanned'), added: countSchema, changed: countSchema, missing: countSchema }),
  /** `skipped` turned out to be no masks. */
  z.object({ kind: z.literal('repaired'), repaired: countSchema, skipped: countSchema, failed: countSchema }),
  /** `isDataset`: those that failed may have been written and differ. */
  z.object({
    kind: z.literal('exported'),
    written: countSchema,
    failed: countSchema,
    isDataset: z.boolean(),
    folder: z.string(),
  }),
  /** An operation on many masks; of `masks`, `changed` have changed. */
  z.object({ kind: z.literal('edited'), label: keptActLabelSchema, changed: countSchema, masks: countSchema }),
  z.object({ kind: z.literal('job-failed'), job: keptJobTitleSchema.optional(), error: errorDataSchema }),
  z.object({ kind: z.literal('measuring-failed'), error: errorDataSchema }),
  /** The oldest acts went from the history. */
  z.object({ kind: z.literal('acts-forgotten'), count: countSchema }),
  /** Results of earlier palettes went, the oldest first. */
  z.object({ kind: z.literal('results-dropped'), count: countSchema }),
]);
export type Notice = z.infer<typeof noticeSchema>;
