import { expect, test } from 'vitest';
import type { KeptActLabel } from '../../src/shared/model/act-label.ts';
import { RESTORED } from '../../src/shared/edit/label-runs.ts';
import { colours } from '../api/draw-masks.ts';
import { repairAll, repairedProject } from '../api/projects.ts';
import type { TestHost } from '../api/test-host.ts';
import { decodePng } from './png-values.ts';
import { idOf, labelEvents, labelsOf, paint, redo, revisionOf, slotOf, undo } from './review-host.ts';

const actsOn = async (host: TestHost, id: number): Promise<KeptActLabel[]> =>
  (await host.call('review.mask', { id })).acts.map(({ label }) => label);

test('a stroke changes the labels, the counts of classes and the picture in lists, and can be undone and done again', async () => {
  const host = await repairedProject();
  const id = await idOf(host, 'a.png');
  const [ground, roof] = [await slotOf(host, colours.ground), await slotOf(host, colours.roof)];
  const before = await labelsOf(host, id);
  const countOf = async (slot: number) =>
    (await host.call('review.mask', { id })).classes.find((entry) => entry.slot === slot)?.pixels ?? 0;
  const groundBefore = await countOf(ground);

  const edited = await paint(host, id, { slot: roof, at: 10, length: 5 });
  expect(edited).toMatchObject({ changedPixels: 5, edits: 1, editedPixels: 5, tiles: [{ row: 0, column: 0 }] });
  const after = before.with(10, roof).with(11, roof).with(12, roof).with(13, roof).with(14, roof);
  expect(await labelsOf(host, id)).toEqual(after);
  expect(await labelsOf(host, id, 'engine-labels')).toEqual(before);
  expect([await countOf(ground), await countOf(roof)]).toEqual([groundBefore - 5, 5]);
  expect(await host.call('sources.get', { id })).toMatchObject({
    edits: 1,
    classes: 3,
    labelsRevision: edited.labelsRevision,
  });
  expect(await host.call('review.mask', { id })).toMatchObject({ edits: 1, editedPixels: 5 });
  expect(await actsOn(host, id)).toHaveLength(1);
  expect(await actsOn(host, await idOf(host, 'b.jpg'))).toEqual([]);
  expect(labelEvents(host).at(-1)).toMatchObject({
    mask: id,
    labelsRevision: edited.labelsRevision,
    tiles: [{ row: 0, column: 0 }],
  });

  await undo(host);
  expect(await actsOn(host, id)).toEqual([]);
  expect(await labelsOf(host, id)).toEqual(before);
  expect([await countOf(ground), await countOf(roof)]).toEqual([groundBefore, 0]);
  expect(await host.call('sources.get', { id })).toMatchObject({ edits: 0, classes: 2 });
  expect(await revisionOf(host, id)).toBeGreaterThan(edited.labelsRevision);
  await redo(host);
  expect(await labelsOf(host, id)).toEqual(after);
  expect(labelEvents(host).at(-1)).toMatchObject({ mask: id, tiles: [{ row: 0, column: 0 }] });
});

test('an act on labels that have changed meanwhile is refused, and changes nothing', async () => {
  const host = await repairedProject();
  const id = await idOf(host, 'a.png');
  const slot = await slotOf(host, colours.roof);
  const labelsRevision = await revisionOf(host, id);
  await paint(host, id, { slot });
  const labels = await labelsOf(host, id);
  const act = { kind: 'runs', label: 'Late', tiles: [{ row: 0, column: 0, runs: [50, 4, slot] }] } as const;
  expect(await host.refusal('review.edit', { id, labelsRevision, act })).toMatchObject({ code: 'conflict' });
  expect(await labelsOf(host, id)).toEqual(labels);
});

test('runs that lie outside the mask, overlap or name no class are refused', async () => {
  const host = await repairedProject();
  const id = await idOf(host, 'a.png');
  const slot = await slotOf(host, colours.roof);
  const labelsRevision = await revisionOf(host, id);
  const pixels = 96 * 96;
  for (const [row, runs] of [
    [0, [pixels - 1, 2, slot]],
    [0, [5, 4, slot, 6, 2, slot]],
    [0, [5, 0, slot]],
    [0, [5, 4]],
    [1, [0, 1, slot]],
    [0, [0, 1, 4711]],
  ] as const) {
    const act = { kind: 'runs', label: 'Bad', tiles: [{ row, column: 0, runs: [...runs] }] } as const;
    expect(await host.refusal('review.edit', { id, labelsRevision, act })).toMatchObject({ code: 'usage' });
  }
  expect(await revisionOf(host, id)).toBe(labelsRevision);
});

