import { UNASSIGNED_SLOT } from '../model/palette.ts';
import { NO_OBJECT, type Segment } from '../model/segment.ts';

/** The class of each object by its number, merged classes as those they count as; 65535 where there is no such object. */
export function slotTable(segments: readonly Segment[], merged: ReadonlyMap<number, number>): Uint16Array {
  const table = new Uint16Array(UNASSIGNED_SLOT + 1).fill(UNASSIGNED_SLOT);
  for (const { number, slot } of segments) table[number] = merged.get(slot) ?? slot;
  return table;
}

/**
 * Takes out of the numbers what does not belong to its object: pixels that have another class than it. So painting a
 * class over an object makes the object smaller, and nobody has to tell the objects.
 *
 * @param labels Classes of the same pixels, merged ones as those they count as.
 */
export function keepAgreed(numbers: Uint16Array, labels: Uint8Array | Uint16Array, slots: Uint16Array): void {
  for (let pixel = 0; pixel < numbers.length; pixel++) {
    if (numbers[pixel] !== NO_OBJECT && slots[numbers[pixel]] !== labels[pixel]) numbers[pixel] = NO_OBJECT;
  }
}
