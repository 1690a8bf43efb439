import { verdictInWords } from '../../src/shared/strings/in-words.ts';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Raster } from '../../src/shared/mask/raster.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { axisOf } from '../../src/shared/repair/raster/enlargement/axis.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { drawMask, paletteOf, rgbOf } from './drawn-mask.ts';
import { drawShapes, libraries, resample } from './resampled-masks.ts';
import { enlarge, halve, type Placement, repairResized } from './resized-masks.ts';

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
  expect(verdictInWords(repair.verdict)).toContain(`enlarged linearly from 96 x 70 px; undone exactly`);
});

test('what two classes share evenly in an enlarged mask is not certain', () => {
  const { repair, wrong, certain } = repairResized(enlarge(drawMask(96, 70, 1, colours), 2, 'corner'), colours);
  expect([wrong, certain]).toEqual([0, 0]);
  expect(repair.verdict.confidence).toBe(1);
  expect(repair.uncertainPixels).toBeGreaterThan(100);
});

test('round a pixel that the enlarged labels do not give nothing is certain, and all else is', () => {
  const { raster, truth } = enlarge(drawMask(96, 70, 1, colours), 2);
  raster.samples[3 * 1234] += 3;
  const { repair, certain } = repairResized({ raster, truth }, colours);
  expect(repair.verdict).toMatchObject({ kind: 'antialiased-or-resized', confidence: 0.95 });
  expect(verdictInWords(repair.verdict)).toMatch(/undone but for \d+ px$/);
  expect(repair.confidence[1234]).toBeLessThan(255);
  expect(repair.uncertainPixels).toBeGreaterThan(15);
  expect(repair.uncertainPixels).toBeLessThan(150);
  expect(certain).toBe(0);
});

test('what is repainted all over after it was enlarged is no enlargement any more', () => {
  const { raster, truth } = enlarge(drawMask(96, 70, 1, colours), 2);
  for (let at = 0; at < raster.samples.length; at += 97) raster.samples[at] ^= 16;
  const { repair, certain } = repairResized({ raster, truth }, colours);
  expect(verdictInWords(repair.verdict)).not.toContain('undone');
  expect(certain).toBe(0);
});

test.each(Object.keys(libraries) as (keyof typeof libraries)[])(
  'masks enlarged by any factor come back exactly: %s',
  (name) => {
    const mask = drawShapes(180, 140, 1, colours);
    const sum = { nearest: 0, wrong: 0 };
    for (const [width, height] of [
      [200, 156],
      [256, 192],
      [270, 210],
      [256, 256],
      [520, 400],
      [270, 140],
    ]) {
      const axes = [axisOf(mask.width, width, 'edges'), axisOf(mask.height, height, 'edges')] as const;
      const { repair, wrong, certain, nearest } = repairResized(resample(mask, libraries[name], axes), colours);
      expect(certain, `${width} x ${height}`).toBe(0);
      // Rings of dark classes beside bright ones are cut at black: a few pixels stay open there.
      expect(wrong).toBeLessThanOrEqual(name === 'Pillow, Lanczos' ? 8 : 0);
      sum.nearest += nearest.wrong;
      sum.wrong += wrong;
      expect(verdictInWords(repair.verdict)).toMatch(
        /^enlarged .* from 180 x 140 px; undone (exactly|but for \d+ px)$/,
      );
      expect(repair.uncertainPixels / (width * height)).toBeLessThan(0.03);
    }
    expect(sum.nearest).toBeGreaterThan(100 + 10 * sum.wrong);
  },
);

test.each(['outermost', 'first', 'before'] as const)('wherever its pixels were placed: %s', (placement) => {
  const mask = drawShapes(180, 140, 1, colours);
  const axes = [axisOf(mask.width, 256, placement), axisOf(mask.height, 192, placement)] as const;
  for (const library of [libraries['OpenCV, linear'], libraries['OpenCV, cubic']]) {
    const { repair, wrong, certain } = repairResized(resample(mask, library, axes), colours);
    expect([wrong, certain]).toEqual([0, 0]);
    expect(repair.verdict.confidence).toBe(1);
  }
});

test('a mask that sharp enlarges cubically comes back exactly', async () => {
  const mask = drawShapes(180, 140, 1, colours);
  const [width, height] = [256, 192];
  const image = sharp(rgbOf(mask), { raw: { width: mask.width, height: mask.height, channels: 3 } });
  const samples = new Uint8Array(await image.resize({ width, height, fit: 'fill' }).raw().toBuffer());
  const axes = [axisOf(mask.width, width, 'before'), axisOf(mask.height, height, 'before')] as const;
  const { truth } = resample(mask, libraries['OpenCV, linear'], axes);
  const { repair, wrong, nearest } = repairResized(
    { raster: { width, height, channels: 'rgb', bitDepth: 8, samples }, truth },
    colours,
  );
  expect(wrong).toBe(0);
  expect(nearest.wrong).toBeGreaterThan(50);
  expect(verdictInWords(repair.verdict)).toBe('enlarged cubically from 180 x 140 px; undone exactly');
});

test('what was made smaller is not taken for something enlarged', () => {
  const { repair, certain } = repairResized(halve(drawMask(96, 70, 1, colours)), colours);
  expect(verdictInWords(repair.verdict)).not.toContain('enlarged');
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
  const content = { kind: 'raster', raster, isLossless: true } as const;
  expect(() => repairMask(content, { palette: paletteOf({ colours }) }, stop)).toThrow('cancelled');
});
