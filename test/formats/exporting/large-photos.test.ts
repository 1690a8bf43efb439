import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openPhoto } from '../../../src/main/codec/photo.ts';
import { runInThisThread, type ItemRunner } from '../../../src/main/formats/exporting/item-runner.ts';
import { exportDataset } from '../../../src/main/formats/registry.ts';
import { defaultReadLimits } from '../../../src/shared/limits.ts';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { colourPng, openFiles, photoPng, plainRequest } from '../dataset-fixture.ts';

const limits = { ...defaultReadLimits, maxPixels: 100 };

/** Every task as a thread is sent it that may have a share of the memory only. */
const runWithShare: ItemRunner = (step) =>
  runInThisThread({ ...step, inputOf: async (index) => ({ ...(await step.inputOf(index)), isShare: true }) });

async function exportWithLargePhoto(run: ItemRunner) {
  const dataset = await openFiles({
    'class_dict.csv': 'name,r,g,b\nbackground,0,0,0\ncar,255,0,0\n',
    'masks/a.png': colourPng(
      ['01'],
      [
        [0, 0, 0],
        [255, 0, 0],
      ],
    ),
    'images/a.png': photoPng(20, 20),
  });
  const request = { ...plainRequest, format: 'folder', out: join(makeFolder(), 'out') };
  return exportDataset(() => Promise.resolve({ dataset, request }), { limits, run, onForecast: () => undefined });
}

describe('a photo that is too large', () => {
  it('for a share of the memory waits until it may have all of it', async () => {
    const { failures } = await exportWithLargePhoto(runWithShare);
    expect(failures).toMatchObject([{ stem: 'a', error: { code: 'too-large' } }]);
  });

  it('for all of the memory is left out, its mask is not', async () => {
    const { failures, written, problems } = await exportWithLargePhoto(runInThisThread);
    expect({ failures, written }).toEqual({ failures: [], written: 1 });
    expect(problems.map(({ file }) => file)).toEqual(['images/a.png']);
    expect(problems[0].message).toMatch(/its mask goes without photo/);
  });
});

it('a photo that breaks off is told of in words of one line', async () => {
  const jpeg = await sharp(photoPng(200, 200)).jpeg().toBuffer();
  const photo = await openPhoto('a.jpg', jpeg.subarray(0, jpeg.length / 2), defaultReadLimits);
  const pixels = photo.pixels({ turn: 'rotate-90' });
  await expect(pixels).rejects.toMatchObject({ path: 'a.jpg', code: 'truncated-file' });
  await expect(pixels).rejects.toThrow(/^[^\n]+$/);
});
