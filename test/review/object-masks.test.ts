import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { plainDatasetChoices } from '../../src/shared/contract/plain-dataset-choices.ts';
import { colours, drawMask } from '../api/draw-masks.ts';
import { exportRequest, listAll, projectOf, repairAll } from '../api/projects.ts';
import type { TestHost } from '../api/test-host.ts';
import { asJpeg420, type DrawnObjects, drawObjects, inColours, inNumbers, objectColours } from './draw-objects.ts';
import { idOf, paint, readTile, revisionOf } from './review-host.ts';

/** The truth as the numbers that the project gave: pixels of one object have one number, no two objects the same. */
async function wrongPixels(host: TestHost, name: string, { numbers }: DrawnObjects): Promise<number> {
  const { values } = await readTile(host, await idOf(host, name), 'objects');
  const votes = new Map<string, number>();
  for (const [i, number] of numbers.entries()) {
    const pair = `${number} ${values[i]}`;
    votes.set(pair, (votes.get(pair) ?? 0) + 1);
  }
  const given = new Map<number, number>();
  const taken = new Set<number>();
  for (const [pair] of [...votes].sort((a, b) => b[1] - a[1])) {
    const [truth, number] = pair.split(' ').map(Number);
    if (given.has(truth) || taken.has(number)) continue;
    given.set(truth, number);
    taken.add(number);
  }
  return numbers.reduce((wrong, number, i) => wrong + (given.get(number) === values[i] ? 0 : 1), 0);
}

async function objectsOf(host: TestHost, name: string) {
  const id = await idOf(host, name);
  return (await host.call('objects.list', { id, sort: 'number', offset: 0, limit: 1000 })).objects;
}

test('masks whose colours differ from file to file are found to name objects, and are repaired by their own colours', async () => {
  const drawn = [0, 5, 11, 16].map((shift) => drawObjects({ shift, cell: 120 }));
  const pngs = drawn.map((objects, i) => inColours(objects, objectColours(12, 77 * i + 5)));
  const host = await projectOf({
    'set/a.png': pngs[0],
    'set/b.jpg': await asJpeg420(pngs[1], 90),
    'set/c.jpg': await asJpeg420(pngs[2], 75),
    'set/d.png': pngs[3],
  });
  expect(await host.call('objects.folders', {})).toMatchObject([
    { folder: 'set', masks: 4, choice: 'auto', objectMasks: 4, found: { meaning: 'objects' } },
  ]);
  await host.call('classes.infer', { revision: 0 });
  expect((await host.call('classes.get', {})).classes.map(({ name }) => name)).toEqual(['background', 'object']);
  await repairAll(host);
  for (const [i, name] of ['a.png', 'b.jpg', 'c.jpg', 'd.png'].entries()) {
    expect(await objectsOf(host, name), name).toHaveLength(12);
    // At quality 75 and 4:2:0 colours of their own are known to a few levels only.
    expect(await wrongPixels(host, name, drawn[i]), name).toBeLessThanOrEqual(name === 'c.jpg' ? 20 : 0);
  }
  const [first] = await objectsOf(host, 'a.png');
  expect(first.sourceRgb).toBeDefined();
});

test('what names objects is no colour that a class should claim, until the masks are said to name classes', async () => {
  const host = await projectOf({
    'set/a.png': inColours(drawObjects(), objectColours(12, 5)),
    'set/b.png': inColours(drawObjects({ shift: 5 }), objectColours(12, 82)),
    'plain.png': drawMask([colours.tree, colours.lake]),
  });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  const { classes, revision } = await host.call('classes.get', {});
  const lake = classes.find(({ sourceRgb }) => sourceRgb.join() === colours.lake.join())?.slot ?? -1;
  await host.call('classes.edit', { revision, edit: { kind: 'remove', slot: lake } });
  const unclaimed = async () => (await host.call('classes.unclaimed', { offset: 0, limit: 100 })).colours;
  expect((await unclaimed()).map(({ rgb, examples }) => [rgb, examples.map(({ path }) => path)])).toEqual([
    [colours.lake, ['plain.png']],
  ]);
  expect((await host.call('classes.get', {})).unclaimedColours).toBe(1);
  const told = async () => (await host.call('sources.problems', {})).find(({ kind }) => kind === 'unclaimed-colours');
  await expect.poll(told, { timeout: 20_000 }).toMatchObject({ files: 1 });
  const selection = { kind: 'ids' as const, ids: [await idOf(host, 'a.png')] };
  await host.call('objects.setMeaning', { selection, choice: 'classes' });
  expect((await unclaimed()).length).toBeGreaterThan(10);
  await expect.poll(told, { timeout: 20_000 }).toMatchObject({ files: 2 });
});

