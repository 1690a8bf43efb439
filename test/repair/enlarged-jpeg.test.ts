import sharp from 'sharp';
import { expect, test } from 'vitest';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import type { MaskRepair } from '../../src/shared/repair/mask-repair.ts';
import { axisOf } from '../../src/shared/repair/raster/enlargement/axis.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { drawMask, paletteOf } from './drawn-mask.ts';
import { drawShapes, libraries, resample } from './resampled-masks.ts';
import { halve, type Resized } from './resized-masks.ts';

const colours: readonly Rgb[] = [
  [0, 0, 0],
  [128, 0, 0],
  [0, 96, 160],
  [224, 224, 192],
];

interface Saved {
  readonly quality: number;
  readonly chromaSubsampling: '4:4:4' | '4:2:0';
}

/** A picture saved as JPEG and repaired, with the pixels that came out as another class than the one in their middle. */
async function repairSaved(
  { raster, truth }: Resized,
  saved: Saved,
  classes = colours,
): Promise<{ repair: MaskRepair; wrong: number; certain: number }> {
  const { width, height } = raster;
  const bytes = await sharp(raster.samples, { raw: { width, height, channels: 3 } })
    .jpeg(saved)
    .toBuffer();
  const { image } = readJpeg(bytes, defaultReadLimits);
  const repair = repairMask({ kind: 'jpeg', image }, { palette: paletteOf({ colours: classes }), preset: 'exact' });
  const isWrong = (label: number, at: number) => truth[at] < classes.length && label !== truth[at];
  const wrong = [...repair.labelMap.labels.keys()].filter((at) => isWrong(repair.labelMap.labels[at], at));
  return { repair, wrong: wrong.length, certain: wrong.filter((at) => repair.confidence[at] === 255).length };
}

function enlargedShapes(name: keyof typeof libraries, width: number, height: number): Resized {
  const mask = drawShapes(180, 140, 1, colours);
  const axes = [axisOf(mask.width, width, 'edges'), axisOf(mask.height, height, 'edges')] as const;
  return resample(mask, libraries[name], axes);
}

const savings: readonly Saved[] = [
  { quality: 95, chromaSubsampling: '4:4:4' },
  { quality: 90, chromaSubsampling: '4:2:0' },
  { quality: 75, chromaSubsampling: '4:2:0' },
];

test.each(Object.keys(libraries) as (keyof typeof libraries)[])(
  'a mask that was enlarged and saved as JPEG comes back exactly: %s',
  async (name) => {
    for (const saved of savings) {
      const { repair, wrong, certain } = await repairSaved(enlargedShapes(name, 270, 210), saved);
      expect([wrong, certain], JSON.stringify(saved)).toEqual([0, 0]);
      expect(repair.verdict.kind).toBe('antialiased-or-resized');
      expect(repair.verdict.text).toMatch(
        /^enlarged .* from 180 x 140 px, then saved as JPEG; undone (exactly|but for \d+ px)$/,
      );
      expect(repair.uncertainPixels / repair.confidence.length).toBeLessThan(0.03);
    }
  },
);

test('odd sizes, where MCUs reach beyond the picture, come back exactly', async () => {
  const enlarged = enlargedShapes('Pillow, bilinear', 333, 251);
  const { repair, wrong } = await repairSaved(enlarged, { quality: 85, chromaSubsampling: '4:2:0' });
  expect(wrong).toBe(0);
  expect(repair.verdict.text).toBe('enlarged linearly from 180 x 140 px, then saved as JPEG; undone exactly');
  // What Pillow makes is followed to the last rounding.
  expect(repair.certifiedBlocks).toBe(repair.edgeBlocks);
});

test('where the enlarged labels do not give the file nothing is certain, and all else is', async () => {
  const { raster, truth } = enlargedShapes('OpenCV, linear', 360, 280);
  const dab = { left: 100, top: 60, size: 24 };
  for (let y = dab.top; y < dab.top + dab.size; y++)
    for (let x = dab.left; x < dab.left + dab.size; x++)
      for (let channel = 0; channel < 3; channel++)
        raster.samples[3 * (y * 360 + x) + channel] = (x * 7 + y * 13 + ((x * y) % 50)) % 256;
  const { repair } = await repairSaved({ raster, truth }, { quality: 95, chromaSubsampling: '4:4:4' });
  expect(repair.verdict).toMatchObject({ kind: 'antialiased-or-resized', confidence: 0.95 });
  expect(repair.verdict.text).toMatch(/then saved as JPEG; undone but for \d+ px$/);
  const within = (at: number, margin: number) => {
    const [x, y] = [(at % 360) - dab.left, Math.floor(at / 360) - dab.top];
    return Math.min(x, y) >= -margin && Math.max(x, y) < dab.size + margin;
  };
  const open = [...repair.confidence.keys()].filter((at) => repair.confidence[at] < 255);
  expect(open.filter((at) => within(at, 0))).toHaveLength(dab.size ** 2);
  expect(open.filter((at) => !within(at, 16))).toHaveLength(0);
});

test('classes of nearly one brightness are not certain where chroma is halved', async () => {
  const near: readonly Rgb[] = [
    [0, 0, 0],
    [128, 64, 128],
    [220, 20, 60],
    [250, 250, 250],
  ];
  const mask = drawShapes(180, 140, 3, near);
  const axes = [axisOf(mask.width, 360, 'edges'), axisOf(mask.height, 280, 'edges')] as const;
  const enlarged = resample(mask, libraries['OpenCV, linear'], axes);
  const { repair, certain } = await repairSaved(enlarged, { quality: 60, chromaSubsampling: '4:2:0' }, near);
  expect(repair.verdict.text).toContain('enlarged linearly from 180 x 140 px');
  expect(certain).toBe(0);
  expect(repair.uncertainPixels).toBeGreaterThan(0);
});

test('what was made smaller before it was saved is not taken for something enlarged', async () => {
  for (const saved of savings) {
    const { repair } = await repairSaved(halve(drawMask(192, 140, 1, colours)), saved);
    expect(repair.verdict.text).not.toContain('enlarged');
  }
});
