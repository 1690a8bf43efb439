import { z } from 'zod';
import { turns } from '../mask/turns.ts';
import { exportLossSchema } from '../model/export-loss-schema.ts';
import { countSchema, slotSchema } from './common.ts';

const sideSchema = z.int().min(1).max(65_535);
const pixelSizeSchema = z.object({ width: sideSchema, height: sideSchema });
const splitNameSchema = z.string().regex(/^[\p{L}\p{N}_-]{1,64}$/u);

/** How masks are divided: as their dataset had them, all in one part, or by shares (or counts) and a seed. */
const splitSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('keep') }),
  z.object({ kind: z.literal('one'), name: splitNameSchema }),
  z.object({
    kind: z.literal('divide'),
    parts: z
      .array(z.object({ name: splitNameSchema, size: z.number().min(0) }))
      .min(1)
      .max(20),
    seed: z.int().min(0).max(999_999_999),
  }),
]);

/** What is asked of a dataset format beyond what every export is asked. */
export const datasetChoicesSchema = z.object({
  /** Classes written as another one. */
  merges: z.array(z.object({ slot: slotSchema, into: slotSchema })),
  /** Classes whose pixels become void, or the background where there is no void. */
  dropped: z.array(slotSchema),
  /** What void pixels become: void as it is, background, or void of this index. */
  voidAs: z.union([z.literal('keep'), z.literal('background'), z.int().min(0).max(65_535)]),
  /** Index 0 becomes 255, every other one less. */
  isZeroReduced: z.boolean(),
  split: splitSchema,
  /** Nearest neighbour. */
  resize: pixelSizeSchema.optional(),
  tile: pixelSizeSchema.optional(),
  /** One result of each mask for each turn. */
  turns: z.array(z.enum(turns)).min(1),
  /** Names from `{stem}`, `{name}`, `{split}` and `{n}`. */
  pattern: z.string().min(1).max(200),
  coding: z.enum(['indexed', 'grey', 'colour']).optional(),
  geometry: z.enum(['polygon', 'rle', 'mask']).optional(),
  /** What an object is where masks know classes only: each connected part, or all of a class. */
  objects: z.enum(['component', 'class']),
  /** One zip archive, called as the folder is, in its place. */
  isArchive: z.boolean(),
});
export type DatasetChoices = z.infer<typeof datasetChoicesSchema>;

/** What a dataset format leaves to choose. */
export const datasetFormatSchema = z.object({
  codings: z.array(z.enum(['indexed', 'grey', 'colour'])),
  geometries: z.array(z.enum(['polygon', 'rle', 'mask'])),
  /** Objects are made where masks know classes only. */
  hasObjects: z.boolean(),
});

/** What a format cannot hold of the masks that were looked at. */
export const exportLossesSchema = z.object({
  losses: z.array(exportLossSchema),
  /** Masks looked at, of so many. */
  masks: countSchema,
  total: countSchema,
});
export type ExportLosses = z.infer<typeof exportLossesSchema>;
