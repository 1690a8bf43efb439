import { z } from 'zod';
import { decisionSchema } from './decision.ts';
import { meaningChoiceSchema } from './mask-meaning.ts';
import { classRoleSchema } from './palette.ts';
import { presetNames } from './preset-name.ts';

const countSchema = z.int().min(0);

function labelSchema<Kind extends string>(kind: Kind) {
  return z.object({ kind: z.literal(kind) });
}

/** The class has the name that it had when the act was done. */
function classLabelSchema<Kind extends string>(kind: Kind) {
  return z.object({ kind: z.literal(kind), class: z.string() });
}

/** Of as many objects or masks. */
function countLabelSchema<Kind extends string>(kind: Kind) {
  return z.object({ kind: z.literal(kind), count: countSchema });
}

function objectLabelSchema<Kind extends string>(kind: Kind) {
  return z.object({ kind: z.literal(kind), object: countSchema });
}

const classActs = [
  labelSchema('find-classes'),
  labelSchema('add-object-classes'),
  /** Those of a file or a kind of dataset, by its name. */
  labelSchema('take-classes').extend({ from: z.string() }),
  labelSchema('take-preset').extend({ preset: z.enum(presetNames) }),
  classLabelSchema('rename-class').extend({ to: z.string() }),
  classLabelSchema('recolour-class'),
  classLabelSchema('set-role').extend({ role: classRoleSchema }),
  classLabelSchema('set-index').extend({ index: countSchema }),
  classLabelSchema('lock-class'),
  classLabelSchema('unlock-class'),
  classLabelSchema('mark-class'),
  labelSchema('reorder-classes'),
  labelSchema('renumber-classes'),
  classLabelSchema('add-class'),
  classLabelSchema('remove-class'),
  labelSchema('merge-classes').extend({ from: z.array(z.string()).readonly(), into: z.string() }),
  classLabelSchema('claim-colour'),
  classLabelSchema('split-class').extend({ off: z.string() }),
] as const;

const labelActs = [
  classLabelSchema('paint'),
  labelSchema('restore'),
  classLabelSchema('fill'),
  labelSchema('replace-class').extend({ from: z.string(), to: z.string() }),
  labelSchema('remove-islands').extend({ class: z.string().optional(), below: countSchema }),
  classLabelSchema('keep-largest'),
  classLabelSchema('fill-holes'),
  labelSchema('smooth').extend({ radius: countSchema }),
  classLabelSchema('grow').extend({ by: countSchema }),
  classLabelSchema('shrink').extend({ by: countSchema }),
  labelSchema('nearest-original'),
  labelSchema('alternative'),
] as const;

const objectActs = [
  countLabelSchema('merge-objects'),
  objectLabelSchema('split-parts'),
  objectLabelSchema('split-object'),
  countLabelSchema('reassign-objects').extend({ class: z.string() }),
  countLabelSchema('remove-objects'),
  countLabelSchema('dissolve-objects'),
  classLabelSchema('make-objects'),
  classLabelSchema('add-object'),
  objectLabelSchema('add-to-object'),
  countLabelSchema('mark-crowd').extend({ isCrowd: z.boolean() }),
] as const;

const fileActs = [
  countLabelSchema('take-out'),
  countLabelSchema('make-masks'),
  countLabelSchema('make-photos'),
  countLabelSchema('pair'),
  countLabelSchema('pair-by-name'),
  countLabelSchema('read-as').extend({ meaning: meaningChoiceSchema }),
  countLabelSchema('decide').extend({ decision: decisionSchema }),
  countLabelSchema('accept-certified'),
  labelSchema('write-note'),
  labelSchema('remove-note'),
] as const;

/** What an act of the history did, as data: the interface says it in words. */
export const actLabelSchema = z.discriminatedUnion('kind', [...classActs, ...labelActs, ...objectActs, ...fileActs]);
export type ActLabel = z.infer<typeof actLabelSchema>;

/** As projects and pages of earlier versions have it, which name acts in words: these are shown as they are. */
export const keptActLabelSchema = z.union([actLabelSchema, z.string()]);
export type KeptActLabel = z.infer<typeof keptActLabelSchema>;