test('numbers of 16 bits that are class and count give every object its class', async () => {
  const drawn = drawObjects();
  const classOf = (number: number) => (number % 2 === 0 ? 26 : 24);
  const values = (number: number) => (number === 0 ? 7 : classOf(number) * 1000 + Math.floor(number / 2));
  const host = await projectOf({
    'x_gtFine.png': inNumbers(drawn, values),
    'y.png': inNumbers(drawObjects({ shift: 7 }), values),
  });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  const { classes } = await host.call('classes.get', {});
  const nameOf = (slot: number) => classes.find((entry) => entry.slot === slot)?.name;
  const objects = await objectsOf(host, 'x_gtFine.png');
  expect(objects.map(({ sourceId = 0, slot }) => [sourceId, nameOf(slot)])).toEqual(
    Array.from({ length: 12 }, (_, i) => values(i + 1))
      .sort((a, b) => a - b)
      .map((id) => [id, id >= 26_000 ? 'car' : 'person']),
  );
  expect(await wrongPixels(host, 'x_gtFine.png', drawn)).toBe(0);

  // No colour of a class is in the file: only what is painted differs from it.
  const id = await idOf(host, 'x_gtFine.png');
  const changed = async () =>
    [...(await readTile(host, id, 'changed')).values].flatMap((mark, at) => (mark ? [at] : []));
  expect(await changed()).toEqual([]);
  const other = classes.find(({ name }) => name === 'car')?.slot ?? 0;
  await paint(host, id, { slot: other, at: 0, length: 3 });
  expect(await changed()).toEqual([0, 1, 2]);
  // Nor is any of its numbers near to one.
  const operation = { operation: { kind: 'nearest-original' as const } };
  expect(await host.refusal('review.previewEdit', { id, operation })).toMatchObject({ code: 'usage' });
});

test('several hundred objects are told apart', async () => {
  const drawn = drawObjects({ columns: 20, rows: 15, cell: 24 });
  const png = inNumbers(drawn, (number) => number);
  const host = await projectOf({ 'instances/a.png': png });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  expect(await objectsOf(host, 'a.png')).toHaveLength(300);
  expect(await wrongPixels(host, 'a.png', drawn)).toBe(0);
  expect(await host.call('review.changes', { id: await idOf(host, 'a.png') })).toEqual({ pairs: [], pixels: 0 });
});

test('a person says that masks name classes, or objects, and can take it back', async () => {
  const drawn = drawObjects({ columns: 3, rows: 1 });
  const host = await projectOf({
    'a.png': inColours(drawn, objectColours(3, 1)),
    'b.png': inColours(drawn, objectColours(3, 1)),
  });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  expect(await objectsOf(host, 'a.png')).toEqual([]);
  const selection = { kind: 'ids' as const, ids: [await idOf(host, 'a.png')] };
  expect(await host.call('objects.setMeaning', { selection, choice: 'objects' })).toEqual({ changed: 1 });
  expect(await host.call('objects.folders', {})).toMatchObject([{ masks: 2, objectMasks: 1 }]);
  expect(await host.call('objects.meaning', { id: selection.ids[0] })).toMatchObject({
    choice: 'objects',
    found: { meaning: 'classes' },
  });
  expect((await host.call('sources.get', { id: selection.ids[0] })).status).toBe('stale');
  await repairAll(host);
  expect(await objectsOf(host, 'a.png')).toHaveLength(3);
  expect(await objectsOf(host, 'b.png')).toEqual([]);
  // Objects' colours stand for their class: a file that needed no repair was not changed by one.
  expect(await host.call('review.changes', { id: selection.ids[0] })).toEqual({ pairs: [], pixels: 0 });
});

test('numbers of objects are written beside the classes, in as many bits as they need, where that is wanted', async () => {
  const drawn = drawObjects({ columns: 20, rows: 15, cell: 24 });
  const png = inNumbers(drawn, (number) => number);
  const host = await projectOf({
    'instances/a.png': png,
    'instances/b.png': inNumbers(drawObjects(), (number) => number),
  });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  const left = await host.call('export.preflight', exportRequest(host));
  expect(left.findings).toMatchObject([{ kind: 'objects-left-out', files: 2 }]);
  const request = exportRequest(host, { hasObjectMaps: true });
  expect((await host.call('export.preflight', request)).findings).toMatchObject([
    { kind: 'object-maps', coding: 'grey16' },
  ]);
  const { job } = await host.call('export.start', request);
  expect(await host.ended(job)).toMatchObject({ state: 'finished' });
  const written = readPng(readFileSync(join(request.folder, 'objects/instances/a.png')), defaultReadLimits).raster;
  expect(written).toMatchObject({ channels: 'grey', bitDepth: 16 });
  const { values } = await readTile(host, await idOf(host, 'a.png'), 'objects');
  expect(written.samples).toEqual(Uint16Array.from(values));
  // The same once more: what an earlier export wrote may be replaced.
  expect(await host.call('export.preflight', request)).toMatchObject({ canStart: true });
});

