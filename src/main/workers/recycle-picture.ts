import { giveBack } from '../codec/give-back.ts';
import type { MaskContent } from '../../shared/repair/mask-content.ts';
import type { MaskRepair } from '../../shared/repair/mask-repair.ts';
import { recycle } from '../../shared/shared-memory.ts';

/** Keeps the memory of a picture and of its repair for the next, where all that is asked of them was written or copied. */
export function recyclePicture(content: MaskContent, { labelMap, confidence }: MaskRepair): void {
  if (content.kind === 'raster') giveBack(content.raster.samples);
  else
    for (const { dc, place, pool } of content.image.components) for (const array of [dc, place, pool]) recycle(array);
  recycle(labelMap.labels);
  recycle(confidence);
}
