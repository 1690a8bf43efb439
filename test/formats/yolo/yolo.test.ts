import { describe, expect, it } from 'vitest';
import { drawItem, exportTo, openAt, openFiles, photoPng, readItem, textOf } from '../dataset-fixture.ts';

const DATA = 'path: .\ntrain: images/train\nnames:\n  0: cat\n  1: dog\n';
const LABELS = '0 0 0 0.5 0 0.5 0.5 0 0.5\n1 0.5 0.5 1 0.5 1 1 0.5 1\n';

function golden(labels = LABELS, data = DATA) {
  return {
    'data.yaml': data,
    'labels/train/a.txt': labels,
    'images/train/a.jpg': photoPng(4, 4),
    'images/train/b.jpg': photoPng(2, 2),
  };
}

describe('YOLO segmentation', () => {
  it('reads polygons in shares of the photo; a photo without labels has none', async () => {
    const dataset = await openFiles(golden());
    expect(dataset).toMatchObject({ format: 'yolo', problems: [] });
    expect(dataset.palette.classes.map(({ name, index }) => [name, index])).toEqual([
      ['background', 0],
      ['cat', 1],
      ['dog', 2],
    ]);
    expect(dataset.items.map(({ stem, split }) => [stem, split])).toEqual([
      ['a', 'train'],
      ['b', 'train'],
    ]);
    expect(await drawItem(dataset)).toEqual(['ccbb', 'ccbb', 'bbdd', 'bbdd']);
    expect(await drawItem(dataset, 1)).toEqual(['bb', 'bb']);
  });

  it('takes shares of width and height each by its own', async () => {
    const dataset = await openFiles({ ...golden('0 0 0.5 1 0.5 1 1 0 1'), 'images/train/a.jpg': photoPng(2, 4) });
    expect(await drawItem(dataset)).toEqual(['bb', 'bb', 'cc', 'cc']);
  });

  it.each([
    ['a list', 'names: [cat, dog]\n'],
    ['a count', 'nc: 2\n'],
  ])('takes names as %s', async (_, data) => {
    expect((await openFiles(golden(LABELS, data))).palette.classes).toHaveLength(3);
  });

  it('tells where the count of classes is not that of the names', async () => {
    const told = { file: 'data.yaml', message: 'says that there are 3 classes, and names 2; the names are taken' };
    const dataset = await openFiles(golden(LABELS, 'nc: 3\nnames: [cat, dog]\n'));
    expect(dataset.problems).toEqual([{ ...told, isWarning: true }]);
    const byNumber = await openFiles(golden(LABELS, 'nc: 2\nnames: {0: cat, 1: dog}\n'));
    expect(byNumber.problems).toEqual([]);
  });

  it('has the parts that data.yaml gives to folders, wherever the dataset lay and whatever they are called', async () => {
    const parts =
      'path: /home/me/sets\ntrain: setA/images\nval: [../set B/images/]\ntest: both/images\nnames: [cat, dog]\n';
    const photo = photoPng(4, 4);
    const files = { 'x/data.yaml': parts, 'x/setA/images/a.png': photo, 'x/set B/images/b.png': photo };
    const dataset = await openFiles({ ...files, 'x/images/train/c.png': photo, 'x/setA/labels/a.txt': LABELS });
    expect(Object.fromEntries(dataset.items.map(({ stem, split }) => [stem, split]))).toEqual({
      a: 'train',
      b: 'val',
      c: 'train',
    });
    // One folder for two parts tells nothing.
    const same = await openFiles({
      'data.yaml': 'train: images\nval: images\nnames: [cat]\n',
      'images/a.png': photo,
      'labels/a.txt': '',
    });
    expect(same.items.map(({ split }) => split)).toEqual([undefined]);
  });

  it('is written with classes from 0 and reads back the same', async () => {
    const { out, outcome } = await exportTo('yolo', await openFiles(golden()));
    expect(outcome).toMatchObject({ differing: [], losses: {}, written: 2 });
    expect(textOf(out, 'labels/train/a.txt')).toBe(LABELS);
    expect(textOf(out, 'labels/train/b.txt')).toBe('');
    // Ultralytics takes a relative path for a folder of its own, and refuses a file without train or val.
    expect(textOf(out, 'data.yaml')).toBe('train: images/train\nval: images/train\nnames:\n  0: cat\n  1: dog\n');
    expect(outcome.warnings).toEqual([{ kind: 'missing-part', part: 'val', standIn: 'train' }]);
  });

  it('lays crowds below all else, and keeps every pixel of corners that lie in the middle of one', async () => {
    const [width, height] = [60, 44];
    const crowd = { size: [height, width], counts: [0, 20 * height, 40 * height] };
    const corners = [1, 1, 6.5, 1, 6.5, 5.25, 1, 5];
    const coco = {
      images: [{ id: 1, file_name: 'a.png', width, height }],
      categories: [
        { id: 1, name: 'cat' },
        { id: 2, name: 'dog' },
      ],
      annotations: [
        { id: 1, image_id: 1, category_id: 1, segmentation: [corners] },
        { id: 2, image_id: 1, category_id: 2, iscrowd: 1, segmentation: crowd },
      ],
    };
    const dataset = await openFiles({ 'instances.json': JSON.stringify(coco), 'a.png': photoPng(width, height) });
    const { out, outcome } = await exportTo('yolo', dataset);
    expect(outcome).toMatchObject({ differing: [], losses: { crowds: 1 } });
    expect(outcome.losses).not.toHaveProperty('changed-pixels');
    expect(await drawItem(await openAt(out))).toEqual(await drawItem(dataset));
  });

  it('names every part, and tells nothing where train and val are there', async () => {
    const [train, val] = ['train', 'val'].map((name) => ({ name, size: 1 }));
    const split = { kind: 'divide', parts: [train, val], seed: 0 } as const;
    const { out, outcome } = await exportTo('yolo', await openFiles(golden()), { split });
    expect(textOf(out, 'data.yaml')).toContain('train: images/train\nval: images/val\nnames:');
    expect(outcome.warnings).toEqual([]);
  });

  it.each([
    ['a box', '0 0.5 0.5 0.2 0.2', 'is a box, which holds no mask'],
    ['two points', '0 0 0 1 1', 'is a box, which holds no mask'],
    ['half a point', '0 0 0 1 1 0.5 0.5 0.1', 'has 7 coordinates'],
    ['no number', '0 0 0 nan 1 1 1', 'has a coordinate that is no number'],
    ['pixels in place of shares', '0 10 10 200 10 200 200', 'has the coordinate 10, expected shares'],
    ['a class that is not there', '7 0 0 1 0 1 1', 'has class 7, which the dataset does not name'],
  ])('leaves out a row with %s and takes the rest', async (_, row, message) => {
    const dataset = await openFiles(golden(`${LABELS}${row}\n`));
    const { problems, objects } = await readItem(dataset.items[0]);
    expect(problems).toMatchObject([
      { file: 'labels/train/a.txt', annotation: 'line 3', message: expect.stringContaining(message) as string },
    ]);
    expect(objects).toHaveLength(2);
  });

  it('tells of a mask whose photo is missing: nothing else knows its size', async () => {
    const files = { 'data.yaml': DATA, 'labels/train/a.txt': LABELS };
    const dataset = await openFiles(files);
    await expect(readItem(dataset.items[0])).rejects.toMatchObject({ code: 'not-found', path: 'labels/train/a.txt' });
  });

  it('refuses names without end', async () => {
    const bomb = `a: &a [x,x]\n${Array.from({ length: 30 }, (_, i) => `${'b'.repeat(i + 1)}: &b${i} [*${i === 0 ? 'a' : `b${i - 1}`},*${i === 0 ? 'a' : `b${i - 1}`}]`).join('\n')}\nnames: [cat]\n`;
    await expect(openFiles(golden(LABELS, bomb), { format: 'yolo' })).rejects.toMatchObject({
      code: 'corrupt-file',
    });
  });
});
