import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nameItems } from '../../../src/main/formats/exporting/name-items.ts';
import { colourPng, exportTo, openFiles, photoPng, textOf } from '../dataset-fixture.ts';

describe('names', () => {
  it('come from the pattern, without folders, all different', () => {
    const items = ['x/a', 'y/a', 'X/A'].map((stem) => ({ stem, split: 'train' }));
    expect(nameItems(items, '{stem}')).toEqual(['x_a', 'y_a', 'X_A-2']);
    expect(nameItems(items, '{split}-{n}')).toEqual(['train-1', 'train-2', 'train-3']);
    expect(
      nameItems(
        [
          { stem: 'a'.repeat(500), split: 't' },
          { stem: '...', split: 't' },
        ],
        '{name}',
      ).map((name) => name.length),
    ).toEqual([200, 4]);
    expect(() => nameItems(items, '{date}')).toThrow(/is not known/);
  });

  it('are such as every system and every list takes, however long or odd the names were', () => {
    const stems = ['con', 'nul.x', 'a\u2028b\u0085c\nd', '\ud83d', `${'é'.repeat(99)}a😀`, '. '.repeat(1_000_000)];
    const names = nameItems(
      stems.map((stem) => ({ stem, split: 't' })),
      '{stem}',
    );
    expect(names).toEqual(['_con', '_nul.x', 'a_b_c_d', '\ufffd', `${'é'.repeat(99)}a`, 'mask']);
  });

  it('of photos that stay where they are come back, whatever is in them', async () => {
    const names = ['<b>.png', 'sub/a\nb.png', `${'x'.repeat(400)}.png`];
    const coco = {
      images: names.map((file_name, i) => ({ id: i + 1, file_name, width: 4, height: 4 })),
      categories: [{ id: 1, name: 'car' }],
      annotations: names.map((_, i) => ({
        id: i,
        image_id: i + 1,
        category_id: 1,
        segmentation: [[0, 0, 2, 0, 2, 2]],
      })),
    };
    const { outcome, out } = await exportTo('coco', await openFiles({ 'instances_train.json': JSON.stringify(coco) }));
    expect(outcome).toMatchObject({ written: 3, differing: [] });
    const { images } = JSON.parse(textOf(out, 'annotations/instances_train.json')) as typeof coco;
    expect(images.map(({ file_name }) => file_name)).toEqual(names);
  });
});

const COLOURS = [
  [0, 0, 0],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 255],
];
const FILES = { 'masks/a.png': colourPng(['0123'], COLOURS), 'images/a.png': photoPng(4, 1) };

describe('folders of classes', () => {
  it.each(['binary-masks', 'cutouts'])('of %s hold on every disk', async (format) => {
    const list = `name,r,g,b\nbackground,0,0,0\n${'x'.repeat(500)},255,0,0\n../../up,0,255,0\nCON,255,255,255\n`;
    const { outcome, out } = await exportTo(format, await openFiles({ ...FILES, 'class_dict.csv': list }));
    expect(outcome).toMatchObject({ written: 1, failures: [] });
    const folders = readdirSync(join(out, format === 'cutouts' ? 'train' : 'binary/train'));
    expect(folders.map((name) => name.slice(0, 9)).sort()).toHaveLength(3);
    expect(folders.every((name) => Buffer.byteLength(name) <= 210 && !/^(con|\.)/i.test(name))).toBe(true);
  });
});
