import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { filesOfType } from '../accuracy/open-data.ts';
import { readTruthMask } from '../accuracy/read-truth.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';

export interface RealMask {
  readonly name: string;
  readonly mask: DrawnMask;
}

/** An odd size, so that MCUs are cut at the right and at the bottom. */
const LARGEST_SIDE = 347;

/** The first mask by name of every clean data set, cut to its top left corner. */
export function cutRealMasks(folder: string): RealMask[] {
  const home = join(folder, 'clean');
  return readdirSync(home)
    .toSorted()
    .map((dataset) => {
      const [name] = filesOfType(join(home, dataset), '.png');
      const mask = readTruthMask({ path: join(home, dataset, name), dataset, largestSide: LARGEST_SIDE });
      return { name: `${dataset}/${name}`, mask };
    });
}
