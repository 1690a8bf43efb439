import { z } from 'zod';
import { rgbSchema } from './palette.ts';

const countSchema = z.int().min(0);
const pairShape = { a: z.string(), b: z.string() };

function warningSchema<Kind extends string>(kind: Kind) {
  return z.object({ kind: z.literal(kind) });
}

/** Why a person should look at a repaired mask, as data; the command line and the interface have words for it. */
const repairWarningSchema = z.discriminatedUnion('kind', [
  /** The palette has more classes than are searched. */
  warningSchema('beyond-search').extend({ classes: countSchema, most: countSchema }),
  /** Pairs of classes that the file cannot tell apart, and how many more there are. */
  warningSchema('hopeless-pairs').extend({ pairs: z.array(z.object(pairShape)).readonly(), more: countSchema }),
  /** Those that it cannot tell apart where they meet. */
  warningSchema('blurred-pairs').extend({
    pairs: z.array(z.object({ ...pairShape, uncertainPixels: countSchema })).readonly(),
    more: countSchema,
  }),
  /** Colours of flat areas that no class has, levels of grey or RGB. */
  warningSchema('foreign-colours').extend({
    colours: z.array(z.union([countSchema, rgbSchema])).readonly(),
    more: countSchema,
    pixels: countSchema,
  }),
  warningSchema('small-objects'),
  warningSchema('objects-of-other-size'),
  /** What reading the file of the objects failed with. */
  warningSchema('objects-unreadable').extend({ message: z.string() }),
]);
export type RepairWarning = z.infer<typeof repairWarningSchema>;

/** As projects of earlier versions have it, which warn in words: these are shown as they are. */
export const keptRepairWarningSchema = z.union([repairWarningSchema, z.string()]);
export type KeptRepairWarning = z.infer<typeof keptRepairWarningSchema>;