test('locked classes are painted neither over nor with, and paint keeps to the classes it may cover', async () => {
  const host = await repairedProject();
  const id = await idOf(host, 'c.png');
  const [ground, roof, tree] = await Promise.all(
    [colours.ground, colours.roof, colours.tree].map((rgb) => slotOf(host, rgb)),
  );
  const { revision } = await host.call('classes.get', {});
  await host.call('classes.edit', { revision, edit: { kind: 'lock', slot: roof, isLocked: true } });
  const before = await labelsOf(host, id);
  const all = { kind: 'rectangle', x: 0, y: 0, width: 96, height: 96 } as const;
  const act = { kind: 'operation', operation: { kind: 'paint', slot: tree }, area: all } as const;
  await host.call('review.edit', { id, labelsRevision: await revisionOf(host, id), act });
  expect(await labelsOf(host, id)).toEqual(before.map((label) => (label === roof ? roof : tree)));
  const withRoof = { ...act, operation: { kind: 'paint', slot: roof } } as const;
  const refusal = await host.refusal('review.edit', { id, labelsRevision: await revisionOf(host, id), act: withRoof });
  expect(refusal).toMatchObject({ code: 'usage', hint: 'unlock it to paint with it' });
  const overRoof = { ...act, operation: { kind: 'paint', slot: ground }, rules: { onlyOver: [roof] } } as const;
  const nothing = await host.call('review.edit', { id, labelsRevision: await revisionOf(host, id), act: overRoof });
  expect(nothing).toMatchObject({ changedPixels: 0, tiles: [] });
  expect(nothing.entry).toBeUndefined();
});

test('what is painted outlives a repair; the decision does not, and is remembered', async () => {
  const host = await repairedProject();
  const id = await idOf(host, 'b.jpg');
  const roof = await slotOf(host, colours.roof);
  const engine = await labelsOf(host, id);
  await paint(host, id, { slot: roof, at: 3, length: 2 });
  const painted = await labelsOf(host, id);
  await host.call('review.decide', { selection: { kind: 'ids', ids: [id] }, decision: 'accepted', note: 'fine' });
  await repairAll(host, true);
  expect(await labelsOf(host, id)).toEqual(painted);
  expect(await labelsOf(host, id, 'engine-labels')).toEqual(engine);
  expect((await host.call('review.mask', { id })).editedPixels).toBe(2);
  // The same labels came out: what was decided on them holds.
  expect(await host.call('sources.get', { id })).toMatchObject({ decision: 'accepted', edits: 1 });
  await undo(host);
  await undo(host);
  expect(await labelsOf(host, id)).toEqual(engine);
});

test('painting of several acts is taken back by the last of them, and erased paint shows what the repair gave', async () => {
  const host = await repairedProject();
  const id = await idOf(host, 'a.png');
  const [tree, roof] = [await slotOf(host, colours.tree), await slotOf(host, colours.roof)];
  const engine = await labelsOf(host, id);
  await paint(host, id, { slot: roof, at: 0, length: 8 });
  await paint(host, id, { slot: tree, at: 4, length: 8 });
  expect((await labelsOf(host, id)).slice(0, 12)).toEqual([roof, roof, roof, roof, ...new Array<number>(8).fill(tree)]);
  const erased = await paint(host, id, { slot: RESTORED, at: 2, length: 4 });
  expect(erased.changedPixels).toBe(4);
  expect((await labelsOf(host, id)).slice(0, 8)).toEqual([roof, roof, ...engine.slice(2, 6), tree, tree]);
  await undo(host);
  await undo(host);
  expect((await labelsOf(host, id)).slice(0, 12)).toEqual([...new Array<number>(8).fill(roof), ...engine.slice(8, 12)]);
});

