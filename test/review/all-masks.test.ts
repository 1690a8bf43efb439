import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { classMaskUrl, cutoutUrl } from '../../src/shared/contract/picture-urls.ts';
import { asJpeg, colours, drawMask, drawPhoto, putFiles } from '../api/draw-masks.ts';
import { allMasks, projectOf, repairAll, repairedProject } from '../api/projects.ts';
import { decodePng } from './png-values.ts';
import { idOf, labelsOf, ownerOf, readTile, revisionOf, slotOf, undo } from './review-host.ts';

test('an operation on all masks is tried on a sample, done as a job, and undone at once', async () => {
  const host = await repairedProject();
  const [tree, roof] = [await slotOf(host, colours.tree), await slotOf(host, colours.roof)];
  const ids = await Promise.all(['a.png', 'b.jpg', 'c.png'].map((name) => idOf(host, name)));
  const before = await Promise.all(ids.map((id) => labelsOf(host, id)));
  const request = {
    selection: allMasks,
    operation: { operation: { kind: 'replace-class', from: tree, to: roof } },
  } as const;
  const preview = await host.call('review.previewForAll', request);
  expect(preview).toMatchObject({ masks: 3, concerned: 2 });
  expect(preview.sample.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  expect(preview.sample[0]?.changedPixels).toBe(before[0]?.filter((label) => label === tree).length);

  const { job } = await host.call('review.editAll', request);
  expect(await host.ended(job)).toMatchObject({ kind: 'edit', state: 'finished', items: { done: 2, failed: 0 } });
  const after = await Promise.all(ids.map((id) => labelsOf(host, id)));
  expect(after).toEqual(before.map((labels) => labels.map((label) => (label === tree ? roof : label))));
  const { project } = await host.call('project.current', {});
  expect(project?.undo?.label).toMatchObject({ kind: 'replace-class' });
  await undo(host);
  expect(await Promise.all(ids.map((id) => labelsOf(host, id)))).toEqual(before);

  const place = { operation: { kind: 'paint', slot: roof } } as const;
  expect(await host.refusal('review.editAll', { selection: allMasks, operation: place })).toMatchObject({
    code: 'usage',
  });
});

test('work on all masks that was stopped goes on where it stopped, and is one act', async () => {
  const host = await repairedProject();
  const ids = await Promise.all(['a.png', 'b.jpg', 'c.png'].map((name) => idOf(host, name)));
  const before = await Promise.all(ids.map((id) => labelsOf(host, id)));
  const [ground, roof] = [await slotOf(host, colours.ground), await slotOf(host, colours.roof)];
  const operation = { operation: { kind: 'replace-class', from: ground, to: roof } } as const;
  const { job } = await host.call('review.editAll', { selection: allMasks, operation });
  await host.call('jobs.cancel', { job });
  expect(await host.ended(job)).toMatchObject({ state: 'cancelled', canResume: true });
  await host.call('jobs.resume', { job });
  expect(await host.ended(job)).toMatchObject({ state: 'finished', items: { waiting: 0, done: 3 } });
  for (const id of ids) expect(await labelsOf(host, id)).not.toContain(ground);
  await undo(host);
  expect(await Promise.all(ids.map((id) => labelsOf(host, id)))).toEqual(before);
});

test('objects are the connected places of classes, the largest first, page by page', async () => {
  const host = await repairedProject();
  const id = await idOf(host, 'b.jpg');
  const tree = await slotOf(host, colours.tree);
  const labels = await labelsOf(host, id);
  const all = await host.call('review.objects', { id, slot: tree, connectivity: 8, offset: 0, limit: 10 });
  expect(all.total).toBe(2);
  expect(all.objects[0]?.pixels).toBeGreaterThanOrEqual(all.objects[1]?.pixels ?? 0);
  expect(all.objects.reduce((sum, { pixels }) => sum + pixels, 0)).toBe(
    labels.filter((label) => label === tree).length,
  );
  for (const { at } of all.objects) expect(labels[at[1] * 96 + at[0]]).toBe(tree);
  const second = await host.call('review.objects', { id, slot: tree, connectivity: 8, offset: 1, limit: 1 });
  expect(second).toEqual({ objects: [all.objects[1]], total: 2 });
});

test('a class is shown white on black, and its objects cut out of the photo; both can be saved, never over a source', async () => {
  const host = await projectOf({ 'masks/one.png': drawMask([colours.tree, colours.tree]) });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  const [id, tree] = [await idOf(host, 'one.png'), await slotOf(host, colours.tree)];
  const labels = await labelsOf(host, id);
  const picture = await host.get(classMaskUrl(ownerOf(host, id), tree, 1));
  expect(decodePng(new Uint8Array(await picture.arrayBuffer()))).toEqual(
    labels.map((label) => (label === tree ? 255 : 0)),
  );
  expect((await host.get(cutoutUrl(ownerOf(host, id), { slot: tree }, 1))).status).toBe(404);

  const photo = await drawPhoto(5);
  const folder = putFiles(join(host.folder, 'photos'), { 'one.jpg': photo });
  await host.ended((await host.call('sources.add', { paths: [folder], as: 'photo' })).job);
  const { objects } = await host.call('review.objects', { id, slot: tree, connectivity: 8, offset: 0, limit: 2 });
  const first = objects.at(0);
  if (first === undefined) throw new Error('there is no object');
  const cutout = decode(
    new Uint8Array(await (await host.get(cutoutUrl(ownerOf(host, id), { slot: tree, at: first.at }, 1))).arrayBuffer()),
  );
  expect(cutout).toMatchObject({ width: first.width, height: first.height, channels: 4 });
  const opaque = Array.from(cutout.data).filter((value, at) => at % 4 === 3 && value === 255);
  expect(opaque).toHaveLength(first.pixels);

  const path = join(host.folder, 'tree.png');
  const view = { kind: 'class', slot: tree } as const;
  await host.call('review.saveView', { id, view, path, isOverwriting: false });
  expect(decodePng(readFileSync(path))).toHaveLength(96 * 96);
  expect(await host.refusal('review.saveView', { id, view, path, isOverwriting: false })).toMatchObject({
    code: 'exists',
  });
  const { absolutePath } = await host.call('sources.get', { id });
  const source = readFileSync(absolutePath);
  expect(await host.refusal('review.saveView', { id, view, path: absolutePath, isOverwriting: true })).toMatchObject({
    code: 'usage',
  });
  expect(readFileSync(absolutePath).equals(source)).toBe(true);
  const nowhere = { kind: 'cutout', slot: tree, at: [0, 0] } as const;
  expect(
    await host.refusal('review.saveView', {
      id,
      view: nowhere,
      path: join(host.folder, 'no.png'),
      isOverwriting: false,
    }),
  ).toMatchObject({ code: 'not-found' });
  expect(existsSync(join(host.folder, 'no.png'))).toBe(false);
});

test('what the repair changed is told class by class', async () => {
  const host = await projectOf({ 'one.jpg': await asJpeg(drawMask([colours.tree, colours.roof], { shift: 3 }), 30) });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  const id = await idOf(host, 'one.jpg');
  const changes = await host.call('review.changes', { id });
  expect(changes.pixels).toBeGreaterThan(0);
  expect(changes.pairs.reduce((sum, { pixels }) => sum + pixels, 0)).toBe(changes.pixels);
  // Taking the nearest colours instead brings just these pixels back.
  const operation = { operation: { kind: 'nearest-original' } } as const;
  expect((await host.call('review.previewEdit', { id, operation })).changedPixels).toBe(changes.pixels);
});

test('the second most likely labels are taken where the engine was in doubt, and refused where it was not', async () => {
  const host = await projectOf({
    'doubt.jpg': await asJpeg(drawMask([colours.tree, colours.roof, colours.lake], { shift: 3 }), 30),
    'sure.png': drawMask([colours.tree, colours.roof, colours.lake]),
  });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  const [doubt, sure] = [await idOf(host, 'doubt.jpg'), await idOf(host, 'sure.png')];
  const operation = { operation: { kind: 'alternative' } } as const;
  expect((await host.call('review.mask', { id: sure })).hasAlternative).toBe(false);
  expect(await host.refusal('review.previewEdit', { id: sure, operation })).toMatchObject({ code: 'not-found' });

  const mask = await host.call('review.mask', { id: doubt });
  expect(mask.hasAlternative).toBe(true);
  const before = await labelsOf(host, doubt);
  const act = { kind: 'operation', ...operation } as const;
  const { changedPixels } = await host.call('review.edit', { id: doubt, labelsRevision: mask.labelsRevision, act });
  expect(changedPixels).toBeGreaterThan(0);
  const [after, { values: confidence }] = [await labelsOf(host, doubt), await readTile(host, doubt, 'confidence')];
  const changed = [...after.keys()].filter((pixel) => after[pixel] !== before[pixel]);
  expect(changed).toHaveLength(changedPixels);
  expect(changed.filter((pixel) => confidence[pixel] === 255)).toEqual([]);
});

test('where the source has gone, what goes by its colours says so, and painting goes on', async () => {
  const host = await repairedProject();
  const id = await idOf(host, 'a.png');
  const { absolutePath } = await host.call('sources.get', { id });
  writeFileSync(absolutePath, 'no picture');
  const roof = await slotOf(host, colours.roof);
  const fill = { kind: 'fill', x: 1, y: 1, slot: roof, connectivity: 4, guide: 'original', tolerance: 9 } as const;
  const labelsRevision = await revisionOf(host, id);
  const refusal = await host.refusal('review.edit', {
    id,
    labelsRevision,
    act: { kind: 'operation', operation: fill },
  });
  expect(refusal.path).toBe(absolutePath);
  const byLabels = { kind: 'operation', operation: { ...fill, guide: 'labels' } } as const;
  expect((await host.call('review.edit', { id, labelsRevision, act: byLabels })).changedPixels).toBeGreaterThan(1000);
});
