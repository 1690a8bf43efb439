import { UNASSIGNED_SLOT } from '../../../shared/model/unassigned-slot.ts';

/**
 * A table of new slots by old ones as threads are sent it: without the entries that say nothing. The whole table, sent
 * with every mask, takes longer than a small mask does.
 *
 * @param slots 65536 entries, the last for unassigned pixels.
 * @returns The entries up to the last slot that has a class, and then that for unassigned pixels.
 */
export function packSlots(slots: Uint16Array): Uint16Array {
  let end = UNASSIGNED_SLOT;
  while (end > 0 && slots[end - 1] === UNASSIGNED_SLOT) end--;
  const packed = slots.slice(0, end + 1);
  packed[end] = slots[UNASSIGNED_SLOT];
  return packed;
}

/** The table that `packSlots` was given. */
export function unpackSlots(packed: Uint16Array): Uint16Array {
  const slots = new Uint16Array(UNASSIGNED_SLOT + 1).fill(UNASSIGNED_SLOT);
  slots.set(packed.subarray(0, -1));
  slots[UNASSIGNED_SLOT] = packed[packed.length - 1];
  return slots;
}
