import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { colours } from '../api/draw-masks.ts';
import { repairedProject } from '../api/projects.ts';
import { idOf, labelsOf, paint, revisionOf, slotOf, undo } from './review-host.ts';

test('an act that comes once more is answered as it was done, and done once', async () => {
  const host = await repairedProject();
  const id = await idOf(host, 'a.png');
  const slot = await slotOf(host, colours.roof);
  const labelsRevision = await revisionOf(host, id);
  const key = randomUUID();
  const act = { kind: 'runs', label: 'Stroke', tiles: [{ row: 0, column: 0, runs: [10, 5, slot] }] } as const;
  const first = await host.call('review.edit', { id, labelsRevision, act, key });
  const labels = await labelsOf(host, id);
  expect(await host.call('review.edit', { id, labelsRevision, act, key })).toMatchObject(first);
  expect(await labelsOf(host, id)).toEqual(labels);
  expect(await host.call('review.mask', { id })).toMatchObject({ edits: 1, editedPixels: 5 });

  // Also when others followed: the page goes on from the labels as they are.
  const later = await paint(host, id, { slot, at: 40, length: 3 });
  expect(await host.call('review.edit', { id, labelsRevision, act, key })).toMatchObject({
    labelsRevision: later.labelsRevision,
    changedPixels: 5,
    entry: first.entry,
  });
  // Undone, and by an act after that forgotten: it is not done again.
  await undo(host);
  await undo(host);
  expect(await host.call('review.edit', { id, labelsRevision, act, key })).toMatchObject({ entry: first.entry });
  await paint(host, id, { slot, at: 60, length: 2 });
  expect(await host.refusal('review.edit', { id, labelsRevision, act, key })).toMatchObject({ code: 'conflict' });
});

test('an act on objects that comes once more is done once, and tells again what it made', async () => {
  const host = await repairedProject();
  const id = await idOf(host, 'a.png');
  const slot = await slotOf(host, colours.roof);
  const labelsRevision = await revisionOf(host, id);
  const key = randomUUID();
  const area = { kind: 'rectangle', x: 4, y: 4, width: 6, height: 6 } as const;
  const act = { kind: 'make-area', slot, area } as const;
  const first = await host.call('objects.edit', { id, labelsRevision, act, key });
  expect(first.made).toHaveLength(1);
  const again = await host.call('objects.edit', { id, labelsRevision, act, key });
  expect(again).toMatchObject({ made: first.made, entry: first.entry, labelsRevision: first.labelsRevision });
  expect((await host.call('objects.list', { id, sort: 'number', offset: 0, limit: 9 })).total).toBe(1);
});
