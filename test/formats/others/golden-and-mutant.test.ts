import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { writePng } from '../../../src/main/codec/png/png-writer.ts';
import { formats } from '../../../src/main/formats/format-list.ts';
import { MaskmendError } from '../../../src/shared/errors.ts';
import {
  colourPng,
  drawItem,
  greyPng,
  indexedPng,
  openFiles,
  photoPng,
  readItem,
  widePng,
} from '../dataset-fixture.ts';

// Of every format that is read: files written by hand from the format's own text, what they show, and one thing in them
// that is against the format. A mistake that reader and writer share is found here.

type Files = Readonly<Record<string, string | Uint8Array>>;

interface Example {
  readonly files: Files;
  /** The first letters of the classes, row by row. */
  readonly shows: readonly string[];
  /** Files that take the place of good ones. */
  readonly mutant: Files;
  /** What is told of them. */
  readonly told: RegExp;
}

const COLOURS = [
  [0, 0, 0],
  [128, 0, 0],
  [0, 128, 0],
  [9, 9, 9],
];
const LABELMAP = '# label:color_rgb:parts:actions\nbackground:0,0,0::\ncat:128,0,0::\ndog:0,128,0::\n';
const TABLE = 'name,r,g,b\nbackground,0,0,0\ncat,128,0,0\ndog,0,128,0\n';
const META = JSON.stringify({ labels: ['background', 'cat', 'dog'] });
const COLOUR_META = JSON.stringify({
  label_map: { 0: 'background', 1: 'cat', 2: 'dog' },
  segmentation_colors: COLOURS.slice(0, 3),
});
const good = colourPng(['012'], COLOURS);
const undeclared = colourPng(['013'], COLOURS);
const strayColour = /1 pixel of no class is left unassigned: colour 9,9,9 \(1 px\)/;
const strayIndex = (index: number) => new RegExp(`1 pixel of no class is left unassigned: index ${index} \\(1 px\\)`);
const photo = photoPng(3, 1);

function binaryPng(samples: readonly number[]): Uint8Array {
  const size = { width: samples.length, height: 1, channels: 'grey', bitDepth: 8 } as const;
  return writePng({ ...size, samples: Uint8Array.from(samples) });
}

function coco(segmentation: unknown): string {
  return JSON.stringify({
    images: [{ id: 1, file_name: 'a.png', width: 3, height: 2 }],
    categories: [{ id: 5, name: 'cat' }],
    annotations: [{ id: 9, image_id: 1, category_id: 5, iscrowd: 0, segmentation }],
  });
}

function panoptic(category: number): string {
  return JSON.stringify({
    images: [{ id: 1, file_name: 'a.jpg' }],
    categories: [{ id: 5, name: 'cat', isthing: 1 }],
    annotations: [{ image_id: 1, file_name: 'a.png', segments_info: [{ id: 258, category_id: category, area: 1 }] }],
  });
}

function labelme(points: unknown): string {
  const shapes = [{ label: 'cat', points, group_id: null, shape_type: 'polygon', flags: {} }];
  return JSON.stringify({ version: '5.0.1', shapes, imagePath: 'a.png', imageWidth: 3, imageHeight: 2 });
}

function supervisely(classTitle: string): string {
  const exterior = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
  ];
  const objects = [{ classTitle, geometryType: 'polygon', points: { exterior, interior: [] } }];
  return JSON.stringify({ size: { width: 3, height: 2 }, objects });
}

/** Format 1.0 of NumPy: mark, version, length of the header, header to a multiple of 64, data. */
function npy(data: readonly number[]): Uint8Array {
  const header = "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 2, 3), }".padEnd(117) + '\n';
  const head = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0]);
  return Buffer.concat([head, Buffer.from(header), Buffer.from(data)]);
}

/** Two of three columns, two rows. */
const SQUARE = [0, 0, 2, 0, 2, 2, 0, 2];
const vistas = JSON.stringify({
  labels: ['road', 'cat'].map((name, i) => ({ name, readable: name, color: [i, 2, 3], instances: false })),
});

