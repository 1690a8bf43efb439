import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { colourPng, exportTo, greyPng, openAt, photoPng } from '../dataset-fixture.ts';
import { CLASSES, COLOURS, openColours } from './colour-dataset.ts';

describe('where an export goes', () => {
  it('twice into one folder replaces what the first has written, and removes what is no more', async () => {
    const out = join(makeFolder(), 'out');
    await exportTo('folder', await openColours(['01'], { 'masks/b.png': colourPng(['1'], COLOURS) }), { out });
    expect(existsSync(join(out, 'masks/b.png'))).toBe(true);
    const { outcome } = await exportTo('folder', await openColours(['01']), { out });
    expect(outcome.written).toBe(1);
    expect(existsSync(join(out, 'masks/b.png'))).toBe(false);
  });

  it('is refused where other files lie, unless they may be replaced', async () => {
    const out = makeFolder({ 'mine.txt': 'x' });
    await expect(exportTo('folder', await openColours(), { out })).rejects.toMatchObject({ code: 'exists' });
    await exportTo('folder', await openColours(), { out, isOverwriting: true });
    expect(readFileSync(join(out, 'mine.txt'), 'utf8')).toBe('x');
  });

  it('is refused inside the dataset itself', async () => {
    const folder = makeFolder({ 'class_dict.csv': CLASSES, 'masks/a.png': colourPng(['01'], COLOURS) });
    const dataset = await openAt(folder);
    await expect(exportTo('voc', dataset, { out: join(folder, 'voc'), sources: [folder] })).rejects.toMatchObject({
      code: 'usage',
    });
  });

  it('replaces an archive of an earlier export, and no other', async () => {
    const out = join(makeFolder(), 'a.zip');
    await exportTo('cvat', await openColours(), { out });
    expect((await exportTo('cvat', await openColours(), { out })).outcome.differing).toEqual([]);
    writeFileSync(out, 'a precious archive');
    await expect(exportTo('cvat', await openColours(), { out })).rejects.toMatchObject({ code: 'exists' });
  });

  it('is not touched in a dry run', async () => {
    const { out, outcome } = await exportTo('folder', await openColours(), { isDryRun: true });
    expect(outcome).toMatchObject({ written: 0, masks: 1 });
    expect(existsSync(out)).toBe(false);
  });
});

it('a mask that cannot be read is a failure of its own', async () => {
  const jpeg = await sharp(Buffer.from(photoPng(8, 8)))
    .jpeg()
    .toBuffer();
  const dataset = await openColours(['01'], {
    'masks/broken.png': greyPng(['0']).subarray(0, 40),
    'masks/lossy.jpg': jpeg,
  });
  const { outcome } = await exportTo('folder', dataset);
  expect(outcome).toMatchObject({ written: 1, differing: [] });
  expect(outcome.failures.map(({ stem, error }) => [stem, error.path]).toSorted()).toEqual([
    ['broken', 'masks/broken.png'],
    ['lossy', 'masks/lossy.jpg'],
  ]);
  expect(outcome.failures.find(({ stem }) => stem === 'lossy')?.error.option).toBe('maskmend repair');
});