test('the export holds what was painted', async () => {
  const host = await repairedProject();
  const id = await idOf(host, 'a.png');
  const roof = await slotOf(host, colours.roof);
  await paint(host, id, { slot: roof, at: 0, length: 3 });
  const picture = await host.get(`/pictures/mask/${id}/labels?rev=1.1`);
  expect(picture.status).toBe(200);
  expect(decodePng(new Uint8Array(await picture.arrayBuffer())).slice(0, 4)).toEqual([
    roof,
    roof,
    roof,
    await slotOf(host, colours.ground),
  ]);
});

test('a preview tells what an operation would do and keeps nothing of it', async () => {
  const host = await repairedProject();
  const id = await idOf(host, 'a.png');
  const [tree, roof] = [await slotOf(host, colours.tree), await slotOf(host, colours.roof)];
  const before = await labelsOf(host, id);
  const trees = before.filter((label) => label === tree).length;
  const operation = { operation: { kind: 'replace-class', from: tree, to: roof } } as const;
  const preview = await host.call('review.previewEdit', { id, operation });
  expect(preview).toMatchObject({ changedPixels: trees, changes: [{ from: tree, to: roof, pixels: trees }] });
  expect(await labelsOf(host, id)).toEqual(before);
  const done = await host.call('review.edit', {
    id,
    labelsRevision: preview.labelsRevision,
    act: { kind: 'operation', ...operation },
  });
  expect(done.changedPixels).toBe(trees);
  expect(await host.call('project.history', { limit: 1 })).toMatchObject([
    { id: done.entry, label: { kind: 'replace-class' } },
  ]);
});

test('of a stroke and of an operation only what is selected changes', async () => {
  const host = await repairedProject();
  const id = await idOf(host, 'a.png');
  const roof = await slotOf(host, colours.roof);
  const before = await labelsOf(host, id);
  const within = { kind: 'polygon', points: [[2, 0], [12, 0], [12, 8], [2, 8]] } as const; // prettier-ignore
  const stroke = { kind: 'stroke', points: [[0, 4], [90, 4]], size: 3, tip: 'square' } as const; // prettier-ignore
  const acts = [
    { kind: 'operation', operation: { kind: 'paint', slot: roof }, area: stroke, within },
    { kind: 'operation', operation: { kind: 'replace-class', from: before[0], to: roof }, within },
  ] as const;
  const changed: number[][] = [];
  for (const act of acts) {
    const edited = await host.call('review.edit', { id, labelsRevision: await revisionOf(host, id), act });
    const after = await labelsOf(host, id);
    const places = [...after.keys()].filter((pixel) => after[pixel] !== before[pixel]);
    expect(edited.changedPixels).toBe(places.length);
    changed.push(places);
    await undo(host);
  }
  const inRows = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, row) =>
      Array.from({ length: 10 }, (_, x) => (from + row) * 96 + 2 + x),
    ).flat();
  expect(changed).toEqual([inRows(3, 6), inRows(0, 8)]);
  const elsewhere = { ...acts[0], within: { kind: 'rectangle', x: 0, y: 50, width: 5, height: 5 } } as const;
  const labelsRevision = await revisionOf(host, id);
  expect(await host.call('review.edit', { id, labelsRevision, act: elsewhere })).toMatchObject({ changedPixels: 0 });
  const asked = { selection: { kind: 'ids' as const, ids: [id] }, operation: { operation: acts[1].operation, within } };
  expect(await host.refusal('review.previewForAll', asked)).toMatchObject({ code: 'usage' });
});

test('what can be undone tells the one mask that it is about, and none where it is about several', async () => {
  const host = await repairedProject();
  const [a, b] = [await idOf(host, 'a.png'), await idOf(host, 'c.png')];
  const roof = await slotOf(host, colours.roof);
  const next = async () => (await host.call('project.current', {})).project;
  await paint(host, a, { slot: roof });
  expect((await next())?.undo).toMatchObject({ mask: a });
  await host.call('review.decide', { selection: { kind: 'ids', ids: [b] }, decision: 'accepted' });
  expect((await next())?.undo).toMatchObject({ mask: b });
  await undo(host);
  expect((await next())?.redo).toMatchObject({ mask: b });
  await host.call('review.decide', { selection: { kind: 'ids', ids: [a, b] }, decision: 'accepted' });
  expect((await next())?.undo).not.toHaveProperty('mask');
});
