import { z } from 'zod';
import { errorDataSchema } from '../model/error-data.ts';
import { exportRemarkSchema } from '../model/export-remark.ts';
import { countSchema } from './common.ts';

const base = {
  /** `error`: the export cannot start so. */
  severity: z.enum(['error', 'warning', 'note']),
  /** Files that it is about. */
  files: countSchema,
  /** Paths of some of them. */
  examples: z.array(z.string()),
};

function findingSchema<Kind extends string>(kind: Kind) {
  return z.object({ ...base, kind: z.literal(kind) });
}

function faultSchema<Kind extends string>(kind: Kind) {
  return findingSchema(kind).extend({ error: errorDataSchema });
}

/** What would go wrong in an export, or be lost, as data: the interface says it in words. */
export const preflightFindingSchema = z.discriminatedUnion('kind', [
  findingSchema('nothing'),
  // Masks that are left out, and why.
  findingSchema('not-repaired'),
  findingSchema('rejected'),
  findingSchema('undecided'),
  findingSchema('not-certified'),
  findingSchema('failed'),
  findingSchema('not-a-mask'),
  // The state of those that are taken.
  findingSchema('stale'),
  findingSchema('flagged'),
  findingSchema('missing'),
  findingSchema('photo-missing'),
  findingSchema('no-photo'),
  // Classes and objects.
  findingSchema('index-too-high').extend({ class: z.string(), index: countSchema, highest: countSchema }),
  findingSchema('same-index').extend({ classes: z.array(z.string()), index: countSchema }),
  findingSchema('background-not-first').extend({ index: countSchema }),
  findingSchema('void-class'),
  findingSchema('objects-left-out'),
  /** `without`: masks that get none. */
  findingSchema('object-maps').extend({
    coding: z.enum(['grey8', 'grey16', 'rgb']),
    masks: countSchema,
    without: countSchema,
  }),
  // The place to write into.
  findingSchema('not-writable').extend({ folder: z.string() }),
  findingSchema('disk-space').extend({ freeBytes: countSchema, neededBytes: countSchema }),
  faultSchema('place'),
  faultSchema('exists'),
  // Datasets.
  faultSchema('choice'),
  findingSchema('format').extend({ remark: exportRemarkSchema }),
  findingSchema('splits').extend({ parts: z.array(z.object({ name: z.string(), masks: countSchema })) }),
]);
export type PreflightFinding = z.infer<typeof preflightFindingSchema>;
