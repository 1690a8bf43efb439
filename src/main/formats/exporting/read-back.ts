import type { DatasetItem } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { ExportWork } from './export-dataset.ts';
import { matchClasses } from './match-classes.ts';
import { sourceOf } from './source-of.ts';
import type { WrittenDigests } from './write-items.ts';

interface ReadingBack {
  readonly format: string;
  /** The classes as they were written. */
  readonly palette: Palette;
  readonly out: string;
  readonly work: Pick<ExportWork, 'reopen' | 'run' | 'limits'>;
}

/** Names of the masks that are not what was written, when the export is read as any other dataset. */
export async function readBack(
  written: WrittenDigests,
  { format, palette, out, work }: ReadingBack,
): Promise<string[]> {
  const { items, palette: found } = await work.reopen(out, format);
  const slots = matchClasses(found, palette);
  const again = placesOf(written, items);
  const all = Uint32Array.from(again.keys());
  const differing = [...all.filter((i) => again[i] < 0)].map((i) => written.names.at(i));
  const readable = all.filter((i) => again[i] >= 0);
  await work.run({
    task: 'checkMask',
    count: readable.length,
    inputOf: async (index) => ({
      source: await sourceOf(items[again[readable[index]]]),
      slots,
      limits: work.limits,
    }),
    settle: (index, outcome) => {
      const place = readable[index];
      const isSame = outcome.kind === 'done' && outcome.value === written.digests.at(place);
      if (!isSame) differing.push(written.names.at(place));
    },
  });
  return differing;
}

/** Place of each among the items that were read again; -1 where it is missing. */
function placesOf({ names, splits }: WrittenDigests, items: readonly DatasetItem[]): Int32Array {
  // Formats that name photos which stay in their folders give folders back.
  const places = new Map<string, number>();
  items.forEach(({ stem, split }, place) => places.set(keyOf(stem.replaceAll('/', '_'), split), place));
  return new Int32Array(names.length).map((_, i) => {
    const [name, split] = [names.at(i), splits.at(i)];
    const found = places.get(keyOf(name, split)) ?? places.get(keyOf(name, undefined));
    // A part that no reader knows for one is a folder like any other.
    return found ?? places.get(keyOf(`${split}_${name}`, undefined)) ?? -1;
  });
}

function keyOf(stem: string, split: string | undefined): string {
  return `${split ?? ''}\0${stem}`;
}
