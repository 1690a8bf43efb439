import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { placeOfNearest, plainDistance } from '../accuracy/label-by-distance.ts';
import { resizeTruth } from '../accuracy/resample.ts';
import { colourPixels, paletteOf, type TruthMask } from '../accuracy/truth-mask.ts';
import { drawMask } from '../repair/drawn-mask.ts';

const blackAndWhite: readonly Rgb[] = [
  [0, 0, 0],
  [255, 255, 255],
];
/** Red on black: of little contrast in luma. */
const redOnBlack: readonly Rgb[] = [
  [0, 0, 0],
  [128, 0, 0],
];

interface Softened {
  readonly truth: TruthMask;
  readonly file: Uint8Array;
}

async function soften(colours: readonly Rgb[], factor: number): Promise<Softened> {
  const drawn: TruthMask = { ...drawMask(160, 128, 3, colours), dataset: 'drawn', name: 'shapes' };
  const width = Math.round(drawn.width * factor);
  const height = Math.round(drawn.height * factor);
  const picture = sharp(colourPixels(drawn), { raw: { width: drawn.width, height: drawn.height, channels: 3 } });
  const resized = picture.resize(width, height, { kernel: 'linear', fit: 'fill' });
  return { truth: resizeTruth(drawn, width, height), file: await resized.jpeg({ quality: 75 }).toBuffer() };
}

async function wrongByNearest({ truth, file }: Softened): Promise<number> {
  const pixels = await sharp(file).toColourspace('srgb').raw().toBuffer();
  const placeAt = (at: number) => {
    const [red, green, blue] = pixels.subarray(3 * at, 3 * at + 3);
    return placeOfNearest([red, green, blue], truth.colours, plainDistance);
  };
  return truth.labels.reduce((sum, label, at) => sum + (placeAt(at) === label ? 0 : 1), 0);
}

test.each([
  { name: 'black and white, enlarged', colours: blackAndWhite, factor: 2 },
  { name: 'black and white, made smaller', colours: blackAndWhite, factor: 0.6 },
  { name: 'red on black, made smaller', colours: redOnBlack, factor: 0.6 },
])('$name: no more pixels come out wrong than by the nearest colour, and none of them is certain', async (row) => {
  const softened = await soften(row.colours, row.factor);
  const { image } = readJpeg(softened.file, defaultReadLimits);
  const repair = repairMask({ kind: 'jpeg', image }, { palette: paletteOf(row.colours) });
  const { labels } = repair.labelMap;
  const wrong = [...softened.truth.labels.keys()].filter((at) => labels[at] !== softened.truth.labels[at]);
  expect(repair.verdict.kind).toBe('antialiased-or-resized');
  expect(wrong.length).toBeLessThanOrEqual((await wrongByNearest(softened)) * 1.03 + 3);
  expect(wrong.every((at) => repair.confidence[at] < 255)).toBe(true);
});
