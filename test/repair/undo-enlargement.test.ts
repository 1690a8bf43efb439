import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Raster } from '../../src/shared/mask/raster.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { repairRaster } from '../../src/shared/repair/raster/repair-raster.ts';
import { drawMask, paletteOf, rgbOf } from './drawn-mask.ts';
import { enlarge, type Placement, repairResized } from './resized-masks.ts';

/** With a class halfway between others: a blend of these. */
const colours: readonly Rgb[] = [
  [0, 0, 0],
  [128, 0, 0],
  [64, 0, 0],
  [224, 224, 192],
];

const enlargements: readonly (readonly [number, Placement])[] = [
  [2, 'middle'],
  [3, 'middle'],
  [4, 'middle'],
  [8, 'middle'],
  [3, 'corner'],
];

test.each(enlargements)('a mask enlarged %i times (%s) comes back exactly, all of it certain', (times, placement) => {
  const mask = drawMask(96, 70, 1, colours);
  const { repair, wrong, nearest } = repairResized(enlarge(mask, times, placement), colours);
  expect(wrong).toBe(0);
  expect(nearest.wrong).toBeGreaterThan(50);
  expect(repair).toMatchObject({ uncertainPixels: 0, verdict: { kind: 'antialiased-or-resized', confidence: 1 } });
  expect(repair.verdict.text).toContain(`enlarged linearly from 96 x 70 px; undone exactly`);
});

test('what two classes share evenly in an enlarged mask is not certain', () => {
  const { repair, wrong, certain } = repairResized(enlarge(drawMask(96, 70, 1, colours), 2, 'corner'), colours);
  expect([wrong, certain]).toEqual([0, 0]);
  expect(repair.verdict.confidence).toBe(1);
  expect(repair.uncertainPixels).toBeGreaterThan(100);
});

test('one pixel that the enlarged labels do not give is enough for no proof', () => {
  const { raster, truth } = enlarge(drawMask(96, 70, 1, colours), 2);
  raster.samples[3 * 1234] += 3;
  const { repair, certain } = repairResized({ raster, truth }, colours);
  expect(repair.verdict.confidence).toBeLessThan(1);
  expect(repair.uncertainPixels).toBeGreaterThan(100);
  expect(certain).toBe(0);
});

test('of classes a few levels apart nothing wrong is certain where an enlargement is undone', () => {
  const close: readonly Rgb[] = [0, 29, 30, 34].map((level) => [level, level, level]);
  for (const times of [2, 3, 4, 5]) {
    const { certain } = repairResized(enlarge(drawMask(96, 70, 2, close), times), close);
    expect(certain, `${times} times`).toBe(0);
  }
});

test.each([2, 3, 4])(
  'a mask that sharp enlarges %i times comes back exactly, what is shared evenly is not certain',
  async (times) => {
    const mask = drawMask(96, 70, 1, colours);
    const size = { width: times * mask.width, height: times * mask.height };
    const image = sharp(rgbOf(mask), { raw: { width: mask.width, height: mask.height, channels: 3 } });
    const samples = new Uint8Array(
      await image
        .resize({ ...size, kernel: 'linear' })
        .raw()
        .toBuffer(),
    );
    const raster: Raster = { ...size, channels: 'rgb', bitDepth: 8, samples };
    const { wrong, certain, repair, nearest } = repairResized({ raster, truth: enlarge(mask, times).truth }, colours);
    expect(repair.verdict.confidence).toBe(1);
    expect(certain).toBe(0);
    // libvips lays its pixels half a pixel further.
    expect(wrong).toBeLessThan(nearest.wrong);
    expect(wrong).toBeLessThanOrEqual(repair.uncertainPixels);
  },
);

test('the work is stopped where it is asked to be', () => {
  const { raster } = enlarge(drawMask(96, 70, 1, colours), 2);
  let asked = 0;
  const stop = () => ++asked > 3;
  expect(() => repairRaster({ raster, isLossless: true }, paletteOf({ colours }), stop)).toThrow('cancelled');
});
