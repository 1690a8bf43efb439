import { expect, it } from 'vitest';
import { colourPng, drawItem, exportTo, greyPng, openFiles, photoPng } from '../dataset-fixture.ts';

// Sets as tools really write them.

const COLOURS = [
  [0, 0, 0],
  [10, 20, 30],
];
const mask = colourPng(['01'], COLOURS);

it('CVAT: parts of the task begin with a capital letter, and names hold blanks', async () => {
  const dataset = await openFiles({
    'labelmap.txt': '# label:color_rgb:parts:actions\nbackground:0,0,0::\ncar:10,20,30::\n',
    'SegmentationClass/a 1.png': mask,
    'SegmentationClass/sub dir/b.png': mask,
    'SegmentationClass/c.png': mask,
    'ImageSets/Segmentation/Train.txt': 'a 1\n',
    'ImageSets/Segmentation/Validation.txt': '"sub dir/b"\r\n',
    'ImageSets/Segmentation/test.txt': 'c 1 1 -1\n',
  });
  expect(dataset.problems).toEqual([]);
  const parts = Object.fromEntries(dataset.items.map(({ stem, split }) => [stem, split]));
  expect(parts).toEqual({ 'a 1': 'train', 'sub dir/b': 'val', c: 'test' });
  expect((await exportTo('folder', dataset)).outcome.differing).toEqual([]);
});

it.each(['folder', 'mmseg'])('%s: parts of any name read back the same', async (format) => {
  const dataset = await openFiles({ 'class_dict.csv': 'name,r,g,b\nbg,0,0,0\ncar,10,20,30\n', 'masks/a.png': mask });
  const { outcome } = await exportTo(format, dataset, { split: { kind: 'one', name: 'Kitchen' } });
  expect(outcome).toMatchObject({ differing: [], splits: { Kitchen: 1 } });
});

it('Supervisely: a rectangle has an area', async () => {
  const points = {
    exterior: [
      [1, 0],
      [3, 2],
    ],
    interior: [],
  };
  const dataset = await openFiles({
    'meta.json': '{"classes":[{"title":"car","shape":"rectangle","color":"#0A141E"}]}',
    'set/ann/a.png.json': JSON.stringify({
      size: { width: 4, height: 3 },
      objects: [{ id: 1, classTitle: 'car', geometryType: 'rectangle', points }],
    }),
    'set/img/a.png': photoPng(4, 3),
  });
  expect(await drawItem(dataset)).toEqual(['bccb', 'bccb', 'bbbb']);
});

it('Mac: what its archives add is no file of the set', async () => {
  const dataset = await openFiles({
    'annotations/trimaps/Cat_1.png': greyPng(['12']),
    'annotations/trimaps/._Cat_1.png': 'no picture',
    'annotations/list.txt': 'Cat_1 1 1 1\n',
    'images/Cat_1.jpg': photoPng(2, 1),
  });
  expect(dataset.items.map(({ stem }) => stem)).toEqual(['Cat_1']);
});
