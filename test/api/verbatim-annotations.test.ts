import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { elementTexts, jsonFields } from '../../src/main/formats/reading/json-fields.ts';
import { openProject } from '../../src/main/services/datasets/open-dataset.ts';
import { plainDatasetChoices } from '../../src/shared/contract/plain-dataset-choices.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { makeFolder } from '../command-line/temporary-folder.ts';
import { exportTo, photoPng } from '../formats/dataset-fixture.ts';
import { exportRequest, listAll } from './projects.ts';
import { startTestHost, type TestHost } from './test-host.ts';

// Annotations that nobody touches leave a project as they came into it, to the letter.

const annotation = (id: string, rest: string) => `{"id": ${id}, ${rest}}`;

/** Numbers as Python writes them, keys of others, an annotation below another one, a crowd, RLE, and all ids odd. */
const ANNOTATIONS = [
  annotation(
    '9007',
    '"segmentation": [[1.0, 1.0, 9.50, 1.0, 9.50, 9.0, 1.0, 9.0]], "area": 68.0, "iscrowd": 0, "image_id": 42, "bbox": [1.0, 1.0, 8.5, 8.0], "category_id": 18, "attributes": {"occluded": false, "note": "\\u00e9"}',
  ),
  annotation(
    '31',
    '"image_id": 42, "category_id": 0, "segmentation": [[5, 5, 14, 5, 14, 14, 5, 14]], "area": 81, "bbox": [5, 5, 9, 9], "iscrowd": 0, "score": 1e-3',
  ),
  annotation(
    '"a-7"',
    '"image_id": 42, "category_id": 0, "iscrowd": 1, "area": 4.00, "bbox": [0, 12, 1, 4], "segmentation": {"size": [16, 20], "counts": [12, 4, 304]}',
  ),
  annotation(
    '5',
    '"image_id": 43, "category_id": 18, "segmentation": [[2, 2, 6, 2, 6, 6, 2, 6]], "area": 16, "bbox": [2,2,4,4], "iscrowd": 0',
  ),
];
const IMAGES = [
  '{"id": 42, "file_name": "a.png", "width": 20, "height": 16, "license": 4, "date_captured": "2013-11-14"}',
  '{"id": 43, "file_name": "b.png", "width": 20, "height": 16, "flickr_url": "http://x/"}',
  '{"id": 44, "file_name": "empty.png", "width": 20, "height": 16, "note": 1.0}',
];
const CATEGORIES = [
  '{"id": 18, "name": "tree", "supercategory": "plant", "keypoints": []}',
  '{"id": 0, "name": "roof", "supercategory": "none"}',
];
const INFO = '{"year": 2017, "version": 1.0}';
const COCO = `{"info": ${INFO}, "images": [${IMAGES.join()}],
 "annotations": [${ANNOTATIONS.join(',\n ')}], "categories": [${CATEGORIES.join()}]}`;

const photos = (folder: string) => ({ [`${folder}a.png`]: photoPng(20, 16), [`${folder}b.png`]: photoPng(20, 16) });

const SHAPES = [
  '{"label": "tree", "points": [[1.0, 1.0], [9.50, 1.0], [9.50, 9.0]], "group_id": null, "shape_type": "polygon", "flags": {"sure": true}, "score": 1e-3}',
  '{"label": "roof", "points": [[12.0, 8.0], [14.0, 8.0]], "group_id": 4, "shape_type": "circle", "flags": {}}',
];
const FIGURES = [
  '{"id": 77, "classTitle": "tree", "geometryType": "polygon", "tags": [{"name": "x"}], "points": {"exterior": [[1.0, 1.0], [9.50, 1.0], [9.50, 9.0]], "interior": []}}',
];
const ROW = '1 0.050 0.062500 0.4750 0.0625 0.4750 0.562500';

async function projectWith(files: Readonly<Record<string, string | Uint8Array>>, format: string): Promise<TestHost> {
  const host = await startTestHost();
  await host.call('project.create', { path: join(host.folder, 'test.maskmend') });
  const path = makeFolder(files);
  const { job } = await host.call('sources.add', {
    paths: [path],
    as: 'auto',
    datasets: [{ path, format, raster: 'coco' }],
  });
  expect((await host.ended(job)).error).toBeUndefined();
  return host;
}

/** The folder into which the project was exported, complete and read back. */
async function exported(host: TestHost, format: string, notes: readonly unknown[] = []): Promise<string> {
  const folder = join(host.folder, `out-${format}`);
  const request = exportRequest(host, { format, folder, isOverwriting: true, dataset: plainDatasetChoices });
  const { job } = await host.call('export.start', request);
  await host.ended(job);
  expect(await host.call('export.report', { job })).toMatchObject({ failed: [], isComplete: true, notes });
  return folder;
}

const annotationsIn = (folder: string) =>
  elementTexts(readFileSync(join(folder, 'annotations/instances_train.json'), 'utf8'), 'annotations');

