import { z } from 'zod';

/** What happened to a file before it reached us. */
export const verdictKindSchema = z.enum([
  'clean',
  'jpeg-once',
  'jpeg-twice',
  'shifted',
  'antialiased-or-resized',
  'trellis-or-unknown-encoder',
  'not-a-mask',
  'unreadable',
]);
export type VerdictKind = z.infer<typeof verdictKindSchema>;

export const verdictSchema = z.object({
  kind: verdictKindSchema,
  /** The verdict in words for a person. */
  text: z.string(),
  /** How sure the verdict is, 0..1. */
  confidence: z.number().min(0).max(1),
});
export type Verdict = z.infer<typeof verdictSchema>;
