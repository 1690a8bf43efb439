import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { divideItems } from '../../../src/main/formats/exporting/split-items.ts';
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
  textOf,
} from '../dataset-fixture.ts';
import { writePng } from '../../../src/main/codec/png/png-writer.ts';

const CLASSES = 'name,r,g,b\nbackground,0,0,0\ncar,255,0,0\nbus,0,255,0\nvoid,255,255,255\n';
const COLOURS = [
  [0, 0, 0],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 255],
];

function open(rows: readonly string[] = ['0123'], more: Record<string, Uint8Array> = {}) {
  return openFiles({
    'class_dict.csv': CLASSES,
    'masks/a.png': colourPng(rows, COLOURS),
    'images/a.png': photoPng(rows[0].length, rows.length),
    ...more,
  });
}

const { classes } = plainRequest;

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
    const { out, outcome } = await exportTo('mmseg', await open(), { classes: { ...classes, isZeroReduced: true } });
    expect(rowsOf(out, 'ann_dir/train/a.png').rows).toEqual([[255, 0, 1, 255]]);
    expect(outcome.differing).toEqual([]);
  });

  it('merge and drop classes, and make void the background', async () => {
    const { out, outcome } = await exportTo('folder', await open(), {
      classes: { ...classes, merges: [{ into: 'vehicle', from: ['car', 'bus'] }], voidAs: 'background' },
    });
    expect(rowsOf(out, 'masks/a.png').rows).toEqual([[0, 1, 1, 0]]);
    expect(outcome.palette.classes.map(({ name }) => name)).toEqual(['background', 'vehicle']);
    const dropped = await exportTo('folder', await open(), { classes: { ...classes, dropped: ['bus'] } });
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
    const clean = await exportTo('folder', await open(['01']));
    expect(clean.outcome.palette.classes).toHaveLength(4);
  });

  it.each([
    [{ dropped: ['lorry'] }, /no class lorry/],
    [{ indices: new Map([[9, 1]]) }, /no class has index 9/],
    [{ indices: new Map([[1, 2]]) }, /would both have index 2/],
    [{ indices: new Map([[1, 300]]) }, /ends at 255/],
  ])('are refused where they cannot be', async (change, message) => {
    await expect(exportTo('voc', await open(), { classes: { ...classes, ...change } })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('what is done to pictures', () => {
  const rows = ['01', '22'];

  it('resizes masks to 224 x 224 by nearest neighbour, photos with them', async () => {
    const { out, outcome } = await exportTo('folder', await open(rows), {
      geometry: { resize: { width: 224, height: 224 }, turns: ['none'] },
    });
    const mask = rowsOf(out, 'masks/a.png').rows;
    expect(mask).toHaveLength(224);
    expect([mask[0][111], mask[0][112], mask[111][0], mask[112][0]]).toEqual([0, 1, 0, 2]);
    expect(new Set(mask.flat())).toEqual(new Set([0, 1, 2]));
    expect(await sharp(join(out, 'images/a.png')).metadata()).toMatchObject({ width: 224, height: 224 });
    expect(outcome.differing).toEqual([]);
  });

  it.each([
    [
      'flip-x',
      [
        [1, 0],
        [2, 2],
      ],
      [1, 0],
    ],
    [
      'flip-y',
      [
        [2, 2],
        [0, 1],
      ],
      [0, 1],
    ],
    [
      'rotate-90',
      [
        [2, 0],
        [2, 1],
      ],
      [0, 1],
    ],
    [
      'rotate-180',
      [
        [2, 2],
        [1, 0],
      ],
      [1, 1],
    ],
    [
      'rotate-270',
      [
        [1, 2],
        [0, 2],
      ],
      [1, 0],
    ],
  ] as const)('turns mask and photo in step: %s', async (turn, mask, corner) => {
    const { out, outcome } = await exportTo('folder', await open(rows), { geometry: { turns: ['none', turn] } });
    expect(outcome).toMatchObject({ written: 2, differing: [] });
    expect(rowsOf(out, 'masks/a.png').rows).toEqual([
      [0, 1],
      [2, 2],
    ]);
    expect(rowsOf(out, `masks/a_${turn}.png`).rows).toEqual(mask);
    // Every pixel of the photo tells the place it had.
    expect(rowsOf(out, `images/a_${turn}.png`).rows[0].slice(0, 2)).toEqual(corner);
  });

  it('cuts into whole tiles', async () => {
    const dataset = await open(['0011', '0011', '2200']);
    const { out, outcome } = await exportTo('folder', dataset, {
      geometry: { tile: { width: 2, height: 2 }, turns: ['none'] },
    });
    expect(outcome).toMatchObject({ written: 4, differing: [] });
    expect(rowsOf(out, 'masks/a_y1_x2.png').rows).toEqual([
      [1, 1],
      [0, 0],
    ]);
    expect(rowsOf(out, 'images/a_y1_x2.png').rows[0].slice(0, 2)).toEqual([2, 1]);
  });

  it('moves objects with their pixels', async () => {
    const coco = JSON.stringify({
      images: [{ id: 1, file_name: 'a.jpg', width: 4, height: 2 }],
      categories: [{ id: 1, name: 'car' }],
      annotations: [{ id: 1, image_id: 1, category_id: 1, segmentation: [[0, 0, 1, 0, 1, 2, 0, 2]] }],
    });
    const { out, outcome } = await exportTo('coco', await openFiles({ '_annotations.coco.json': coco }), {
      geometry: { turns: ['flip-x'] },
    });
    expect(outcome.differing).toEqual([]);
    const { annotations } = JSON.parse(textOf(out, 'annotations/instances_train.json')) as {
      annotations: { bbox: number[] }[];
    };
    expect(annotations[0].bbox).toEqual([3, 0, 1, 2]);
  });

  it('sets a photo upright that says it lies on its side, and its annotations with it', async () => {
    const jpeg = await sharp({ create: { width: 4, height: 2, channels: 3, background: 'red' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const coco = JSON.stringify({
      images: [{ id: 1, file_name: 'a.jpg', width: 4, height: 2 }],
      categories: [{ id: 1, name: 'car' }],
      annotations: [{ id: 1, image_id: 1, category_id: 1, segmentation: [[0, 0, 1, 0, 1, 1, 0, 1]] }],
    });
    const dataset = await openFiles({ '_annotations.coco.json': coco, 'a.jpg': jpeg });
    const oriented = await sharp(jpeg).metadata();
    expect(oriented.orientation).toBe(6);
    const { out, outcome } = await exportTo('folder', dataset);
    expect(outcome).toMatchObject({ notes: [], differing: [] });
    expect(rowsOf(out, 'masks/a.png').rows).toEqual([
      [0, 1],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(await sharp(join(out, 'images/a.jpg')).metadata()).toMatchObject({ width: 2, height: 4 });
  });

  it('tells where nothing tells whether a mask is of the photo before or after it was turned', async () => {
    const upsideDown = (width: number, height: number, orientation: number) =>
      sharp({ create: { width, height, channels: 3, background: 'red' } })
        .withMetadata({ orientation })
        .png()
        .toBuffer();
    const same = await exportTo('folder', await open(['01'], { 'images/a.png': await upsideDown(2, 1, 3) }));
    expect(same.outcome.notes).toEqual([expect.stringMatching(/^images\/a.png is turned by its EXIF tag/)]);
    const turned = await exportTo('folder', await open(['01'], { 'images/a.png': await upsideDown(1, 2, 6) }));
    expect(turned.outcome.notes).toEqual([]);
    const square = await exportTo('folder', await open(['01', '10'], { 'images/a.png': await upsideDown(2, 2, 6) }));
    expect(square.outcome.notes).toHaveLength(1);
  });

  it('copies a photo byte for byte that needs nothing, and tells of one of another size', async () => {
    const dataset = await open(rows, { 'images/a.png': photoPng(5, 5) });
    const { out, outcome } = await exportTo('folder', dataset);
    expect(readFileSync(join(out, 'images/a.png'))).toEqual(Buffer.from(photoPng(5, 5)));
    expect(outcome.notes).toEqual(['images/a.png is 5 x 5, its mask 2 x 2']);
  });
});

describe('a division', () => {
  /** Classes 0 in all, 1 in half, 2 in one of forty. */
  const items = Array.from({ length: 2913 }, (_, i) => [0, ...(i % 2 === 0 ? [1] : []), ...(i % 40 === 0 ? [2] : [])]);
  const parts = [
    { name: 'train', size: 2164 },
    { name: 'val', size: 300 },
    { name: 'test', size: 449 },
  ];

  it('into 2164, 300 and 449 has these sizes and every class in its share', () => {
    const splits = divideItems(items, { kind: 'divide', parts, seed: 1 });
    for (const { name, size } of parts) {
      expect(splits.filter((split) => split === name)).toHaveLength(size);
      for (const [wanted, total] of [
        [1, 1457],
        [2, 73],
      ] as const) {
        const count = splits.filter((split, i) => split === name && items[i].includes(wanted)).length;
        expect(Math.abs(count - (total * size) / items.length)).toBeLessThan(1.5);
      }
    }
  });

  it('is the same for the same seed and another for another', () => {
    const divide = (seed: number) => divideItems(items, { kind: 'divide', parts, seed });
    expect(divide(3)).toEqual(divide(3));
    expect(divide(3)).not.toEqual(divide(4));
  });

  it('by shares gives every item to a part', () => {
    const shares = {
      kind: 'divide',
      parts: [
        { name: 'a', size: 0.8 },
        { name: 'b', size: 0.2 },
      ],
      seed: 0,
    } as const;
    expect(divideItems(items, shares).filter((split) => split === 'a')).toHaveLength(2330);
    expect(divideItems([[0]], shares)).toEqual(['a']);
  });

  it.each([
    [[0.5, 0.4], /add up to 0.9/],
    [[10, 10], /add up to 20, but there are 2913/],
  ])('of %j is refused', (sizes, message) => {
    const wrong = sizes.map((size, i) => ({ name: `p${i}`, size }));
    expect(() => divideItems(items, { kind: 'divide', parts: wrong, seed: 0 })).toThrow(message);
  });
});

describe('where an export goes', () => {
  it('twice into one folder replaces what the first has written, and removes what is no more', async () => {
    const out = join(makeFolder(), 'out');
    await exportTo('folder', await open(['01'], { 'masks/b.png': colourPng(['1'], COLOURS) }), { out });
    expect(existsSync(join(out, 'masks/b.png'))).toBe(true);
    const { outcome } = await exportTo('folder', await open(['01']), { out });
    expect(outcome.written).toBe(1);
    expect(existsSync(join(out, 'masks/b.png'))).toBe(false);
  });

  it('is refused where other files lie, unless they may be replaced', async () => {
    const out = makeFolder({ 'mine.txt': 'x' });
    await expect(exportTo('folder', await open(), { out })).rejects.toMatchObject({ code: 'exists' });
    await exportTo('folder', await open(), { out, isOverwriting: true });
    expect(readFileSync(join(out, 'mine.txt'), 'utf8')).toBe('x');
  });

  it('is refused inside the dataset itself', async () => {
    const folder = makeFolder({ 'class_dict.csv': CLASSES, 'masks/a.png': colourPng(['01'], COLOURS) });
    const dataset = await openAt(folder);
    await expect(exportTo('voc', dataset, { out: join(folder, 'voc'), sources: [folder] })).rejects.toMatchObject({
      code: 'usage',
    });
  });

  it('replaces an archive of an earlier export, and no other', async () => {
    const out = join(makeFolder(), 'a.zip');
    await exportTo('cvat', await open(), { out });
    expect((await exportTo('cvat', await open(), { out })).outcome.differing).toEqual([]);
    writeFileSync(out, 'a precious archive');
    await expect(exportTo('cvat', await open(), { out })).rejects.toMatchObject({ code: 'exists' });
  });

  it('is not touched in a dry run', async () => {
    const { out, outcome } = await exportTo('folder', await open(), { isDryRun: true });
    expect(outcome).toMatchObject({ written: 0, masks: 1 });
    expect(existsSync(out)).toBe(false);
  });
});

it('a mask that cannot be read is a failure of its own', async () => {
  const jpeg = await sharp(Buffer.from(photoPng(8, 8)))
    .jpeg()
    .toBuffer();
  const dataset = await open(['01'], { 'masks/broken.png': greyPng(['0']).subarray(0, 40), 'masks/lossy.jpg': jpeg });
  const { outcome } = await exportTo('folder', dataset);
  expect(outcome).toMatchObject({ written: 1, differing: [] });
  expect(outcome.failures.map(({ stem, error }) => [stem, error.path]).toSorted()).toEqual([
    ['broken', 'masks/broken.png'],
    ['lossy', 'masks/lossy.jpg'],
  ]);
  expect(outcome.failures.find(({ stem }) => stem === 'lossy')?.error.hint).toContain('maskmend repair');
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
