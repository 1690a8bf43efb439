import type { KeptActLabel } from '../../src/shared/model/act-label.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ObjectAct } from '../../src/shared/contract/object-schemas.ts';
import { objectCutoutUrl, objectMaskUrl } from '../../src/shared/contract/picture-urls.ts';
import { colours } from '../api/draw-masks.ts';
import { repairAll, repairedProject } from '../api/projects.ts';
import { sharedHost, type TestHost } from '../api/test-host.ts';
import { decodePng } from './png-values.ts';
import {
  idOf,
  labelEvents,
  labelsOf,
  ownerOf,
  paint,
  readTile,
  redo,
  revisionOf,
  slotOf,
  undo,
} from './review-host.ts';

interface Opened {
  readonly host: TestHost;
  readonly id: number;
}

async function edit({ host, id }: Opened, act: ObjectAct) {
  return host.call('objects.edit', { id, labelsRevision: await revisionOf(host, id), act });
}

async function rowsOf({ host, id }: Opened) {
  const { objects } = await host.call('objects.list', { id, sort: 'number', offset: 0, limit: 100 });
  return objects;
}

const numbersOf = async ({ host, id }: Opened) => Array.from((await readTile(host, id, 'objects')).values);

let host: TestHost;
const openHost = sharedHost(repairedProject);

beforeEach(async () => {
  host = await openHost();
});

const isFinding = (label: KeptActLabel): boolean => typeof label !== 'string' && label.kind === 'find-classes';

/** Every test begins with the masks as they were repaired. */
afterEach(async () => {
  for (;;) {
    const { project } = await host.call('project.current', {});
    if (project?.undo === undefined || isFinding(project.undo.label)) return;
    await undo(host);
  }
});

/** A mask of ground on which two separate rectangles of roof are painted, each made an object. */
async function withTwoRoofs(): Promise<Opened & { ground: number; roof: number; width: number }> {
  const id = await idOf(host, 'a.png');
  const [ground, roof] = [await slotOf(host, colours.ground), await slotOf(host, colours.roof)];
  const { width, height } = await host.call('review.mask', { id });
  const opened = { host, id };
  const whole = {
    operation: { kind: 'paint', slot: ground },
    area: { kind: 'rectangle', x: 0, y: 0, width, height },
  } as const;
  await host.call('review.edit', {
    id,
    labelsRevision: await revisionOf(host, id),
    act: { kind: 'operation', ...whole },
  });
  for (const x of [2, 12]) {
    const area = { kind: 'rectangle', x, y: 3, width: 5, height: 4 } as const;
    await edit(opened, { kind: 'make-area', slot: roof, area });
  }
  return { ...opened, ground, roof, width };
}

test('objects are made, listed with their place and class, and found at their pixels', async () => {
  const opened = await withTwoRoofs();
  const { id, roof } = opened;
  expect(await rowsOf(opened)).toEqual([
    { number: 1, slot: roof, isCrowd: false, pixels: 20, parts: 1, x: 2, y: 3, width: 5, height: 4, at: [2, 3] },
    { number: 2, slot: roof, isCrowd: false, pixels: 20, parts: 1, x: 12, y: 3, width: 5, height: 4, at: [12, 3] },
  ]);
  expect(await host.call('review.mask', { id })).toMatchObject({ hasObjects: true });
  expect((await host.call('objects.at', { id, x: 13, y: 4 })).object).toMatchObject({ number: 2 });
  expect(await host.call('objects.at', { id, x: 0, y: 0 })).toEqual({});
  expect(await host.call('objects.at', { id, x: 9999, y: 0 })).toEqual({});
});

test('merging, splitting and giving another class are one act each, which undo takes back', async () => {
  const opened = await withTwoRoofs();
  const { id, ground, roof } = opened;
  const [labels, numbers, rows] = [await labelsOf(host, id), await numbersOf(opened), await rowsOf(opened)];

  const merged = await edit(opened, { kind: 'merge', numbers: [2, 1] });
  expect(await rowsOf(opened)).toMatchObject([{ number: 2, pixels: 40, parts: 2, x: 2, width: 15 }]);
  expect(labelEvents(host).at(-1)).toMatchObject({ mask: id, labelsRevision: merged.labelsRevision });
  const split = await edit(opened, { kind: 'split-parts', number: 2, connectivity: 8 });
  expect(split.made).toEqual([3]);
  expect((await rowsOf(opened)).map(({ number, pixels }) => [number, pixels])).toEqual([
    [2, 20],
    [3, 20],
  ]);
  const third = await slotOf(host, colours.ground);
  await edit(opened, { kind: 'reassign', numbers: [3], slot: third });
  expect(await rowsOf(opened)).toMatchObject([
    { number: 2, slot: roof },
    { number: 3, slot: ground },
  ]);

  await undo(host);
  expect(await labelsOf(host, id)).toEqual(labels);
  await undo(host);
  await undo(host);
  expect([await numbersOf(opened), await rowsOf(opened)]).toEqual([numbers, rows]);
  await redo(host);
  expect(await rowsOf(opened)).toMatchObject([{ number: 2, pixels: 40 }]);
});

test('what an act would do is told without being done', async () => {
  const opened = await withTwoRoofs();
  const { id, ground } = opened;
  const before = [await labelsOf(host, id), await numbersOf(opened), await revisionOf(host, id)];
  const area = { kind: 'rectangle', x: 2, y: 3, width: 2, height: 4 } as const;
  const preview = (act: ObjectAct) => host.call('objects.preview', { id, act });
  expect(await preview({ kind: 'split-area', number: 1, area })).toMatchObject({
    changedPixels: 8,
    labels: [],
    made: [3],
  });
  expect(await preview({ kind: 'merge', numbers: [2, 1] })).toMatchObject({ changedPixels: 20, labels: [], made: [] });
  const reassigned = await preview({ kind: 'reassign', numbers: [1, 2], slot: ground });
  expect(reassigned).toMatchObject({ changedPixels: 40, numbers: [] });
  expect(reassigned.labels).toHaveLength(1);
  expect(await host.refusal('objects.preview', { id, act: { kind: 'merge', numbers: [1, 9] } })).toMatchObject({
    code: 'not-found',
  });
  expect([await labelsOf(host, id), await numbersOf(opened), await revisionOf(host, id)]).toEqual(before);
});

