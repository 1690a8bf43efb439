import { describe, expect, it } from 'vitest';
import { greyPng, indexedPng, openFiles, photoPng, readItem } from '../dataset-fixture.ts';

const COLOURS = [
  [0, 0, 0],
  [128, 0, 0],
];
const mask = (rows: readonly string[]) => indexedPng(rows, COLOURS);

describe.each([
  ['voc', 'SegmentationClass', 'JPEGImages', {}],
  ['datumaro', 'masks', 'images', { 'dataset_meta.json': '{"labels":["background","cat"]}' }],
  ['pet', 'annotations/trimaps', 'images', { 'annotations/test.txt': 'a 1 1 1\n' }],
])('masks of %s', (format, masks, photos, more) => {
  const files = { ...more, [`${masks}/a.png`]: mask(['10']), [`${photos}/a.png`]: photoPng(2, 1) };

  it('whose names only case tells apart are all taken, each with its photo', async () => {
    const twins = { [`${masks}/A.png`]: mask(['011']), [`${photos}/A.png`]: photoPng(3, 1) };
    const { items, problems } = await openFiles({ ...files, ...twins }, { format });
    const found = await Promise.all(
      items.map(async (item) => [item.photo?.name, (await readItem(item)).labelMap.width]),
    );
    expect(found.sort()).toEqual([
      [`${photos}/A.png`, 3],
      [`${photos}/a.png`, 2],
    ]);
    expect(problems).toEqual([]);
  });

  it('of one name are told, and the first is taken', async () => {
    const { items, problems } = await openFiles({ ...files, [`${masks}/a.webp`]: greyPng(['01']) }, { format });
    expect(items).toHaveLength(1);
    expect(problems.map(({ file }) => file)).toEqual([`${masks}/a.webp`]);
  });
});
