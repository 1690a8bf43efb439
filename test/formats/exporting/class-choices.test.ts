import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  colourPng,
  drawItem,
  exportTo,
  greyPng,
  openAt,
  openFiles,
  photoPng,
  plainRequest,
  rowsOf,
} from '../dataset-fixture.ts';
import { writePng } from '../../../src/main/codec/png/png-writer.ts';
import { COLOURS, openColours } from './colour-dataset.ts';

const { classes } = plainRequest;

describe('the first class of a list', () => {
  const files = { 'masks/a.png': greyPng(['0011']), 'images/a.png': photoPng(4, 1) };

  it('is no background where it is something, and gets its shapes', async () => {
    const dataset = await openFiles({ ...files, 'dataset_meta.json': '{"label_map":{"0":"road","1":"car"}}' });
    const { out, outcome } = await exportTo('yolo', dataset);
    expect(outcome.losses).toEqual({});
    expect(
      readFileSync(join(out, 'labels/train/a.txt'), 'utf8')
        .split('\n')
        .map((row) => row[0]),
    ).toEqual(['0', '1', undefined]);
    // As this program writes it, with the colour it was shown in.
    const again = await openAt((await exportTo('folder', dataset)).out);
    expect(again.palette.classes.map(({ name, role }) => [name, role])).toEqual([
      ['road', 'class'],
      ['car', 'class'],
    ]);
  });

  it('leaves pixels that become void where it, or another one, is left out', async () => {
    const dataset = await openFiles({ ...files, 'dataset_meta.json': '{"label_map":{"0":"road","1":"car"}}' });
    const { out, outcome } = await exportTo('folder', dataset, { classes: { ...classes, dropped: ['road'] } });
    expect(rowsOf(out, 'masks/a.png').rows).toEqual([[255, 255, 1, 1]]);
    expect(outcome).toMatchObject({
      differing: [],
      palette: { classes: [{ name: 'car' }, { name: 'void', index: 255 }] },
    });
    const toBackground = exportTo('folder', dataset, {
      classes: { ...classes, dropped: ['car'], voidAs: 'background' },
    });
    await expect(toBackground).rejects.toMatchObject({ code: 'usage' });
    const coco = await exportTo('coco', dataset, { classes: { ...classes, dropped: ['car'] } });
    expect(coco.outcome.differing).toEqual([]);
  });

  it('is told of where it is black, and no shape is made of it', async () => {
    const dataset = await openFiles({ ...files, 'class_dict.csv': 'name,r,g,b\nroad,0,0,0\ncar,255,0,0\n' });
    const { outcome } = await exportTo('coco', dataset);
    expect(outcome.losses).toEqual({ 'background-pixels': 2 });
  });
});

describe('pixels of no class', () => {
  const files = {
    'class_dict.csv': 'name,r,g,b\nground,0,0,0\nwater,255,255,255\n',
    'masks/a.png': colourPng(
      ['011', '002'],
      [
        [0, 0, 0],
        [255, 255, 255],
        [128, 128, 128],
      ],
    ),
  };

  it('become void with the highest index that is free, where 255 is that of a class, and it is told', async () => {
    const dataset = await openFiles(files);
    const { out, outcome } = await exportTo('mmseg', dataset);
    expect(rowsOf(out, 'ann_dir/train/a.png').rows).toEqual([
      [0, 255, 255],
      [0, 0, 254],
    ]);
    expect(outcome.differing).toEqual([]);
    expect(outcome.palette.classes.at(-1)).toMatchObject({ name: 'void', index: 254, role: 'void' });
    expect(outcome.warnings).toContainEqual({ kind: 'void-made', class: 'void', index: 254, owner: 'water' });
  });

  it('become void with index 255, where the class that has it gets another one', async () => {
    const dataset = await openFiles(files);
    const choices = { ...classes, indices: new Map([[255, 1]]) };
    const { out, outcome } = await exportTo('mmseg', dataset, { classes: choices });
    expect(rowsOf(out, 'ann_dir/train/a.png').rows).toEqual([
      [0, 1, 1],
      [0, 0, 255],
    ]);
    expect(outcome).toMatchObject({ differing: [], warnings: [] });
  });

  it('may lie in a grey mask with an alpha channel', async () => {
    const samples = Uint8Array.of(0, 255, 255, 255, 7, 255);
    const png = writePng({ width: 3, height: 1, channels: 'grey-alpha', bitDepth: 8, samples });
    const dataset = await openFiles({ ...files, 'masks/a.png': png });
    const { out, outcome } = await exportTo('mmseg', dataset);
    expect(outcome).toMatchObject({ failures: [], differing: [] });
    expect(rowsOf(out, 'ann_dir/train/a.png').rows).toEqual([[0, 255, 254]]);
  });

  it("are told of in VOC, where a class has the index of VOC's void", async () => {
    const { outcome } = await exportTo('voc', await openFiles(files));
    expect(outcome.differing).toEqual([]);
    expect(outcome.warnings).toContainEqual({ kind: 'void-index-taken', class: 'water', tools: 'voc' });
  });
});

