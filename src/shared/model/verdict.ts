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

const verdictDetailSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mozjpeg') }),
  /** From a mask of this size, by this filter, and then perhaps saved as JPEG; undone but for some pixels. */
  z.object({
    kind: z.literal('enlarged'),
    by: z.enum(['linear', 'cubic', 'mitchell', 'lanczos']),
    width: z.int().min(1),
    height: z.int().min(1),
    isJpeg: z.boolean(),
    openPixels: z.int().min(0),
  }),
  /** To so many colours, which alternate where others were meant. */
  z.object({ kind: z.literal('dithered'), colours: z.int().min(1) }),
]);
export type VerdictDetail = z.infer<typeof verdictDetailSchema>;

export const verdictSchema = z.object({
  kind: verdictKindSchema,
  /** What is known beyond the kind. */
  detail: verdictDetailSchema.optional(),
  /** The verdict in words, as projects of earlier versions have it: these are shown. */
  text: z.string().optional(),
  /** How sure the verdict is, 0..1. */
  confidence: z.number().min(0).max(1),
});
export type Verdict = z.infer<typeof verdictSchema>;
