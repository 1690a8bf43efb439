import { z } from 'zod';
import { fileFormatSchema } from './file-format.ts';

const factorSchema = z.number().min(0);
const countSchema = z.int().min(0);

/** What sets a picture apart from the others of its set, as data; tables and the interface have words for it. */
export const outlierReasonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('quality'), quality: countSchema, usual: countSchema }),
  /** So many times, than usual. */
  z.object({ kind: z.literal('smaller'), factor: factorSchema }),
  z.object({ kind: z.literal('larger'), factor: factorSchema }),
  z.object({ kind: z.literal('fewer-bytes'), factor: factorSchema }),
  /** That only so many files have. */
  z.object({ kind: z.literal('rare-format'), format: fileFormatSchema, files: countSchema }),
  z.object({ kind: z.literal('rare-subsampling'), subsampling: z.string(), files: countSchema }),
]);
export type OutlierReason = z.infer<typeof outlierReasonSchema>;
