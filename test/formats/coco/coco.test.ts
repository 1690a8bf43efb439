import { describe, expect, it } from 'vitest';
import { countsOfRuns } from '../../../src/shared/mask/coco-rle.ts';
import { drawItem, exportTo, greyPng, openAt, openFiles, photoPng, readItem, textOf } from '../dataset-fixture.ts';

interface CocoText {
  images: Record<string, unknown>[];
  annotations: Record<string, unknown>[];
  categories: Record<string, unknown>[];
}

/** As the format's text has it: a polygon, a packed RLE, a crowd. */
function golden(): CocoText {
  return {
    images: [{ id: 7, file_name: 'a.jpg', width: 6, height: 4 }],
    categories: [
      { id: 1, name: 'person', supercategory: '' },
      { id: 3, name: 'dog', supercategory: '', color: [9, 8, 7] },
    ],
    annotations: [
      {
        id: 1,
        image_id: 7,
        category_id: 1,
        iscrowd: 0,
        segmentation: [[0, 0, 2, 0, 2, 2, 0, 2]],
        area: 4,
        bbox: [0, 0, 2, 2],
        mine: 'kept',
      },
      // Column 4, rows 1 and 2: 17 zeros, 2 ones, 5 zeros.
      {
        id: 2,
        image_id: 7,
        category_id: 3,
        iscrowd: 0,
        segmentation: { size: [4, 6], counts: 'a025' },
        area: 2,
        bbox: [4, 1, 1, 2],
      },
      // Rows 1 to 3 of columns 0 to 1, below the others.
      {
        id: 3,
        image_id: 7,
        category_id: 3,
        iscrowd: 1,
        segmentation: { size: [4, 6], counts: [1, 3, 1, 3, 16] },
        area: 6,
        bbox: [0, 1, 2, 3],
      },
    ],
  };
}

const DRAWN = ['ppbbbb', 'ppbbdb', 'ddbbdb', 'ddbbbb'];

function openText(text: unknown, more: Record<string, Uint8Array | string> = {}) {
  return openFiles({
    'annotations/instances_val2017.json': JSON.stringify(text),
    'val2017/a.jpg': photoPng(6, 4),
    ...more,
  });
}

async function problemsOf(annotation: Record<string, unknown>) {
  const text = golden();
  text.annotations.push({ id: 9, image_id: 7, category_id: 1, iscrowd: 0, ...annotation });
  const dataset = await openText(text);
  const mask = await readItem(dataset.items[0]);
  return { drawn: await drawItem(dataset), problems: [...dataset.problems, ...mask.problems], mask };
}

