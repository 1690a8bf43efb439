import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { colourPng, drawItem, greyPng, openAt, openFiles, photoPng, readItem, widePng } from '../dataset-fixture.ts';

const COLOURS = [
  [0, 0, 0],
  [64, 128, 64],
  [192, 0, 128],
];

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
