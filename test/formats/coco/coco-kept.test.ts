import { describe, expect, it } from 'vitest';
import { elementTexts } from '../../../src/main/formats/reading/json-fields.ts';
import { exportTo, openAt, openFiles, readItem, textOf } from '../dataset-fixture.ts';

// What a COCO file says beside its annotations goes into another COCO file to the letter.

const INFO = '{"year": 2017, "version":"1.0", "contributor":"é \\" }"}';
const LICENSES = '[{"url":"http://x/","id":4,"name":"By"}]';
const IMAGES = [
  '{"license":4,"file_name":"val 2017/a.jpg","coco_url":"http://x/a.jpg","height":4,"width":6,"date_captured":"2013-11-14 17:02:52","id":397133}',
  '{"id": 37777, "file_name": "empty.jpg", "height": 4, "width": 6, "score": 1.0}',
];
const CATEGORIES = [
  '{"supercategory":"person","id":1,"name":"person","keypoints":["nose"],"skeleton":[[1,2]]}',
  '{"supercategory":"animal","id":90,"name":"dog"}',
];
const ANNOTATION =
  '{"segmentation":[[0,0,2.0,0,2,2,0,2]],"area":4.50,"iscrowd":0,"image_id":397133,"bbox":[0,0,2,2],"category_id":90,"id":900100397133}';

function fileOf(categories: readonly string[] = CATEGORIES, annotation = ANNOTATION): string {
  return `{"info": ${INFO},"images":[${IMAGES.join(', ')}],"licenses":${LICENSES} ,"type":"instances",
"annotations":[${annotation}],"categories":[${categories.join()}]}`;
}

async function written(text: string, choices: Parameters<typeof exportTo>[2] = {}) {
  const dataset = await openFiles({ 'annotations/instances_val2017.json': text });
  const { out, outcome } = await exportTo('coco', dataset, choices);
  const split = Object.keys(outcome.splits)[0];
  const file = textOf(out, `annotations/instances_${split}.json`);
  return { out, outcome, file, listOf: (name: string) => elementTexts(file, name) };
}

describe('a COCO file', () => {
  it('gives images, categories, licences and what else it says to another one, with its own ids', async () => {
    const { file, listOf, outcome } = await written(fileOf());
    expect(listOf('images')).toEqual(IMAGES);
    expect(listOf('categories')).toEqual(CATEGORIES);
    expect(listOf('annotations')).toEqual([ANNOTATION]);
    for (const part of [`"info":${INFO}`, `"licenses":${LICENSES}`, '"type":"instances"']) expect(file).toContain(part);
    expect(outcome.differing).toEqual([]);
  });

  it('keeps ids of more digits than a number holds, each for itself', async () => {
    const [a, b] = ['9007199254740993', '9007199254740995'];
    const images = IMAGES.map((image, i) => image.replace(/"id": ?\d+/, `"id":${[a, b][i]}`));
    const annotations = [a, b].map((id) =>
      ANNOTATION.replace(/397133(?=,)/, id)
        .replace(/"id":\d+/, `"id": 1${id}`)
        .replace('"category_id":90', `"category_id":${a}`),
    );
    const categories = [CATEGORIES[0], CATEGORIES[1].replace('90', a)];
    const text = `{"images":[${images.join()}],"annotations":[${annotations.join()}],"categories":[${categories.join()}]}`;
    const dataset = await openFiles({ 'annotations/instances_val2017.json': text });
    expect([dataset.problems, dataset.items.length]).toEqual([[], 2]);
    for (const item of dataset.items) expect((await readItem(item)).objects).toHaveLength(1);
    const { listOf, outcome } = await written(text);
    expect(listOf('images')).toEqual(images);
    expect(listOf('annotations')).toEqual(annotations);
    expect(listOf('categories')).toEqual(categories);
    expect(outcome.differing).toEqual([]);
  });

  it('may have annotations whose id is null', async () => {
    const dataset = await openFiles({
      'instances_val2017.json': fileOf(CATEGORIES, ANNOTATION.replace('900100397133', 'null')),
    });
    expect([dataset.problems, (await readItem(dataset.items[0])).objects?.length]).toEqual([[], 1]);
  });

  it('keeps its category 0', async () => {
    const categories = ['{"id":0,"name":"things","supercategory":"none"}', '{"id":1,"name":"car"}', CATEGORIES[1]];
    const annotation = ANNOTATION.replace('"category_id":90', '"category_id":0');
    const { listOf, outcome } = await written(fileOf(categories, annotation));
    expect(listOf('categories')).toEqual(categories);
    expect(listOf('annotations')).toEqual([annotation]);
    expect(outcome.differing).toEqual([]);
  });

  it('has other values only where a person asked for them', async () => {
    const classes = {
      indices: new Map([[90, 5]]),
      merges: [],
      dropped: [],
      voidAs: 'keep',
      isZeroReduced: false,
    } as const;
    const { listOf } = await written(fileOf(), {
      classes,
      geometry: { resize: { width: 3, height: 2 }, turns: ['none'] },
    });
    expect(listOf('categories')).toEqual([CATEGORIES[0], CATEGORIES[1].replace('90', '5')]);
    expect(listOf('images')[0]).toBe(IMAGES[0].replace('"height":4,"width":6', '"height":2,"width":3'));
    expect(listOf('annotations')[0]).toContain('"category_id":5');
  });

  it('keeps its annotations where they are filled by another rule, which COCO knows nothing of', async () => {
    const dataset = await openFiles({ '_annotations.coco.json': fileOf() }, { raster: 'opencv' });
    const { labelMap } = await readItem(dataset.items[0]);
    expect([...labelMap.labels].filter((slot) => slot !== 0)).toHaveLength(9);
    const { out, outcome } = await exportTo('coco', dataset);
    expect(elementTexts(textOf(out, 'annotations/instances_train.json'), 'annotations')).toEqual([ANNOTATION]);
    expect(outcome).toMatchObject({ differing: [], losses: { 'changed-pixels': 5 } });
    const again = await readItem((await openAt(out)).items[0]);
    expect([...again.labelMap.labels].filter((slot) => slot !== 0)).toHaveLength(4);
  });
});
