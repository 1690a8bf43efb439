import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { JpegImage } from '../../src/shared/jpeg/jpeg-image.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { holdsLabels } from '../../src/shared/repair/holds-labels.ts';
import { repairJpeg } from '../../src/shared/repair/repair-jpeg.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { type DrawnMask, paletteOf, rgbOf, scatter } from './drawn-mask.ts';
import { encodeJpeg } from './encode-jpeg.ts';

const SIDE = 128;
const primaries: readonly Rgb[] = [
  [0, 0, 0],
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 0],
  [255, 0, 255],
];
const halfBright: readonly Rgb[] = primaries.map(([red, green, blue]) => [red >> 1, green >> 1, blue >> 1]);
const landUse: readonly Rgb[] = [
  [65, 155, 223],
  [57, 125, 73],
  [136, 176, 83],
  [122, 135, 198],
  [228, 150, 53],
  [196, 40, 27],
  [165, 155, 143],
];

/** Every pixel of any class. */
function drawNoise(colours: readonly Rgb[], seed = 1): DrawnMask {
  const labels = scatter(new Uint8Array(SIDE ** 2), { share: 1, seed, classes: colours.length });
  return { width: SIDE, height: SIDE, labels, colours };
}

/** The same in spots of two by two pixels, beside the grid that chroma is kept on. */
function drawSpots(colours: readonly Rgb[]): DrawnMask {
  const { labels } = drawNoise(colours);
  const spots = labels.map((_, at) => labels[((((at / SIDE) | 0) + 1) >> 1) * SIDE + (((at % SIDE) + 1) >> 1)]);
  return { width: SIDE, height: SIDE, labels: spots, colours };
}

async function readSaved(mask: DrawnMask, quality: number) {
  const bytes = await encodeJpeg(mask, { quality });
  return { bytes, content: { kind: 'jpeg', image: readJpeg(bytes, defaultReadLimits).image } as const };
}

async function countWrongNearest(bytes: Uint8Array, { labels, colours }: DrawnMask): Promise<number> {
  const pixels = await sharp(bytes).raw().toBuffer();
  const distance = (pixel: number, [red, green, blue]: Rgb) =>
    Math.hypot(pixels[3 * pixel] - red, pixels[3 * pixel + 1] - green, pixels[3 * pixel + 2] - blue);
  return labels.filter((label, pixel) => {
    const own = distance(pixel, colours[label]);
    return colours.some((colour) => distance(pixel, colour) < own);
  }).length;
}

test.each([
  ['noise in primaries', drawNoise(primaries), 75],
  ['noise in primaries, coarser', drawNoise(primaries, 2), 60],
  ['noise in the colours of land use', drawNoise(landUse), 92],
  ['spots beside the grid', drawSpots(landUse), 75],
] as const)('a mask of %s is repaired, though a brief search reproduces none of it', async (_, mask, quality) => {
  const { bytes, content } = await readSaved(mask, quality);
  const { verdict, labelMap, confidence } = repairMask(content, { palette: paletteOf(mask), preset: 'fast' });
  expect(verdict.kind).toBe('jpeg-once');
  const isWrong = (pixel: number) => labelMap.labels[pixel] !== mask.labels[pixel];
  const wrong = [...mask.labels.keys()].filter(isWrong);
  expect(wrong.length).toBeLessThan(0.75 * (await countWrongNearest(bytes, mask)));
  expect(confidence).not.toContain(255);
});

/** Areas of two classes, and beside them pairs of pixels of any class. */
function drawPartly(colours: readonly Rgb[]): DrawnMask {
  const { labels } = drawNoise(colours);
  const partly = labels.map((_, at) => (at % SIDE < SIDE / 4 ? (at % SIDE) >> 4 : labels[(at >> 1) << 1]));
  return { width: SIDE, height: SIDE, labels: partly, colours };
}

test.each([90, 75])('scattered classes are found beside areas of others, at quality %i', async (quality) => {
  const mask = drawPartly(halfBright);
  const { bytes, content } = await readSaved(mask, quality);
  const { verdict, labelMap, confidence } = repairMask(content, { palette: paletteOf(mask), preset: 'fast' });
  expect(verdict.kind).toBe('jpeg-once');
  const wrong = [...mask.labels.keys()].filter((pixel) => labelMap.labels[pixel] !== mask.labels[pixel]);
  expect(wrong.length).toBeLessThan(0.4 * (await countWrongNearest(bytes, mask)));
  expect(wrong.some((pixel) => confidence[pixel] === 255)).toBe(false);
  expect(confidence).toContain(255);
});

test('nothing of a mask known by how near labels come to it is certain, though they reproduce it', async () => {
  const mask = drawNoise(primaries);
  const { content } = await readSaved(mask, 92);
  const confidenceOf = (isScattered: boolean) =>
    repairJpeg(content.image, { palette: paletteOf(mask), preset: 'fast', isScattered }, () => false)?.confidence;
  expect(confidenceOf(false)).toContain(255);
  expect(confidenceOf(true)).not.toContain(255);
});

/** Soft waves under grain, as photographs have them; interleaved RGB. */
function drawGrain(): Uint8Array {
  const noise = scatter(new Uint8Array(3 * SIDE ** 2), { share: 1, seed: 3, classes: 61 });
  return Uint8Array.from(noise, (grain, at) => {
    const [x, y] = [Math.floor(at / 3) % SIDE, Math.floor(at / 3 / SIDE)];
    return 120 + 60 * Math.sin(x / 17 + (at % 3)) * Math.cos(y / 23) + grain - 30;
  });
}

async function saved(samples: Uint8Array, quality: number): Promise<JpegImage> {
  const picture = sharp(samples, { raw: { width: SIDE, height: SIDE, channels: 3 } });
  return readJpeg(await picture.jpeg({ quality }).toBuffer(), defaultReadLimits).image;
}

test('labels that come near to any picture as rough as a file are not in it', async () => {
  const image = await saved(drawGrain(), 60);
  const many = Array.from({ length: 27 }, (_, at): Rgb => [
    30 + 80 * (at % 3),
    30 + 80 * (Math.floor(at / 3) % 3),
    30 + 80 * Math.floor(at / 9),
  ]);
  for (const colours of [primaries, landUse, many]) {
    expect(holdsLabels(image, paletteOf({ colours }), () => false)).toBe(false);
  }
});

test('a mask does not hold the labels of another palette', async () => {
  const { content } = await readSaved(drawNoise(primaries), 75);
  expect(holdsLabels(content.image, paletteOf({ colours: primaries }), () => false)).toBe(true);
  expect(holdsLabels(content.image, paletteOf({ colours: landUse }), () => false)).toBe(false);
});

test('a picture of which a part alone is labels holds none', async () => {
  const samples = rgbOf(drawNoise(primaries));
  drawGrain().forEach((value, at) => {
    if (Math.floor(at / 3) % SIDE >= 0.75 * SIDE) samples[at] = value;
  });
  const palette = paletteOf({ colours: primaries });
  expect(holdsLabels(await saved(samples, 85), palette, () => false)).toBe(false);
  expect(holdsLabels(await saved(rgbOf(drawNoise(primaries)), 85), palette, () => false)).toBe(true);
});

test('a search for labels that a file holds can be stopped', async () => {
  const { content } = await readSaved(drawNoise(primaries), 75);
  expect(() => holdsLabels(content.image, paletteOf({ colours: primaries }), () => true)).toThrow(
    expect.objectContaining({ code: 'cancelled' }),
  );
});
