import { evidenceInWords, formatInWords } from '../../../src/shared/strings/in-words.ts';
import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/main/formats/format-list.ts';
import { detectFormat } from '../../../src/main/formats/registry.ts';
import { defaultReadLimits } from '../../../src/shared/limits.ts';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { greyPng, openAt } from '../dataset-fixture.ts';

describe('the formats', () => {
  it('have names of their own and tell what they are', () => {
    expect(new Set(formats.map(({ name }) => name)).size).toBe(formats.length);
    expect(formats.every(({ name }) => /^[a-z0-9-]+$/.test(name) && formatInWords(name) !== '')).toBe(true);
  });

  it('find nothing in a folder of other things, and do not take what a person overrules wrongly', async () => {
    const folder = makeFolder({ 'notes.txt': 'x', 'data.json': '{"a":1}', 'x.yaml': 'a: 1' });
    expect(await detectFormat(folder, defaultReadLimits)).toEqual([]);
    await expect(openAt(folder)).rejects.toMatchObject({ code: 'unsupported-format' });
    await expect(openAt(folder, { format: 'voc' })).rejects.toMatchObject({ code: 'unsupported-format' });
    await expect(openAt(folder, { format: 'vocc' })).rejects.toMatchObject({ code: 'usage' });
  });

  it.each([
    ['annotations/validation/ADE_val_1.png', 'annotations/validation with ADE_*.png'],
    ['ann_dir/train/a.png', 'ann_dir'],
  ])('tell what is there: %s', async (name, evidence) => {
    const [best] = await detectFormat(makeFolder({ [name]: greyPng(['0']) }), defaultReadLimits);
    expect(evidenceInWords(best.evidence)).toBe(evidence);
  });

  it('that could be meant are told the likeliest first', async () => {
    const folder = makeFolder({ 'labelmap.txt': 'background:0,0,0::\n', 'SegmentationClass/a.png': greyPng(['0']) });
    expect((await detectFormat(folder, defaultReadLimits)).map(({ format }) => format)).toEqual([
      'cvat',
      'voc',
      'folder',
    ]);
    expect((await openAt(folder, { format: 'voc' })).format).toBe('voc');
  });
});
