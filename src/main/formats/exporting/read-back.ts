import type { Palette } from '../../../shared/model/palette.ts';
import type { ExportWork } from './export-dataset.ts';
import { matchClasses } from './match-classes.ts';
import { sourceOf } from './source-of.ts';
import type { WrittenDigest } from './write-items.ts';

interface ReadingBack {
  /** The classes as they were written. */
  readonly palette: Palette;
  readonly out: string;
  readonly work: Pick<ExportWork, 'reopen' | 'run' | 'limits'>;
}

/** Names of the masks that are not what was written, when the export is read as any other dataset. */
export async function readBack(
  written: readonly WrittenDigest[],
  { palette, out, work }: ReadingBack,
): Promise<string[]> {
  const { items, palette: found } = await work.reopen(out);
  const slots = matchClasses(found, palette);
  const places = new Map(items.map(({ stem, split }, place) => [keyOf(stem, split), place]));
  const again = written.map(({ name, split }) => places.get(keyOf(name, split)) ?? places.get(keyOf(name, undefined)));
  const differing = written.filter((_, i) => again[i] === undefined).map(({ name }) => name);
  const readable = again.flatMap((place, i) => (place === undefined ? [] : [{ place, written: written[i] }]));
  await work.run({
    task: 'checkMask',
    count: readable.length,
    inputOf: async (index) => ({
      source: await sourceOf(items[readable[index].place]),
      slots,
      limits: work.limits,
    }),
    settle: (index, outcome) => {
      const { name, digest } = readable[index].written;
      if (outcome.kind === 'failed' || outcome.value !== digest) differing.push(name);
    },
  });
  return differing;
}

function keyOf(stem: string, split: string | undefined): string {
  return `${split ?? ''}\0${stem}`;
}
