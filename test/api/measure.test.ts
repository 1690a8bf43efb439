import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { measureCharts } from '../../src/main/services/measure/measure-charts.ts';
import type { CallInput } from '../../src/shared/contract/calls.ts';
import type { ProjectMeasure } from '../../src/shared/contract/measure-calls.ts';
import { listAll, repairedProject } from './projects.ts';
import type { TestHost } from './test-host.ts';

const options = { connectivity: 8, tinyBelowPx: 16 } as const;

/** The measures, when all masks are measured. */
async function measured(host: TestHost, how: Parameters<typeof host.call<'measure.project'>>[1] = options) {
  let state: ProjectMeasure | undefined;
  await expect
    .poll(
      async () => {
        state = await host.call('measure.project', how);
        return state.isMeasuring || state.measured < state.masks;
      },
      { timeout: 20_000 },
    )
    .toBe(false);
  if (state === undefined) throw new Error('nothing was measured');
  return state;
}

test('a project is measured in the background, and what was measured is kept in it', async () => {
  const host = await repairedProject();
  const first = await measured(host);
  expect(first).toMatchObject({ masks: 3, measured: 3, failed: [] });
  const pixels = first.classes.reduce((sum, entry) => sum + entry.pixels, 0);
  expect(pixels).toBe(first.pixels);
  expect(host.events.some(({ type }) => type === 'measure')).toBe(true);
  await host.call('project.close', { isCancellingJobs: false });
  await host.call('project.open', { path: join(host.folder, 'test.maskmend') });
  const again = await host.call('measure.project', options);
  expect(again).toEqual(first);
});

test('another threshold, and merged classes, are measured anew', async () => {
  const host = await repairedProject();
  const before = await measured(host);
  const stricter = await measured(host, { ...options, tinyBelowPx: 1_000_000 });
  const objects = stricter.classes.reduce((sum, entry) => sum + entry.objects, 0);
  expect(stricter.classes.reduce((sum, entry) => sum + entry.tinyObjects, 0)).toBe(objects);
  const { revision, classes } = await host.call('classes.get', {});
  const [into, from] = classes.map(({ slot }) => slot);
  await host.call('classes.edit', { revision, edit: { kind: 'merge', from: [from], into } });
  const merged = await measured(host);
  const pixelsOf = (state: ProjectMeasure, slot: number) =>
    state.classes.find((entry) => entry.slot === slot)?.pixels ?? 0;
  expect(pixelsOf(merged, from)).toBe(0);
  expect(pixelsOf(merged, into)).toBe(pixelsOf(before, into) + pixelsOf(before, from));
});

test('one mask is measured at once, and compared with what its file was', async () => {
  const host = await repairedProject();
  const [{ id, path }] = await listAll(host);
  const mask = await host.call('measure.mask', { ...options, id, tinyBelowPx: 1_000_000 });
  expect(mask.classes.reduce((sum, entry) => sum + entry.pixels, 0)).toBe(mask.width * mask.height);
  expect(mask.tiny[0]).toMatchObject({ file: id, path });
  const scores = await host.call('measure.original', { id });
  expect(scores.pixels).toBe(mask.width * mask.height);
  expect(scores.meanIou).toBeGreaterThan(0.9);
  expect((await host.refusal('measure.mask', { ...options, id: 999 })).code).toBe('not-found');
});

test('tables are saved as CSV and JSON, and replace nothing without being told', async () => {
  const host = await repairedProject();
  await measured(host);
  const save = (what: CallInput<'measure.save'>['what'], isOverwriting = false) => {
    const path = join(host.folder, `${what}.txt`);
    return host.call('measure.save', { what, options, path, isOverwriting });
  };
  const text = readFileSync((await save('classes')).path, 'utf8');
  expect(text.split('\r\n')[0]).toContain('scope,mask,masks,class');
  await save('pairs');
  await save('tiny');
  const whole = JSON.parse(readFileSync((await save('json')).path, 'utf8')) as { masks: unknown[] };
  expect(whole.masks).toHaveLength(3);
  await expect(save('classes')).rejects.toThrow('exists');
  await save('classes', true);
  const nothing = { what: 'scores', options, path: join(host.folder, 'x.csv'), isOverwriting: false } as const;
  expect((await host.refusal('measure.save', nothing)).code).toBe('not-found');
});

test('of one mask the same is saved, its scores against its file as it was, and charts are pictures', async () => {
  const host = await repairedProject();
  const [{ id, path: name }] = await listAll(host);
  const saved = async (what: CallInput<'measure.save'>['what']) => {
    const path = join(host.folder, what);
    await host.call('measure.save', { what, options, path, mask: id, isOverwriting: false });
    return readFileSync(path, 'utf8');
  };
  const { width, height, classes } = await host.call('measure.mask', { ...options, id });
  const rows = (await saved('classes'))
    .trim()
    .split('\r\n')
    .map((row) => row.split(','));
  const ofMask = rows.filter(([scope, mask]) => scope === 'mask' && mask === name);
  expect(ofMask.reduce((sum, row) => sum + Number(row[5]), 0)).toBe(width * height);
  expect((await saved('scores')).split('\r\n')[1]).toContain(`mask,${name},the file as it was,`);
  for (const what of ['charts', 'score-charts'] as const) {
    const svg = await saved(what);
    expect(svg).toContain(`<title>${name}</title>`);
    const { width: drawn } = await sharp(Buffer.from(svg)).metadata();
    expect(drawn).toBe(720);
    expect(svg.match(/fill="rgb\(/g)?.length).toBeGreaterThanOrEqual(classes.length);
  }
});

test('a class whose name is markup is written as a name into charts', () => {
  const name = '<script>&"';
  const look = { classOf: () => ({ slot: 1, name, index: 1, rgb: [1, 2, 3], role: 'class' }) as const, tinyBelowPx: 4 };
  const entry = { slot: 1, pixels: 9, objects: 1, largestObjectPx: 9, tinyObjects: 0, tinyPixels: 0 };
  const totals = {
    masks: 1,
    pixels: 9,
    classes: [{ ...entry, boundaryEdges: 0, boundaryPixels: 0, masks: 1 }],
    pairs: [],
  };
  const svg = measureCharts('a.png', totals, look);
  expect(svg).toContain('&#60;script&#62;&#38;&#34;');
  expect(svg).not.toMatch(/<script|NaN|Infinity/);
});
