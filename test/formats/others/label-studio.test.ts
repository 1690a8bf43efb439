import { expect, it } from 'vitest';
import { drawItem, greyPng, indexedPng, openFiles, photoPng } from '../dataset-fixture.ts';

it('Label Studio: labels with hyphens, several of one name, and two annotations of one task', async () => {
  const dataset = await openFiles({
    'task-1-annotation-2-by-me@x.org-tag-traffic-light-0.png': greyPng(['100']),
    'task-1-annotation-2-by-me@x.org-tag-traffic-light-1.png': greyPng(['010']),
    'task-1-annotation-3-by-you-tag-car-0.png': greyPng(['011']),
  });
  expect(dataset).toMatchObject({ format: 'label-studio', problems: [] });
  expect(dataset.items.map(({ stem }) => stem)).toEqual(['task-1-annotation-2', 'task-1-annotation-3']);
  expect(dataset.palette.classes.map(({ index, name }) => [index, name])).toEqual([
    [0, 'background'],
    [1, 'car'],
    [2, 'traffic-light'],
  ]);
  expect([await drawItem(dataset, 0), await drawItem(dataset, 1)]).toEqual([['ttb'], ['bcc']]);
});

it('labelme_json_to_dataset: one number is another class in another folder', async () => {
  const colours = [
    [0, 0, 0],
    [128, 0, 0],
    [0, 128, 0],
  ];
  const dataset = await openFiles({
    'x/a_json/label.png': indexedPng(['012'], colours),
    'x/a_json/label_names.txt': '_background_\ncat\ndog\n',
    'x/a_json/img.png': photoPng(3, 1),
    'x/a_json/label_viz.png': photoPng(3, 1),
    'x/b_json/label.png': indexedPng(['012'], colours),
    'x/b_json/label_names.txt': '_background_\ndog\nelk\n',
    'x/b_json/img.png': photoPng(3, 1),
  });
  expect(dataset).toMatchObject({
    format: 'labelme-dataset',
    problems: [],
    items: [{ stem: 'a', photo: { name: 'x/a_json/img.png' } }, { stem: 'b' }],
  });
  expect([await drawItem(dataset, 0), await drawItem(dataset, 1)]).toEqual([['_cd'], ['_de']]);
  expect(dataset.palette.classes.map(({ index, role }) => [index, role])).toEqual([
    [0, 'background'],
    [1, 'class'],
    [2, 'class'],
    [3, 'class'],
  ]);
});
