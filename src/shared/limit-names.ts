/** By what people name the limits of what is read; `limits.ts` tells what each holds for. */
export const limitNames = [
  'pixels',
  'side',
  'bytes',
  'text-bytes',
  'nesting',
  'files',
  'archive-files',
  'archive-bytes',
  'archive-ratio',
] as const;

export type LimitName = (typeof limitNames)[number];
