import { z } from 'zod';
import { keptActLabelSchema } from './act-label.ts';

/** How many there are, once that is known. */
const countSchema = z.int().min(0).optional();

/** What a job is about, as data: the interface says it in words. */
export const jobTitleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('import'), as: z.enum(['auto', 'mask', 'photo']), count: countSchema }),
  z.object({ kind: z.literal('import-sample'), as: z.enum(['mask', 'photo']) }),
  z.object({ kind: z.literal('rescan') }),
  z.object({ kind: z.literal('repair'), count: countSchema }),
  z.object({ kind: z.literal('repair-by-command') }),
  z.object({ kind: z.literal('export'), count: countSchema }),
  z.object({ kind: z.literal('edit'), label: keptActLabelSchema }),
]);
export type JobTitle = z.infer<typeof jobTitleSchema>;

/** As projects of earlier versions have it, which name jobs in words: these are shown as they are. */
export const keptJobTitleSchema = z.union([jobTitleSchema, z.string()]);
export type KeptJobTitle = z.infer<typeof keptJobTitleSchema>;
