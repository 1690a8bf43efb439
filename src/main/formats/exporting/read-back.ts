import type { DatasetItem } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { ExportWork } from './export-work.ts';
import { matchClasses } from './match-classes.ts';
import { packSlots } from './packed-slots.ts';
import { sourceOf } from './source-of.ts';
import { flatName } from '../writing/flat-name.ts';
import type { WrittenDigests } from './write-items.ts';

interface ReadingBack {
  readonly format: string;
  /** The classes as they were written. */
  readonly palette: Palette;
  readonly out: string;
  readonly work: Pick<ExportWork, 'reopen' | 'run' | 'limits'>;
}

/** Names of the masks that are not what was written, when the export is read as any other dataset. */
export async function readBack(written: WrittenDigests, reading: ReadingBack): Promise<string[]> {
  const { limits, run } = reading.work;
  const { slots, places, masks, missing } = await openAgain(written, reading);
  const differing = missing.map((place) => written.names.at(place));
  await run({
    task: 'checkMask',
    count: places.length,
    inputOf: async (turn) => ({ source: await sourceOf({ mask: masks.get(turn) }), slots, limits }),
    settle: (turn, outcome) => {
      const place = places[turn];
      const isSame = outcome.kind === 'done' && outcome.value === written.digests.at(place);
      if (!isSame) differing.push(written.names.at(place));
      masks.drop(turn);
    },
  });
  return differing;
}

/** Masks that are read once each: one that was read takes no memory any more. */
class MasksToRead {
  readonly #masks: (DatasetItem['mask'] | undefined)[];

  constructor(masks: DatasetItem['mask'][]) {
    this.#masks = masks;
  }

  get(turn: number): DatasetItem['mask'] {
    const mask = this.#masks[turn];
    if (mask === undefined) throw new Error(`mask ${turn} was read before`);
    return mask;
  }

  drop(turn: number): void {
    this.#masks[turn] = undefined;
  }
}

interface OpenedAgain {
  /** Slot as written by slot as read back, packed. */
  readonly slots: Uint16Array;
  /** Places, among those that were written, of the masks that can be read, and these in the same order. */
  readonly places: Uint32Array;
  readonly masks: MasksToRead;
  /** Places of the others. */
  readonly missing: readonly number[];
}

async function openAgain(written: WrittenDigests, { format, palette, out, work }: ReadingBack): Promise<OpenedAgain> {
  const { items, palette: found } = await work.reopen(out, format);
  const again = placesOf(written, items);
  const all = Uint32Array.from(again.keys());
  const places = all.filter((place) => again[place] >= 0);
  const masks = new MasksToRead(Array.from(places, (place) => items[again[place]].mask));
  return {
    slots: packSlots(matchClasses(found, palette)),
    places,
    masks,
    missing: [...all.filter((place) => again[place] < 0)],
  };
}

/** Place of each among the items that were read again; -1 where it is missing. */
function placesOf({ names, splits }: WrittenDigests, items: readonly DatasetItem[]): Int32Array {
  // Formats that name photos which stay where they are give their names back, with folders and whatever no name of ours has.
  const places = new Map<string, number>();
  items.forEach(({ stem, split }, place) => places.set(keyOf(flatName(stem), split), place));
  items.forEach(({ stem, split }, place) => places.set(keyOf(stem, split), place));
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
