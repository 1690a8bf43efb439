import { z } from 'zod';

const countSchema = z.int().min(0);

function evidenceSchema<Kind extends string>(kind: Kind) {
  return z.object({ kind: z.literal(kind) });
}

/** Why the values of a mask are taken to name objects, or classes, as data; the command line and the interface have words. */
const objectEvidenceSchema = z.discriminatedUnion('kind', [
  evidenceSchema('chosen'),
  evidenceSchema('dataset'),
  /** By a part of its path. */
  evidenceSchema('named').extend({ name: z.string() }),
  /** A panoptic JSON lists so many segments. */
  evidenceSchema('listed').extend({ segments: countSchema }),
  /** A class times `by` plus a count, such as `example`. */
  evidenceSchema('made').extend({ by: countSchema, example: countSchema }),
  /** So many of all colours of the folder occur in one file only. */
  evidenceSchema('differing').extend({ single: countSchema, all: countSchema }),
  /** So many of its values fill one place each. */
  evidenceSchema('placed').extend({ placed: countSchema, all: countSchema }),
  evidenceSchema('coco-colours'),
  evidenceSchema('classes'),
]);
export type ObjectEvidence = z.infer<typeof objectEvidenceSchema>;

/** As projects of earlier versions have it, in words: these are shown as they are. */
export const keptObjectEvidenceSchema = z.union([objectEvidenceSchema, z.string()]);
export type KeptObjectEvidence = z.infer<typeof keptObjectEvidenceSchema>;
