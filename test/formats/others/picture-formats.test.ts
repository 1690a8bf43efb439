import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  colourPng,
  drawItem,
  exportTo,
  greyPng,
  indexedPng,
  openAt,
  openFiles,
  photoPng,
  readItem,
  rowsOf,
  textOf,
  widePng,
} from '../dataset-fixture.ts';
import { formats } from '../../../src/main/formats/format-list.ts';
import { decodeNpy, encodeNpy } from '../../../src/main/formats/npy/npy-array.ts';
import { detectFormat } from '../../../src/main/formats/registry.ts';
import { makeFolder } from '../../command-line/temporary-folder.ts';

const COLOURS = [
  [0, 0, 0],
  [64, 128, 64],
  [192, 0, 128],
];

describe('plain folders', () => {
  const table = 'name,r,g,b\nbackground,0,0,0\nanimal,64,128,64\nroof,192,0,128\n';

  it.each([
    ['masks and images', 'masks/a.png', 'images/a.jpg', 'a', undefined],
    ['a split inside', 'masks/val/a.png', 'images/val/a.jpg', 'a', 'val'],
    ['a split outside', 'train/masks/a.png', 'train/images/a.jpg', 'a', 'train'],
    ['joined names', 'test_labels/a_L.png', 'test/a.png', 'a_L', 'test'],
    ['names beside each other', 'x/street_mask.png', 'x/street.jpg', 'street_mask', undefined],
  ])('pair %s', async (_, mask, photo, stem, split) => {
    const dataset = await openFiles({
      'class_dict.csv': table,
      [mask]: colourPng(['012'], COLOURS),
      [photo]: photoPng(3, 1),
    });
    expect(dataset.items).toHaveLength(1);
    expect(dataset.items[0]).toMatchObject({ stem, photo: { name: photo } });
    expect(dataset.items[0].split).toBe(split);
    expect(await drawItem(dataset)).toEqual(['bar']);
  });

  it.each(['indexed', 'grey', 'colour'] as const)('are written and read back with %s pictures', async (coding) => {
    const dataset = await openFiles({ 'class_dict.csv': table, 'masks/a.png': indexedPng(['012'], COLOURS) });
    const { out, outcome } = await exportTo('folder', dataset, { form: { coding, objects: 'component' } });
    expect(outcome).toMatchObject({ differing: [], warnings: [] });
    const again = await openAt(out);
    expect(again.format).toBe('folder');
    expect(await drawItem(again)).toEqual(['bar']);
    const expected = coding === 'colour' ? COLOURS.flat() : [0, 1, 2];
    expect(rowsOf(out, 'masks/a.png').rows).toEqual([expected]);
    expect(textOf(out, 'labelmap.txt')).toContain('animal:64,128,64::');
  });

  it('hold more than 256 classes in 16 bits', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `${i + 1}`);
    const meta = JSON.stringify({ label_map: Object.fromEntries(names.map((name, i) => [String(i), `c${name}`])) });
    const dataset = await openFiles({
      'dataset_meta.json': meta,
      'labelmap.txt': 'x:0,0,0::\n',
      'masks/a.png': widePng([[0, 299]]),
    });
    const { out, outcome } = await exportTo('folder', dataset, { form: { coding: 'grey', objects: 'component' } });
    expect(outcome.differing).toEqual([]);
    expect(rowsOf(out, 'masks/a.png').rows).toEqual([[0, 299]]);
    const usual = await exportTo('folder', dataset);
    expect(usual.outcome).toMatchObject({ differing: [], warnings: [expect.stringContaining('16 bits')] });
    const indexed = { form: { coding: 'indexed', objects: 'component' } } as const;
    await expect(exportTo('folder', dataset, indexed)).rejects.toMatchObject({ code: 'usage' });
  });

  it('of which nothing tells the classes are refused with what to do', async () => {
    await expect(openFiles({ 'masks/a.png': greyPng(['01']) })).rejects.toMatchObject({
      code: 'invalid-palette',
      hint: expect.stringContaining('--palette') as string,
    });
  });

  it('tell of a class table that is wrong', async () => {
    await expect(
      openFiles({ 'class_dict.csv': 'name,r,g,b\na,1,2\n', 'masks/a.png': greyPng(['0']) }),
    ).rejects.toMatchObject({ code: 'invalid-palette', path: 'class_dict.csv' });
  });
});

