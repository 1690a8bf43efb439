import type { LabelMap } from '../../../shared/mask/label-map.ts';
import { paintRuns } from '../../../shared/mask/runs.ts';
import type { MaskObject } from '../../../shared/model/dataset.ts';
import { UNASSIGNED_SLOT } from '../../../shared/model/unassigned-slot.ts';
import { crowdsFirst } from '../crowds.ts';
import type { LabelledMask } from './transform-mask.ts';

/**
 * A mask without the objects of some classes: where one was seen, what was annotated below it is seen, as it is wherever
 * annotations without it are drawn. Pixels with nothing below keep their class.
 *
 * @param dropped Slots of the classes.
 */
export function leaveOut(mask: LabelledMask, dropped: readonly number[]): LabelledMask {
  const isDropped = ({ slot }: MaskObject): boolean => dropped.includes(slot);
  const gone = mask.objects?.filter(isDropped) ?? [];
  if (gone.length === 0) return mask;
  const objects = mask.objects?.filter((object) => !isDropped(object)) ?? [];
  const labelMap = showBelow(mask.labelMap, { gone, below: drawn(objects, mask.labelMap), dropped: new Set(dropped) });
  return { labelMap, objects };
}

/** The slots of objects; UNASSIGNED_SLOT elsewhere. */
function drawn(objects: readonly MaskObject[], { width, height }: LabelMap): LabelMap {
  const map = { width, height, labels: new Uint16Array(width * height).fill(UNASSIGNED_SLOT) };
  for (const { runs, slot } of crowdsFirst(objects)) paintRuns(map, runs, { value: slot, unpainted: UNASSIGNED_SLOT });
  return map;
}

interface Gone {
  readonly gone: readonly MaskObject[];
  readonly below: LabelMap;
  readonly dropped: ReadonlySet<number>;
}

function showBelow({ width, height, labels }: LabelMap, { gone, below, dropped }: Gone): LabelMap {
  const covered = { width, height, labels: new Uint8Array(width * height) };
  for (const { runs } of gone) paintRuns(covered, runs, { value: 1, unpainted: 0 });
  const shown = labels.slice();
  for (let i = 0; i < shown.length; i++) {
    const isSeen = covered.labels[i] === 1 && below.labels[i] !== UNASSIGNED_SLOT && dropped.has(labels[i]);
    if (isSeen) shown[i] = below.labels[i];
  }
  return { width, height, labels: shown };
}