test('an object is split by an area, and what was drawn over nothing of it is refused', async () => {
  const opened = await withTwoRoofs();
  const area = { kind: 'rectangle', x: 2, y: 3, width: 2, height: 4 } as const;
  expect((await edit(opened, { kind: 'split-area', number: 1, area })).made).toEqual([3]);
  expect((await rowsOf(opened)).map(({ number, pixels }) => [number, pixels])).toEqual([
    [1, 12],
    [2, 20],
    [3, 8],
  ]);
  const { id } = opened;
  const act = { kind: 'split-area', number: 2, area } as const;
  expect(await host.refusal('objects.edit', { id, labelsRevision: await revisionOf(host, id), act })).toMatchObject({
    code: 'usage',
  });
});

test('a removed object leaves its surrounding, of which its neighbours get their part', async () => {
  const opened = await withTwoRoofs();
  const { id, ground, width } = opened;
  await edit(opened, { kind: 'remove', numbers: [1] });
  const labels = await labelsOf(host, id);
  expect([labels[3 * width + 2], labels[6 * width + 6]]).toEqual([ground, ground]);
  expect(await rowsOf(opened)).toMatchObject([{ number: 2, pixels: 20 }]);
  await undo(host);
  expect(await rowsOf(opened)).toHaveLength(2);
});

test('painting a class over an object makes it smaller, and giving it that class does not bring those pixels back', async () => {
  const opened = await withTwoRoofs();
  const { id, ground, width } = opened;
  await paint(host, id, { slot: ground, at: 3 * width + 2, length: 5 });
  expect(await rowsOf(opened)).toMatchObject([
    { number: 1, pixels: 15, y: 4 },
    { number: 2, pixels: 20 },
  ]);
  await edit(opened, { kind: 'reassign', numbers: [1], slot: ground });
  expect(await rowsOf(opened)).toMatchObject([{ number: 1, pixels: 15, slot: ground }, { number: 2 }]);
});

test('every free place of a class becomes an object, and dissolved ones keep their class', async () => {
  const opened = await withTwoRoofs();
  const { id, roof, ground } = opened;
  const labels = await labelsOf(host, id);
  await edit(opened, { kind: 'dissolve', numbers: [1, 2] });
  expect([await rowsOf(opened), await labelsOf(host, id)]).toEqual([[], labels]);
  expect((await edit(opened, { kind: 'make-parts', slot: roof, connectivity: 4 })).made).toEqual([3, 4]);
  expect((await edit(opened, { kind: 'make-parts', slot: ground, connectivity: 4 })).made).toHaveLength(1);
  await edit(opened, { kind: 'mark-crowd', numbers: [3], isCrowd: true });
  expect((await rowsOf(opened)).map(({ isCrowd }) => isCrowd)).toEqual([true, false, false]);
  await undo(host);
  expect((await rowsOf(opened)).map(({ isCrowd }) => isCrowd)).toEqual([false, false, false]);
});

test('acts on stale labels, on objects that are not there and on locked classes are refused', async () => {
  const opened = await withTwoRoofs();
  const { id, roof } = opened;
  const labelsRevision = await revisionOf(host, id);
  const refused = (act: ObjectAct, revision = labelsRevision) =>
    host.refusal('objects.edit', { id, labelsRevision: revision, act });
  expect(await refused({ kind: 'remove', numbers: [1] }, labelsRevision - 1)).toMatchObject({ code: 'conflict' });
  expect(await refused({ kind: 'merge', numbers: [1, 77] })).toMatchObject({ code: 'not-found' });
  expect(await refused({ kind: 'reassign', numbers: [1], slot: 999 })).toMatchObject({ code: 'usage' });
  const { revision } = await host.call('classes.get', {});
  await host.call('classes.edit', { revision, edit: { kind: 'lock', slot: roof, isLocked: true } });
  expect(await refused({ kind: 'remove', numbers: [1] })).toMatchObject({ code: 'usage' });
  expect(await rowsOf(opened)).toHaveLength(2);
});

test('objects that a person made are there after the mask is repaired again', async () => {
  const opened = await withTwoRoofs();
  await edit(opened, { kind: 'merge', numbers: [1, 2] });
  const [numbers, rows] = [await numbersOf(opened), await rowsOf(opened)];
  await repairAll(host, true);
  expect([await numbersOf(opened), await rowsOf(opened)]).toEqual([numbers, rows]);
  await undo(host);
  expect(await rowsOf(opened)).toHaveLength(2);
});

test('an object is drawn in white on black', async () => {
  const opened = await withTwoRoofs();
  const { id, width } = opened;
  const response = await host.get(objectMaskUrl(ownerOf(host, id), 2, 1));
  const data = decodePng(new Uint8Array(await response.arrayBuffer()));
  expect(data.filter((value) => value === 255)).toHaveLength(20);
  expect(data[3 * width + 12]).toBe(255);
  expect((await host.get(objectMaskUrl(ownerOf(host, id), 9, 1))).status).toBe(404);
  // There is no photo to cut from.
  expect((await host.get(objectCutoutUrl(ownerOf(host, id), 2, 1))).status).toBe(404);
});
