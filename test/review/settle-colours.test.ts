import { expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { rgbToYcbcr } from '../../src/shared/jpeg/ycbcr.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Palette, Rgb } from '../../src/shared/model/palette.ts';
import { arePanopticColours } from '../../src/shared/objects/panoptic-colours.ts';
import { recogniseObjects } from '../../src/shared/objects/recognise-objects.ts';
import { settleColours, withColours } from '../../src/shared/objects/settle-colours.ts';
import { gatherEvidence } from '../../src/shared/repair/gather-evidence.ts';
import { isMaskEvidence } from '../../src/shared/repair/is-mask.ts';
import { asJpeg420, type DrawnObjects, drawObjects, inColours, objectColours } from './draw-objects.ts';

const never = () => false;
const black: Palette = withColours({ coding: 'colour', source: 'the file', classes: [] }, [[0, 0, 0]]);
const distance = (a: Rgb, b: Rgb): number => Math.max(...a.map((value, i) => Math.abs(value - b[i])));
const isCloseTo = (colours: readonly Rgb[], colour: Rgb): boolean =>
  colours.some((other) => distance(other, colour) <= 3);

async function jpegOf(drawn: DrawnObjects, colours: readonly Rgb[], quality: number) {
  return readJpeg(await asJpeg420(inColours(drawn, colours), quality), defaultReadLimits).image;
}

const settled = (image: Awaited<ReturnType<typeof jpegOf>>, start: Palette): Rgb[] =>
  settleColours(image, start, never).classes.map(({ rgb }) => rgb);

test('colours that are a level or two off are set right by what the file says', async () => {
  const drawn = drawObjects({ cell: 40 });
  const colours = objectColours(12, 3);
  const image = await jpegOf(drawn, colours, 90);
  const off = colours.slice(1).map(([red, green, blue]): Rgb => [red, green < 128 ? green + 3 : green - 3, blue]);
  const found = settled(image, withColours(black, off));
  const stored = colours.slice(1).map((colour) => rgbToYcbcr(colour));
  const error = (list: readonly Rgb[]) =>
    stored.reduce((sum, colour) => sum + Math.min(...list.map((other) => distance(rgbToYcbcr(other), colour))), 0);
  expect(found).toHaveLength(13);
  expect([error(off) > 12, error(found)]).toEqual([true, 0]);
});

test('objects that were missing are found, and no colour that is none', async () => {
  const drawn = drawObjects({ columns: 8, rows: 4, cell: 24 });
  const colours = objectColours(32, 5);
  const image = await jpegOf(drawn, colours, 90);
  const found = settled(image, withColours(black, colours.slice(1, 20)));
  expect(found.length).toBeGreaterThan(24);
  expect(found.filter((colour) => !colours.some((other) => distance(other, colour) <= 8))).toEqual([]);
});

test('the thin border that VOC draws round objects is found, and none where there is none', async () => {
  const drawn = drawObjects({ columns: 3, rows: 2, cell: 80 });
  const border = 7;
  const numbers = drawn.numbers.map((number, i) => {
    const near = [1, 2, drawn.width, 2 * drawn.width].flatMap((step) => [i - step, i + step]);
    return near.every((at) => (drawn.numbers[at] ?? 0) === number) ? number : border;
  });
  const colours: Rgb[] = [...objectColours(6, 9), [224, 224, 192]];
  const start = withColours(black, colours.slice(1, border));
  const bordered = await jpegOf({ ...drawn, numbers }, colours, 75);
  expect(settled(bordered, start).filter((colour) => isCloseTo([[224, 224, 192]], colour))).toHaveLength(1);
  expect(settled(await jpegOf(drawn, colours, 75), start)).toHaveLength(7);
});

test('a JPEG of many objects is a mask of objects, though hardly an MCU is flat', async () => {
  const drawn = drawObjects({ columns: 8, rows: 6, cell: 44 });
  const image = await jpegOf(drawn, objectColours(48, 2), 85);
  const content = { kind: 'jpeg' as const, image };
  const evidence = gatherEvidence(content);
  expect(evidence.flatPixels / evidence.totalPixels).toBeLessThan(0.5);
  expect(isMaskEvidence(content, evidence)).toBe(true);
  expect(recogniseObjects([{ path: 'a.jpg', evidence }])[0]?.evidence).toMatchObject({ kind: 'placed' });
});

test("COCO's colours of segments are known by things that differ from their category's, classes are not taken for them", () => {
  const stuff: Rgb[] = [
    [107, 142, 35],
    [70, 130, 180],
  ];
  const person: Rgb[] = [
    [220, 20, 60],
    [222, 0, 65],
    [243, 16, 31],
    [202, 0, 66],
  ];
  expect(arePanopticColours([...stuff, ...person])).toBe(true);
  // Classes in the colours of categories, each once.
  expect(arePanopticColours([...stuff, person[0], [119, 11, 32], [0, 0, 142], [106, 0, 228]])).toBe(false);
  expect(arePanopticColours(objectColours(20, 4))).toBe(false);
});