test('objects go out with the formats that hold them, and come back into a project', async () => {
  const drawn = drawObjects({ columns: 3, rows: 2 });
  const values = (number: number) => (number === 0 ? 7 : 24_000 + 1000 * (number % 2) + Math.floor(number / 2));
  const host = await projectOf({ 'a.png': inNumbers(drawn, values) });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  const id = await idOf(host, 'a.png');
  const { labelsRevision, objects } = await host.call('objects.list', { id, sort: 'number', offset: 0, limit: 9 });
  const same = objects.filter(({ slot }) => slot === objects[0].slot);
  // Two parts that are one object: nothing but the project knows that.
  const act = { kind: 'merge' as const, numbers: same.slice(0, 2).map(({ number }) => number) };
  await host.call('objects.edit', { id, labelsRevision, act });
  const summary = (rows: Awaited<ReturnType<typeof objectsOf>>) =>
    rows.map(({ pixels, parts, x, y }) => [x, y, pixels, parts].join(' ')).sort();
  const wanted = summary(await objectsOf(host, 'a.png'));
  expect(wanted).toHaveLength(5);

  const formats = ['coco-panoptic', 'coco', 'cityscapes', 'voc', 'labelme', 'supervisely', 'cvat'];
  for (const format of formats) {
    const folder = join(host.folder, format);
    const { job } = await host.call(
      'export.start',
      exportRequest(host, { format, folder, dataset: plainDatasetChoices }),
    );
    expect(await host.ended(job), format).toMatchObject({ state: 'finished' });
  }
  await host.call('project.create', { path: join(host.folder, 'second.maskmend') });
  for (const format of formats) {
    const path = join(host.folder, format);
    const datasets = [{ path, format, raster: 'coco' as const }];
    const { job } = await host.call('sources.add', { paths: [path], as: 'auto', datasets });
    expect(await host.ended(job), format).toMatchObject({ state: 'finished' });
  }
  await repairAll(host);
  const found = (await listAll(host)).map(async ({ id: mask }) => {
    const rows = await host.call('objects.list', { id: mask, sort: 'number', offset: 0, limit: 100 });
    return summary(rows.objects);
  });
  const kept = await Promise.all(found);
  expect(kept).toHaveLength(formats.length);
  for (const rows of kept) expect(rows).toEqual(expect.arrayContaining(wanted));
});

test('maps of objects hold, where that is wanted, the numbers or colours that the files themselves have', async () => {
  const drawn = drawObjects({ columns: 3, rows: 2 });
  const numbers = (number: number) => (number === 0 ? 0 : 1000 + 7 * number);
  const exported = async (png: Uint8Array) => {
    const host = await projectOf({ 'instances/a.png': png });
    await host.call('classes.infer', { revision: 0 });
    await repairAll(host);
    // One more, which no file names.
    const id = await idOf(host, 'a.png');
    const [{ number, slot, at }] = await objectsOf(host, 'a.png');
    const area = { kind: 'rectangle', x: at[0], y: at[1], width: 1, height: 1 } as const;
    const labelsRevision = await revisionOf(host, id);
    await host.call('objects.edit', { id, labelsRevision, act: { kind: 'split-area', number, area } });
    expect(slot).toBeDefined();
    const request = exportRequest(host, { hasObjectMaps: true, hasNumbersOfFiles: true });
    const { job } = await host.call('export.start', request);
    expect(await host.ended(job)).toMatchObject({ state: 'finished' });
    const read = (bytes: Uint8Array) => readPng(bytes, defaultReadLimits).raster;
    return { at, written: read(readFileSync(join(request.folder, 'objects/instances/a.png'))), source: read(png) };
  };
  const grey = await exported(inNumbers(drawn, numbers));
  const pixel = grey.at[1] * grey.written.width + grey.at[0];
  expect(grey.written.samples[pixel]).toBe(numbers(6) + 1);
  expect([...grey.written.samples].filter((value, i) => value !== grey.source.samples[i])).toEqual([numbers(6) + 1]);

  const colour = await exported(inColours(drawn, objectColours(6, 8)));
  const differing = new Set(
    [...colour.written.samples.keys()]
      .filter((i) => colour.written.samples[i] !== colour.source.samples[i])
      .map((i) => Math.floor(i / 3)),
  );
  expect([...differing]).toEqual([colour.at[1] * colour.written.width + colour.at[0]]);
});
