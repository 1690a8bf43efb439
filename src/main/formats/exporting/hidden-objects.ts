import type { ItemMask } from '../../../shared/model/dataset.ts';
import { objectNumbers } from '../writing/mask-pictures.ts';

/** Objects of a mask of which no pixel is seen: others cover them, or they have none. */
export function hiddenObjects({ labelMap, objects = [], overlapPixels }: ItemMask): number {
  const empty = objects.filter(({ runs }) => runs.length === 0).length;
  // Numbers have 16 bits, and no format of pictures holds as many.
  if (overlapPixels === 0 || objects.length > 65_535) return empty;
  const isSeen = new Uint8Array(65_536);
  for (const number of objectNumbers(labelMap, objects, (_, place) => place + 1)) isSeen[number] = 1;
  return objects.filter((_, place) => isSeen[place + 1] === 0).length;
}
