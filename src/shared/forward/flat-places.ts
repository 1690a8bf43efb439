import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { FlatGroups } from './flat-groups.ts';

/** By group, how many places its MCUs make up: those that touch, also at corners, are one. */
export function countPlaces(
  { groups, sizes }: Pick<FlatGroups, 'groups' | 'sizes'>,
  image: Pick<JpegImage, 'mcusWide'>,
): number[] {
  const counts = sizes.map(() => 0);
  const isSeen = new Uint8Array(groups.length);
  for (let mcu = 0; mcu < groups.length; mcu++) {
    if (groups[mcu] === 0 || isSeen[mcu] === 1) continue;
    counts[groups[mcu] - 1]++;
    markPlace(groups, isSeen, { mcu, wide: image.mcusWide });
  }
  return counts;
}

function markPlace(
  groups: Uint16Array,
  isSeen: Uint8Array,
  { mcu, wide }: { readonly mcu: number; readonly wide: number },
): void {
  const waiting = [mcu];
  isSeen[mcu] = 1;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const column = at % wide;
    for (let x = Math.max(0, column - 1); x <= Math.min(wide - 1, column + 1); x++) {
      for (const next of [at - column - wide + x, at - column + x, at - column + wide + x]) {
        if (groups[next] !== groups[mcu] || isSeen[next] === 1) continue;
        isSeen[next] = 1;
        waiting.push(next);
      }
    }
  }
}
