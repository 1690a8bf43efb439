import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { makeFolder } from '../command-line/temporary-folder.ts';
import { exportTo, openFiles, photoPng } from '../formats/dataset-fixture.ts';
import { makeZip } from '../formats/tree/make-zip.ts';
import { asJpeg, colours, drawMask, putFiles } from './draw-masks.ts';
import { listAll, repairAll } from './projects.ts';
import { startTestHost, type TestHost } from './test-host.ts';

const CLASSES = 'name,r,g,b\nground,0,0,0\ntree,0,128,0\nroof,200,30,30\n';

const both = drawMask([colours.tree, colours.roof], { size: 64 });
const roof = drawMask([colours.roof], { size: 64 });

/** Pixels of each class of a drawn mask. */
function truthOf(png: Uint8Array): Record<string, number> {
  const { samples } = readPng(png, defaultReadLimits).raster;
  const pixels: Record<string, number> = { ground: 0 };
  for (let at = 0; at < samples.length; at += 3) {
    const name = samples[at] > 0 ? 'roof' : samples[at + 1] > 0 ? 'tree' : 'ground';
    pixels[name] = (pixels[name] ?? 0) + 1;
  }
  return pixels;
}

/** Two masks of trees and roofs, with photos. */
async function twoMasks() {
  return openFiles({
    'class_dict.csv': CLASSES,
    'masks/a.png': both,
    'masks/b.png': roof,
    'images/a.png': photoPng(64, 64),
    'images/b.png': photoPng(64, 64),
  });
}

async function emptyProject(): Promise<TestHost> {
  const host = await startTestHost();
  await host.call('project.create', { path: join(host.folder, 'test.maskmend') });
  return host;
}

/** Adds a path as a person does who takes what is found. */
async function addDataset(host: TestHost, path: string, format?: string) {
  const { datasets } = await host.call('sources.detect', { paths: [path] });
  const found = datasets.at(0)?.guesses.at(0)?.format;
  const dataset = { path, format: format ?? found ?? '', raster: 'coco' as const };
  const { job } = await host.call('sources.add', { paths: [path], as: 'auto', datasets: [dataset] });
  return { found, ended: await host.ended(job) };
}

/** Pixels of each class of a mask by the class's name. */
async function pixelsOf(host: TestHost, id: number): Promise<Record<string, number>> {
  const { classes } = await host.call('classes.get', {});
  const names = new Map(classes.map(({ slot, name }) => [slot, name]));
  const { result } = await host.call('sources.get', { id });
  return Object.fromEntries((result?.classes ?? []).map(({ slot, pixels }) => [names.get(slot) ?? '?', pixels]));
}

const FORMATS = [
  'voc',
  'cvat',
  'coco',
  'coco-panoptic',
  'yolo',
  'labelme',
  'cityscapes',
  'datumaro',
  'ultralytics',
  'supervisely',
  'huggingface',
  'npy',
] as const;

test('a dataset of any format is known, and its masks have the classes it gives them', async () => {
  const dataset = await twoMasks();
  const host = await emptyProject();
  const seen: Record<string, number>[] = [];
  for (const format of FORMATS) {
    const { out } = await exportTo(format, dataset, { names: `${format}-{stem}` });
    const { found, ended } = await addDataset(host, out);
    // VOC with classes of its own has a label map, as CVAT's masks do; both are read alike.
    expect([found, ended.error]).toEqual([format === 'voc' ? 'cvat' : format, undefined]);
  }
  await repairAll(host);
  const rows = await listAll(host);
  expect(rows).toHaveLength(2 * FORMATS.length);
  for (const { id, status, path, photo } of rows) {
    expect([path, status, photo !== undefined]).toEqual([path, 'repaired', true]);
    // What no shape covers is background; of panoptic pictures, void.
    const { background = 0, ground = 0, void: none = 0, ...pixels } = await pixelsOf(host, id);
    seen.push({ ...pixels, ground: background + ground + none });
  }
  const [a, b] = [truthOf(both), truthOf(roof)];
  expect(seen.filter((pixels) => 'tree' in pixels)).toHaveLength(FORMATS.length);
  for (const pixels of seen) expect(pixels).toEqual('tree' in pixels ? a : b);
}, 60_000);

