import { describe, expect, it } from 'vitest';
import { panopticExporter } from '../../../src/main/formats/coco-panoptic/panoptic-export.ts';
import type { MaskObject } from '../../../src/shared/model/dataset.ts';
import {
  colourPng,
  drawItem,
  exportTo,
  openAt,
  openFiles,
  photoPng,
  readItem,
  rowsOf,
  textOf,
} from '../dataset-fixture.ts';
import { makeZip } from '../tree/make-zip.ts';

// id = red + 256 green + 65536 blue: 0, 7, 258, 65536.
const IDS = [
  [0, 0, 0],
  [7, 0, 0],
  [2, 1, 0],
  [0, 0, 1],
];

interface Segment {
  id: unknown;
  category_id: number;
  area?: number;
  iscrowd?: number;
}

function panoptic(segments: Segment[], change: Record<string, unknown> = {}): string {
  return JSON.stringify({
    images: [{ id: 5, file_name: 'a.jpg', width: 4, height: 1 }],
    annotations: [{ image_id: 5, file_name: 'a.png', segments_info: segments, ...change }],
    categories: [
      { id: 1, name: 'person', isthing: 1, color: [220, 20, 60] },
      { id: 17, name: 'grass', isthing: 0, color: [1, 2, 3] },
    ],
  });
}

const SEGMENTS: Segment[] = [
  { id: 7, category_id: 1, area: 1, iscrowd: 0 },
  { id: 258, category_id: 1, area: 1, iscrowd: 1 },
  { id: 65_536, category_id: 17, area: 1, iscrowd: 0 },
];

function open(text: string) {
  return openFiles({
    'annotations/panoptic_train2017.json': text,
    'annotations/panoptic_train2017/a.png': colourPng(['0123'], IDS),
    'train2017/a.jpg': photoPng(4, 1),
  });
}

