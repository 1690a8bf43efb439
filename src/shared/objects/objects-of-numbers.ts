import type { LabelMap } from '../mask/label-map.ts';
import { runsOfLabels } from '../mask/runs-of-labels.ts';
import type { MaskObject } from '../model/dataset.ts';
import { NO_OBJECT, type Segment } from '../model/segment.ts';
import { keepAgreed, slotTable } from './agreed-numbers.ts';

/**
 * The objects of a mask by their numbers, as far as their pixels have their class; those without pixels are left out.
 *
 * @param numbers Of every pixel; written to.
 * @param counted Slots that count as others.
 */
export function objectsOfNumbers(
  { width, height, labels }: LabelMap,
  { numbers, segments }: { readonly numbers: Uint16Array; readonly segments: readonly Segment[] },
  counted: ReadonlyMap<number, number> = new Map(),
): MaskObject[] {
  const slots = slotTable(segments, counted);
  keepAgreed(numbers, labels, slots);
  const runs = runsOfLabels({ width, height, labels: numbers }, NO_OBJECT);
  return segments.flatMap(({ number, isCrowd }): MaskObject[] => {
    const own = runs.get(number);
    return own === undefined ? [] : [{ id: number, slot: slots[number], isCrowd, runs: own }];
  });
}
