import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packSlots, unpackSlots } from '../../../src/main/formats/exporting/packed-slots.ts';
import { UNASSIGNED_SLOT } from '../../../src/shared/model/unassigned-slot.ts';

it('a table of slots comes out of a message as it went in, and takes no more than its classes do', () => {
  const entries = fc.array(fc.tuple(fc.nat(300), fc.nat(UNASSIGNED_SLOT)), { maxLength: 20 });
  fc.assert(
    fc.property(entries, fc.nat(UNASSIGNED_SLOT), (classes, unassignedTo) => {
      const slots = new Uint16Array(UNASSIGNED_SLOT + 1).fill(UNASSIGNED_SLOT);
      for (const [slot, to] of classes) slots[slot] = to;
      slots[UNASSIGNED_SLOT] = unassignedTo;
      const packed = packSlots(slots);
      expect(packed.length).toBeLessThan(303);
      expect(Buffer.compare(bytesOf(unpackSlots(packed)), bytesOf(slots))).toBe(0);
    }),
  );
});

function bytesOf({ buffer }: Uint16Array): Uint8Array {
  return new Uint8Array(buffer);
}
