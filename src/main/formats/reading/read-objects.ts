import { countWithNoun } from '../../../shared/words.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { LabelMap } from '../../../shared/mask/label-map.ts';
import { type Raster } from '../../../shared/mask/raster.ts';
import { areaOfRuns, type Runs } from '../../../shared/mask/runs.ts';
import { runsOfLabels } from '../../../shared/mask/runs-of-labels.ts';
import type { DatasetProblem, MaskObject, ObjectCoding } from '../../../shared/model/dataset.ts';
import { UNASSIGNED_SLOT } from '../../../shared/model/palette.ts';
import { numbersOfRaster } from './read-pixels.ts';

/** Segments of one picture; real ones have some hundred. Ids have 24 bits; what bounds them is the text that lists them. */
export const MAX_SEGMENTS = 150_000;

/** Objects of a picture whose pixels hold their numbers, and what is wrong with them. */
export interface ReadObjects {
  readonly objects: readonly MaskObject[];
  readonly problems: readonly DatasetProblem[];
}

/** The objects of a picture; each belongs to the class of its first pixel in `classes`, a label map of the same size. */
export function readObjects(raster: Raster, coding: ObjectCoding, classes: LabelMap): ReadObjects {
  const numbers = numbersOfRaster(raster, coding.reading);
  const file = coding.file?.name ?? '';
  const objects: MaskObject[] = [];
  const problems: DatasetProblem[] = [];
  const regions = regionsOf(numbers, raster);
  for (const [id, runs] of regions) {
    if (!isObject(id, coding)) continue;
    const slot = slotOfFirst(runs, classes);
    if (slot === UNASSIGNED_SLOT) continue;
    objects.push({ id, slot, isCrowd: coding.crowds?.includes(id) ?? false, runs });
    const problem = checkArea(id, areaOfRuns(runs), coding) ?? checkClass(id, runs, { slot, classes });
    if (problem !== undefined) problems.push({ file, annotation: String(id), message: problem });
  }
  for (const [id, pixels] of coding.areas ?? []) {
    if (pixels === 0 || regions.has(id)) continue;
    const message = `the file says ${countWithNoun(pixels, 'pixel')} for segment ${id}, the picture has none`;
    problems.push({ file, annotation: String(id), message });
  }
  return { objects: objects.sort((a, b) => a.id - b.id), problems };
}

function isObject(id: number, { lowest, leftOut, notMultipleOf }: ObjectCoding): boolean {
  return id >= lowest && !leftOut.includes(id) && (notMultipleOf === undefined || id % notMultipleOf !== 0);
}

/** Regions by number; those of more than 16 bits are put in order first, as regions are found for dense ones. */
function regionsOf(
  numbers: Uint8Array | Uint16Array | Uint32Array,
  { width, height }: Raster,
): ReadonlyMap<number, Runs> {
  if (!(numbers instanceof Uint32Array)) return runsOfLabels({ width, height, labels: numbers });
  const order = new Map<number, number>();
  const few = putInOrder(numbers, new Uint16Array(numbers.length), order);
  const labels = order.size <= 65_536 ? few : putInOrder(numbers, new Uint32Array(numbers.length), order);
  const ids = [...order.keys()];
  return new Map([...runsOfLabels({ width, height, labels })].map(([label, runs]) => [ids[label], runs]));
}

/** Numbers by the order in which they are met, cut to the bits of `labels`. */
function putInOrder<Labels extends Uint16Array | Uint32Array>(
  numbers: Uint32Array,
  labels: Labels,
  order: Map<number, number>,
): Labels {
  for (let i = 0, last = -1, label = 0; i < numbers.length; i++) {
    if (numbers[i] !== last) {
      last = numbers[i];
      const known = order.get(last);
      label = known ?? order.size;
      if (known === undefined) order.set(last, label);
      if (label >= MAX_SEGMENTS) {
        throw new MaskmendError('too-large', `the picture holds more than ${MAX_SEGMENTS} numbers, which is the limit`);
      }
    }
    labels[i] = label;
  }
  return labels;
}

function slotOfFirst(runs: Runs, { width, height, labels }: LabelMap): number {
  const x = Math.floor(runs[0] / height);
  return labels[(runs[0] - x * height) * width + x];
}

function checkArea(id: number, pixels: number, { areas }: ObjectCoding): string | undefined {
  const said = areas?.get(id);
  if (said === undefined || said === pixels) return undefined;
  return `the file says ${countWithNoun(said, 'pixel')} for segment ${id}, the picture has ${pixels}`;
}

function checkClass(
  id: number,
  runs: Runs,
  { slot, classes }: { readonly slot: number; readonly classes: LabelMap },
): string | undefined {
  const { width, height, labels } = classes;
  let others = 0;
  for (let i = 0; i < runs.length; i += 2) {
    let x = Math.floor(runs[i] / height);
    let at = (runs[i] - x * height) * width + x;
    for (let rest = runs[i + 1] - runs[i]; rest > 0; rest--) {
      if (labels[at] !== slot) others++;
      at += width;
      if (at >= labels.length) at = ++x;
    }
  }
  return others === 0
    ? undefined
    : `object ${id} has ${countWithNoun(others, 'pixel')} of other classes than its first`;
}
