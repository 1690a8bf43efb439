import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { colourPng, drawItem, exportTo, greyPng, openAt, openFiles, photoPng, readItem } from '../dataset-fixture.ts';

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

// A Mac takes letters with accents apart in names of files; annotations have them whole.
const APART = 'cafe\u0301';
const WHOLE = 'caf\u00e9';
const RING = [0, 0, 2, 0, 2, 1, 0, 1];

it.each([
  ['masks', { [`masks/${APART}.png`]: greyPng(['01']), 'labelmap.txt': 'bg:0,0,0::\ncar:10,20,30::\n' }, WHOLE],
  ['VOC', { [`SegmentationClass/${WHOLE}.png`]: greyPng(['01']) }, APART],
  [
    'COCO',
    {
      'instances.json': JSON.stringify({
        images: [{ id: 1, file_name: `${WHOLE}.png`, width: 2, height: 1 }],
        categories: [{ id: 1, name: 'car' }],
        annotations: [{ id: 1, image_id: 1, category_id: 1, segmentation: [RING] }],
      }),
    },
    APART,
  ],
  ['YOLO', { [`labels/${WHOLE}.txt`]: '0 0.1 0.1 0.9 0.1 0.9 0.9\n', 'classes.txt': 'car\n' }, APART],
  [
    'labelme',
    { 'images/a.json': JSON.stringify({ shapes: [], imagePath: `${WHOLE}.png`, imageHeight: 1, imageWidth: 2 }) },
    APART,
  ],
])('%s: photos are known by their names, however a disk writes them', async (format, files, photo) => {
  const folder = format === 'VOC' ? 'JPEGImages' : 'images';
  const dataset = await openFiles({ ...files, [`${folder}/${photo}.png`]: photoPng(2, 1) });
  expect(dataset.items.map((item) => item.photo?.name)).toEqual([`${folder}/${photo}.png`]);
});

const YOLO_ROW = '0 0.1 0.1 0.9 0.1 0.9 0.9\n';

it('YOLO: lists of photos, written where the set lay at the time, tell the parts', async () => {
  const dataset = await openFiles({
    'data.yaml': 'path: /home/me/set\ntrain: train.txt\nval: [lists/val.txt]\nnames: [car]\n',
    'train.txt': './images/a.png\r\n/home/me/set/images/b.png\n',
    'lists/val.txt': '../../etc/passwd\nC:\\set\\images\\c.png\n',
    'labels/classes.txt': 'car\n',
    ...Object.fromEntries(['a', 'b', 'c'].map((name) => [`labels/${name}.txt`, YOLO_ROW])),
    ...Object.fromEntries(['a', 'b', 'c'].map((name) => [`images/${name}.png`, photoPng(4, 3)])),
  });
  expect(dataset.items.map(({ stem, split }) => [stem, split])).toEqual([
    ['a', 'train'],
    ['b', 'train'],
    ['c', 'val'],
  ]);
  expect(dataset.problems).toMatchObject([{ file: 'lists/val.txt', annotation: 'line 1', isWarning: true }]);
});

it.each([
  ['the one that names them', { 'args.yaml': 'lr0: 0.01\n', 'crack-seg.yaml': 'train: images\nnames: [car]\n' }, {}],
  ['a list', { 'args.yaml': 'lr0: 0.01\n', 'classes.txt': 'car\n' }, {}],
  ['the file that is named', { 'data.yaml': 'names: [dog]\n', 'own.yaml': 'names: [car]\n' }, { path: 'own.yaml' }],
])('YOLO: of several files classes are told by %s', async (_, files, { path = '' }: { path?: string }) => {
  const folder = makeFolder({ ...files, 'labels/a.txt': YOLO_ROW, 'images/a.png': photoPng(4, 3) });
  const dataset = await openAt(join(folder, path));
  expect(dataset).toMatchObject({ format: 'yolo', items: [{ stem: 'a' }] });
  expect(dataset.palette.classes.map(({ name }) => name)).toEqual(['background', 'car']);
});

it.each([
  [
    'YOLO',
    {
      'a/data.yaml': 'names: [car, tree]\n',
      'b/data.yaml': 'names: [tree, car]\n',
      'c/data.yaml': 'names: {0: car, 1: tree}\n',
      ...Object.fromEntries(['a', 'b', 'c'].map((set) => [`${set}/labels/${set}.txt`, YOLO_ROW])),
      ...Object.fromEntries(['a', 'b', 'c'].map((set) => [`${set}/images/${set}.png`, photoPng(4, 3)])),
    },
    'b/data.yaml',
  ],
  [
    'Datumaro',
    {
      'a/dataset_meta.json': '{"label_map":{"0":"car","1":"tree"}}',
      'b/dataset_meta.json': '{"label_map":{"0":"tree","1":"car"}}',
      'c/dataset_meta.json': '{"label_map":{"0":"car","1":"tree"}}',
      ...Object.fromEntries(['a', 'b', 'c'].map((set) => [`${set}/masks/${set}.png`, greyPng(['01'])])),
    },
    'b/dataset_meta.json',
  ],
])('%s: sets side by side that do not agree on their classes are told', async (_, files, file) => {
  const { items, problems } = await openFiles(files);
  expect(items).toHaveLength(3);
  expect(problems).toMatchObject([{ file, message: expect.stringContaining('tells other classes than a/') as string }]);
});

