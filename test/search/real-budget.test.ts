import { describe, expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { openDataFolder } from '../accuracy/open-data.ts';
import { decodePixels } from '../accuracy/damage-mask.ts';
import type { RealMask } from '../encoders/real-masks.ts';
import { cutRealMasks } from '../encoders/real-masks.ts';
import type { JpegOptions } from '../repair/encode-jpeg.ts';
import { encodeJpeg } from '../repair/encode-jpeg.ts';
import { paletteOf } from '../repair/drawn-mask.ts';

interface Score {
  readonly name: string;
  readonly pixels: number;
  readonly wrong: number;
  readonly wrongAndCertain: number;
  readonly nearestWrong: number;
}

const MOST_CLASSES = 64;

async function score({ name, mask }: RealMask, options: JpegOptions): Promise<Score> {
  const jpeg = await encodeJpeg(mask, options);
  const { image } = readJpeg(jpeg, defaultReadLimits);
  const { labelMap, confidence } = repairMask({ kind: 'jpeg', image }, { palette: paletteOf(mask), preset: 'exact' });
  const pixels = await decodePixels(jpeg);
  const tally = { wrong: 0, wrongAndCertain: 0, nearestWrong: 0 };
  mask.labels.forEach((label, at) => {
    const isWrong = labelMap.labels[at] !== label;
    if (isWrong) tally.wrong++;
    if (isWrong && confidence[at] === 255) tally.wrongAndCertain++;
    if (nearest(mask.colours, pixels.subarray(at * 3, at * 3 + 3)) !== label) tally.nearestWrong++;
  });
  return { name, pixels: mask.labels.length, ...tally };
}

function nearest(colours: RealMask['mask']['colours'], pixel: Uint8Array): number {
  let [best, least] = [0, Infinity];
  for (const [label, [red, green, blue]] of colours.entries()) {
    const distance = (red - pixel[0]) ** 2 + (green - pixel[1]) ** 2 + (blue - pixel[2]) ** 2;
    if (distance < least) [best, least] = [label, distance];
  }
  return best;
}

/** Wrong pixels allowed in a million of all masks, and among those called certain. */
const budgets = [
  { subsampling: '4:4:4', quality: 90, ppm: 0, certainPpm: 0 },
  { subsampling: '4:4:4', quality: 75, ppm: 15, certainPpm: 1 },
  { subsampling: '4:2:0', quality: 90, ppm: 30, certainPpm: 1 },
  { subsampling: '4:2:0', quality: 75, ppm: 38, certainPpm: 2 },
] as const;

const folder = openDataFolder();
if (folder === undefined) process.stdout.write('accuracy of real masks: skipped, no data folder (MASKMEND_DATA)\n');

describe('real masks that were saved once', () => {
  test.skipIf(folder === undefined).each(budgets)(
    'keep within the budget: $subsampling at quality $quality',
    async ({ subsampling, quality, ppm, certainPpm }) => {
      const masks = cutRealMasks(folder ?? '').filter(({ mask }) => mask.colours.length <= MOST_CLASSES);
      const scores: Score[] = [];
      for (const mask of masks) scores.push(await score(mask, { quality, subsampling }));
      for (const { name, wrong, nearestWrong } of scores) expect(wrong, name).toBeLessThanOrEqual(nearestWrong + 2);
      const total = (of: (score: Score) => number) => scores.reduce((sum, one) => sum + of(one), 0);
      const pixels = total((one) => one.pixels);
      expect((total((one) => one.wrong) / pixels) * 1e6).toBeLessThanOrEqual(ppm);
      expect((total((one) => one.wrongAndCertain) / pixels) * 1e6).toBeLessThanOrEqual(certainPpm);
    },
  );
});
