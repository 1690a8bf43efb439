import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readWithSharp } from '../../src/main/codec/sharp/sharp-reader.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Raster } from '../../src/shared/mask/raster.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { drawMask, farColours, paletteOf, rgbOf } from './drawn-mask.ts';

test('a lossy WebP comes out about as well as by the nearest colour even where lines are thin, and none of it is certain', async () => {
  const mask = drawMask(240, 200, 3, farColours);
  const { width, height } = mask;
  const file = await sharp(rgbOf(mask), { raw: { width, height, channels: 3 } })
    .webp({ quality: 60 })
    .toBuffer();
  const { content } = await readWithSharp(file, 'webp', defaultReadLimits);
  if (content.kind !== 'raster') throw new Error('expected a raster');
  const { samples } = content.raster;
  const repair = repairMask(content, { palette: paletteOf(mask) });
  const count = (labelAt: (pixel: number) => number) =>
    mask.labels.reduce((sum, label, pixel) => sum + (labelAt(pixel) === label ? 0 : 1), 0);
  const nearest = (pixel: number) => {
    const distances = mask.colours.map((rgb) =>
      rgb.reduce((sum, level, i) => sum + (level - samples[pixel * 3 + i]) ** 2, 0),
    );
    return distances.indexOf(Math.min(...distances));
  };
  expect(count((pixel) => repair.labelMap.labels[pixel])).toBeLessThanOrEqual(1.05 * count(nearest));
  expect(repair.confidence.includes(255)).toBe(false);
});

test('specks of a lossy picture that lie between two colours give way to what is round them', () => {
  const labels = Uint8Array.from({ length: 20 * 20 }, (_, at) => (at === 210 ? 1 : 0));
  const samples = labels.map((label) => (label === 1 ? 105 : 80));
  const raster: Raster = { width: 20, height: 20, channels: 'grey', bitDepth: 8, samples };
  const palette = paletteOf({
    colours: [
      [80, 80, 80],
      [120, 120, 120],
    ],
  });
  const { classes } = repairMask({ kind: 'raster', raster, isLossless: false }, { palette });
  expect(classes).toEqual([{ slot: 0, pixels: 400 }]);
});
