import { describe, expect, it } from 'vitest';
import { colourPng, drawItem, exportTo, openAt, openFiles } from '../dataset-fixture.ts';

interface Category {
  readonly id: number;
  readonly name?: string;
}

const LEFT = [0, 0, 1, 0, 1, 1, 0, 1];
const RIGHT = [1, 0, 2, 0, 2, 1, 1, 1];

/** A picture of two pixels: the first category lies left, the second right. */
function instances(name: string, categories: readonly [Category, Category]): string {
  return JSON.stringify({
    images: [{ id: 1, file_name: `${name}.png`, width: 2, height: 1 }],
    categories,
    annotations: [LEFT, RIGHT].map((ring, i) => {
      return { id: i + 1, image_id: 1, category_id: categories[i].id, segmentation: [ring], iscrowd: 0 };
    }),
  });
}

const train = instances('train', [
  { id: 1, name: 'car' },
  { id: 2, name: 'tree' },
]);

describe('categories of several files of COCO', () => {
  it.each([
    ['have other ids', 1, 'tree', 2, 'Car', ['tc'], ['category 1', 'category 2']],
    ['are partly new', 1, 'road', 2, 'tree', ['rt'], ['category 1']],
    ['have new ids', 7, 'tree', 8, 'car', ['tc'], ['category 7', 'category 8']],
  ])('that %s are known by their names', async (_, leftId, left, rightId, right, rows, told) => {
    const val = instances('val', [
      { id: leftId, name: left },
      { id: rightId, name: right },
    ]);
    const dataset = await openFiles({ 'instances_train.json': train, 'instances_val.json': val });
    expect(await drawItem(dataset, 0)).toEqual(['ct']);
    expect(await drawItem(dataset, 1)).toEqual(rows);
    expect(dataset.problems).toMatchObject(
      told.map((annotation) => ({ file: 'instances_val.json', annotation, isWarning: true })),
    );
    const { out, outcome } = await exportTo('coco', dataset);
    expect(outcome).toMatchObject({ differing: [], failures: [] });
    expect(await drawItem(await openAt(out), 1)).toEqual(rows);
  });

  it('that have no names are known by their ids', async () => {
    const val = instances('val', [{ id: 2 }, { id: 1, name: ' ' }]);
    const dataset = await openFiles({ 'instances_train.json': train, 'instances_val.json': val });
    expect(await drawItem(dataset, 1)).toEqual(['tc']);
  });
});

it('categories of several panoptic files with other ids are known by their names', async () => {
  const panoptic = (name: string, categories: readonly Category[]): string =>
    JSON.stringify({
      images: [{ id: 1, file_name: `${name}.jpg` }],
      categories,
      annotations: [
        {
          image_id: 1,
          file_name: `${name}.png`,
          segments_info: categories.map(({ id }, i) => ({ id: i + 1, category_id: id, area: 1, iscrowd: 0 })),
        },
      ],
    });
  const picture = colourPng(
    ['01'],
    [
      [1, 0, 0],
      [2, 0, 0],
    ],
  );
  const [car, tree] = ['car', 'tree'];
  const dataset = await openFiles({
    'panoptic_train.json': panoptic('train', [
      { id: 1, name: car },
      { id: 2, name: tree },
    ]),
    'panoptic_train/train.png': picture,
    'panoptic_val.json': panoptic('val', [
      { id: 1, name: tree },
      { id: 2, name: car },
    ]),
    'panoptic_val/val.png': picture,
  });
  expect(await drawItem(dataset, 0)).toEqual(['ct']);
  expect(await drawItem(dataset, 1)).toEqual(['tc']);
});