describe('COCO instances', () => {
  it('are painted later over earlier, crowds below all, with overlaps counted', async () => {
    const dataset = await openText(golden());
    expect(dataset).toMatchObject({ format: 'coco', problems: [] });
    expect(dataset.items[0]).toMatchObject({ stem: 'a', split: 'val', photo: { name: 'val2017/a.jpg' } });
    expect(await drawItem(dataset)).toEqual(DRAWN);
    const mask = await readItem(dataset.items[0]);
    expect(mask.overlapPixels).toBe(2);
    const { outcome } = await exportTo('voc', dataset);
    expect(outcome.overlapPixels).toBe(2);
    expect(mask.objects?.map(({ isCrowd }) => isCrowd)).toEqual([false, false, true]);
    expect(dataset.palette.classes.find(({ name }) => name === 'dog')).toMatchObject({ index: 3, rgb: [9, 8, 7] });
  });

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

  it('that are broken are told by file where nothing is left', async () => {
    const dataset = await openFiles({
      'instances_val.json': '{"images": [], "annotations": [{"image_id": }], "categories": []}',
    });
    await expect(exportTo('voc', dataset)).rejects.toThrow(
      expect.objectContaining({ hint: expect.stringContaining('instances_val.json: ') as string }) as Error,
    );
  });

  it("go under Roboflow's name", async () => {
    const dataset = await openFiles({
      'valid/_annotations.coco.json': JSON.stringify(golden()),
      'valid/a.jpg': photoPng(6, 4),
    });
    expect(dataset.items[0]).toMatchObject({ split: 'val', photo: { name: 'valid/a.jpg' } });
  });

  it('keep what an annotation holds when nothing is changed', async () => {
    const { out, outcome } = await exportTo('coco', await openText(golden()));
    expect(outcome.differing).toEqual([]);
    const text = JSON.parse(textOf(out, 'annotations/instances_val.json')) as CocoText;
    const strip = (annotation: Record<string, unknown>) => ({ ...annotation, image_id: 0 });
    expect(text.annotations.map(strip)).toEqual(golden().annotations.map(strip));
    expect(text.categories.map(({ id, name }) => [id, name])).toEqual([
      [1, 'person'],
      [3, 'dog'],
    ]);
  });

  it('are written from masks with areas and boxes, as polygons and as RLE', async () => {
    const masks = { 'SegmentationClass/m.png': photoless(), 'labelmap.txt': 'background:0,0,0::\nring:1,1,1::\n' };
    const dataset = await openFiles(masks);
    for (const geometry of ['polygon', 'rle'] as const) {
      const { out, outcome } = await exportTo('coco', dataset, { form: { geometry, objects: 'component' } });
      expect(outcome).toMatchObject({ differing: [] });
      const { annotations } = JSON.parse(textOf(out, 'annotations/instances_train.json')) as CocoText;
      expect(annotations).toHaveLength(1);
      expect(annotations[0]).toMatchObject({ area: 8, bbox: [1, 0, 3, 3], iscrowd: 0 });
      if (geometry === 'rle') expect(annotations[0]['segmentation']).toEqual({ size: [3, 5], counts: '34102' });
    }
    const { outcome } = await exportTo('coco', dataset);
    expect(outcome.losses).toEqual({ 'holes joined to the outline by a cut, as the format has none': 1 });
  });

  it('tell of what does not fit them before they are written, and read back as told', async () => {
    const dataset = await openText(golden());
    const { outcome } = await exportTo('coco', dataset, {
      classes: { indices: new Map(), merges: [], dropped: ['dog'], voidAs: 255, isZeroReduced: false },
    });
    expect(outcome.losses).toEqual({ 'void pixels that become background or what lies below': 6 });
    expect(outcome.differing).toEqual([]);
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

  it('go into COCO again without their bad parts, with all else they had', async () => {
    const text = golden();
    const good = [4, 0, 6, 0, 6, 1, 4, 1];
    text.annotations.push({ id: 9, image_id: 7, category_id: 1, segmentation: [[0, 0, 1, 1], good], mine: 'too' });
    const { out } = await exportTo('coco', await openText(text));
    const { annotations } = JSON.parse(textOf(out, 'annotations/instances_val.json')) as CocoText;
    expect(annotations.at(-1)).toEqual({ id: 9, image_id: 7, category_id: 1, segmentation: [good], mine: 'too' });
  });

  it('belong to their image whether its id stands in quotes or not', async () => {
    const text = golden();
    for (const annotation of text.annotations) annotation['image_id'] = '7';
    const dataset = await openText(text);
    expect([dataset.problems, await drawItem(dataset)]).toEqual([[], DRAWN]);
  });

  it('take the size of the photo where the file tells none', async () => {
    const text = golden();
    text.images[0] = { id: 7, file_name: 'a.jpg', width: 0 };
    text.images.push({ id: 8, file_name: 'b.jpg' });
    const dataset = await openText(text);
    expect(await drawItem(dataset)).toEqual(DRAWN);
    expect(dataset.problems).toEqual([
      {
        file: 'annotations/instances_val2017.json',
        annotation: 'image 8',
        message: 'is left out: it tells no size, and its photo is missing',
        isWarning: false,
      },
    ]);
    const { out } = await exportTo('coco', dataset);
    const [image] = (JSON.parse(textOf(out, 'annotations/instances_val.json')) as CocoText).images;
    expect(image).toMatchObject({ width: 6, height: 4 });
  });

  it.each(['/home/me/set/val2017/a.jpg', 'https://example.org/x/a.jpg?size=1', 'C:\\set\\a.jpg'])(
    'take the photo of that name for %s, and say so',
    async (file_name) => {
      const text = golden();
      text.images[0] = { ...text.images[0], file_name };
      const { items, problems } = await openText(text);
      expect(items[0]).toMatchObject({ stem: 'a', photo: { name: 'val2017/a.jpg' } });
      expect(problems).toMatchObject([
        {
          annotation: 'image 7',
          message: expect.stringContaining('val2017/a.jpg is taken') as string,
          isWarning: true,
        },
      ]);
    },
  );

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

  it('are filled as OpenCV does where that is asked for', async () => {
    const text = golden();
    text.annotations = [{ id: 1, image_id: 7, category_id: 1, segmentation: [[0, 0, 2, 0, 2, 2, 0, 2]] }];
    const dataset = await openFiles({ '_annotations.coco.json': JSON.stringify(text) }, { raster: 'opencv' });
    expect(await drawItem(dataset)).toEqual(['pppbbb', 'pppbbb', 'pppbbb', 'bbbbbb']);
    expect((await exportTo('coco', dataset)).outcome.differing).toEqual([]);
  });

  it('make room for a background where a category has id 0', async () => {
    const text = golden();
    text.categories.push({ id: 0, name: 'cat' });
    const dataset = await openText(text);
    expect(dataset.palette.classes.map(({ name, index }) => [name, index])).toEqual([
      ['background', 0],
      ['person', 2],
      ['dog', 4],
      ['cat', 1],
    ]);
    expect(dataset.notes[0]).toContain('its id + 1');
    const again = await openAt((await exportTo('coco', dataset)).out);
    expect(await drawItem(again)).toEqual(DRAWN);
  });
});

/** A ring round a hole. */
function photoless(): Uint8Array {
  return greyPng(['01110', '01010', '01110']);
}
