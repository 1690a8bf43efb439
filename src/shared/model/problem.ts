import { z } from 'zod';

/** What the checks of an import find, each with a message of its own. */
export const problemKindSchema = z.enum([
  'unreadable',
  'size-differs-from-photo',
  'no-photo',
  'extension-disagrees',
  'sixteen-bit',
  'alpha-channel',
  'orientation',
  'colour-profile',
  'several-frames',
  'palette-order',
  'background-not-first',
  'void-and-white-share-255',
  'classes-share-colour',
  'close-classes',
  'class-in-one-split',
  'unclaimed-colours',
  'single-class',
  'duplicate-bytes',
  'duplicate-content',
  'not-a-mask',
  'changed-on-disk',
  'missing-on-disk',
]);
export type ProblemKind = z.infer<typeof problemKindSchema>;

/** Those about which something safe can be done for all files at once. */
const fixableProblems = [
  'no-photo',
  'not-a-mask',
  'duplicate-bytes',
  'duplicate-content',
  'missing-on-disk',
  'unreadable',
] as const satisfies readonly ProblemKind[];
export type FixableProblem = (typeof fixableProblems)[number];

export function isFixable(kind: ProblemKind): kind is FixableProblem {
  return fixableProblems.some((candidate) => candidate === kind);
}

/** `error`: the file cannot be used as it is; `warning`: something will go wrong further on; `note`: worth knowing. */
export const problemSeveritySchema = z.enum(['error', 'warning', 'note']);
export type ProblemSeverity = z.infer<typeof problemSeveritySchema>;

export const problemSchema = z.object({
  kind: problemKindSchema,
  severity: problemSeveritySchema,
  /** In words for a person, without the file's name. */
  text: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
