import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { readMaskBytes } from '../../src/main/codec/read-mask-file.ts';
import { MaskmendError } from '../../src/shared/errors.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import type { Raster } from '../../src/shared/mask/raster.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { cropTruth } from '../accuracy/resample.ts';
import { readSampleTruth } from '../accuracy/sample-truth.ts';
import { type DrawnMask, drawMask, farColours, paletteOf, rgbOf } from './drawn-mask.ts';

const photoFolder = fileURLToPath(new URL('../../assets/sample/photos/', import.meta.url));

/** The middle of every scene of the sample. */
const scenes = readSampleTruth().map((scene) => cropTruth(scene, { x: 60, y: 40, width: 241, height: 199 }));

type Save = (image: Sharp) => Promise<Buffer>;
const webp: Save = (image) => image.webp({ quality: 75 }).toBuffer();
const asPng: Save = (image) => image.png().toBuffer();

const pictureOf = (mask: DrawnMask) =>
  sharp(rgbOf(mask), { raw: { width: mask.width, height: mask.height, channels: 3 } });

async function repairSaved(mask: DrawnMask, save: Save) {
  const file = await save(pictureOf(mask));
  const { content } = await readMaskBytes('mask', file, defaultReadLimits);
  const { labelMap, confidence } = repairMask(content, { palette: paletteOf(mask) });
  const samples = await sharp(file).removeAlpha().toColourspace('srgb').raw().toBuffer();
  const wrong = countWrong(mask, (pixel) => labelMap.labels[pixel]);
  const nearest = countWrong(mask, (pixel) => nearestClass(mask, samples.subarray(3 * pixel)));
  return { labels: labelMap.labels, confidence, wrong, nearest };
}

/** Over all scenes. */
async function repairScenes(save: Save) {
  const repaired = await Promise.all(scenes.map((scene) => repairSaved(scene, save)));
  const sum = (part: 'wrong' | 'nearest') => repaired.reduce((total, mask) => total + mask[part], 0);
  return { wrong: sum('wrong'), nearest: sum('nearest'), masks: repaired };
}

function countWrong({ labels }: DrawnMask, labelAt: (pixel: number) => number): number {
  return labels.reduce((sum, label, pixel) => sum + (labelAt(pixel) === label ? 0 : 1), 0);
}

function nearestClass({ colours }: DrawnMask, sample: Uint8Array): number {
  const distances = colours.map((rgb) => rgb.reduce((sum, level, i) => sum + (level - sample[i]) ** 2, 0));
  return distances.indexOf(Math.min(...distances));
}

const codecs: readonly (readonly [string, number, Save])[] = [
  ['WebP at quality 90', 2.5, (image) => image.webp({ quality: 90 }).toBuffer()],
  ['WebP at quality 75', 2.5, webp],
  [
    'AVIF of halved chroma',
    5,
    (image) => image.avif({ quality: 60, chromaSubsampling: '4:2:0', effort: 2 }).toBuffer(),
  ],
  ['PNG of a WebP', 2.5, async (image) => asPng(sharp(await webp(image)))],
];

test.each(codecs)(
  'of a %s at least %d times fewer pixels are wrong than by the nearest colour, none certain',
  async (_, times, save) => {
    const { wrong, nearest, masks } = await repairScenes(save);
    expect(nearest).toBeGreaterThan(500);
    expect(times * wrong).toBeLessThan(nearest);
    for (const { confidence } of masks) expect(confidence.includes(255)).toBe(false);
  },
);

test('chroma that an encoder fitted to what will be interpolated is read as it shows', async () => {
  const { wrong, nearest } = await repairScenes((image) =>
    image.webp({ quality: 90, smartSubsample: true }).toBuffer(),
  );
  expect(2.5 * wrong).toBeLessThan(nearest);
});

test('wrong pixels of a lossy picture are among those that are said to be less likely', async () => {
  const { masks } = await repairScenes(webp);
  const pixels = masks.flatMap(({ labels, confidence }, scene) =>
    Array.from(labels, (label, at) => ({
      isWrong: label !== scenes[scene].labels[at],
      isLikely: confidence[at] >= 240,
    })),
  );
  const likely = pixels.filter(({ isLikely }) => isLikely);
  const others = pixels.filter(({ isLikely }) => !isLikely);
  const shareWrong = (some: typeof pixels) => some.filter(({ isWrong }) => isWrong).length / some.length;
  expect(likely.length).toBeGreaterThan(0.6 * pixels.length);
  expect(shareWrong(likely)).toBeLessThan(0.1 * shareWrong(others));
});

test('an enlarged picture with soft edges was not lossy for that: what is exact in it stays certain', async () => {
  const mask = drawMask(120, 100, 3);
  const { confidence } = await repairSaved(mask, async (image) => {
    const soft = await image.resize(60, 50, { kernel: 'linear' }).png().toBuffer();
    return sharp(soft).resize(120, 100, { kernel: 'nearest' }).png().toBuffer();
  });
  expect(confidence.filter((level) => level === 255).length).toBeGreaterThan(6000);
});

test.each([
  [1, 1],
  [1, 7],
  [7, 1],
  [3, 5],
])('a lossy picture of %d x %d pixels has its edges in cells that are not whole', async (width, height) => {
  const labels = Uint8Array.from({ length: width * height }, (_, at) => (at % width > width / 2 ? 1 : 0));
  const { wrong } = await repairSaved({ width, height, labels, colours: farColours.slice(0, 2) }, (image) =>
    image.webp({ quality: 90 }).toBuffer(),
  );
  expect(wrong).toBe(0);
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

test('settling stops when asked to', async () => {
  const mask = drawMask(700, 600, 3);
  const { content } = await readMaskBytes('mask', await webp(pictureOf(mask)), defaultReadLimits);
  let asked = 0;
  repairMask(content, { palette: paletteOf(mask) }, () => ++asked < 0);
  const last = asked;
  let again = 0;
  expect(() => repairMask(content, { palette: paletteOf(mask) }, () => ++again === last)).toThrow(MaskmendError);
});

test('a small picture of blobs that its labels explain is a mask, a photograph is none', async () => {
  const [width, height] = [128, 128];
  const labels = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return Math.sin(x / 9.4 + y / 17) * Math.sin(y / 11.3 - x / 13) > 0.1 ? 1 : 0;
  });
  const colours: readonly Rgb[] = [
    [0, 0, 0],
    [90, 90, 90],
  ];
  const palette = paletteOf({ colours });
  const blobs = await webp(pictureOf({ width, height, labels, colours }).resize(64, 64, { kernel: 'linear' }));
  const kindOf = async (file: Uint8Array) =>
    repairMask((await readMaskBytes('mask', file, defaultReadLimits)).content, { palette }).verdict.kind;
  expect(await kindOf(blobs)).toBe('antialiased-or-resized');
  for (const name of readdirSync(photoFolder)) {
    const photo = sharp(join(photoFolder, name)).resize(128, 96);
    expect(await kindOf(await webp(photo)), name).toBe('not-a-mask');
  }
});