describe('COCO panoptic', () => {
  it('reads segments by their own ids, 0 as void', async () => {
    const dataset = await open(panoptic(SEGMENTS));
    expect(dataset).toMatchObject({ format: 'coco-panoptic', problems: [] });
    expect(dataset.items[0]).toMatchObject({ stem: 'a', split: 'train', photo: { name: 'train2017/a.jpg' } });
    expect(await drawItem(dataset)).toEqual(['vppg']);
    const mask = await readItem(dataset.items[0]);
    expect(mask.problems).toEqual([]);
    expect(mask.objects?.map(({ id, isCrowd }) => [id, isCrowd])).toEqual([
      [7, false],
      [258, true],
      [65_536, false],
    ]);
  });

  it('is taken for what is meant where instances of the same photos lie beside it, but only if its pictures are there', async () => {
    const instances = JSON.stringify({
      images: [{ id: 5, file_name: 'a.jpg', width: 4, height: 1 }],
      annotations: [{ id: 1, image_id: 5, category_id: 1, segmentation: [[0, 0, 2, 0, 2, 1]] }],
      categories: [{ id: 1, name: 'person' }],
    });
    const files = { 'annotations/instances_train2017.json': instances, 'train2017/a.jpg': photoPng(4, 1) };
    const text = { 'annotations/panoptic_train2017.json': panoptic(SEGMENTS) };
    const picture = { 'annotations/panoptic_train2017/a.png': colourPng(['0123'], IDS) };
    const dataset = await openFiles({ ...files, ...text, ...picture });
    expect(dataset.format).toBe('coco-panoptic');
    expect(dataset.evidence).toEqual({
      kind: 'json',
      file: 'annotations/panoptic_train2017.json',
      more: 0,
      key: 'segments_info',
      pictures: 'annotations/panoptic_train2017',
    });
    expect(dataset.others.map(({ format }) => format)).toContain('coco');
    expect((await openFiles({ ...files, ...text })).format).toBe('coco');
  });

  it('takes areas as checksums', async () => {
    const dataset = await open(panoptic([{ ...SEGMENTS[0], area: 3 }, ...SEGMENTS.slice(1)]));
    const { problems } = await readItem(dataset.items[0]);
    expect(problems).toMatchObject([
      { annotation: '7', message: 'the file says 3 pixels for segment 7, the picture has 1' },
    ]);
  });

  it('is written with ids and areas that agree with its pictures, and reads back the same', async () => {
    const { out, outcome } = await exportTo('coco-panoptic', await open(panoptic(SEGMENTS)));
    expect(outcome).toMatchObject({ differing: [], losses: {} });
    const { annotations, categories } = JSON.parse(textOf(out, 'annotations/panoptic_train.json')) as {
      annotations: { file_name: string; segments_info: Record<string, unknown>[] }[];
      categories: Record<string, unknown>[];
    };
    expect(categories.map(({ id, isthing }) => [id, isthing])).toEqual([
      [1, 1],
      [17, 1],
    ]);
    const { rows } = rowsOf(out, 'annotations/panoptic_train/a.png');
    const ids = [0, 1, 2, 3].map((x) => rows[0][3 * x] + 256 * rows[0][3 * x + 1] + 65_536 * rows[0][3 * x + 2]);
    expect(ids[0]).toBe(0);
    expect(annotations[0].segments_info.map(({ id, area, bbox, iscrowd }) => [id, area, bbox, iscrowd])).toEqual([
      [ids[1], 1, [1, 0, 1, 1], 0],
      [ids[2], 1, [2, 0, 1, 1], 1],
      [ids[3], 1, [3, 0, 1, 1], 0],
    ]);
  });

  it('goes to COCO instances with its crowds as uncompressed RLE', async () => {
    const { out, outcome } = await exportTo('coco', await open(panoptic(SEGMENTS)));
    expect(outcome.differing).toEqual([]);
    const { annotations } = JSON.parse(textOf(out, 'annotations/instances_train.json')) as {
      annotations: Record<string, unknown>[];
    };
    expect(annotations.map(({ iscrowd }) => iscrowd)).toEqual([0, 1, 0]);
    expect(annotations[1]['segmentation']).toEqual({ size: [1, 4], counts: [2, 1, 1] });
  });

  /** COCO instances: a picture of so many objects of a pixel each, side by side. */
  const cells = (side: number): string => {
    const objects = Array.from({ length: side * side }, (_, i) => {
      const [x, y] = [i % side, Math.floor(i / side)];
      return { id: i, image_id: 1, category_id: 1, segmentation: [[x, y, x + 1, y, x + 1, y + 1, x, y + 1]] };
    });
    return JSON.stringify({
      images: [{ id: 1, file_name: 'a.jpg', width: side, height: side }],
      categories: [{ id: 1, name: 'cell' }],
      annotations: objects,
    });
  };

  it.each([
    ['one byte counts', 20],
    ['two bytes count', 258],
  ])('holds more segments than %s', async (_, side) => {
    const { out, outcome } = await exportTo(
      'coco-panoptic',
      await openFiles({ '_annotations.coco.json': cells(side) }),
    );
    expect(outcome).toMatchObject({ differing: [], losses: {} });
    const { rows } = rowsOf(out, 'annotations/panoptic_train/a.png');
    const ids = new Set(
      rows.flatMap((row) =>
        row.flatMap((red, i) => (i % 3 === 0 ? [red + 256 * row[i + 1] + 65_536 * row[i + 2]] : [])),
      ),
    );
    expect(ids.size).toBe(side * side);
    const back = await readItem((await openAt(out)).items[0]);
    expect(back.objects).toHaveLength(side * side);
    expect(back.problems).toEqual([]);
  });

  it('says how to write a picture of more segments than it takes', () => {
    const object = { id: 1, slot: 0, isCrowd: false, runs: Uint32Array.of(0, 1) };
    const item = {
      name: 'a',
      split: 'train',
      number: 1,
      labelMap: { width: 1, height: 1, labels: Uint8Array.of(0) },
      objects: new Array<MaskObject>(150_000).fill(object),
      namedExtension: '.jpg',
    };
    const classes = [{ slot: 0, index: 0, name: 'cell', rgb: [1, 2, 3], role: 'class' }] as const;
    const palette = { coding: 'colour', source: '', classes } as const;
    const context = { palette, form: { objects: 'component' }, title: '', splits: ['train'] } as const;
    expect(() => panopticExporter.encode(item, context)).toThrow(
      'has 150000 objects, the limit is 150000 segments a picture',
    );
  });

  it.each([
    [
      'an id that no picture can hold',
      panoptic([...SEGMENTS, { id: 1e9, category_id: 1 }]),
      'segment 1000000000 is left out',
    ],
    ['an id twice', panoptic([...SEGMENTS, { id: 7, category_id: 17 }]), 'segment 7 is there 2 times'],
    ['a category that is not there', panoptic([...SEGMENTS, { id: 9, category_id: 99 }]), 'segment 9 has category 99'],
    [
      'a picture that leads out',
      panoptic(SEGMENTS, { file_name: '../../x.png' }),
      'names the file ../../x.png, which leads out',
    ],
    ['a picture that is missing', panoptic(SEGMENTS, { file_name: 'gone.png' }), 'its picture gone.png is missing'],
  ])('tells of %s', async (_, text, message) => {
    const { problems } = await open(text);
    expect(problems.map((problem) => problem.message).join()).toContain(message);
  });

  it('tells of an archive that holds the pictures', async () => {
    const text = panoptic(SEGMENTS, { file_name: 'gone.png' });
    const dataset = await openFiles({
      'annotations/panoptic_val2017.json': text,
      'annotations/panoptic_val2017.zip': makeZip([{ name: 'panoptic_val2017/gone.png', bytes: Buffer.from('a') }]),
    });
    expect(dataset.problems).toMatchObject([
      { message: 'its picture gone.png is missing; unpack annotations/panoptic_val2017.zip first' },
    ]);
  });

  it('leaves pixels of segments unassigned that the file does not list', async () => {
    const dataset = await open(panoptic(SEGMENTS.slice(0, 2)));
    expect(await drawItem(dataset)).toEqual(['vpp?']);
  });
});
