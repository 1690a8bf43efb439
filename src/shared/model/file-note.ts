import { z } from 'zod';
import { fileFormatSchema } from './file-format.ts';

function noteSchema<Kind extends string>(kind: Kind) {
  return z.object({ kind: z.literal(kind) });
}

/** What of a file was passed over, or may mislead, as data; the command line and the interface have words for it. */
const fileNoteSchema = z.discriminatedUnion('kind', [
  noteSchema('extension').extend({ extension: z.string(), format: fileFormatSchema }),
  noteSchema('orientation').extend({ orientation: z.int() }),
  noteSchema('colour-profile'),
  noteSchema('frames').extend({ frames: z.int() }),
  noteSchema('alpha-channel'),
  /** Indices are lost. */
  noteSchema('colour-table'),
  noteSchema('damaged-chunk').extend({ chunk: z.string() }),
  noteSchema('gamma').extend({ gamma: z.number() }),
  noteSchema('transparent-entries'),
  noteSchema('transparent-colour'),
  noteSchema('five-bits'),
  noteSchema('white-is-zero'),
]);
export type FileNote = z.infer<typeof fileNoteSchema>;

/** As projects of earlier versions have it, which tell it in words: these are shown as they are. */
export const keptFileNoteSchema = z.union([fileNoteSchema, z.string()]);
export type KeptFileNote = z.infer<typeof keptFileNoteSchema>;
