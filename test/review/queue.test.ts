import { expect, test } from 'vitest';
import { asJpeg, colours, drawMask } from '../api/draw-masks.ts';
import { copyOf, exportRequest, projectOf, repairAll } from '../api/projects.ts';
import type { TestHost } from '../api/test-host.ts';
import { idOf, paint, slotOf, undo } from './review-host.ts';

const masks = { role: 'mask' } as const;
const byNeed = { by: 'look', direction: 'descending' } as const;

/** Four masks: two clean, two from a coarse JPEG; one file that is none. */
const queueProject = (): Promise<TestHost> => copyOf('queue', makeQueue);

async function makeQueue(): Promise<TestHost> {
  const host = await projectOf({
    'a-clean.png': drawMask([colours.tree]),
    'b-clean.png': drawMask([colours.roof]),
    'c-coarse.jpg': await asJpeg(drawMask([colours.tree, colours.roof], { shift: 3 }), 12),
    'd-coarse.jpg': await asJpeg(drawMask([colours.roof, colours.tree], { shift: 5 }), 15),
    'e-broken.png': Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 1, 2, 3]),
  });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  return host;
}

const names = (rows: readonly { readonly path: string }[]): string[] =>
  rows.map(({ path }) => path.slice(path.lastIndexOf('/') + 1));

test('the queue shows the worst first, counts what is decided, and finds by what a mask needs', async () => {
  const host = await queueProject();
  const queue = await host.call('review.queue', { filter: masks, sort: byNeed, offset: 0, limit: 10 });
  expect(queue.rows.map(({ status }) => status)[0]).toBe('failed');
  expect(queue.progress).toMatchObject({ masks: 5, decided: 0, accepted: 0 });
  const needy = await host.call('review.queue', {
    filter: { ...masks, needsLook: true },
    sort: byNeed,
    offset: 0,
    limit: 10,
  });
  expect(needy.total).toBe(queue.progress.needsLook);
  expect(names(needy.rows)).not.toContain('a-clean.png');
  expect(names(needy.rows)).toContain('e-broken.png');
  const counts = await host.call('review.counts', { filter: masks });
  expect(counts).toMatchObject({ total: 5, needsLook: needy.total, edited: 0, noted: 0 });
  expect(counts.certified).toBeGreaterThanOrEqual(2);

  const [a, roof] = [await idOf(host, 'a-clean.png'), await slotOf(host, colours.roof)];
  await paint(host, a, { slot: roof });
  // Nothing is claimed any more of a certified mask that somebody painted over.
  const progress = async () =>
    (await host.call('review.queue', { filter: masks, sort: byNeed, offset: 0, limit: 10 })).progress;
  expect((await progress()).needsLook).toBe(needy.total + 1);
  expect(await host.call('review.counts', { filter: masks })).toMatchObject({ needsLook: needy.total + 1 });
  await host.call('review.note', { id: a, note: ' look at the roof ' });
  const listed = async (filter: object) =>
    names(
      (await host.call('review.queue', { filter: { ...masks, ...filter }, sort: byNeed, offset: 0, limit: 10 })).rows,
    );
  expect(await listed({ isEdited: true })).toEqual(['a-clean.png']);
  expect(await listed({ hasNote: true })).toEqual(['a-clean.png']);
  expect(await listed({ name: 'coarse', certifiedShare: { to: 1 } })).toHaveLength(2);
  expect((await host.call('sources.get', { id: a })).note).toBe('look at the roof');
  await undo(host);
  expect((await host.call('sources.get', { id: a })).note).toBeUndefined();
});

test('ids of the queue are those of its rows in their order, and as many as an act may name', async () => {
  const host = await queueProject();
  const list = { filter: { ...masks, name: 'c' }, sort: byNeed };
  const { rows } = await host.call('review.queue', { ...list, offset: 0, limit: 10 });
  const { ids } = await host.call('review.ids', { ...list, offset: 0, limit: 100_000 });
  expect(ids).toEqual(rows.map(({ id }) => id));
  expect(ids.length).toBeGreaterThan(2);
  expect((await host.call('review.ids', { ...list, offset: 1, limit: 1 })).ids).toEqual([ids[1]]);
});

test('a certified mask that was painted over comes before those that need nothing, also after another repair', async () => {
  const host = await queueProject();
  const listed = async () => {
    const { rows } = await host.call('review.queue', { filter: masks, sort: byNeed, offset: 0, limit: 10 });
    return names(rows);
  };
  const before = await listed();
  const [first, last] = before.slice(3);
  expect([first, last].sort()).toEqual(['a-clean.png', 'b-clean.png']);
  const id = await idOf(host, last);
  await paint(host, id, { slot: await slotOf(host, colours.roof) });
  const painted = [...before.slice(0, 3), last, first];
  expect(await listed()).toEqual(painted);
  await repairAll(host);
  expect(await listed()).toEqual(painted);
  await undo(host);
  expect(await listed()).toEqual(before);
});

test('the next mask is found forward and backward, around the end, and none where none is left', async () => {
  const host = await queueProject();
  const { rows } = await host.call('review.queue', { filter: masks, sort: byNeed, offset: 0, limit: 10 });
  const next = async (
    from: number | undefined,
    direction: 'forward' | 'backward',
    want: 'undecided' | 'needs-look' | 'any',
  ) =>
    (
      await host.call('review.next', {
        filter: masks,
        sort: byNeed,
        ...(from !== undefined && { from }),
        direction,
        want,
      })
    ).row?.id;
  const ids = rows.map(({ id }) => id);
  expect(await next(undefined, 'forward', 'undecided')).toBe(ids[0]);
  expect(await next(ids[1], 'forward', 'undecided')).toBe(ids[2]);
  expect(await next(ids[1], 'backward', 'undecided')).toBe(ids[0]);
  expect(await next(ids[4], 'forward', 'undecided')).toBe(ids[0]);
  expect(await next(ids[0], 'backward', 'any')).toBe(ids[4]);
  await host.call('review.decide', { selection: { kind: 'ids', ids: [ids[0], ids[2], ids[3]] }, decision: 'skipped' });
  expect(await next(ids[1], 'forward', 'undecided')).toBe(ids[4]);
  await host.call('review.decide', { selection: { kind: 'filter', filter: masks }, decision: 'accepted' });
  expect(await next(ids[1], 'forward', 'undecided')).toBeUndefined();
});

