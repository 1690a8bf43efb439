import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { damageMask } from '../accuracy/damage-mask.ts';
import { drawOddMask, oddColours, storedColours } from '../accuracy/odd-colours.ts';
import { drawThinLines, lineColours } from '../accuracy/thin-lines.ts';
import { asJpeg, colours, drawMask } from './draw-masks.ts';
import { listAll, projectOf, repairAll, smallProject } from './projects.ts';
import type { TestHost } from './test-host.ts';

const slotOf = async (host: TestHost, rgb: readonly number[]): Promise<number> => {
  const { classes } = await host.call('classes.get', {});
  return classes.find(({ sourceRgb }) => sourceRgb.join() === rgb.join())?.slot ?? -1;
};
const statuses = async (host: TestHost): Promise<Record<string, string>> =>
  Object.fromEntries((await listAll(host)).map(({ path, status }) => [path, status]));
const rowOf = async (host: TestHost, path: string) =>
  (await listAll(host)).find((candidate) => candidate.path === path);
/** Masks that the filter of certified ones leaves. */
const certified = async (host: TestHost): Promise<string[]> => {
  const sort = { by: 'name', direction: 'ascending' } as const;
  const filter = { role: 'mask' as const, isCertified: true };
  const { rows } = await host.call('sources.list', { filter, sort, offset: 0, limit: 100 });
  return rows.map(({ path }) => path);
};
const labels = async (host: TestHost, path: string, picture = 'labels'): Promise<Buffer> => {
  const row = await rowOf(host, path);
  return Buffer.from(await (await host.get(`/pictures/mask/${String(row?.id)}/${picture}`)).arrayBuffer());
};
/** What lists show of a mask. */
const shown = async (host: TestHost, path: string) => ({
  verdict: (await rowOf(host, path))?.verdict,
  picture: (await labels(host, path, 'repaired-thumbnail')).toString('base64'),
});