it('YOLO: a data file with a mistake is told of by its name', async () => {
  const files = { 'data.yaml': 'names: [car\n', 'labels/a.txt': YOLO_ROW, 'images/a.png': photoPng(4, 3) };
  await expect(openFiles(files)).rejects.toMatchObject({ code: 'corrupt-file', path: 'data.yaml' });
  const wrong = openFiles({ ...files, 'data.yaml': 'names: car\n' });
  await expect(wrong).rejects.toThrow('is no data file of YOLO: names: Invalid input');
});

it.each(['PNGImages', 'jpegimages', 'images'])('VOC: photos lie in %s', async (folder) => {
  const dataset = await openFiles({
    'set/labelmap.txt': 'bg:0,0,0::\ncar:10,20,30::\n',
    'set/SegmentationClass/a.png': mask,
    [`set/${folder}/a.png`]: photoPng(2, 1),
  });
  expect(dataset.items.map(({ photo }) => photo?.name)).toEqual([`set/${folder}/a.png`]);
});

it("VOC: labelme's older converter kept arrays beside the pictures", async () => {
  const dataset = await openFiles({
    'class_names.txt': '_background_\ncar\n',
    'JPEGImages/a.png': photoPng(2, 1),
    'SegmentationClass/a.npy': 'an array',
    'SegmentationClassPNG/a.png': greyPng(['01']),
    'SegmentationObject/a.npy': 'an array',
    'SegmentationObjectPNG/a.png': greyPng(['03']),
  });
  expect(dataset).toMatchObject({
    format: 'voc',
    problems: [],
    items: [{ stem: 'a', photo: { name: 'JPEGImages/a.png' } }],
  });
  expect(await drawItem(dataset)).toEqual(['_c']);
  expect((await readItem(dataset.items[0])).objects).toMatchObject([{ id: 3 }]);
});

it('mmsegmentation: photos of one name in two parts each belong to the mask of their part', async () => {
  const parts = ['train', 'val'];
  const dataset = await openFiles({
    'class_dict.csv': 'name,r,g,b\nbg,0,0,0\ncar,10,20,30\n',
    ...Object.fromEntries(parts.map((part) => [`ann_dir/${part}/a.png`, mask])),
    ...Object.fromEntries(parts.map((part) => [`img_dir/${part}/a.png`, photoPng(2, 1)])),
  });
  expect(dataset.items.map(({ photo }) => photo?.name)).toEqual(parts.map((part) => `img_dir/${part}/a.png`));
});

it('Cityscapes: an extension in capitals is one', async () => {
  const dataset = await openFiles({ 'gtFine/train/x/x_000_000_gtFine_labelIds.PNG': greyPng(['7']) });
  expect(dataset).toMatchObject({ format: 'cityscapes', items: [{ stem: 'x_000_000' }] });
});

const LABELMAP = '# label:color_rgb:parts:actions\nbackground:0,0,0::\ncaf\u00e9:10,20,30::\n';
const COCO = JSON.stringify({
  images: [{ id: 1, file_name: 'a.jpg', width: 2, height: 1 }],
  categories: [{ id: 1, name: 'caf\u00e9' }],
  annotations: [{ id: 1, image_id: 1, category_id: 1, segmentation: [[1, 0, 2, 0, 2, 1, 1, 1]], iscrowd: 0 }],
});

it.each([
  ['UTF-16', Buffer.from(`\ufeff${LABELMAP}`, 'utf16le'), []],
  ['Latin-1', Buffer.from(LABELMAP, 'latin1'), [{ file: 'labelmap.txt', isWarning: true }]],
])('a table of classes in %s is read', async (_, labelmap, problems) => {
  const dataset = await openFiles({ 'labelmap.txt': labelmap, 'SegmentationClass/a.png': mask });
  expect(dataset.palette.classes.map(({ name }) => name)).toEqual(['background', 'caf\u00e9']);
  expect(dataset.problems).toMatchObject(problems);
});

it('files of labelme and Supervisely that lack something are told what it is', async () => {
  const labelme = await openFiles({
    'a.json': '{"shapes":[],"imagePath":"a.png","imageHeight":"tall"}',
    'b.json': '[]',
  });
  expect(labelme.problems.map(({ file, message }) => `${file} ${message}`)).toEqual([
    'a.json is no file of labelme: imageHeight: expected number, received string',
    'b.json is no file of labelme: it is no object',
  ]);
  const supervisely = await openFiles({ 'meta.json': '{"classes":[]}', 'set/ann/a.png.json': '{"objects":[]}' });
  await expect(drawItem(supervisely)).rejects.toThrow('is no annotation of Supervisely: size: expected object');
});

