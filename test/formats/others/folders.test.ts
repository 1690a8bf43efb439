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
  rowsOf,
  textOf,
  widePng,
} from '../dataset-fixture.ts';

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
    expect(usual.outcome).toMatchObject({ differing: [], warnings: [{ kind: 'sixteen-bit' }] });
    const indexed = { form: { coding: 'indexed', objects: 'component' } } as const;
    await expect(exportTo('folder', dataset, indexed)).rejects.toMatchObject({ code: 'usage' });
  });

  it('of which nothing tells the classes are refused with what to do', async () => {
    await expect(openFiles({ 'masks/a.png': greyPng(['01']) })).rejects.toMatchObject({
      code: 'invalid-palette',
      hint: expect.stringContaining('labelmap.txt') as string,
      option: '--palette',
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
      warnings: [{ kind: 'colour-of-another', class: 'z', rgb: [128, 0, 0] }],
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