test('every sort finds the masks one after the other in the order of its list', async () => {
  const host = await queueProject();
  for (const by of ['name', 'look', 'quality', 'certified', 'verdict'] as const) {
    for (const direction of ['ascending', 'descending'] as const) {
      const list = { filter: masks, sort: { by, direction } };
      const ids = (await host.call('review.queue', { ...list, offset: 0, limit: 10 })).rows.map(({ id }) => id);
      const walked: (number | undefined)[] = [];
      for (const id of ids)
        walked.push((await host.call('review.next', { ...list, from: id, direction: 'forward', want: 'any' })).row?.id);
      expect(walked, `${by} ${direction}`).toEqual([...ids.slice(1), ids[0]]);
      const back: (number | undefined)[] = [];
      for (const id of ids)
        back.push((await host.call('review.next', { ...list, from: id, direction: 'backward', want: 'any' })).row?.id);
      expect(back, `${by} ${direction} back`).toEqual([ids[4], ...ids.slice(0, 4)]);
    }
  }
});

test('a decision keeps who, when and why, and those before it; edits stay whatever is decided', async () => {
  const host = await queueProject();
  await host.call('settings.set', { personName: 'Ada' });
  const id = await idOf(host, 'a-clean.png');
  await paint(host, id, { slot: await slotOf(host, colours.roof) });
  const decide = (decision: 'accepted' | 'flagged' | 'undecided', note?: string) =>
    host.call('review.decide', {
      selection: { kind: 'ids', ids: [id] },
      decision,
      ...(note !== undefined && { note }),
    });
  expect(await decide('flagged', 'the edge')).toMatchObject({ changed: 1, progress: { decided: 1, flagged: 1 } });
  await decide('accepted');
  const mask = await host.call('review.mask', { id });
  expect(mask.decided).toMatchObject({ decision: 'accepted', by: 'Ada', note: 'the edge' });
  expect(mask.decided?.at).toBeGreaterThan(Date.now() - 60_000);
  expect(mask.history).toMatchObject([{ decision: 'flagged', by: 'Ada', note: 'the edge' }]);
  expect(mask.edits).toBe(1);
  expect((await decide('accepted')).changed).toBe(0);
  await undo(host);
  const before = await host.call('review.mask', { id });
  expect(before.decided).toMatchObject({ decision: 'flagged', by: 'Ada', note: 'the edge' });
  expect(before.history).toEqual([]);
  await undo(host);
  expect((await host.call('review.mask', { id })).decided).toBeUndefined();
});

test('all certified masks are accepted as one act, as the preview says', async () => {
  const host = await queueProject();
  const preview = await host.call('review.certifiedPreview', { filter: masks });
  expect(preview.masks).toBeGreaterThanOrEqual(2);
  expect(names(preview.rows)).toContain('a-clean.png');
  expect(preview.masks + preview.left).toBe(5);
  const accepted = await host.call('review.acceptCertified', { filter: masks });
  expect(accepted).toMatchObject({ changed: preview.masks, progress: { accepted: preview.masks } });
  expect((await host.call('review.certifiedPreview', { filter: masks })).masks).toBe(0);
  await undo(host);
  expect((await host.call('review.certifiedPreview', { filter: masks })).masks).toBe(preview.masks);
});

test('what is painted over is not called certified: in the queue, for accepting at once, and for an export', async () => {
  const host = await queueProject();
  const preview = async (): Promise<readonly string[]> =>
    names((await host.call('review.certifiedPreview', { filter: masks })).rows);
  const isCertified = async (): Promise<boolean> =>
    (await host.call('sources.get', { id: await idOf(host, 'a-clean.png') })).isCertified;
  const before = await preview();
  expect([before.includes('a-clean.png'), await isCertified()]).toEqual([true, true]);
  await paint(host, await idOf(host, 'a-clean.png'), { slot: await slotOf(host, colours.roof) });
  expect([await preview(), await isCertified()]).toEqual([before.filter((name) => name !== 'a-clean.png'), false]);
  expect((await host.call('review.counts', { filter: masks })).certified).toBe(before.length - 1);
  const { names: exported } = await host.call('export.preflight', exportRequest(host, { undecided: 'certified' }));
  expect(exported.join()).not.toContain('a-clean');
  await undo(host);
  expect([await preview(), await isCertified()]).toEqual([before, true]);
});

test('filters are kept by name', async () => {
  const host = await queueProject();
  await host.call('review.saveFilter', { name: 'needy', filter: { role: 'mask', needsLook: true } });
  await host.call('review.saveFilter', { name: 'edited', filter: { role: 'mask', isEdited: true } });
  const saved = await host.call('review.saveFilter', { name: 'needy', filter: { role: 'mask', needsLook: false } });
  expect(saved).toEqual([
    { name: 'edited', filter: { role: 'mask', isEdited: true } },
    { name: 'needy', filter: { role: 'mask', needsLook: false } },
  ]);
  expect(await host.call('review.removeFilter', { name: 'edited' })).toHaveLength(1);
});
