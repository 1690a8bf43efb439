import { expect, it } from 'vitest';
import { colourPng, drawItem, exportTo, greyPng, openFiles, photoPng, textOf } from '../dataset-fixture.ts';

const BOX = { iscrowd: 0, segmentation: [[0, 0, 1, 0, 1, 1, 0, 1]], bbox: [0, 0, 1, 1], area: 1 };

it('LVIS names its images by their addresses', async () => {
  const image = { width: 2, height: 1, coco_url: 'http://images.cocodataset.org/train2017/000000391895.jpg' };
  const dataset = await openFiles({
    'lvis_v1_train.json': JSON.stringify({
      images: [{ ...image, id: 391895, not_exhaustive_category_ids: [], neg_category_ids: [1] }],
      categories: [{ id: 1, name: 'aerosol_can', synset: 'aerosol.n.02' }],
      annotations: [{ id: 1, image_id: 391895, category_id: 1, ...BOX }],
    }),
    'train2017/000000391895.jpg': photoPng(2, 1),
  });
  expect(dataset).toMatchObject({
    format: 'coco',
    problems: [],
    items: [{ stem: '000000391895', photo: { name: 'train2017/000000391895.jpg' } }],
  });
  expect(await drawItem(dataset)).toEqual(['ab']);
  const { out, outcome } = await exportTo('coco', dataset, { hasPhotos: false });
  expect(outcome.differing).toEqual([]);
  const { images } = JSON.parse(textOf(out, 'annotations/instances_train.json')) as { images: unknown[] };
  expect(images).toMatchObject([{ file_name: '000000391895.jpg', neg_category_ids: [1] }]);
});

it('DeepGlobe has a metadata.csv, and is no image folder of Hugging Face', async () => {
  const dataset = await openFiles({
    'class_dict.csv': 'name,r,g,b\nurban_land,0,255,255\nwater,0,0,255\n',
    'metadata.csv': 'image_id,split,sat_image_path,mask_path\n119,train,119_sat.jpg,119_mask.png\n2,test,2_sat.jpg,\n',
    'train/119_mask.png': colourPng(
      ['01'],
      [
        [0, 255, 255],
        [0, 0, 255],
      ],
    ),
    'train/119_sat.jpg': photoPng(2, 1),
    'test/2_sat.jpg': photoPng(2, 1),
  });
  expect(dataset).toMatchObject({
    format: 'class-dict',
    problems: [],
    items: [{ photo: { name: 'train/119_sat.jpg' } }],
  });
});

it('a line of Hugging Face without a mask is told as that', async () => {
  const dataset = await openFiles({
    'id2label.json': '{"0":"background","1":"car"}',
    'train/metadata.csv': 'file_name,mask_file_name\na.png,masks/a.png\nb.png,\n,masks/a.png\n',
    'train/masks/a.png': greyPng(['01']),
    'train/a.png': photoPng(2, 1),
    'train/b.png': photoPng(2, 1),
  });
  expect(dataset.format).toBe('huggingface');
  expect(dataset.problems).toEqual([{ file: 'train/metadata.csv', annotation: 'line 3', message: 'names no mask' }]);
  expect(dataset.items.map(({ photo }) => photo?.name)).toEqual(['train/a.png', undefined]);
});

it('photos that have masks in several folders are told', async () => {
  const dataset = await openFiles({
    'labelmap.txt': 'a:0,0,0::\nb:1,1,1::\n',
    'labels/masks/x.png': greyPng(['01']),
    'labels/colormaps/x.png': greyPng(['01']),
    'labels/masks/y.png': greyPng(['01']),
    'labels/colormaps/y.png': greyPng(['01']),
    'images/x.jpg': photoPng(2, 1),
    'images/y.jpg': photoPng(2, 1),
  });
  expect(dataset.items).toHaveLength(4);
  expect(dataset.problems).toEqual([
    {
      file: 'images/x.jpg',
      message:
        'has masks in labels/colormaps and labels/masks, as 1 more photo: all are taken; give the folder that is meant where it is one',
      isWarning: true,
    },
  ]);
});

it("fast.ai's copy of CamVid names its classes in codes.txt, and its masks after their photos", async () => {
  const dataset = await openFiles({
    'camvid/codes.txt': 'Animal\nBridge\nVoid\n',
    'camvid/valid.txt': 'a.png\n',
    'camvid/labels/a_P.png': greyPng(['012']),
    'camvid/images/a.png': photoPng(3, 1),
  });
  expect(dataset).toMatchObject({
    format: 'camvid',
    problems: [],
    items: [{ photo: { name: 'camvid/images/a.png' } }],
  });
  expect(await drawItem(dataset)).toEqual(['ABV']);
  expect(dataset.palette.classes.at(-1)).toMatchObject({ role: 'void' });
});

it('a column whose name has no end costs no time', async () => {
  const name = 'gt_path_'.repeat(100_000);
  const files = { 'metadata.csv': `file_name,${name}x\na.png,b\n`, 'a.png': greyPng(['01']) };
  const began = performance.now();
  await openFiles(files).catch(() => undefined);
  expect(performance.now() - began).toBeLessThan(10_000);
});
