import { z } from 'zod';

const countSchema = z.int().min(0);

function evidenceSchema<Kind extends string>(kind: Kind) {
  return z.object({ kind: z.literal(kind) });
}

/** A list of classes, and so many files. */
function listSchema<Kind extends string>(kind: Kind) {
  return evidenceSchema(kind).extend({ list: z.string(), files: countSchema });
}

/** What makes a folder or archive look like a format, as data; the command line and the interface have words for it. */
export const formatEvidenceSchema = z.discriminatedUnion('kind', [
  /** Files or folders that are there. */
  evidenceSchema('named').extend({ names: z.array(z.string()) }),
  evidenceSchema('folder').extend({ folder: z.string() }),
  /** `beside`: what else there is. */
  evidenceSchema('filled-folder').extend({ folder: z.string(), files: countSchema, beside: z.string().optional() }),
  evidenceSchema('list-beside-folder').extend({ list: z.string(), folder: z.string(), files: countSchema }),
  listSchema('list-and-annotations'),
  listSchema('list-and-arrays'),
  listSchema('list-and-labels'),
  listSchema('list-and-label-files'),
  listSchema('list-and-masks'),
  evidenceSchema('shapes').extend({ file: z.string(), more: countSchema }),
  /** `pictures`: a folder of them. */
  evidenceSchema('json').extend({
    file: z.string(),
    more: countSchema,
    key: z.string(),
    pictures: z.string().optional(),
  }),
  evidenceSchema('label-pictures').extend({ file: z.string(), more: countSchema }),
  evidenceSchema('label-folders').extend({ folders: countSchema }),
  /** Pictures with files of these endings. */
  evidenceSchema('pictures-with').extend({ pictures: countSchema, endings: z.array(z.string()) }),
  evidenceSchema('ade20k').extend({ files: countSchema, texts: z.enum(['json', 'txt']) }),
  evidenceSchema('scene-parse').extend({ folder: z.string() }),
  evidenceSchema('kitti').extend({ hasPhotos: z.boolean() }),
  evidenceSchema('column').extend({ file: z.string(), column: z.string() }),
  evidenceSchema('masks-dir').extend({ file: z.string(), folder: z.string() }),
  /** Masks, so many of them with a photo; `list`: of classes. */
  evidenceSchema('plain').extend({ masks: countSchema, photos: countSchema, list: z.string().optional() }),
]);
export type FormatEvidence = z.infer<typeof formatEvidenceSchema>;
