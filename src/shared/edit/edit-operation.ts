import { z } from 'zod';
import { MOST_SIDE } from '../limits.ts';

/** A position between pixels or of one, in coded pixels: x right, y down, from the top left. */
const coordinateSchema = z
  .int()
  .min(-MOST_SIDE)
  .max(2 * MOST_SIDE);
const pointSchema = z.tuple([coordinateSchema, coordinateSchema]).readonly();
const slotSchema = z.int().min(0).max(65534);
const sideSchema = z.int().min(1).max(4096);
const connectivitySchema = z.union([z.literal(4), z.literal(8)]);

export const rectangleSchema = z.object({
  x: z.int().min(0).max(MOST_SIDE),
  y: z.int().min(0).max(MOST_SIDE),
  width: z.int().min(1).max(MOST_SIDE),
  height: z.int().min(1).max(MOST_SIDE),
});
/** A box of whole pixels; what lies outside the mask is left out. */
export type Rectangle = Readonly<z.infer<typeof rectangleSchema>>;

export const areaShapeSchema = z.discriminatedUnion('kind', [
  rectangleSchema.extend({ kind: z.literal('rectangle') }),
  /**
   * Corners lie between pixels: (0, 0) is the top left corner of the first one. A pixel is inside where its centre is, by
   * the even-odd rule. Lassos are polygons of many corners.
   */
  z.object({ kind: z.literal('polygon'), points: z.array(pointSchema).min(3).max(100_000).readonly() }),
  /** The way of a brush: the pixels its tip was over. One point is a dab. */
  z.object({
    kind: z.literal('stroke'),
    points: z.array(pointSchema).min(1).max(100_000).readonly(),
    /** Width of the tip in pixels; 1 is the pixel itself, even tips reach further to the left and top. */
    size: sideSchema,
    tip: z.enum(['round', 'square']),
  }),
]);
/** Which pixels an operation is about. */
export type AreaShape = Readonly<z.infer<typeof areaShapeSchema>>;

export const editOperationSchema = z.discriminatedUnion('kind', [
  /** Every pixel of the area gets the class. */
  z.object({ kind: z.literal('paint'), slot: slotSchema }),
  /** Every pixel of the area gets back what the repair gave it: the eraser. */
  z.object({ kind: z.literal('restore') }),
  /**
   * The connected pixels around (x, y) get the class: those of its class, or, guided by `original`, those whose colour in
   * the source is within `tolerance` levels of its own in every channel.
   */
  z.object({
    kind: z.literal('fill'),
    x: z.int().min(0).max(MOST_SIDE),
    y: z.int().min(0).max(MOST_SIDE),
    slot: slotSchema,
    connectivity: connectivitySchema,
    guide: z.enum(['labels', 'original']),
    tolerance: z.int().min(0).max(255),
  }),
  /** Pixels of class `from` become those of `to`. */
  z.object({ kind: z.literal('replace-class'), from: slotSchema, to: slotSchema }),
  /** Connected places of fewer than `below` pixels go to the class that surrounds them most; of one class, or of all. */
  z.object({
    kind: z.literal('remove-islands'),
    slot: slotSchema.optional(),
    below: z.int().min(2).max(1_000_000_000),
    connectivity: connectivitySchema,
  }),
  /** Only the largest connected place of the class stays; the others go to what surrounds them. */
  z.object({ kind: z.literal('keep-largest'), slot: slotSchema, connectivity: connectivitySchema }),
  /** Places of other classes that one place of this class encloses become its own; where `below` is given, smaller ones only. */
  z.object({
    kind: z.literal('fill-holes'),
    slot: slotSchema,
    below: z.int().min(2).max(1_000_000_000).optional(),
  }),
  /** Boundaries lose their roughness: every pixel gets the class that most pixels around it have, all classes at once. */
  z.object({ kind: z.literal('smooth'), radius: z.int().min(1).max(8) }),
  /** The class takes what lies within `by` pixels of it; of the classes `into` where they are given. */
  z.object({
    kind: z.literal('grow'),
    slot: slotSchema,
    by: z.int().min(1).max(64),
    into: z.array(slotSchema).max(1000).readonly().optional(),
  }),
  /** The class gives up what lies within `by` pixels of another; it goes to the nearest of them. */
  z.object({ kind: z.literal('shrink'), slot: slotSchema, by: z.int().min(1).max(64) }),
  /** Every pixel gets the class whose source colour is nearest to the source's own pixel. */
  z.object({ kind: z.literal('nearest-original') }),
  /** Every pixel gets the second most likely class of the engine; `not-found` where none is kept (see `review.mask`). */
  z.object({ kind: z.literal('alternative') }),
]);
/** What is to be done with the labels of an area. */
export type EditOperation = Readonly<z.infer<typeof editOperationSchema>>;
