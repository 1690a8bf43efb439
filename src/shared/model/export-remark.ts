import { z } from 'zod';
import { rgbSchema } from './palette.ts';

const countSchema = z.int().min(0);
const toolsSchema = z.enum(['voc', 'mmseg']);

function remarkSchema<Kind extends string>(kind: Kind) {
  return z.object({ kind: z.literal(kind) });
}

/** What a person should know of an export, as data; the command line and the interface have words for it. */
export const exportRemarkSchema = z.discriminatedUnion('kind', [
  /** A class has the index that these tools leave out as void. */
  remarkSchema('void-index-taken').extend({ class: z.string(), tools: toolsSchema }),
  remarkSchema('void-not-255').extend({ tools: toolsSchema }),
  /** mmsegmentation wants classes 0 to `highest`. */
  remarkSchema('gaps-in-indices').extend({ highest: countSchema }),
  remarkSchema('unknown-to-cityscapes').extend({ classes: z.array(z.string()).readonly() }),
  /** Of a part that Ultralytics needs; photos of `standIn` take its place. */
  remarkSchema('missing-part').extend({ part: z.string(), standIn: z.string() }),
  remarkSchema('sixteen-bit'),
  /** The class is written in this colour, as another has its own. */
  remarkSchema('colour-of-another').extend({ class: z.string(), rgb: rgbSchema }),
  remarkSchema('colour-for-cvat').extend({ class: z.string(), rgb: rgbSchema }),
  remarkSchema('other-name').extend({ class: z.string(), written: z.string() }),
  /** Ultralytics counts classes from 0, `void` is void: the first class with another number than its index, and how many more. */
  remarkSchema('other-number').extend({
    class: z.string(),
    number: countSchema,
    index: countSchema,
    more: countSchema,
    void: countSchema,
  }),
  /** Pixels of no class become this one, as 255 is the index of `owner`. */
  remarkSchema('void-made').extend({ class: z.string(), index: countSchema, owner: z.string() }),
  remarkSchema('photo-size').extend({
    photo: z.string(),
    width: countSchema,
    height: countSchema,
    maskWidth: countSchema,
    maskHeight: countSchema,
  }),
  remarkSchema('photo-turned').extend({ photo: z.string() }),
]);
export type ExportRemark = z.infer<typeof exportRemarkSchema>;
