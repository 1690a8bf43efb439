import { z } from 'zod';

/** What the person said of a mask. */
export const decisionSchema = z.enum(['undecided', 'accepted', 'rejected', 'flagged', 'skipped']);
export type Decision = z.infer<typeof decisionSchema>;
