import type { Palette } from '../../../shared/model/palette.ts';
import type { ExportWork } from './export-dataset.ts';
import type { WriteResult } from './item-tasks.ts';
import { matchClasses } from './match-classes.ts';
import { sourceOf } from './source-of.ts';

interface ReadingBack {
  /** The classes as they were written. */
  readonly palette: Palette;
  readonly out: string;
  readonly work: Pick<ExportWork, 'reopen' | 'run' | 'limits'>;
}

/** Names of the masks that are not what was written, when the export is read as any other dataset. */
export async function readBack(written: WriteResult['items'], { palette, out, work }: ReadingBack): Promise<string[]> {
  const again = await work.reopen(out);
  const slots = matchClasses(again.palette, palette);
  const found = new Map(again.items.map((item) => [keyOf(item.stem, item.split), item]));
  const pairs = written
    .filter(({ digest }) => digest !== undefined)
    .map((item) => ({
      item,
      again: found.get(keyOf(item.name, item.split)) ?? found.get(keyOf(item.name, undefined)),
    }));
  const differing = pairs.filter((pair) => pair.again === undefined).map(({ item }) => item.name);
  const readable = pairs.flatMap((pair) => (pair.again === undefined ? [] : [{ item: pair.item, again: pair.again }]));
  await work.run({
    task: 'checkMask',
    count: readable.length,
    inputOf: async (index) => ({ source: await sourceOf(readable[index].again), slots, limits: work.limits }),
    settle: (index, outcome) => {
      const { item } = readable[index];
      if (outcome.kind === 'failed' || outcome.value !== item.digest) differing.push(item.name);
    },
  });
  return differing;
}

function keyOf(stem: string, split: string | undefined): string {
  return `${split ?? ''}\0${stem}`;
}
