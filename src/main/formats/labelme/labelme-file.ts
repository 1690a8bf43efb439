import { z } from 'zod';
import { MaskmendError } from '../../../shared/errors.ts';
import { cleanName } from '../../../shared/palette/formats/class-names.ts';
import { firstIssue } from '../reading/first-issue.ts';

const points = z.array(z.array(z.unknown()));

/** One shape; what it must hold depends on its type and is checked where it is drawn. */
const shapeSchema = z.looseObject({
  /** Empty where a person gave none; blanks around it make no other class. */
  label: z.union([z.string(), z.number()]).transform((label) => cleanName(String(label))),
  points,
  group_id: z.union([z.int(), z.string()]).nullish(),
  shape_type: z.string().nullish(),
  mask: z.string().nullish(),
});
export type LabelmeShape = z.infer<typeof shapeSchema>;

/** A file of labelme, https://github.com/wkentaro/labelme. */
export const labelmeSchema = z.object({
  shapes: z.array(z.unknown()),
  imagePath: z.string().nullish(),
  imageHeight: z.int().nullish(),
  imageWidth: z.int().nullish(),
});

/** A shape of the file; undefined where it is none. */
export function parseShape(value: unknown): LabelmeShape | undefined {
  return shapeSchema.safeParse(value).data;
}

/** Why a JSON file is none of labelme's. */
export function noLabelme(error: z.ZodError, path: string): MaskmendError {
  return new MaskmendError('corrupt-file', `is no file of labelme: ${firstIssue(error)}`, { path });
}
