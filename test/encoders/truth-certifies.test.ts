import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DctMethod } from '../../src/shared/jpeg/block-transform.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { isMcuCertified } from '../../src/shared/forward/certificate.ts';
import { buildForwardModel } from '../../src/shared/forward/forward-model.ts';
import { jpegCodes } from '../../src/shared/forward/palette-codes.ts';
import { openDataFolder } from '../accuracy/open-data.ts';
import { readTruthMask } from '../accuracy/read-truth.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';
import { drawMask, drawPatterns, farColours, paletteOf } from '../repair/drawn-mask.ts';
import type { EncodeJob } from './encoder.ts';
import { encoders } from './encoders.ts';
import { cutRealMasks } from './real-masks.ts';

/** MCUs of a file that are not reproduced by the labels it was made from. */
function countMismatches(mask: DrawnMask, jpeg: Uint8Array, dct: DctMethod): number {
  const { image } = readJpeg(jpeg, defaultReadLimits);
  const model = buildForwardModel(image, jpegCodes(image, paletteOf(mask), 'colour'), dct);
  if (model === undefined) throw new Error('expected a forward model');
  let mismatches = 0;
  for (let row = 0; row < image.mcusHigh; row++) {
    for (let column = 0; column < image.mcusWide; column++) {
      if (!isMcuCertified(model, { column, row }, mask.labels)) mismatches++;
    }
  }
  return mismatches;
}

const corners: readonly Rgb[] = [0, 1, 2, 3, 4, 5, 6, 7].map((bits): Rgb => [
  bits & 1 ? 255 : 0,
  bits & 2 ? 255 : 0,
  bits & 4 ? 255 : 0,
]);
const greys: readonly Rgb[] = [
  [0, 0, 0],
  [255, 255, 255],
  [128, 128, 128],
];

/** Random labels of two pixels' size: every coefficient is large. */
function scatter(width: number, height: number, colours: readonly Rgb[]): DrawnMask {
  let state = width * 64 + height;
  const seeds = Uint8Array.from({ length: width * height }, () => {
    state = (Math.imul(state, 1103515245) + 12345) | 0;
    return (state >>> 16) % colours.length;
  });
  const labels = seeds.map((_, at) => seeds[(at >> 1) << 1]);
  return { width, height, labels, colours };
}

const SIDES = [1, 7, 8, 9, 15, 16, 17, 31, 33];
const QUALITIES = [10, 50, 75, 85, 90, 95, 97];

/** Every pair of sides, with qualities, subsamplings and colours in turn. */
const drawnJobs: readonly EncodeJob[] = SIDES.flatMap((width) => SIDES.map((height) => [width, height])).map(
  ([width, height], index) => {
    const colours = [farColours, corners, greys][index % 3];
    const mask = index % 4 === 0 ? scatter(width, height, colours) : drawMask(width, height, index, colours);
    return { mask, quality: QUALITIES[index % QUALITIES.length], subsampling: index % 2 === 0 ? '4:2:0' : '4:4:4' };
  },
);

const allJobs: readonly EncodeJob[] = [
  ...drawnJobs,
  { mask: drawPatterns(131, 137), quality: 75, subsampling: '4:4:4' },
  { mask: drawPatterns(137, 131), quality: 92, subsampling: '4:2:0' },
];

const absent = encoders.filter(({ isPresent }) => !isPresent).map(({ name }) => name);
if (absent.length > 0) process.stdout.write(`truth certifies: not installed here: ${absent.join('; ')}\n`);
const folder = openDataFolder();
if (folder === undefined) process.stdout.write('truth of real masks certifies: skipped, no data (MASKMEND_DATA)\n');

describe('labels from which a file was made reproduce every MCU of it', () => {
  for (const encoder of encoders) {
    test.skipIf(!encoder.isPresent)(`drawn masks of odd sizes by ${encoder.name}`, async () => {
      const files = await encoder.encode(allJobs);
      allJobs.forEach(({ mask, quality, subsampling }, index) => {
        const name = `${mask.width} x ${mask.height} ${subsampling} q${quality}`;
        expect(countMismatches(mask, files[index], encoder.dctOf(quality)), name).toBe(0);
      });
    });

    test.skipIf(!encoder.isPresent || folder === undefined)(`real masks by ${encoder.name}`, async () => {
      const jobs = cutRealMasks(folder ?? '').map(({ name, mask }, index): EncodeJob & { name: string } => ({
        name,
        mask,
        quality: QUALITIES[(index * 3) % QUALITIES.length],
        subsampling: index % 2 === 0 ? '4:4:4' : '4:2:0',
      }));
      const files = await encoder.encode(jobs);
      jobs.forEach(({ name, mask, quality, subsampling }, index) => {
        const mismatches = countMismatches(mask, files[index], encoder.dctOf(quality));
        expect(mismatches, `${name} ${subsampling} q${quality}`).toBe(0);
      });
    });
  }

  test.skipIf(folder === undefined)('the mask saved by Windows', () => {
    const home = join(folder ?? '', 'pairs', 'seed_document');
    const mask = readTruthMask({ path: join(home, 'seed.clean.png'), dataset: 'seed_document' });
    expect(countMismatches(mask, readFileSync(join(home, 'seed.jpg')), 'ap922')).toBe(0);
  });
});
