import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JpegImage } from '../../src/shared/jpeg/jpeg-image.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { inferPalette } from '../../src/shared/palette/infer-palette.ts';
import { gatherEvidence } from '../../src/shared/repair/gather-evidence.ts';
import { repairJpeg } from '../../src/shared/repair/repair-jpeg.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { openDataFolder } from '../accuracy/open-data.ts';
import { readTruthMask } from '../accuracy/read-truth.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';
import { drawMask, paletteOf } from '../repair/drawn-mask.ts';
import { encodeJpeg } from '../repair/encode-jpeg.ts';
import { encodeByModel } from './encode-by-model.ts';
import { encoders } from './encoders.ts';

const mask = drawMask(413, 307, 4);
const palette = paletteOf(mask);

function repaired(image: JpegImage) {
  const repair = repairJpeg(image, { palette, preset: 'draft' }, () => false);
  if (repair === undefined) throw new Error('expected a forward model');
  const wrong = mask.labels.filter((label, at) => label !== repair.labels[at]).length;
  return { dct: repair.dct, wrong, certifiedShare: repair.certifiedBlocks / repair.edgeBlocks };
}

describe('the transform that wrote a file', () => {
  // Steps beyond 255 leave nothing to tell transforms apart by.
  for (const encoder of encoders.filter(({ name }) => name !== 'cjpeg, 16-bit tables')) {
    test.skipIf(!encoder.isPresent)(`is found for ${encoder.name}`, async () => {
      const qualities = [75, 90, 95];
      const jobs = qualities.flatMap((quality) => [
        { mask, quality, subsampling: '4:2:0' as const },
        { mask, quality, subsampling: '4:4:4' as const },
      ]);
      const files = await encoder.encode(jobs);
      jobs.forEach(({ quality, subsampling }, index) => {
        const { dct, certifiedShare } = repaired(readJpeg(files[index], defaultReadLimits).image);
        expect(dct, `${subsampling} q${quality}`).toBe(encoder.dctOf(quality));
        expect(certifiedShare, `${subsampling} q${quality}`).toBeGreaterThan(0.5);
      });
    });
  }

  test('is found where it is that of Windows', async () => {
    for (const subsampling of ['4:2:0', '4:4:4'] as const) {
      for (const quality of [60, 75, 90, 95]) {
        const like = readJpeg(await encodeJpeg(mask, { quality, subsampling }), defaultReadLimits).image;
        const asIslow = repaired(like);
        const { dct, wrong, certifiedShare } = repaired(encodeByModel(mask, like, 'ap922'));
        expect(dct, `${subsampling} q${quality}`).toBe('ap922');
        expect(wrong, `${subsampling} q${quality}`).toBeLessThanOrEqual(asIslow.wrong * 1.3 + 20);
        expect(certifiedShare, `${subsampling} q${quality}`).toBeGreaterThan(asIslow.certifiedShare - 0.1);
      }
    }
  });

  test('decides what flat MCUs show', async () => {
    // With steps of 16 the DC of a level above middle grey is half a step, which Windows rounds down and libjpeg up.
    const greyish = { ...mask, colours: [[129, 129, 129], ...mask.colours.slice(1)] as const };
    const like = readJpeg(await encodeJpeg(greyish, { quality: 50, subsampling: '4:4:4' }), defaultReadLimits).image;
    for (const image of [like, encodeByModel(greyish, like, 'ap922')]) {
      const repair = repairJpeg(image, { palette: paletteOf(greyish), preset: 'draft' }, () => false);
      expect(repair?.dct).toBe(image === like ? 'islow' : 'ap922');
      expect(repair?.unclaimedBlocks).toBe(0);
    }
  });

  const folder = openDataFolder();
  if (folder === undefined) process.stdout.write('a mask saved by Windows: skipped, no data folder (MASKMEND_DATA)\n');
  test.skipIf(folder === undefined)('makes a mask saved by Windows come back exactly, every pixel certain', () => {
    const home = join(folder ?? '', 'pairs', 'seed_document');
    const truth: DrawnMask = readTruthMask({ path: join(home, 'seed.clean.png'), dataset: 'seed_document' });
    const { image } = readJpeg(readFileSync(join(home, 'seed.jpg')), defaultReadLimits);
    const content = { kind: 'jpeg', image } as const;
    for (const used of [paletteOf(truth), inferPalette([gatherEvidence(content)])]) {
      const repair = repairMask(content, { palette: used });
      const colours = Array.from(repair.labelMap.labels, (slot) => used.classes[slot].rgb.join());
      expect(truth.labels.filter((label, at) => truth.colours[label].join() !== colours[at]).length).toBe(0);
      expect(repair).toMatchObject({ uncertainPixels: 0, certifiedBlocks: 106, edgeBlocks: 106 });
      expect(repair.verdict.kind).toBe('jpeg-once');
    }
  });
});
