import type { ClassLook } from './look.ts';

/** Finds the slot of the class whose source colour is nearest to a colour. */
export type NearestSlot = (red: number, green: number, blue: number) => number;

/** As many colours as are remembered; a picture has far fewer, noise would have more. */
const MAX_REMEMBERED = 1 << 18;

/** By squared distance in RGB; of several as near, the first. Undefined without classes. */
export function nearestSlotOf(classes: readonly ClassLook[]): NearestSlot | undefined {
  const [first] = classes;
  if (first === undefined) return undefined;
  const remembered = new Map<number, number>();
  return (red, green, blue) => {
    const key = (red << 16) | (green << 8) | blue;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    const slot = search(classes, first, key);
    remembered.set(key, slot);
    return slot;
  };
}

function search(classes: readonly ClassLook[], first: ClassLook, colour: number): number {
  let nearest = first;
  let least = distance(first.sourceColour, colour);
  for (const candidate of classes) {
    const candidateDistance = distance(candidate.sourceColour, colour);
    if (candidateDistance < least) {
      least = candidateDistance;
      nearest = candidate;
    }
  }
  return nearest.slot;
}

function distance(a: number, b: number): number {
  const red = (a >> 16) - (b >> 16);
  const green = ((a >> 8) & 255) - ((b >> 8) & 255);
  const blue = (a & 255) - (b & 255);
  return red * red + green * green + blue * blue;
}