describe('masks that hold nothing but colours', () => {
  it.each(['datumaro', 'folder'])('in %s tell classes apart that share a colour, and say so', async (format) => {
    const colours = {
      label_map: { 0: 'bg', 1: 'a', 2: 'z' },
      segmentation_colors: [
        [0, 0, 0],
        [9, 9, 9],
        [9, 9, 9],
      ],
    };
    const dataset = await openFiles({
      'dataset_meta.json': JSON.stringify(colours),
      'ann_dir/train/x.png': greyPng(['012']),
      'img_dir/train/x.png': photoPng(3, 1),
    });
    const { out, outcome } = await exportTo(format, dataset, { form: { objects: 'component', coding: 'colour' } });
    expect(outcome).toMatchObject({
      differing: [],
      warnings: [expect.stringContaining('class z gets the colour 128,0,0')],
    });
    expect(await drawItem(await openAt(out))).toEqual(['baz']);
  });
});

describe('Datumaro', () => {
  const meta = { label_map: { 0: 'bg', 1: 'animal', 2: 'roof' }, segmentation_colors: COLOURS, background_label: '0' };
  const golden = {
    'dataset_meta.json': JSON.stringify(meta),
    'masks/1.png': colourPng(['012'], COLOURS),
    'images/1.png': photoPng(3, 1),
  };

  it('is read by its meta file and written the same', async () => {
    const dataset = await openFiles(golden);
    expect(dataset).toMatchObject({ format: 'datumaro', problems: [] });
    expect(await drawItem(dataset)).toEqual(['bar']);
    const { out, outcome } = await exportTo('datumaro', dataset);
    expect(outcome.differing).toEqual([]);
    expect(JSON.parse(textOf(out, 'dataset_meta.json'))).toMatchObject(meta);
    expect(rowsOf(out, 'masks/1.png').rows).toEqual([COLOURS.flat()]);
  });

  it('refuses fewer colours than labels', async () => {
    const wrong = JSON.stringify({ ...meta, segmentation_colors: COLOURS.slice(1) });
    await expect(openFiles({ ...golden, 'dataset_meta.json': wrong })).rejects.toMatchObject({
      code: 'invalid-palette',
    });
  });
});

describe('mmsegmentation', () => {
  it('is read and written in img_dir and ann_dir', async () => {
    const golden = {
      'dataset_meta.json': JSON.stringify({ labels: ['road', 'sky'] }),
      'ann_dir/val/a.png': greyPng(['01']),
      'img_dir/val/a.jpg': photoPng(2, 1),
    };
    const dataset = await openFiles(golden);
    expect(dataset).toMatchObject({
      format: 'mmseg',
      items: [{ stem: 'a', split: 'val', photo: { name: 'img_dir/val/a.jpg' } }],
    });
    const { out, outcome } = await exportTo('mmseg', dataset);
    expect(outcome).toMatchObject({ differing: [], warnings: [] });
    expect(rowsOf(out, 'ann_dir/val/a.png').rows).toEqual([[0, 1]]);
  });
});

