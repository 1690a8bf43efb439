import { z } from 'zod';
import { fileFormatSchema } from './file-format.ts';

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

const countSchema = z.int().min(0);

function foundSchema<Kind extends ProblemKind>(kind: Kind) {
  return z.object({ kind: z.literal(kind), severity: problemSeveritySchema });
}

/** What a check found, as data; the command line and the interface have words for it. Names of classes are those of the moment. */
const foundProblemSchema = z.discriminatedUnion('kind', [
  /** What reading it failed with. */
  foundSchema('unreadable').extend({ message: z.string() }),
  foundSchema('size-differs-from-photo').extend({
    width: countSchema,
    height: countSchema,
    photoWidth: countSchema,
    photoHeight: countSchema,
    photo: z.string(),
  }),
  foundSchema('no-photo'),
  foundSchema('extension-disagrees').extend({ extension: z.string(), format: fileFormatSchema }),
  foundSchema('sixteen-bit').extend({ bits: countSchema }),
  foundSchema('alpha-channel'),
  foundSchema('orientation').extend({ orientation: countSchema }),
  foundSchema('colour-profile'),
  foundSchema('several-frames').extend({ frames: countSchema }),
  foundSchema('palette-order').extend({ class: z.string(), place: countSchema, index: countSchema }),
  foundSchema('background-not-first').extend({ class: z.string(), index: countSchema }),
  /** The class of index 255; `white`: the white one, where it is another. */
  foundSchema('void-and-white-share-255').extend({ class: z.string(), white: z.string().optional() }),
  foundSchema('classes-share-colour').extend({ classes: z.tuple([z.string(), z.string()]) }),
  foundSchema('close-classes').extend({ classes: z.tuple([z.string(), z.string()]), levels: countSchema }),
  foundSchema('class-in-one-split').extend({ class: z.string(), split: z.string(), masks: countSchema }),
  foundSchema('unclaimed-colours').extend({ pixels: countSchema }),
  foundSchema('single-class'),
  foundSchema('duplicate-bytes').extend({ original: z.string() }),
  foundSchema('duplicate-content').extend({ original: z.string() }),
  foundSchema('not-a-mask'),
  foundSchema('changed-on-disk'),
  foundSchema('missing-on-disk'),
]);
export type FoundProblem = z.infer<typeof foundProblemSchema>;

/** As projects of earlier versions have it, which tell of problems in words: these are shown as they are. */
const keptProblemSchema = z.object({ kind: problemKindSchema, severity: problemSeveritySchema, words: z.string() });

export const problemSchema = z.union([foundProblemSchema, keptProblemSchema]);
export type Problem = z.infer<typeof problemSchema>;
