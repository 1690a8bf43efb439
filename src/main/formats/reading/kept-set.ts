import { join } from 'node:path';
import { z } from 'zod';
import type { KeptSet } from '../../../shared/model/dataset.ts';
import { paletteClassSchema } from '../../../shared/model/palette.ts';
import { readTextWithin } from '../../text-within.ts';

/** What a dataset said beside its pictures, beside the masks that were drawn from it. */
export const KEPT_SET = 'dataset.json';

/** Fields and classes of some datasets; nothing that is said of pictures. */
const MAX_SET_BYTES = 268_435_456;

const { slot, index, name, rgb } = paletteClassSchema.shape;
const setSchema = z.object({
  version: z.literal(1),
  format: z.string(),
  parts: z.array(
    z.object({ split: z.string().optional(), fields: z.array(z.tuple([z.string(), z.string()]).readonly()) }),
  ),
  classes: z.array(z.object({ slot, index, name, rgb, text: z.string() })),
});

export function writeKeptSet(kept: KeptSet): Uint8Array {
  return Buffer.from(JSON.stringify({ version: 1, ...kept }));
}

/** What several datasets of a project said, that of the first format. Undefined where none said anything that can be read. */
export async function readKeptSets(folders: readonly string[]): Promise<KeptSet | undefined> {
  const found: KeptSet[] = [];
  for (const folder of folders) {
    const text = await readTextWithin(join(folder, KEPT_SET), MAX_SET_BYTES);
    const kept = text === undefined ? undefined : parseSet(text);
    if (kept !== undefined) found.push(kept);
  }
  const [first] = found;
  const alike = found.filter(({ format }) => format === first.format);
  const classes = new Map(
    alike.flatMap((kept) => kept.classes.map((entry) => [entry.slot, entry] as const)).toReversed(),
  );
  return found.length === 0
    ? undefined
    : { format: first.format, parts: alike.flatMap(({ parts }) => parts), classes: [...classes.values()].toReversed() };
}

/** A file that somebody has spoilt costs the extra fields only. */
function parseSet(text: string): KeptSet | undefined {
  try {
    return setSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