test('masks of shapes are drawn beside the project and need no repair; pictures stay where they are', async () => {
  const host = await emptyProject();
  const { out: coco } = await exportTo('coco', await twoMasks(), { split: { kind: 'one', name: 'val' } });
  await addDataset(host, coco);
  const drawn = await listAll(host);
  expect(drawn.map(({ isDrawn, status }) => [isDrawn, status])).toEqual(Array(2).fill([true, 'repaired']));
  expect(readdirSync(host.folder).sort()).toContain('test-drawn');
  // The colours of a picture that the program drew say nothing of the dataset.
  for (const { id } of drawn) {
    const { result } = await host.call('sources.get', { id });
    expect([result?.classes.length, result?.coloursBefore]).toEqual([expect.any(Number), undefined]);
  }
  const { out: voc } = await exportTo('voc', await twoMasks(), { names: 'voc-{stem}' });
  await addDataset(host, voc);
  const inPlace = (await listAll(host)).filter(({ isDrawn }) => !isDrawn);
  expect((await host.call('project.current', {})).project?.counts).toMatchObject({ masks: 4, repaired: 2, drawn: 2 });
  expect(inPlace.map(({ path, status }) => [path, status])).toEqual([
    ['SegmentationClass/voc-a.png', 'inspected'],
    ['SegmentationClass/voc-b.png', 'inspected'],
  ]);
  const { classes } = await host.call('classes.get', {});
  expect(classes.filter(({ name }) => name === 'tree')).toHaveLength(1);
});

test('damaged masks of a dataset are left to be repaired, with its classes', async () => {
  const host = await emptyProject();
  const { out } = await exportTo('cvat', await twoMasks());
  const damaged = await asJpeg(both, 60);
  putFiles(out, { 'SegmentationClass/a.jpg': damaged });
  writeFileSync(join(out, 'ImageSets/Segmentation/train.txt'), 'a\n');
  await addDataset(host, out);
  expect((await listAll(host)).every(({ status }) => status === 'inspected')).toBe(true);
  await repairAll(host);
  const [row] = await listAll(host);
  expect(await pixelsOf(host, row.id)).toEqual(truthOf(both));
});

test('a dataset that is not what the person says is refused in words, and what is wrong in it is listed', async () => {
  const host = await emptyProject();
  const { out } = await exportTo('coco', await twoMasks());
  const { ended } = await addDataset(host, out, 'cityscapes');
  expect(ended).toMatchObject({ state: 'failed', error: { message: 'does not look like Cityscapes' } });
  const text = {
    images: [{ id: 1, width: 8, height: 8, file_name: '../../out.png' }],
    annotations: [],
    categories: [],
  };
  const bad = makeFolder({ 'instances.json': JSON.stringify(text) });
  await addDataset(host, join(bad, 'instances.json'), 'coco');
  const { problems } = await host.call('sources.scanStatus', {});
  expect(problems.map(({ message }) => message).join()).toContain('out.png');
});

test('what is to be known of a dataset as a whole is told', async () => {
  const host = await emptyProject();
  const both = makeFolder();
  const dataset = await twoMasks();
  for (const name of ['first', 'second']) await exportTo('voc', dataset, { out: join(both, name) });
  await addDataset(host, both);
  const { problems } = await host.call('sources.scanStatus', {});
  expect(problems).toContainEqual({
    path: basename(both),
    message: 'there is one more dataset in second; it is left out',
  });
});

test('folders of pictures, and paths that are none, are no datasets', async () => {
  const host = await emptyProject();
  const plain = putFiles(join(host.folder, 'plain'), { 'masks/a.png': drawMask([]), 'images/a.png': drawMask([]) });
  const { datasets, formats } = await host.call('sources.detect', { paths: [plain, join(host.folder, 'nothing')] });
  expect(datasets).toEqual([]);
  expect(formats.map(({ name }) => name)).toContain('mapillary');
});

test('an archive of plain masks is taken as what it is, with the classes that its masks show', async () => {
  const host = await emptyProject();
  const files = { 'masks/a.png': both, 'masks/b.png': roof, 'images/a.png': photoPng(64, 64) };
  const zip = makeZip(Object.entries(files).map(([name, bytes]) => ({ name, bytes })));
  const path = join(makeFolder({ 'set.zip': zip }), 'set.zip');
  const { found, ended } = await addDataset(host, path);
  expect([found, ended.error]).toEqual(['folder', undefined]);
  const rows = await listAll(host);
  expect(rows.map(({ status, photo }) => [status, photo !== undefined])).toEqual([
    ['repaired', true],
    ['repaired', false],
  ]);
  const { classes } = await host.call('classes.get', {});
  expect(new Set(classes.map(({ rgb }) => String(rgb)))).toEqual(
    new Set([colours.ground, colours.tree, colours.roof].map(String)),
  );
});
