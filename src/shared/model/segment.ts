import { z } from 'zod';
import { paletteClassSchema, rgbSchema } from './palette.ts';

/** An object of a mask, apart from its pixels. */
export const segmentSchema = z.object({
  /** In its mask, 1..65534; what object tiles hold. */
  number: z.int().min(1).max(65_534),
  /** Its class; pixels of its number that have another one do not belong to it. */
  slot: paletteClassSchema.shape.slot,
  /** True for a group of things that were not told apart. */
  isCrowd: z.boolean(),
  /** What names it in its file: its number there, or the id of its annotation. */
  sourceId: z.int().min(0).max(0xffff_ffff).optional(),
  /** Its colour in the file, where colours name objects. */
  sourceRgb: rgbSchema.optional(),
});
export type Segment = Readonly<z.infer<typeof segmentSchema>>;

/** The highest number of an object in its mask. */
export const MOST_SEGMENTS = 65_534;

/** The number of pixels that belong to no object. */
export const NO_OBJECT = 0;