describe('ADE20K', () => {
  it('of SceneParse150 is read with 0 as everything else', async () => {
    const dataset = await openFiles({
      'annotations/training/ADE_train_1.png': greyPng(['012']),
      'images/training/ADE_train_1.jpg': photoPng(3, 1),
    });
    expect(dataset).toMatchObject({ format: 'ade20k', items: [{ stem: 'ADE_train_1', split: 'train' }] });
    expect(dataset.items[0].photo?.name).toBe('images/training/ADE_train_1.jpg');
    expect(await drawItem(dataset)).toEqual(['owb']);
  });

  it('in full is read by red and green, objects by blue', async () => {
    // 401 = 1 * 256 + 145, in red 15.
    const colours = [
      [0, 0, 0],
      [15, 145, 1],
      [15, 145, 2],
    ];
    const json = JSON.stringify({ annotation: { object: [{ name: 'car', name_ndx: 401 }] } });
    const dataset = await openFiles({
      'training/1_seg.png': colourPng(['012'], colours),
      'training/1.json': json,
      'training/1.jpg': photoPng(3, 1),
    });
    expect(dataset).toMatchObject({ format: 'ade20k', problems: [], items: [{ stem: '1', split: 'train' }] });
    expect(await drawItem(dataset)).toEqual(['occ']);
    expect((await readItem(dataset.items[0])).objects?.map(({ runs }) => [...runs])).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  it('tells of a file without names', async () => {
    const dataset = await openFiles({ '1_seg.png': colourPng(['0'], COLOURS), '1.json': '{}' });
    expect(dataset.problems[0]).toMatchObject({ file: '1.json', message: 'does not tell the names of its classes' });
  });
});

describe('CamVid', () => {
  it('in colours is read by its list, colours outside of it told', async () => {
    const list = '0 0 0\tVoid\n64 128 64\tAnimal\n';
    const dataset = await openFiles({
      'label_colors.txt': list,
      'labels/a_L.png': colourPng(['012'], COLOURS),
      'raw/a.png': photoPng(3, 1),
    });
    expect(dataset).toMatchObject({ format: 'camvid', items: [{ photo: { name: 'raw/a.png' } }] });
    expect(await drawItem(dataset)).toEqual(['VA?']);
    expect((await readItem(dataset.items[0])).problems[0].message).toContain('colour 192,0,128 (1 px)');
  });

  it('in the folders that it comes in has the names of its pictures', async () => {
    const mask = colourPng(['01'], COLOURS);
    const files = { 'CamVid/label_colors.txt': '0 0 0\tVoid\n64 128 64\tAnimal\n' };
    const folder = 'CamVid/LabeledApproved_full';
    const one = { ...files, [`${folder}/a_L.png`]: mask, 'CamVid/701_StillsRaw_full/a.png': photoPng(2, 1) };
    expect((await openFiles(one)).items).toMatchObject([
      { stem: 'a_L', photo: { name: 'CamVid/701_StillsRaw_full/a.png' } },
    ]);
    // What tells pictures apart stays.
    const two = { ...files, [`${folder}/x/a_L.png`]: mask, [`${folder}/xy/a_L.png`]: mask };
    expect((await openFiles(two)).items.map(({ stem }) => stem)).toEqual(['x/a_L', 'xy/a_L']);
  });

  it('in grey has 11 classes and unlabelled', async () => {
    const dataset = await openFiles({ 'trainannot/a.png': greyPng(['0b']), 'train/a.png': photoPng(2, 1) });
    expect(dataset.items[0]).toMatchObject({ split: 'train', photo: { name: 'train/a.png' } });
    expect(await drawItem(dataset)).toEqual(['su']);
  });
});

describe('Oxford-IIIT Pet', () => {
  it('is read with the names of trimaps and its lists', async () => {
    const dataset = await openFiles({
      'annotations/trimaps/cat_1.png': greyPng(['123']),
      'annotations/test.txt': 'cat_1 1 1 1\n',
      'images/cat_1.jpg': photoPng(3, 1),
    });
    expect(dataset).toMatchObject({
      format: 'pet',
      problems: [],
      items: [{ stem: 'cat_1', split: 'test', photo: { name: 'images/cat_1.jpg' } }],
    });
    expect(dataset.palette.classes.map(({ name, index }) => [name, index])).toEqual([
      ['pet', 1],
      ['background', 2],
      ['border', 3],
    ]);
    expect((await readItem(dataset.items[0])).problems).toEqual([]);
  });

  it('tells of a pet that is listed and has no trimap', async () => {
    const dataset = await openFiles({
      'annotations/trimaps/cat_1.png': greyPng(['123']),
      'annotations/trainval.txt': 'cat_1 1 1 1\ncat_2 1 1 1\n',
    });
    expect(dataset.problems).toEqual([
      { file: 'annotations/trimaps/cat_2', message: 'is listed in trainval but has no mask', isWarning: true },
    ]);
  });

  it('tells of a value that no trimap has', async () => {
    const dataset = await openFiles({ 'annotations/trimaps/cat_1.png': greyPng(['124']) });
    expect((await readItem(dataset.items[0])).problems[0].message).toContain('index 4');
  });
});

describe('KITTI', () => {
  it('is read by semantic ids with objects, or by the high byte of the instances alone', async () => {
    const instance = widePng([[7 * 256, 26 * 256 + 1, 26 * 256 + 2]]);
    const both = {
      'training/image_2/a.png': photoPng(3, 1),
      'training/semantic/a.png': greyPng(['7qq']),
      'training/instance/a.png': instance,
    };
    const dataset = await openFiles(both);
    expect(dataset).toMatchObject({ format: 'kitti', problems: [], items: [{ stem: 'a', split: 'train' }] });
    expect(await drawItem(dataset)).toEqual(['rcc']);
    expect((await readItem(dataset.items[0])).objects?.map(({ id }) => id)).toEqual([6657, 6658]);
    const alone = await openFiles({ 'training/image_2/a.png': photoPng(3, 1), 'training/instance/a.png': instance });
    expect(await drawItem(alone)).toEqual(['rcc']);
  });
});

describe('Mapillary Vistas', () => {
  it('is read by the newest configuration, or the one that is named', async () => {
    const config = (names: readonly string[]) =>
      JSON.stringify({
        labels: names.map((name, i) => ({ name, readable: name, color: COLOURS[i], instances: true })),
      });
    const folder = makeFolder({
      'config_v1.2.json': config(['old']),
      'config_v2.0.json': config(['animal--bird', 'road']),
      'training/images/a.jpg': photoPng(2, 1),
      'training/v1.2/labels/a.png': greyPng(['00']),
      'training/v2.0/labels/a.png': greyPng(['01']),
      'training/v2.0/instances/a.png': widePng([[0, 256]]),
    });
    const dataset = await openAt(folder);
    expect(dataset).toMatchObject({
      format: 'mapillary',
      problems: [],
      items: [{ stem: 'a', split: 'train', photo: { name: 'training/images/a.jpg' } }],
    });
    expect(await drawItem(dataset)).toEqual(['ar']);
    expect((await readItem(dataset.items[0])).objects).toHaveLength(2);
    expect(await drawItem(await openAt(join(folder, 'config_v1.2.json')))).toEqual(['oo']);
  });
});

describe('Ultralytics semantic PNG', () => {
  const golden = {
    'data.yaml': 'masks_dir: masks\nnames: [road, sky]\n',
    'masks/val/a.png': greyPng(['01']),
    'images/val/a.jpg': photoPng(2, 1),
  };

  it('is read by masks_dir and written with 255 as void', async () => {
    const dataset = await openFiles(golden);
    expect(dataset).toMatchObject({
      format: 'ultralytics',
      items: [{ stem: 'a', split: 'val', photo: { name: 'images/val/a.jpg' } }],
    });
    expect(await drawItem(dataset)).toEqual(['rs']);
    const stray = await openFiles({ ...golden, 'masks/val/a.png': greyPng(['09']) });
    const { out, outcome } = await exportTo('ultralytics', stray);
    expect(outcome.differing).toEqual([]);
    expect(rowsOf(out, 'masks/val/a.png').rows).toEqual([[0, 255]]);
    expect(textOf(out, 'data.yaml')).toBe(
      'train: images/val\nval: images/val\nmasks_dir: masks\nnames:\n  0: road\n  1: sky\n',
    );
    expect(outcome.warnings).toEqual([expect.stringContaining('there is no part train')]);
  });
});

describe('Hugging Face', () => {
  const golden = {
    'id2label.json': '{"0":"background","1":"cat"}',
    'train/metadata.jsonl': '{"file_name":"images/a.jpg","mask_file_name":"masks/a.png"}\n',
    'train/images/a.jpg': photoPng(2, 1),
    'train/masks/a.png': greyPng(['01']),
  };

  it('is read by its metadata and written the same', async () => {
    const dataset = await openFiles(golden);
    expect(dataset).toMatchObject({
      format: 'huggingface',
      problems: [],
      items: [{ stem: 'a', split: 'train', photo: { name: 'train/images/a.jpg' } }],
    });
    const { out, outcome } = await exportTo('huggingface', dataset);
    expect(outcome.differing).toEqual([]);
    expect(textOf(out, 'train/metadata.jsonl')).toBe(golden['train/metadata.jsonl']);
    expect(JSON.parse(textOf(out, 'id2label.json'))).toEqual({ 0: 'background', 1: 'cat' });
  });

  it('takes CSV, and tells of names that lead out or are missing', async () => {
    const csv =
      'file_name,mask\nimages/a.jpg,masks/a.png\nimages/a.jpg,../../../etc/passwd\nimages/a.jpg,masks/gone.png\n';
    const rest = Object.fromEntries(Object.entries(golden).filter(([name]) => !name.endsWith('.jsonl')));
    const read = await openFiles({ ...rest, 'train/metadata.csv': csv });
    expect(read.items).toHaveLength(1);
    expect(read.problems.map(({ annotation, message }) => [annotation, message])).toEqual([
      ['line 3', 'names ../../../etc/passwd, which leads out of the dataset'],
      ['line 4', 'names masks/gone.png, which is missing'],
    ]);
  });
});

describe('binary masks', () => {
  it('have a picture per class and read back as one mask', async () => {
    const dataset = await openFiles({
      'class_dict.csv': 'name,r,g,b\nbackground,0,0,0\ncar park,9,9,99\n',
      'masks/a.png': greyPng(['01']),
    });
    const { out, outcome } = await exportTo('binary-masks', dataset);
    expect(outcome.differing).toEqual([]);
    expect(rowsOf(out, 'binary/train/1_car_park/a.png').rows).toEqual([[0, 255]]);
  });
});

describe('NumPy', () => {
  it('arrays are one-hot over height, width and class, and read back as the mask', async () => {
    const dataset = await openFiles({
      'class_dict.csv': 'name,r,g,b\nbackground,0,0,0\ncar,9,9,99\n',
      'masks/a.png': greyPng(['011', '000']),
    });
    const { out, outcome } = await exportTo('npy', dataset);
    expect(outcome.differing).toEqual([]);
    const { readFileSync } = await import('node:fs');
    const array = decodeNpy(readFileSync(`${out}/onehot/train/a.npy`));
    expect(array.shape).toEqual([2, 3, 2]);
    expect([...array.values]).toEqual([1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0]);
  });

  it('arrays that are cut off, of other kinds, or not one-hot are refused', async () => {
    const good = encodeNpy(Uint8Array.of(1, 0), [1, 1, 2]);
    expect(() => decodeNpy(good.subarray(0, good.length - 1))).toThrow(/its shape needs 2/);
    expect(() => decodeNpy(Buffer.from(Buffer.from(good).toString('latin1').replace('|u1', '<f8'), 'latin1'))).toThrow(
      /holds no masks/,
    );
    expect(() => decodeNpy(Buffer.from('nonsense and more'))).toThrow(/no NumPy array/);
    const meta = JSON.stringify({ labels: ['a', 'b'] });
    const dataset = await openFiles({
      'onehot/dataset_meta.json': meta,
      'onehot/train/a.npy': encodeNpy(Uint8Array.of(1, 1), [1, 1, 2]),
    });
    await expect(readItem(dataset.items[0])).rejects.toMatchObject({
      code: 'corrupt-file',
      path: 'onehot/train/a.npy',
    });
  });
});

describe('the formats', () => {
  it('have names of their own and tell what they are', () => {
    expect(new Set(formats.map(({ name }) => name)).size).toBe(formats.length);
    expect(formats.every(({ name, title }) => /^[a-z0-9-]+$/.test(name) && title !== '')).toBe(true);
  });

  it('find nothing in a folder of other things, and do not take what a person overrules wrongly', async () => {
    const folder = makeFolder({ 'notes.txt': 'x', 'data.json': '{"a":1}', 'x.yaml': 'a: 1' });
    expect(await detectFormat(folder)).toEqual([]);
    await expect(openAt(folder)).rejects.toMatchObject({ code: 'unsupported-format' });
    await expect(openAt(folder, { format: 'voc' })).rejects.toMatchObject({ code: 'unsupported-format' });
    await expect(openAt(folder, { format: 'vocc' })).rejects.toMatchObject({ code: 'usage' });
  });

  it('that could be meant are told the likeliest first', async () => {
    const folder = makeFolder({ 'labelmap.txt': 'background:0,0,0::\n', 'SegmentationClass/a.png': greyPng(['0']) });
    expect((await detectFormat(folder)).map(({ format }) => format)).toEqual(['cvat', 'voc', 'folder']);
    expect((await openAt(folder, { format: 'voc' })).format).toBe('voc');
  });
});