it('labelme: a file that is no UTF-8 is read and told of', async () => {
  const text = JSON.stringify({
    shapes: [
      {
        label: 'caf\u00e9',
        points: [
          [0, 0],
          [2, 0],
          [2, 1],
          [0, 1],
        ],
        shape_type: 'polygon',
      },
    ],
    imagePath: 'a.png',
    imageHeight: 1,
    imageWidth: 2,
  });
  const dataset = await openFiles({ 'a.json': Buffer.from(text, 'latin1'), 'b.json': text });
  expect(dataset.palette.classes.map(({ name }) => name)).toContain('caf\u00e9');
  expect(dataset.problems).toMatchObject([{ file: 'a.json', isWarning: true }]);
});

it('a COCO file in UTF-16 is read', async () => {
  const dataset = await openFiles({ 'instances_train.json': Buffer.from(`\ufeff${COCO}`, 'utf16le') });
  expect(dataset.palette.classes.map(({ name }) => name)).toContain('caf\u00e9');
  expect(await drawItem(dataset)).toHaveLength(1);
  expect((await exportTo('folder', dataset)).outcome).toMatchObject({ written: 1, differing: [], failures: [] });
});

it.each([
  ['file_name', 'segmentation_mask_file_name'],
  ['image_file_name', 'mask_image_file_name'],
  ['input_file_name', 'output_file_name'],
  ['image_file_name', 'label'],
])('Hugging Face: one table names photos in %s and masks in %s of all parts', async (photo, name) => {
  const line = (part: string): string =>
    JSON.stringify({ text: 'a, b', [photo]: `${part}/a.png`, [name]: `${part}/a_mask.png` });
  const dataset = await openFiles({
    'metadata.jsonl': `{"text":"no picture"}\n${line('train')}\n${line('validation')}\n`,
    'id2label.json': '["bg","car"]',
    ...Object.fromEntries(['train', 'validation'].map((part) => [`${part}/a.png`, photoPng(2, 1)])),
    ...Object.fromEntries(['train', 'validation'].map((part) => [`${part}/a_mask.png`, greyPng(['01'])])),
  });
  expect(dataset).toMatchObject({
    format: 'huggingface',
    problems: [{ file: 'metadata.jsonl', annotation: 'line 1' }],
    items: [
      { photo: { name: 'train/a.png' }, split: 'train' },
      { photo: { name: 'validation/a.png' }, split: 'val' },
    ],
  });
  expect(dataset.palette.classes.map((entry) => entry.name)).toEqual(['bg', 'car']);
  expect(await drawItem(dataset)).toHaveLength(1);
});

it('Hugging Face: tables with the pictures inside are called what they are', async () => {
  await expect(openFiles({ 'data/train-00000.parquet': 'PAR1' })).rejects.toMatchObject({
    code: 'unsupported-format',
    message: expect.stringContaining('parquet') as string,
  });
});

it('Roboflow: grey masks beside their photos, the classes in _classes.csv', async () => {
  const name = 'train/pic_jpg.rf.0123456789abcdef0123456789abcdef';
  const dataset = await openFiles({
    'train/_classes.csv': 'Pixel Value, Class\n0, background\n1, leaf blade\n',
    [`${name}_mask.png`]: greyPng(['01']),
    [`${name}.jpg`]: photoPng(2, 1),
  });
  expect(dataset).toMatchObject({ format: 'folder', items: [{ split: 'train', photo: { name: `${name}.jpg` } }] });
  expect(await drawItem(dataset)).toEqual(['bl']);
});

it('Kaggle: class_dict.csv saved as a table of floats', async () => {
  const dataset = await openFiles({
    'class_dict.csv': 'name,r,g,b\nbackground,0.0,0.0,0.0\ncar,10.0,20.0,30.0\n',
    'train_labels/a_L.png': mask,
  });
  expect(await drawItem(dataset)).toEqual(['bc']);
});

it('a mask of several pages is read by its first, and told of', async () => {
  const pages = Uint8Array.of(0, 0, 0, 9, 9, 99, 9, 9, 99, 0, 0, 0);
  const size = { width: 2, height: 2, channels: 3, pageHeight: 1 } as const;
  const tiff = await sharp(pages, { raw: size }).tiff({ compression: 'none' }).toBuffer();
  const dataset = await openFiles({
    'class_dict.csv': 'name,r,g,b\nbackground,0,0,0\ncar,9,9,99\n',
    'masks/a.tif': tiff,
  });
  expect(await drawItem(dataset)).toEqual(['bc']);
  const message = 'has 2 frames or pages; only the first is read';
  expect((await readItem(dataset.items[0])).problems).toEqual([{ file: 'masks/a.tif', message, isWarning: true }]);
});
