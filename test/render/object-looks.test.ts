import { expect, test } from 'vitest';
import type { ProjectClass } from '../../src/shared/contract/class-schemas.ts';
import type { ObjectRow } from '../../src/shared/contract/object-schemas.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { areOfOneClass, classLooksOver, objectLooks } from '../../src/renderer/features/review/objects/object-looks.ts';
import { nearestSlotOf } from '../../src/renderer/viewer/nearest-slot.ts';

function object(number: number, slot: number, sourceRgb?: Rgb): ObjectRow {
  const place = { x: 10 * number, y: 0, width: 5, height: 5, pixels: 25, parts: 1, at: [10 * number, 0] } as const;
  return { ...place, at: [...place.at], number, slot, isCrowd: false, ...(sourceRgb && { sourceRgb: [...sourceRgb] }) };
}

const objects = [object(1, 5, [200, 0, 0]), object(2, 5, [0, 200, 0]), object(3, 6)];
const background = { slot: 4, role: 'background' } as ProjectClass;
const classes = [background, { slot: 5, role: 'class' } as ProjectClass, { slot: 6, role: 'class' } as ProjectClass];
const plain = { isVisible: true, isSolo: false, opacity: 1, outlinePx: 2, pattern: 'none', isLocked: false } as const;
const looks = classes.map(({ slot }) => ({ ...plain, slot, colour: slot, sourceColour: 0x0000ff }));

test('a colour of the original is the object that the file shows by it; what a person made is none', () => {
  const nearest = nearestSlotOf(objectLooks(objects, { selected: [], outlinePx: 2, tried: undefined }));
  expect([nearest?.(201, 3, 0), nearest?.(0, 190, 8), nearest?.(4, 4, 4), nearest?.(224, 224, 190)]).toEqual([
    1, 2, 0, 0,
  ]);
});

test('objects that the file names are offered to be seen where all of them are of one class', () => {
  const named = [object(1, 5), object(2, 5), object(3, 6)].map((one) => ({ ...one, sourceId: one.number }));
  expect(areOfOneClass(named.slice(0, 2))).toBe(true);
  expect(areOfOneClass(named)).toBe(false);
  expect(areOfOneClass(named.slice(0, 1))).toBe(false);
  expect(areOfOneClass([object(1, 5), object(2, 5)])).toBe(false);
});

test('classes lie over a file of objects as their objects do', () => {
  const over = classLooksOver(looks, { classes, objects });
  const nearest = nearestSlotOf(over);
  expect([nearest?.(201, 3, 0), nearest?.(0, 190, 8), nearest?.(4, 4, 4)]).toEqual([5, 5, 4]);
  expect(new Set(over.map(({ slot }) => slot))).toEqual(new Set([4, 5, 6]));
  expect(classLooksOver(looks, { classes, objects: [object(1, 5)] })).toBe(looks);
});

test('what an act would make has a look of its own, and a class to be given its colour', () => {
  const tried = {
    mask: 1,
    act: { kind: 'split-parts', number: 1, connectivity: 8 },
    rgb: undefined,
    made: [7],
  } as const;
  const split = objectLooks(objects, { selected: [1], outlinePx: 2, tried });
  const lookOf = (number: number) => split.find(({ slot }) => slot === number);
  expect(lookOf(7)).toMatchObject({ opacity: 1 });
  expect(lookOf(7)?.colour).not.toBe(lookOf(1)?.colour);
  const act = { kind: 'reassign', numbers: [2], slot: 6 } as const;
  const given = objectLooks(objects, {
    selected: [2],
    outlinePx: 2,
    tried: { mask: 1, act, rgb: [1, 2, 3], made: [] },
  });
  expect(given.find(({ slot }) => slot === 2)?.colour).toBe(0x010203);
});