describe('choices about classes', () => {
  it('give void 21 in place of 255', async () => {
    const png = writePng({
      width: 3,
      height: 1,
      channels: 'indexed',
      bitDepth: 8,
      samples: Uint8Array.of(0, 20, 255),
      colourTable: new Uint8Array(768),
    });
    const dataset = await openFiles({ 'SegmentationClass/a.png': png });
    const { out, outcome } = await exportTo('folder', dataset, {
      classes: { ...classes, indices: new Map([[255, 21]]) },
    });
    expect(rowsOf(out, 'masks/a.png').rows).toEqual([[0, 20, 21]]);
    expect(outcome.differing).toEqual([]);
    expect(
      (await exportTo('folder', dataset, { classes: { ...classes, voidAs: 21 } })).outcome.palette.classes.at(-1),
    ).toMatchObject({ index: 21, role: 'void' });
  });

  it('reduce zero as mmsegmentation does: 0 becomes 255, every other one less', async () => {
    const { out, outcome } = await exportTo('mmseg', await openColours(), {
      classes: { ...classes, isZeroReduced: true },
    });
    expect(rowsOf(out, 'ann_dir/train/a.png').rows).toEqual([[255, 0, 1, 255]]);
    expect(outcome.differing).toEqual([]);
  });

  it('merge and drop classes, and make void the background', async () => {
    const { out, outcome } = await exportTo('folder', await openColours(), {
      classes: { ...classes, merges: [{ into: 'vehicle', from: ['car', 'bus'] }], voidAs: 'background' },
    });
    expect(rowsOf(out, 'masks/a.png').rows).toEqual([[0, 1, 1, 0]]);
    expect(outcome.palette.classes.map(({ name }) => name)).toEqual(['background', 'vehicle']);
    const dropped = await exportTo('folder', await openColours(), { classes: { ...classes, dropped: ['bus'] } });
    expect(rowsOf(dropped.out, 'masks/a.png').rows).toEqual([[0, 1, 3, 3]]);
  });

  it('make a void class of index 255 for pixels of no class, and only then', async () => {
    const stray = await openFiles({
      'class_dict.csv': 'name,r,g,b\nbackground,0,0,0\ncar,255,0,0\n',
      'masks/a.png': colourPng(['012'], COLOURS),
    });
    const { out, outcome } = await exportTo('folder', stray);
    expect(rowsOf(out, 'masks/a.png').rows).toEqual([[0, 1, 255]]);
    expect(outcome).toMatchObject({ differing: [], problems: [{ file: 'masks/a.png' }] });
    const clean = await exportTo('folder', await openColours(['01']));
    expect(clean.outcome.palette.classes).toHaveLength(4);
  });

  it.each([
    [{ dropped: ['lorry'] }, /no class lorry/],
    [{ indices: new Map([[9, 1]]) }, /no class has index 9/],
    [{ indices: new Map([[1, 2]]) }, /would both have index 2/],
    [{ indices: new Map([[1, 300]]) }, /ends at 255/],
  ])('are refused where they cannot be', async (change, message) => {
    await expect(exportTo('voc', await openColours(), { classes: { ...classes, ...change } })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message) as string,
    });
  });
});

it('a trimap becomes a binary mask and a cut-out', async () => {
  const files = { 'annotations/trimaps/cat.png': greyPng(['123']), 'images/cat.png': photoPng(3, 1) };
  const dataset = await openFiles(files);
  const binary = await exportTo('folder', dataset, {
    classes: {
      ...classes,
      merges: [{ into: 'pet', from: ['pet', 'border'] }],
      indices: new Map([
        [1, 255],
        [2, 0],
      ]),
    },
    form: { coding: 'grey', objects: 'component' },
  });
  expect(rowsOf(binary.out, 'masks/cat.png').rows).toEqual([[255, 0, 255]]);
  const cut = await exportTo('cutouts', await openAt(binary.out), { form: { objects: 'class' } });
  expect(rowsOf(cut.out, 'train/pet/cat_1.png').rows).toEqual([[0, 0, 77, 255, 0, 0, 0, 0, 2, 0, 77, 255]]);
  expect(await drawItem(await openAt(binary.out))).toEqual(['pbp']);
});
