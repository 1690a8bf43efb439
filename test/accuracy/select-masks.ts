import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { filesOfType } from './open-data.ts';
import { readTruthMask } from './read-truth.ts';
import { leastColourDistance, type TruthMask } from './truth-mask.ts';

/** What may be left out of a measurement. */
export interface Selection {
  /** Names of data sets; undefined for all. */
  readonly datasets?: readonly string[] | undefined;
  /** The first masks by name of each data set. */
  readonly masksPerDataset: number;
  /** Masks by name of each data set that are passed over before; none by default. */
  readonly passedOver?: number | undefined;
}

export interface SelectedMasks {
  /** At most 64 classes, no two colours nearer than 24 in RGB. */
  readonly separate: readonly TruthMask[];
  /** Masks with colours nearer than that: instance ids, indices one grey level apart. */
  readonly close: readonly TruthMask[];
}

const MOST_CLASSES = 64;
const LEAST_DISTANCE = 24;
const LARGEST_SIDE = 1024;

/** The clean masks of the folder of real masks that are measured. */
export function selectMasks(folder: string, { datasets, masksPerDataset, passedOver = 0 }: Selection): SelectedMasks {
  const chosen = readdirSync(join(folder, 'clean'))
    .toSorted()
    .filter((dataset) => datasets?.includes(dataset) ?? true)
    .flatMap((dataset) => readDataset(folder, dataset, passedOver + masksPerDataset).slice(passedOver))
    .filter(({ colours }) => colours.length <= MOST_CLASSES);
  return { separate: chosen.filter(isSeparate), close: chosen.filter((mask) => !isSeparate(mask)) };
}

/** Whether no two colours of a mask are so near that a JPEG may not keep them apart. */
export function isSeparate({ colours }: TruthMask): boolean {
  return leastColourDistance(colours) >= LEAST_DISTANCE;
}

/** The first masks by name of one data set. */
export function readDataset(folder: string, dataset: string, count = Infinity): TruthMask[] {
  const home = join(folder, 'clean', dataset);
  return filesOfType(home, '.png')
    .slice(0, count)
    .map((name) => readTruthMask({ path: join(home, name), dataset, largestSide: LARGEST_SIDE }));
}
