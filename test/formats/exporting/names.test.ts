import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nameItems, type Nameable } from '../../../src/main/formats/exporting/name-items.ts';
import { formats } from '../../../src/main/formats/format-list.ts';
import { colourPng, exportTo, openFiles, photoPng, textOf } from '../dataset-fixture.ts';

const COLOURS = [
  [0, 0, 0],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 255],
];

const flat = { hasSplitFolders: false, hasPieces: false };

function namesOf(items: readonly Nameable[], pattern: string): string[] {
  return nameItems(items, { ...flat, pattern });
}

describe('names', () => {
  it('come from the pattern, without folders, all different', () => {
    const items = ['x/a', 'y/a', 'X/A'].map((stem) => ({ stem, split: 'train' }));
    expect(namesOf(items, '{stem}')).toEqual(['x_a', 'y_a', 'X_A-2']);
    expect(namesOf(items, '{split}-{n}')).toEqual(['train-1', 'train-2', 'train-3']);
    expect(
      namesOf(
        [
          { stem: 'a'.repeat(500), split: 't' },
          { stem: '...', split: 't' },
        ],
        '{name}',
      ).map((name) => name.length),
    ).toEqual([200, 4]);
    expect(() => namesOf(items, '{date}')).toThrow(/is not known/);
  });

  it('are such as every system and every list takes, however long or odd the names were', () => {
    const stems = ['con', 'nul.x', 'a\u2028b\u0085c\nd', '\ud83d', `${'é'.repeat(99)}a😀`, '. '.repeat(1_000_000)];
    const names = namesOf(
      stems.map((stem) => ({ stem, split: 't' })),
      '{stem}',
    );
    expect(names).toEqual(['_con', '_nul.x', 'a_b_c_d', '\ufffd', `${'é'.repeat(99)}a`, 'mask']);
  });

  it('of two splits may be one where each split has a folder', () => {
    const items = ['train', 'val', 'Train'].map((split) => ({ stem: 'a', split }));
    expect(nameItems(items, { ...flat, pattern: '{stem}', hasSplitFolders: true })).toEqual(['a', 'a', 'a-2']);
    expect(namesOf(items, '{stem}')).toEqual(['a', 'a-2', 'a-3']);
  });

  it('are no name of a piece of another', () => {
    const items = ['a', 'a_flip-x', 'a_y0_x32', 'b_flip-x'].map((stem) => ({ stem, split: 't' }));
    expect(nameItems(items, { ...flat, pattern: '{stem}', hasPieces: true })).toEqual([
      'a',
      'a_flip-x-2',
      'a_y0_x32-2',
      'b_flip-x',
    ]);
    expect(namesOf(items, '{stem}')).toEqual(['a', 'a_flip-x', 'a_y0_x32', 'b_flip-x']);
  });

  const twice = Object.fromEntries(
    ['train', 'val'].flatMap((split, i) => [
      [`masks/${split}/a.png`, colourPng([`${i}123`], COLOURS)],
      [`images/${split}/a.png`, photoPng(4, 1)],
    ]),
  );
  const list = 'name,r,g,b\nbackground,0,0,0\ncar,255,0,0\ntree,0,255,0\nroof,255,255,255\n';
  const written = formats.filter(({ exporter }) => exporter !== undefined).map(({ name }) => name);

  it.each(written)('of two splits in %s are told apart where they need to be, and read back', async (format) => {
    const { outcome } = await exportTo(format, await openFiles({ ...twice, 'class_dict.csv': list }));
    expect(outcome).toMatchObject({ written: 2, failures: [] });
    expect(outcome.differing ?? []).toEqual([]);
  });

  it.each([
    ['voc', ['SegmentationClass/a-2.png', 'SegmentationClass/a.png']],
    ['mmseg', ['ann_dir/train/a.png', 'ann_dir/val/a.png']],
    ['coco', ['images/train/a.png', 'images/val/a.png']],
  ])('of two splits in %s stay as they are where folders keep them apart', async (format, paths) => {
    const { out } = await exportTo(format, await openFiles({ ...twice, 'class_dict.csv': list }));
    const all = readdirSync(out, { recursive: true }).map(String);
    expect(all.filter((path) => paths.includes(path)).sort()).toEqual(paths);
  });

  it('of pieces are all there where masks are called as pieces of others', async () => {
    const files = {
      'masks/a.png': colourPng(['0123'], COLOURS),
      'masks/a_flip-x.png': colourPng(['3210'], COLOURS),
      'class_dict.csv': list,
    };
    const turns = { turns: ['none', 'flip-x'] } as const;
    const { outcome, out } = await exportTo('folder', await openFiles(files), { geometry: turns });
    expect(outcome).toMatchObject({ written: 4, differing: [] });
    expect(readdirSync(join(out, 'masks'))).toHaveLength(4);
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

const FILES = { 'masks/a.png': colourPng(['0123'], COLOURS), 'images/a.png': photoPng(4, 1) };

describe('names of classes', () => {
  it.each([
    ['voc', 'a_b'],
    ['cvat', 'a_b'],
  ])('that the label map of %s cannot hold are told before they are changed', async (format, written) => {
    const list = 'name,r,g,b\nbackground,0,0,0\na:b,255,0,0\n#c,0,255,0\nd,255,255,255\n';
    const dataset = await openFiles({ ...FILES, 'class_dict.csv': list });
    const { outcome, out } = await exportTo(format, dataset);
    expect(outcome.warnings).toMatchObject([
      { kind: 'other-name', class: 'a:b' },
      { kind: 'other-name', class: '#c' },
    ]);
    expect(textOf(out, 'labelmap.txt')).toContain(`\n${written}:255,0,0::`);
  });
});

it('of splits hold on every disk, too', async () => {
  const ann = { size: { width: 2, height: 1 }, objects: [] };
  const dataset = await openFiles({
    'meta.json': JSON.stringify({ classes: [{ title: 'car', shape: 'bitmap', color: '#ff0000' }] }),
    'a:b\\c/ann/x.png.json': JSON.stringify(ann),
    'con/ann/x.png.json': JSON.stringify(ann),
  });
  const { out, outcome } = await exportTo('supervisely', dataset);
  expect(outcome).toMatchObject({ written: 2, differing: [] });
  expect(readdirSync(out).sort()).toEqual(['_con', 'a_b_c', 'maskmend-export.json', 'meta.json']);
});

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
