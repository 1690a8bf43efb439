import type { DatasetItem } from '../../../shared/model/dataset.ts';
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
  const again = placesOf(written, items);
  const differing = written.filter((_, i) => again[i] < 0).map(({ name }) => name);
  const readable = Uint32Array.from(again.keys()).filter((i) => again[i] >= 0);
  await work.run({
    task: 'checkMask',
    count: readable.length,
    inputOf: async (index) => ({
      source: await sourceOf(items[again[readable[index]]]),
      slots,
      limits: work.limits,
    }),
    settle: (index, outcome) => {
      const { name, digest } = written[readable[index]];
      if (outcome.kind === 'failed' || outcome.value !== digest) differing.push(name);
    },
  });
  return differing;
}

/** Place of each among the items that were read again; -1 where it is missing. */
function placesOf(written: readonly WrittenDigest[], items: readonly DatasetItem[]): Int32Array {
  // Formats that name photos which stay in their folders give folders back.
  const places = new Map(items.map(({ stem, split }, place) => [keyOf(stem.replaceAll('/', '_'), split), place]));
  return Int32Array.from(written, ({ name, split }) => {
    const found = places.get(keyOf(name, split)) ?? places.get(keyOf(name, undefined));
    // A part that no reader knows for one is a folder like any other.
    return found ?? places.get(keyOf(`${split}_${name}`, undefined)) ?? -1;
  });
}

function keyOf(stem: string, split: string | undefined): string {
  return `${split ?? ''}\0${stem}`;
}