test('classes are found from the masks, with the evidence of each', async () => {
  const host = await smallProject();
  const { palette } = await host.call('classes.infer', { revision: 0 });
  expect(palette.classes.map(({ rgb }) => rgb.join())).toEqual(['0,0,0', '0,128,0', '200,30,30']);
  expect(palette.classes[1].evidence).toMatchObject({ files: 2 });
  expect(palette.evidenceFiles).toBe(3);
  await repairAll(host);
  const { classes } = await host.call('classes.get', {});
  expect(classes.map(({ files }) => files)).toEqual([3, 2, 1]);
  expect(classes.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
});

test('edges tell what flat areas leave open, as long as one file of those that would tell is there', async () => {
  const damage = { quality: 50, subsampling: '4:2:0' } as const;
  const [a, b] = await Promise.all([1, 2].map((seed) => damageMask(drawOddMask(seed), damage)));
  const host = await projectOf({ 'a.jpg': a.jpeg, 'b.jpg': b.jpeg });
  rmSync(join(host.folder, 'data', 'a.jpg'));
  const { palette } = await host.call('classes.infer', { revision: 0 });
  expect(storedColours(palette.classes.map(({ rgb }) => rgb))).toEqual(storedColours(oddColours));
});

test('lines that fill nothing are classes too', async () => {
  const files = await Promise.all(
    [1, 2].map((seed) => damageMask(drawThinLines(seed), { quality: 75, subsampling: '4:2:0' })),
  );
  const host = await projectOf({ 'a.jpg': files[0].jpeg, 'b.jpg': files[1].jpeg });
  const { palette } = await host.call('classes.infer', { revision: 0 });
  expect(storedColours(palette.classes.map(({ rgb }) => rgb))).toEqual(storedColours(lineColours));
});

test('an edit on classes that have changed meanwhile is a conflict and changes nothing', async () => {
  const host = await smallProject();
  await host.call('classes.infer', { revision: 0 });
  const edit = { kind: 'rename', slot: 1, name: 'tree' } as const;
  await host.call('classes.edit', { revision: 1, edit });
  const error = await host.refusal('classes.edit', { revision: 1, edit: { ...edit, name: 'bush' } });
  expect(error.code).toBe('conflict');
  expect((await host.call('classes.get', {})).classes[1].name).toBe('tree');
});

test('names, order, roles and shown colours touch no mask', async () => {
  const host = await smallProject();
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  const before = await labels(host, 'b.jpg');
  const tree = await slotOf(host, colours.tree);
  const edits = [
    { kind: 'rename', slot: tree, name: 'tree' },
    { kind: 'recolour', slot: tree, rgb: [1, 2, 3], meaning: 'shown' },
    { kind: 'set-role', slot: tree, role: 'void' },
    { kind: 'reorder', slots: [tree, 0, 2], isRenumbering: true },
  ] as const;
  let revision = 1;
  for (const edit of edits) {
    const { affected } = await host.call('classes.edit', {
      revision: revision++,
      edit: structuredClone(edit) as never,
    });
    expect(affected).toMatchObject({ toRepair: 0, toRelabel: 0, untouched: 3, decisionsLost: 0 });
  }
  expect(Object.values(await statuses(host))).toEqual(['repaired', 'repaired', 'repaired']);
  expect((await labels(host, 'b.jpg')).equals(before)).toBe(true);
});

test('a class taken away makes only the masks that hold it stale; undo brings their results back without a repair', async () => {
  const host = await smallProject();
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  const before = await labels(host, 'c.png');
  const shownBefore = await shown(host, 'c.png');
  expect(await certified(host)).toContain('c.png');
  const roof = await slotOf(host, colours.roof);
  const edit = { kind: 'remove', slot: roof } as const;
  expect(await host.call('classes.affected', { edit })).toMatchObject({
    toRepair: 1,
    untouched: 2,
    examples: { toRepair: ['c.png'], toRelabel: [] },
  });
  const { affected } = await host.call('classes.edit', { revision: 1, edit });
  expect(affected).toMatchObject({ toRepair: 1, untouched: 2 });
  expect(await statuses(host)).toEqual({ 'a.png': 'repaired', 'b.jpg': 'repaired', 'c.png': 'stale' });
  expect(await certified(host)).not.toContain('c.png');
  expect((await rowOf(host, 'c.png'))?.isCertified).toBe(false);

  const repaired = await repairAll(host);
  expect(repaired.items.done).toBe(1);
  expect(await shown(host, 'c.png')).not.toEqual(shownBefore);
  expect((await labels(host, 'c.png')).equals(before)).toBe(false);

  const { undo } = (await host.call('project.current', {})).project ?? {};
  expect(undo?.label).toMatchObject({ kind: 'remove-class' });
  await host.call('project.undo', { entry: undo?.id ?? 0 });
  expect(Object.values(await statuses(host))).toEqual(['repaired', 'repaired', 'repaired']);
  expect((await labels(host, 'c.png')).equals(before)).toBe(true);
  expect(await shown(host, 'c.png')).toEqual(shownBefore);

  await host.call('project.redo', { entry: undo?.id ?? 0 });
  expect(Object.values(await statuses(host))).toEqual(['repaired', 'repaired', 'repaired']);
  expect((await labels(host, 'c.png')).equals(before)).toBe(false);
});

test('merging changes labels at once, without the engine, and can be undone', async () => {
  const host = await smallProject();
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  const [tree, roof] = [await slotOf(host, colours.tree), await slotOf(host, colours.roof)];
  const before = await labels(host, 'c.png');
  const { affected, palette } = await host.call('classes.edit', {
    revision: 1,
    edit: { kind: 'merge', from: [roof], into: tree },
  });
  expect(affected).toMatchObject({ toRepair: 0, toRelabel: 1, examples: { toRepair: [], toRelabel: ['c.png'] } });
  expect(palette.classes.find(({ slot }) => slot === tree)?.files).toBe(3);
  expect((await labels(host, 'c.png')).equals(before)).toBe(false);
  expect(Object.values(await statuses(host))).toEqual(['repaired', 'repaired', 'repaired']);
  // A repair of the same mask still knows the roof's colour, and counts it as tree.
  await repairAll(host, true);
  const { undo } = (await host.call('project.current', {})).project ?? {};
  await host.call('project.undo', { entry: undo?.id ?? 0 });
  expect((await labels(host, 'c.png')).equals(before)).toBe(true);
});

test('a locked class takes no edit, and stays when classes are found anew', async () => {
  const host = await smallProject();
  await host.call('classes.infer', { revision: 0 });
  await host.call('classes.edit', {
    revision: 1,
    edit: { kind: 'add', name: 'lake', rgb: [20, 60, 220], role: 'class' },
  });
  const lake = await slotOf(host, colours.lake);
  await host.call('classes.edit', { revision: 2, edit: { kind: 'lock', slot: lake, isLocked: true } });
  const error = await host.refusal('classes.edit', { revision: 3, edit: { kind: 'remove', slot: lake } });
  expect(error).toMatchObject({ code: 'conflict', hint: 'unlock it first' });
  const { palette } = await host.call('classes.infer', { revision: 3 });
  expect(palette.classes.map(({ name }) => name)).toContain('lake');
});

test('colours that no class claims are told with the files and places that show them, and can be claimed', async () => {
  const host = await projectOf({
    'a.png': drawMask([colours.tree]),
    'b.png': drawMask([colours.tree, colours.lake]),
    'c.jpg': await asJpeg(drawMask([colours.lake]), 90),
  });
  await host.call('classes.edit', {
    revision: 0,
    edit: { kind: 'add', name: 'ground', rgb: [0, 0, 0], role: 'background' },
  });
  await host.call('classes.edit', {
    revision: 1,
    edit: { kind: 'add', name: 'tree', rgb: [0, 128, 0], role: 'class' },
  });
  const { colours: unclaimed, total } = await host.call('classes.unclaimed', { offset: 0, limit: 10 });
  expect(total).toBe(1);
  expect(unclaimed[0].rgb).toEqual(colours.lake);
  expect(unclaimed[0].examples.map(({ path }) => path).sort()).toEqual(['b.png', 'c.jpg']);
  const [, b] = await listAll(host);
  const { places } = await host.call('classes.places', { file: b.id, rgb: [...colours.lake] });
  expect(places).toHaveLength(1);
  expect(places[0].pixels).toBeGreaterThan(500);
  expect(await host.call('classes.colourAt', { file: b.id, x: 72, y: 24 })).toEqual({ rgb: colours.lake });
  const tree = await slotOf(host, colours.tree);
  await host.call('classes.edit', { revision: 2, edit: { kind: 'claim', rgb: [...colours.lake], into: tree } });
  expect((await host.call('classes.unclaimed', { offset: 0, limit: 10 })).total).toBe(0);
});

test('a preset and a file take the place of the classes; those with the same colour keep their slots', async () => {
  const host = await smallProject();
  await host.call('classes.infer', { revision: 0 });
  const tree = await slotOf(host, colours.tree);
  const { palette } = await host.call('classes.applyPreset', { revision: 1, preset: 'voc' });
  expect(palette.classes).toHaveLength(22);
  expect(palette.classes.find(({ sourceRgb }) => sourceRgb.join() === '0,128,0')?.slot).toBe(tree);
  const text = 'ground:0,0,0::\nforest:0,128,0::\n';
  const imported = await host.call('classes.importFile', { revision: 2, file: { name: 'labelmap.txt', text } });
  expect(imported.palette.classes.map(({ name }) => name)).toEqual(['ground', 'forest']);
  const path = join(host.folder, 'labelmap.txt');
  await host.call('classes.exportFile', { format: 'labelmap.txt', path, isOverwriting: false });
  expect(readFileSync(path, 'utf8')).toContain('forest:0,128,0::');
  const again = await host.refusal('classes.exportFile', { format: 'labelmap.txt', path, isOverwriting: false });
  expect(again.code).toBe('exists');
});

test('classes too close for the coarsest JPEG are pointed out', async () => {
  const host = await projectOf({ 'a.jpg': await asJpeg(drawMask([colours.tree]), 20) });
  await host.call('classes.infer', { revision: 0 });
  const { palette } = await host.call('classes.edit', {
    revision: 1,
    edit: { kind: 'add', name: 'bush', rgb: [0, 131, 0], role: 'class' },
  });
  expect(palette.closePairs).toMatchObject([{ danger: 'hopeless', distance: 3, quality: 20, isOfChroma: false }]);
});