async function paint(host: TestHost, name: string, at: { x: number; y: number; width: number; height: number }) {
  const row = (await listAll(host)).find(({ path }) => path === name);
  const { labelsRevision } = await host.call('review.mask', { id: row?.id ?? 0 });
  const { classes } = await host.call('classes.get', {});
  const slot = classes.find(({ role }) => role === 'background')?.slot ?? 0;
  const act = {
    kind: 'operation',
    area: { kind: 'rectangle', ...at },
    operation: { kind: 'paint', slot },
  } as const;
  await host.call('review.edit', { id: row?.id ?? 0, labelsRevision, act });
}

test('annotations of COCO leave a project as they came; only what is painted over is made anew', async () => {
  const host = await projectWith({ 'instances_train.json': COCO, ...photos('images/') }, 'coco');
  const first = await exported(host, 'coco');
  expect(annotationsIn(first)).toEqual(ANNOTATIONS);
  const file = readFileSync(join(first, 'annotations/instances_train.json'), 'utf8');
  expect(elementTexts(file, 'images')).toEqual(IMAGES);
  expect(elementTexts(file, 'categories')).toEqual(CATEGORIES);
  expect(file).toContain(`"info":${INFO}`);
  // The second annotation lies over the first in this corner, and nowhere over the crowd.
  await paint(host, 'a.png', { x: 12, y: 12, width: 3, height: 3 });
  const [tree, crowd, roof, other] = annotationsIn(await exported(host, 'coco'));
  expect([tree, crowd, other]).toEqual([ANNOTATIONS[0], ANNOTATIONS[2], ANNOTATIONS[3]]);
  expect(JSON.parse(roof)).toMatchObject({ id: 1, image_id: 42, category_id: 0, area: 81 - 4, bbox: [5, 5, 9, 9] });
  expect(jsonFields(roof).map(({ key }) => key)).not.toContain('score');
  await host.call('project.close', { isCancellingJobs: false });
  const dataset = await openProject(join(host.folder, 'test.maskmend'), defaultReadLimits);
  const { out, outcome } = await exportTo('coco', dataset);
  await dataset.close();
  expect(outcome).toMatchObject({ differing: [], written: 3 });
  expect(annotationsIn(out)).toEqual([tree, crowd, roof, other]);
}, 30_000);

test('shapes and flags of labelme leave a project as they came, and the photo in a file comes along', async () => {
  const { 'a.png': photo, ...others } = photos('');
  const text = Buffer.from(photo).toString('base64');
  const file = (name: string) =>
    `{"version": "5.0", "flags": {"wet": true}, "imageData": "${text}", "shapes": [${SHAPES.join()}], "imagePath": "${name}.png", "imageWidth": 20, "imageHeight": 16}`;
  const host = await projectWith({ 'a.json': file('a'), 'b.json': file('b'), ...others }, 'labelme');
  const out = await exported(host, 'labelme');
  const [taken] = readdirSync(host.folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /-drawn.*photos.a\.png$/.test(path),
  );
  expect(readFileSync(join(host.folder, taken))).toEqual(Buffer.from(photo));
  expect(JSON.parse(readFileSync(join(out, 'train/a.json'), 'utf8'))).toMatchObject({ flags: { wet: true } });
  expect(elementTexts(readFileSync(join(out, 'train/a.json'), 'utf8'), 'shapes')).toEqual(SHAPES);
}, 30_000);

test('figures and tags of Supervisely leave a project as they came', async () => {
  const host = await projectWith(
    {
      'meta.json': '{"classes": [{"title": "roof"}, {"title": "tree", "hotkey": "t"}], "tags": [{"name": "wet"}]}',
      'train/ann/a.png.json': `{"tags": [{"name": "wet"}], "size": {"width": 20, "height": 16}, "objects": [${FIGURES.join()}]}`,
      ...photos('train/img/'),
    },
    'supervisely',
  );
  const out = await exported(host, 'supervisely');
  const file = readFileSync(join(out, 'train/ann/a.png.json'), 'utf8');
  expect(elementTexts(file, 'objects')).toEqual(FIGURES);
  expect(elementTexts(file, 'tags')).toEqual(['{"name": "wet"}']);
  expect(JSON.parse(readFileSync(join(out, 'meta.json'), 'utf8'))).toMatchObject({
    classes: [{ title: 'roof' }, { title: 'tree', hotkey: 't' }],
    tags: [{ name: 'wet' }],
  });
}, 30_000);

test('rows of YOLO leave a project as they came', async () => {
  const host = await projectWith(
    { 'data.yaml': 'names: [roof, tree]\n', 'labels/train/a.txt': `${ROW}\n`, ...photos('images/train/') },
    'yolo',
  );
  const out = await exported(host, 'yolo', [{ kind: 'missing-part', part: 'val' }]);
  expect(readFileSync(join(out, 'labels/train/a.txt'), 'utf8')).toBe(`${ROW}\n`);
}, 30_000);
