import sharp from 'sharp';
import { expect, it } from 'vitest';
import { greyPng, openFiles, photoPng, readItem, widePng } from '../dataset-fixture.ts';

// One thing wrong in a dataset that is otherwise as its format has it: it is told, by the file, and not guessed round.

const meta = JSON.stringify({ labels: ['road', 'sky'] });
const config = (labels: unknown) => JSON.stringify({ labels });

const raw = { width: 2, height: 1, channels: 3 } as const;
const asJpeg = await sharp(new Uint8Array(6), { raw }).jpeg().toBuffer();

type Files = Readonly<Record<string, string | Uint8Array>>;

const strays: readonly (readonly [string, Files, string])[] = [
  [
    'mmsegmentation: an index that no class has',
    { 'dataset_meta.json': meta, 'ann_dir/val/a.png': greyPng(['07']), 'img_dir/val/a.jpg': photoPng(2, 1) },
    'ann_dir/val/a.png: 1 pixel of no class is left unassigned: index 7 (1 px)',
  ],
  [
    'Ultralytics: an index that no class has',
    { 'data.yaml': 'masks_dir: masks\nnames: [road, sky]\n', 'masks/val/a.png': greyPng(['09']) },
    'masks/val/a.png: 1 pixel of no class is left unassigned: index 9 (1 px)',
  ],
  [
    'KITTI: an id that is not among the labels',
    { 'training/image_2/a.png': photoPng(2, 1), 'training/semantic/a.png': widePng([[7, 77]]) },
    'training/semantic/a.png: 1 pixel of no class is left unassigned: index 77 (1 px)',
  ],
  [
    'VOC: objects that are no picture',
    { 'SegmentationClass/a.png': greyPng(['01']), 'SegmentationObject/a.png': 'none' },
    'SegmentationObject/a.png: the file is text, not a picture; objects left out',
  ],
  [
    'Cityscapes: objects in a JPEG',
    {
      'gtFine/val/x/x_0_0_gtFine_labelIds.png': greyPng(['77']),
      'gtFine/val/x/x_0_0_gtFine_instanceIds.png': asJpeg,
    },
    'gtFine/val/x/x_0_0_gtFine_instanceIds.png: is a JPEG, which does not hold classes exactly; objects left out',
  ],
  [
    'KITTI: objects of another size than the classes',
    {
      'training/image_2/a.png': photoPng(2, 1),
      'training/semantic/a.png': greyPng(['77']),
      'training/instance/a.png': widePng([[7 * 256]]),
    },
    'training/instance/a.png: is 1 x 1, its classes are 2 x 1; objects left out',
  ],
  [
    'Mapillary: a label that the configuration does not name',
    {
      'config_v2.0.json': config([{ name: 'road', readable: 'road', color: [1, 2, 3], instances: false }]),
      'training/images/a.jpg': photoPng(2, 1),
      'training/v2.0/labels/a.png': greyPng(['03']),
    },
    'training/v2.0/labels/a.png: 1 pixel of no class is left unassigned: index 3 (1 px)',
  ],
];

it.each(strays)('%s', async (_, files, told) => {
  const dataset = await openFiles(files);
  const { problems } = await readItem(dataset.items[0]);
  expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([told]);
});

it('Mapillary: a configuration whose labels are none', async () => {
  const files = {
    'config_v2.0.json': config([{ name: '' }]),
    'training/images/a.jpg': photoPng(2, 1),
    'training/v2.0/labels/a.png': greyPng(['00']),
  };
  await expect(openFiles(files)).rejects.toMatchObject({ path: 'config_v2.0.json' });
});

it('Ultralytics: masks that lie outside of the dataset are not looked for there', async () => {
  const { problems } = await openFiles({
    'data.yaml': 'masks_dir: ../../masks\nnames: [road]\n',
    'masks/val/a.png': greyPng(['00']),
    'images/val/a.jpg': photoPng(2, 1),
  });
  expect(problems).toMatchObject([{ file: 'data.yaml', message: expect.stringContaining('leads out') as string }]);
});

it('binary masks: a class whose picture has another size', async () => {
  const dataset = await openFiles({
    'binary/dataset_meta.json': JSON.stringify({ labels: ['background', 'cat', 'dog'] }),
    'binary/train/001_cat/a.png': greyPng(['01']),
    'binary/train/002_dog/a.png': greyPng(['010']),
  });
  expect(dataset.format).toBe('binary-masks');
  await expect(readItem(dataset.items[0])).rejects.toThrow('is 3 x 1, the masks of other classes are 2 x 1');
});
