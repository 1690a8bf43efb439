import { describe, expect, it } from 'vitest';
import { colourPng, drawItem, greyPng, openFiles, photoPng, readItem, widePng } from '../dataset-fixture.ts';

// As CVAT and Datumaro write sets of other people's forms with labels of their own; CVAT leaves the background out.
const LABELS = '51 221 255 car\n250 50 83 person\n';
const WITH_BACKGROUND = `0 0 0 background\n${LABELS}`;
const COLOURS = [
  [0, 0, 0],
  [51, 221, 255],
  [250, 50, 83],
];

describe.each([
  ['without the background', LABELS],
  ['with the background', WITH_BACKGROUND],
])('labels of their own, %s', (_, list) => {
  it('are those of a set like Cityscapes', async () => {
    const dataset = await openFiles({
      'label_colors.txt': list,
      'gtFine/default/a_gtFine_labelIds.png': greyPng(['012']),
      'gtFine/default/a_gtFine_instanceIds.png': widePng([[0, 1001, 2002]]),
      'gtFine/default/a_gtFine_color.png': colourPng(['012'], COLOURS),
      'imgsFine/leftImg8bit/default/a_leftImg8bit.png': photoPng(3, 1),
    });
    expect(dataset).toMatchObject({ format: 'cityscapes', problems: [], notes: [] });
    expect(dataset.items[0].photo?.name).toContain('imgsFine');
    expect(await drawItem(dataset)).toEqual(['bcp']);
    expect((await readItem(dataset.items[0])).objects).toHaveLength(2);
  });

  it('are those of a set like Cityscapes in colours', async () => {
    const dataset = await openFiles({
      'label_colors.txt': list,
      'gtFine/default/a_gtFine_color.png': colourPng(['012'], COLOURS),
    });
    expect(dataset).toMatchObject({ format: 'cityscapes', problems: [], notes: [] });
    expect(await drawItem(dataset)).toEqual(['bcp']);
  });

  it('are those of a set like KITTI, with or without photos, in every part', async () => {
    const dataset = await openFiles({
      'label_colors.txt': list,
      'default/semantic/a.png': widePng([[0, 1, 2]]),
      'default/instance/a.png': widePng([[0, 257, 514]]),
      'default/semantic_rgb/a.png': colourPng(['012'], COLOURS),
      'train/image_2/b.png': photoPng(2, 1),
      'train/semantic/b.png': widePng([[2, 0]]),
      'train/instance/b.png': widePng([[513, 0]]),
    });
    expect(dataset).toMatchObject({ format: 'kitti', items: [{ split: 'default' }, { split: 'train' }] });
    expect([await drawItem(dataset, 0), await drawItem(dataset, 1)]).toEqual([['bcp'], ['pb']]);
    expect((await readItem(dataset.items[0])).objects).toHaveLength(2);
  });
});

it('KITTI itself has the ids of Cityscapes', async () => {
  const dataset = await openFiles({
    'training/semantic/000000_10.png': greyPng(['7q0']),
    'training/image_2/000000_10.png': photoPng(3, 1),
    'testing/image_2/000000_10.png': photoPng(3, 1),
  });
  expect(dataset).toMatchObject({ format: 'kitti', items: [{ split: 'train' }] });
  expect(await drawItem(dataset)).toEqual(['rcu']);
});
