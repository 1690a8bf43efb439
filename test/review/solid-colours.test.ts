import { expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { solidColours } from '../../src/shared/objects/solid-colours.ts';
import { asJpeg420, drawObjects, inColours, objectColours } from './draw-objects.ts';

const difference = (a: Rgb, b: Rgb): number => Math.max(...a.map((value, i) => Math.abs(value - b[i])));

test.each([
  { quality: 95, cell: 24, least: 48 },
  { quality: 90, cell: 32, least: 40 },
  { quality: 75, cell: 40, least: 20 },
])('small objects give their colours, and boundaries none: %o', async ({ quality, cell, least }) => {
  const colours = objectColours(48, 3);
  const drawn = drawObjects({ columns: 8, rows: 6, cell });
  const { image } = readJpeg(await asJpeg420(inColours(drawn, colours), quality), defaultReadLimits);
  const found = solidColours(image, [[0, 0, 0]], () => false);
  expect(found.length).toBeGreaterThanOrEqual(least);
  const nearest = found.map((colour) => Math.min(...colours.map((other) => difference(other, colour))));
  expect(Math.max(...nearest)).toBeLessThan(6);
  expect(solidColours(image, colours, () => false)).toEqual([]);
});

test('the look for small objects ends when it is to stop', async () => {
  const drawn = drawObjects({ columns: 4, rows: 3, cell: 32 });
  const { image } = readJpeg(await asJpeg420(inColours(drawn, objectColours(12, 3)), 90), defaultReadLimits);
  let asked = 0;
  expect(() => solidColours(image, [], () => ++asked > 20)).toThrow('cancelled');
  expect(asked).toBe(21);
});
