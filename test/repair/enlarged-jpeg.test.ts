import { verdictInWords } from '../../src/shared/strings/in-words.ts';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import type { MaskRepair } from '../../src/shared/repair/mask-repair.ts';
import { axisOf } from '../../src/shared/repair/raster/enlargement/axis.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { seededRandom } from '../faults/seeded-random.ts';
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
      expect(verdictInWords(repair.verdict)).toMatch(
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
  expect(verdictInWords(repair.verdict)).toBe(
    'enlarged linearly from 180 x 140 px, then saved as JPEG; undone exactly',
  );
  // What Pillow makes is followed to the last rounding.
  expect(repair.certifiedBlocks).toBe(repair.edgeBlocks);
});

test('where the enlarged labels do not give the file nothing is certain, and all else is but for blends', async () => {
  const { raster, truth } = enlargedShapes('OpenCV, linear', 360, 280);
  const dab = { left: 100, top: 60, size: 24 };
  for (let y = dab.top; y < dab.top + dab.size; y++)
    for (let x = dab.left; x < dab.left + dab.size; x++)
      for (let channel = 0; channel < 3; channel++)
        raster.samples[3 * (y * 360 + x) + channel] = (x * 7 + y * 13 + ((x * y) % 50)) % 256;
  const { repair } = await repairSaved({ raster, truth }, { quality: 95, chromaSubsampling: '4:4:4' });
  expect(repair.verdict).toMatchObject({ kind: 'antialiased-or-resized', confidence: 0.95 });
  expect(verdictInWords(repair.verdict)).toMatch(/then saved as JPEG; undone but for \d+ px$/);
  const within = (at: number, margin: number) => {
    const [x, y] = [(at % 360) - dab.left, Math.floor(at / 360) - dab.top];
    return Math.min(x, y) >= -margin && Math.max(x, y) < dab.size + margin;
  };
  const open = [...repair.confidence.keys()].filter((at) => repair.confidence[at] < 255);
  expect(open.filter((at) => within(at, 0))).toHaveLength(dab.size ** 2);
  const steps = [-4, -3, -2, -1, 0, 1, 2, 3, 4];
  const isBesideBoundary = (at: number) =>
    steps.some((down) => steps.some((across) => truth[at + 360 * down + across] !== truth[at]));
  expect(open.filter((at) => !within(at, 16) && !isBesideBoundary(at))).toHaveLength(0);
  expect(open.length).toBeLessThan(truth.length / 2);
});

test('a dab of one pixel that a blend hides is not called certain where others show', async () => {
  const { raster, truth } = enlargedShapes('Pillow, bilinear', 540, 420);
  const before = truth.slice();
  const random = seededRandom(5);
  let hidden = 0;
  for (let dab = 0; hidden < 15; dab++) {
    const size = dab < 3 ? 8 : 1;
    const [left, top] = [540, 420].map((side) => Math.floor(random() * (side - size)));
    // What nothing is left of in an area of one class nobody can know.
    const isBeside = before[top * 540 + left] !== before[(top + 2) * 540 + left + 2];
    if (size === 1 && !isBeside) continue;
    hidden += size === 1 ? 1 : 0;
    const label = Math.floor(random() * colours.length);
    for (let y = top; y < top + size; y++) {
      for (let x = left; x < left + size; x++) {
        raster.samples.set(colours[label], 3 * (y * 540 + x));
        truth[y * 540 + x] = label;
      }
    }
  }
  const { repair, wrong, certain } = await repairSaved({ raster, truth }, { quality: 60, chromaSubsampling: '4:2:0' });
  expect(verdictInWords(repair.verdict)).toMatch(/^enlarged linearly from 180 x 140 px.* but for \d+ px$/);
  expect(wrong).toBeGreaterThan(0);
  expect(certain).toBe(0);
});

test('a size that faint edges do not tell is not claimed', async () => {
  const faint: readonly Rgb[] = [
    [20, 20, 20],
    [26, 26, 26],
    [32, 32, 32],
  ];
  const mask = drawShapes(180, 140, 2, faint);
  const axes = [axisOf(mask.width, 270, 'edges'), axisOf(mask.height, 210, 'edges')] as const;
  const enlarged = resample(mask, libraries['OpenCV, linear'], axes);
  const { repair, certain } = await repairSaved(enlarged, { quality: 75, chromaSubsampling: '4:2:0' }, faint);
  expect(verdictInWords(repair.verdict)).not.toContain('enlarged');
  expect(certain).toBe(0);
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
  expect(verdictInWords(repair.verdict)).toContain('enlarged linearly from 180 x 140 px');
  expect(certain).toBe(0);
  expect(repair.uncertainPixels).toBeGreaterThan(0);
});

test('what was made smaller before it was saved is not taken for something enlarged', async () => {
  for (const saved of savings) {
    const { repair } = await repairSaved(halve(drawMask(192, 140, 1, colours)), saved);
    expect(verdictInWords(repair.verdict)).not.toContain('enlarged');
  }
});
