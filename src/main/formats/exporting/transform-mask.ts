import type { LabelMap } from '../../../shared/mask/label-map.ts';
import { countEach, lookUp } from '../../../shared/mask/look-up.ts';
import { paintRuns, type PixelSize } from '../../../shared/mask/runs.ts';
import { runsOfLabels } from '../../../shared/mask/runs-of-labels.ts';
import {
  cropLabels,
  orientationOfTurn,
  orientLabels,
  resizeLabels,
  tileBoxes,
  type PixelBox,
} from '../../../shared/mask/turn-labels.ts';
import type { Turn } from '../../../shared/mask/turns.ts';
import type { MaskObject } from '../../../shared/model/dataset.ts';
import { UNASSIGNED_SLOT } from '../../../shared/model/palette.ts';
import type { GeometryChoices } from '../export-request.ts';

/** Labels and objects of one picture. */
export interface LabelledMask {
  readonly labelMap: LabelMap;
  readonly objects?: readonly MaskObject[] | undefined;
}

/** What is done to one picture to make one of its results. */
export interface Steps {
  readonly resize?: PixelSize | undefined;
  readonly box?: PixelBox | undefined;
  readonly turn: Turn;
  /** Added to the picture's name; empty for the only result. */
  readonly suffix: string;
}

/** The results of a picture of this size, upright: one for every piece and turn. */
export function planSteps(size: PixelSize, { resize, tile, turns }: GeometryChoices): Steps[] {
  const boxes = tile === undefined ? [undefined] : tileBoxes(resize ?? size, tile);
  return boxes.flatMap((box) =>
    turns.map((turn) => ({
      resize,
      box,
      turn,
      suffix: `${box === undefined ? '' : `_y${box.top}_x${box.left}`}${turn === 'none' ? '' : `_${turn}`}`,
    })),
  );
}

/** True where the picture stays as it is. */
export function isUnchanged({ resize, box, turn }: Steps, size: PixelSize): boolean {
  const isSameSize = resize === undefined || (resize.width === size.width && resize.height === size.height);
  const isWhole = box === undefined || (box.width === size.width && box.height === size.height);
  return isSameSize && isWhole && turn === 'none';
}

/** Classes as the export has them; objects of a class that is gone go too. Annotations stay as they were. */
export function remapMask({ labelMap, objects }: LabelledMask, slots: Uint16Array): LabelledMask {
  const labels = remapLabels(labelMap.labels, slots);
  const kept = objects
    ?.filter(({ slot }) => slots[slot] !== UNASSIGNED_SLOT)
    .map((object) => ({ ...object, slot: slots[object.slot] }));
  return { labelMap: { ...labelMap, labels }, objects: kept };
}

function remapLabels(labels: LabelMap['labels'], slots: Uint16Array): LabelMap['labels'] {
  if (isIdentityOn(labels, slots)) return labels;
  let highest = 0;
  countEach(labels).forEach((pixels, slot) => {
    if (pixels > 0) highest = Math.max(highest, slots[slot]);
  });
  return lookUp(labels, highest < 255 ? new Uint8Array(slots) : slots);
}

/** An 8-bit map is small enough to be asked of every value it could hold. */
function isIdentityOn(labels: LabelMap['labels'], slots: Uint16Array): boolean {
  if (!(labels instanceof Uint8Array)) return false;
  for (let slot = 0; slot < 255; slot++) {
    if (slots[slot] !== slot && slots[slot] !== UNASSIGNED_SLOT) return false;
  }
  return true;
}

/** A mask turned upright from its EXIF orientation. */
export function uprightMask(mask: LabelledMask, orientation: number): LabelledMask {
  return orientation === 1 ? mask : changeMask(mask, (map) => orientLabels(map, orientation));
}

/** Labels and objects after the steps; geometry that was annotated is left behind where pixels move. */
export function applySteps(mask: LabelledMask, steps: Steps): LabelledMask {
  if (isUnchanged(steps, mask.labelMap)) return mask;
  return changeMask(mask, (map) => {
    const resized = steps.resize === undefined ? map : resizeLabels(map, steps.resize);
    const piece = steps.box === undefined ? resized : cropLabels(resized, steps.box);
    return orientLabels(piece, orientationOfTurn[steps.turn]);
  });
}

function changeMask({ labelMap, objects }: LabelledMask, change: (map: LabelMap) => LabelMap): LabelledMask {
  const { width, height } = labelMap;
  // Objects may cover each other: each is changed by itself, drawn on one sheet that is wiped after it.
  const sheet = objects === undefined || objects.length === 0 ? undefined : new Uint8Array(width * height);
  const changed = objects?.flatMap(({ id, slot, isCrowd, runs }) => {
    if (sheet === undefined) return [];
    const map = { width, height, labels: sheet };
    paintRuns(map, runs, { value: 1, unpainted: 0 });
    const region = runsOfLabels(change(map), 0).get(1);
    paintRuns(map, runs, { value: 0, unpainted: 0 });
    return region === undefined ? [] : [{ id, slot, isCrowd, runs: region }];
  });
  return { labelMap: change(labelMap), objects: changed };
}