const examples: Readonly<Record<string, Example>> = {
  voc: {
    files: {
      'SegmentationClass/a.png': indexedPng(['012'], COLOURS),
      'JPEGImages/a.jpg': photo,
      'ImageSets/Segmentation/train.txt': 'a\n',
    },
    shows: ['bab'],
    mutant: { 'SegmentationClass/a.png': widePng([[0, 1, 77]]) },
    told: strayIndex(77),
  },
  cvat: {
    files: { 'labelmap.txt': LABELMAP, 'SegmentationClass/a.png': good },
    shows: ['bcd'],
    mutant: { 'SegmentationClass/a.png': undeclared },
    told: strayColour,
  },
  coco: {
    files: { 'annotations/instances_val2017.json': coco([SQUARE]) },
    shows: ['ccb', 'ccb'],
    mutant: { 'annotations/instances_val2017.json': coco({ size: [2, 3], counts: [0, 4, 1] }) },
    told: /RLE is too short: it covers 5 of the 6 pixels/,
  },
  'coco-panoptic': {
    files: {
      'annotations/panoptic_val.json': panoptic(5),
      // 258 = 2 + 256 * 1.
      'annotations/panoptic_val/a.png': colourPng(['01'], [COLOURS[0], [2, 1, 0]]),
    },
    shows: ['vc'],
    mutant: { 'annotations/panoptic_val.json': panoptic(6) },
    told: /segment 258 has category 6, which the file does not name/,
  },
  yolo: {
    files: {
      'data.yaml': 'names:\n  0: cat\n  1: dog\n',
      'labels/val/a.txt': '1 0 0 0.6666667 0 0.6666667 1 0 1\n',
      'images/val/a.png': photoPng(3, 2),
    },
    shows: ['ddb', 'ddb'],
    mutant: { 'labels/val/a.txt': '2 0 0 0.6666667 0 0.6666667 1 0 1\n' },
    told: /has class 2, which the dataset does not name/,
  },
  labelme: {
    files: {
      'a.json': labelme([
        [0, 0],
        [2, 0],
        [2, 2],
        [0, 2],
      ]),
    },
    shows: ['ccb', 'ccb'],
    mutant: {
      'a.json': labelme([
        [0, 0],
        [2, 2],
      ]),
    },
    told: /has 2 points/,
  },
  cityscapes: {
    // 7 is road, 26 car.
    files: { 'gtFine/val/ulm/ulm_000001_000019_gtFine_labelIds.png': greyPng(['7q']) },
    shows: ['rc'],
    mutant: { 'gtFine/val/ulm/ulm_000001_000019_gtFine_labelIds.png': widePng([[7, 99]]) },
    told: strayIndex(99),
  },
  mapillary: {
    files: { 'config_v2.0.json': vistas, 'training/v2.0/labels/a.png': greyPng(['01']) },
    shows: ['rc'],
    mutant: { 'training/v2.0/labels/a.png': greyPng(['02']) },
    told: strayIndex(2),
  },
  kitti: {
    files: { 'training/semantic/a.png': greyPng(['7q']), 'training/image_2/a.png': photoPng(2, 1) },
    shows: ['rc'],
    mutant: { 'training/semantic/a.png': widePng([[7, 99]]) },
    told: strayIndex(99),
  },
  ade20k: {
    // 1 is wall, 2 building.
    files: { 'annotations/training/ADE_train_00000001.png': greyPng(['012']) },
    shows: ['owb'],
    mutant: { 'annotations/training/ADE_train_00000001.png': widePng([[0, 1, 151]]) },
    told: strayIndex(151),
  },
  camvid: {
    files: { 'label_colors.txt': '0 0 0\tVoid\n128 0 0\tCat\n0 128 0\tDog\n', 'LabeledApproved_full/a_L.png': good },
    shows: ['VCD'],
    mutant: { 'LabeledApproved_full/a_L.png': undeclared },
    told: strayColour,
  },
  pet: {
    files: {
      'annotations/trimaps/Abyssinian_1.png': greyPng(['123']),
      'annotations/trainval.txt': 'Abyssinian_1 1 1 1\n',
    },
    shows: ['pbb'],
    mutant: { 'annotations/trimaps/Abyssinian_1.png': greyPng(['120']) },
    told: strayIndex(0),
  },
  mmseg: {
    files: { 'dataset_meta.json': META, 'ann_dir/val/a.png': greyPng(['012']), 'img_dir/val/a.jpg': photo },
    shows: ['bcd'],
    mutant: { 'ann_dir/val/a.png': greyPng(['013']) },
    told: strayIndex(3),
  },
  ultralytics: {
    files: { 'data.yaml': 'masks_dir: masks\nnames: [cat, dog]\n', 'masks/val/a.png': greyPng(['01']) },
    shows: ['cd'],
    mutant: { 'masks/val/a.png': greyPng(['02']) },
    told: strayIndex(2),
  },
  supervisely: {
    files: {
      'meta.json': JSON.stringify({ classes: [{ title: 'cat', shape: 'polygon', color: '#010203' }], tags: [] }),
      'set/ann/a.png.json': supervisely('cat'),
    },
    // Its polygons run from pixel to pixel, and are filled by COCO's rule as all are.
    shows: ['ccb', 'ccb'],
    mutant: { 'set/ann/a.png.json': supervisely('dog') },
    told: /has class dog, which meta.json does not name/,
  },
  huggingface: {
    files: {
      'id2label.json': '{"0": "background", "1": "cat", "2": "dog"}',
      'train/metadata.csv': 'file_name,mask_file_name\na.png,masks/a.png\n',
      'train/a.png': photo,
      'train/masks/a.png': greyPng(['012']),
    },
    shows: ['bcd'],
    mutant: { 'train/metadata.csv': 'file_name,mask_file_name\na.png,masks/a.png\na.png,masks/gone.png\n' },
    told: /names masks\/gone.png, which is missing/,
  },
  'class-dict': {
    files: { 'class_dict.csv': TABLE, 'train_labels/a_L.png': good, 'train/a.png': photo },
    shows: ['bcd'],
    mutant: { 'train_labels/a_L.png': undeclared },
    told: strayColour,
  },
  'binary-masks': {
    files: {
      'binary/dataset_meta.json': META,
      'binary/train/1_cat/a.png': greyPng(['010']),
      'binary/train/2_dog/a.png': greyPng(['001']),
    },
    shows: ['bcd'],
    mutant: { 'binary/train/2_dog/a.png': greyPng(['0011']) },
    told: /is 4 x 1, the masks of other classes are 3 x 1/,
  },
  'label-studio': {
    files: {
      'task-7-annotation-9-by-1-tag-cat-0.png': binaryPng([0, 255, 0]),
      'task-7-annotation-9-by-1-tag-dog-0.png': binaryPng([0, 0, 255]),
    },
    shows: ['bcd'],
    mutant: { 'task-7-annotation-9-by-1-tag-dog-0.png': binaryPng([0, 0, 255, 255]) },
    told: /is 4 x 1, the masks of other classes are 3 x 1/,
  },
  'labelme-dataset': {
    files: {
      'a_json/label.png': indexedPng(['012'], COLOURS),
      'a_json/label_names.txt': 'background\ncat\ndog\n',
      'a_json/img.png': photo,
      'a_json/label_viz.png': photo,
    },
    shows: ['bcd'],
    mutant: { 'a_json/label_names.txt': 'background\ncat\n' },
    told: strayIndex(2),
  },
  npy: {
    files: { 'onehot/dataset_meta.json': META, 'onehot/train/a.npy': npy([0, 1, 0, 0, 0, 1]) },
    shows: ['cd'],
    mutant: { 'onehot/train/a.npy': npy([0, 1, 1, 0, 0, 1]) },
    told: /is not one-hot at pixel 0/,
  },
  folder: {
    files: { 'labelmap.txt': LABELMAP, 'masks/a.png': good, 'images/a.png': photo },
    shows: ['bcd'],
    mutant: { 'masks/a.png': undeclared },
    told: strayColour,
  },
  datumaro: {
    files: { 'dataset_meta.json': COLOUR_META, 'masks/a.png': good, 'images/a.png': photo },
    shows: ['bcd'],
    mutant: { 'masks/a.png': undeclared },
    told: strayColour,
  },
};

it('every format that is read has its example and its mutant, and every folder is a format', () => {
  const read = formats.filter(({ exporter }) => exporter?.isReadable !== false).map(({ name }) => name);
  expect(Object.keys(examples).sort()).toEqual(read.sort());
  const folder = fileURLToPath(new URL('../../../src/main/formats', import.meta.url));
  const own = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('-format.ts'));
  expect(own.map((name) => name.split(/[/\\]/)[0]).sort()).toEqual(formats.map(({ name }) => name).sort());
});

it.each(Object.entries(examples))('%s is read as its text says', async (format, { files, shows }) => {
  const dataset = await openFiles(files);
  expect([dataset.format, dataset.problems, dataset.items.length]).toEqual([format, [], 1]);
  expect(await drawItem(dataset)).toEqual(shows);
});

it.each(Object.entries(examples))('%s against its text is told of', async (_, { files, mutant, told }) => {
  const dataset = await openFiles({ ...files, ...mutant });
  const read = await readItem(dataset.items[0]).catch((error: unknown) => {
    if (error instanceof MaskmendError) return { problems: [{ message: error.message }] };
    throw error;
  });
  expect([...dataset.problems, ...read.problems].map(({ message }) => message).join('\n')).toMatch(told);
});
