import { describe, expect, it } from 'vitest';
import { countsOfRuns } from '../../../src/shared/mask/coco-rle.ts';
import { exportTo, openFiles, photoPng, readItem, textOf } from '../dataset-fixture.ts';
import { DRAWN, golden, openText, problemsOf } from './coco-golden.ts';

describe('broken COCO instances', () => {
  it('with NaN and Infinity, as Python writes them, lose only what holds them', async () => {
    const text = JSON.stringify(golden()).replace('[[0,0,2,0', '[[NaN,0,2,0').replace('"area":2', '"area":-Infinity');
    const dataset = await openFiles({
      'annotations/instances_val2017.json': text.replace('"kept"', '"NaN, kept"'),
      'val2017/a.jpg': photoPng(6, 4),
    });
    const mask = await readItem(dataset.items[0]);
    expect(mask.objects?.map(({ id }) => id)).toEqual([2, 3]);
    expect(mask.problems).toMatchObject([
      { annotation: '1', message: 'its polygon has a coordinate that is no number' },
    ]);
    expect(dataset.problems).toEqual([]);
    const { out } = await exportTo('coco', dataset);
    const again = JSON.parse(textOf(out, 'annotations/instances_val.json')) as { annotations: unknown[] };
    expect(again.annotations).toHaveLength(2);
  });

  it('with more categories than a label map can hold are refused, and named', async () => {
    const categories = Array.from({ length: 65_001 }, (_, id) => ({ id, name: `class ${id}` }));
    const files = { 'instances_val.json': JSON.stringify({ ...golden(), categories }) };
    await expect(openFiles(files)).rejects.toThrow(
      expect.objectContaining({
        message: 'names 65002 classes, the limit is 65000',
        path: expect.any(String) as string,
      }) as Error,
    );
  });

  it('that are broken are told by file where nothing is left', async () => {
    const dataset = await openFiles({
      'instances_val.json': '{"images": [], "annotations": [{"image_id": }], "categories": []}',
    });
    await expect(exportTo('voc', dataset)).rejects.toThrow(
      expect.objectContaining({ hint: expect.stringContaining('instances_val.json: ') as string }) as Error,
    );
  });

  it.each([
    [
      'a coordinate that is no number',
      { segmentation: [[0, 0, null, 1, 2, 2]] },
      'its polygon has a coordinate that is no number',
    ],
    ['two points', { segmentation: [[0, 0, 1, 1]] }, 'its polygon has 2 points; a polygon has three or more'],
    [
      'half a point',
      { segmentation: [[0, 0, 1, 1, 2, 2, 3]] },
      'its polygon has 7 coordinates, which make no whole number of points',
    ],
    [
      'an RLE where polygons stand',
      { segmentation: [{ size: [4, 6], counts: [5, 19] }] },
      'its polygon is no list of coordinates',
    ],
    ['a polygon beside the image', { segmentation: [[90, 0, 95, 0, 95, 5]] }, 'its polygon lies outside of the image'],
    [
      'an endless coordinate',
      { segmentation: [[0, 0, 1e300, 0, 3, 3]] },
      'its polygon has the coordinate 1e+300, which no picture has',
    ],
    [
      'an RLE that is too short',
      { segmentation: { size: [4, 6], counts: [5, 5] } },
      'RLE is too short: it covers 10 of the 24 pixels of 6 x 4',
    ],
    [
      'an RLE that is too long',
      { segmentation: { size: [4, 6], counts: [5, 50] } },
      'RLE is too long: it covers more than the 24 pixels of 6 x 4',
    ],
    [
      'an RLE of another size',
      { segmentation: { size: [6, 4], counts: [24] } },
      'RLE is for 4 x 6 pixels, its image has 6 x 4',
    ],
    [
      'an RLE that breaks off',
      { segmentation: { size: [4, 6], counts: 'a0X' } },
      'RLE: its text breaks at character 4',
    ],
    ['no segmentation', {}, 'has no segmentation that is polygons or RLE'],
    ['a box only', { segmentation: [] }, 'has a box but no segmentation'],
    [
      'a category that is not there',
      { segmentation: [[0, 0, 1, 0, 1, 1]], category_id: 99 },
      'has category 99, which the file does not name',
    ],
  ])('leave out an annotation with %s, tell its id, and take the rest', async (_, annotation, message) => {
    const { drawn, problems } = await problemsOf(annotation);
    expect(problems).toEqual([{ file: 'annotations/instances_val2017.json', annotation: '9', message }]);
    expect(drawn).toEqual(DRAWN);
  });

  it('fill a polygon that crosses itself, and say so', async () => {
    const { problems, mask } = await problemsOf({ segmentation: [[0, 0, 4, 4, 4, 0, 0, 4]] });
    expect(problems).toMatchObject([
      { annotation: '9', isWarning: true, message: expect.stringContaining('crosses itself') as string },
    ]);
    expect(mask.objects).toHaveLength(4);
  });

  it('take the good parts of an annotation that has a bad one', async () => {
    const { problems, mask } = await problemsOf({
      segmentation: [
        [0, 0, 1, 1],
        [4, 0, 6, 0, 6, 1, 4, 1],
      ],
    });
    expect(problems[0].message).toContain('one of its polygons has 2 points');
    expect(countsOfRuns(mask.objects?.at(-1)?.runs ?? new Uint32Array(0), { width: 6, height: 4 })).toEqual([
      16, 1, 3, 1, 3,
    ]);
  });

  it('tell of images and categories that cannot be used, and of ids used twice', async () => {
    const text = golden();
    text.images.push({ id: 7, file_name: 'b.jpg', width: 1, height: 1 }, { id: 8, file_name: '', width: 1, height: 1 });
    text.images.push(
      { id: 9, file_name: '../../secret.jpg', width: 2, height: 2 },
      { id: 10, file_name: '/etc/x.png', width: 2, height: 2 },
    );
    text.images.push({ id: 11, file_name: 'c.jpg', width: 1e9, height: 1 });
    text.categories.push({ id: 1, name: 'again' }, { name: 'nameless id' }, { id: 4 });
    text.annotations.push(
      { ...text.annotations[0] },
      { id: 5, image_id: 70, category_id: 1, segmentation: [] },
      { id: 6 },
      { id: { x: 1 } },
    );
    const { problems, items } = await openText(text);
    const told = problems.map(({ annotation, message }) => `${annotation ?? ''}: ${message}`).join('\n');
    for (const part of [
      'image 7: its id is used twice',
      'image 8: is left out',
      'image 9: names the file ../../secret.jpg, which leads out',
      'image 10: names the file /etc/x.png',
      'image 11: is left out',
      'category 1: its id is used twice',
      'category without id, number 4 of its list: is left out',
      'category 4: has no name',
      '1: its id is used more than once',
      'image 70: has annotations but is not among the images',
      'annotation 6: is left out',
      `annotation without id, number ${text.annotations.length} of its list: is left out`,
    ]) {
      expect(told).toContain(part);
    }
    expect(items.map(({ stem }) => stem)).toEqual(['a', 'image 9', 'image 10']);
  });

  it.each([
    ['that breaks off', '{"images":[{"id":1'],
    ['with brackets that do not match', '{"images":[{"id":1}},"annotations":[],"categories":[]}'],
    ['with something behind it', '{"images":[],"annotations":[],"categories":[]} oops'],
  ])('tell of a file %s', async (_, text) => {
    const dataset = await openFiles({
      '_annotations.coco.json': `${text}                "image_id" "file_name" "annotations"`,
    });
    expect(dataset.problems).toMatchObject([
      { file: '_annotations.coco.json', message: expect.stringContaining('near byte') as string },
    ]);
  });
});
