import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { colours, drawMask } from './draw-masks.ts';
import { exportRequest, listAll, projectOf, repairAll, repairedProject } from './projects.ts';
import { idOf, paint, slotOf } from '../review/review-host.ts';
import type { TestHost } from './test-host.ts';

async function exportAll(host: TestHost, change: Parameters<typeof exportRequest>[1] = {}) {
  const { job } = await host.call('export.start', exportRequest(host, change));
  return host.ended(job);
}

const raster = (path: string) => readPng(readFileSync(path), defaultReadLimits).raster;
const findings = async (host: TestHost, change: Parameters<typeof exportRequest>[1] = {}) =>
  (await host.call('export.preflight', exportRequest(host, change))).findings.map(
    ({ kind, severity }) => `${severity} ${kind}`,
  );

test('each format holds the classes in its own way', async () => {
  const host = await repairedProject();
  const read: Record<string, unknown> = {};
  for (const format of ['indexed-png', 'grey-png', 'colour-png']) {
    const folder = join(host.folder, format);
    expect((await exportAll(host, { format, folder })).state).toBe('finished');
    const { channels, bitDepth, samples } = raster(join(folder, 'masks/c.png'));
    read[format] = [channels, bitDepth, new Set(samples).size];
  }
  expect(read).toEqual({
    'indexed-png': ['indexed', 8, 2],
    'grey-png': ['grey', 8, 2],
    'colour-png': ['rgb', 8, 3],
  });
});

test('indices, void, size and names are as asked for', async () => {
  const host = await repairedProject();
  const { classes } = await host.call('classes.get', {});
  const roof = classes.find(({ rgb }) => rgb[0] === 200)?.slot ?? -1;
  await host.call('classes.edit', { revision: 1, edit: { kind: 'set-role', slot: roof, role: 'void' } });
  const tree = classes.find(({ rgb }) => rgb[1] === 128)?.slot ?? -1;
  const change = {
    indices: [{ slot: tree, index: 7 }],
    voidAs: tree,
    longestSide: 48,
    suffix: '_gt',
    names: 'flat',
  } as const;
  await exportAll(host, { ...change, indices: [...change.indices] });
  const { samples, width } = raster(join(host.folder, 'export/masks/c_gt.png'));
  expect(width).toBe(48);
  expect([...new Set(samples)].sort()).toEqual([0, 7]);
});

test('a mask whose file is gone from the disk is exported as the project has it', async () => {
  const host = await repairedProject();
  rmSync(join(host.folder, 'data/c.png'));
  expect(await findings(host)).toEqual(['warning missing']);
  const told = await host.call('export.preflight', exportRequest(host));
  expect(told).toMatchObject({ canStart: true, findings: [{ files: 1, examples: ['c.png'] }] });
  const job = await exportAll(host);
  expect(job).toMatchObject({ state: 'finished', items: { done: 3, failed: 0 } });
  expect(raster(join(host.folder, 'export/masks/c.png')).width).toBe(96);
  expect(readFileSync(join(host.folder, 'export/maskmend-report.html'), 'utf8')).toContain('c.png');
});

test('preflight names what would go wrong', async () => {
  const host = await repairedProject();
  expect(await findings(host)).toEqual([]);
  const { classes } = await host.call('classes.get', {});
  expect(await findings(host, { indices: [{ slot: classes[1].slot, index: 300 }] })).toEqual(['error index-too-high']);
  expect(await findings(host, { indices: [{ slot: classes[1].slot, index: 0 }] })).toEqual(['warning same-index']);
  expect(await findings(host, { folder: join(host.folder, 'data') })).toEqual(['error place']);
  expect(await findings(host, { undecided: 'none' })).toEqual(['error nothing', 'note undecided']);
  expect(await findings(host, { hasPhotos: true })).toEqual(['warning no-photo']);
  await host.call('classes.edit', { revision: 1, edit: { kind: 'remove', slot: classes[2].slot } });
  expect(await findings(host)).toEqual(['warning stale']);
});

test('rejected masks stay out; accepted ones go even where only those are wanted', async () => {
  const host = await repairedProject();
  const [a, b] = await listAll(host);
  await host.call('sources.decide', { selection: { kind: 'ids', ids: [a.id] }, decision: 'rejected' });
  await host.call('sources.decide', { selection: { kind: 'ids', ids: [b.id] }, decision: 'accepted' });
  await exportAll(host, { undecided: 'none' });
  expect(readdirSync(join(host.folder, 'export/masks'))).toEqual(['b.png']);
});

test('an export again into the same folder replaces its own files, and never those of others', async () => {
  const host = await repairedProject();
  await exportAll(host);
  expect((await exportAll(host)).state).toBe('finished');
  const foreign = join(host.folder, 'elsewhere');
  await exportAll(host, { folder: foreign });
  writeFileSync(join(foreign, 'maskmend-report.json'), '{}');
  const refused = await exportAll(host, { folder: foreign });
  expect(refused).toMatchObject({ state: 'failed', error: { code: 'usage' } });
  expect(refused.error?.message).toContain('exists and is not from an earlier repair');
  expect((await exportAll(host, { folder: foreign, isOverwriting: true })).state).toBe('finished');
});

test('the report tells of every file, with pictures, and needs nothing from elsewhere', async () => {
  const host = await projectOf({ '<b>.png': drawMask([colours.tree]) });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  const { id } = await exportAll(host);
  const { html = '', csv = '' } = await host.call('export.report', { job: id });
  const page = readFileSync(html, 'utf8');
  expect(page).toContain('&#60;b&#62;.png');
  expect(page).not.toMatch(/<script|https?:|src="(?!data:)/);
  expect(page.match(/<img /g)).toHaveLength(2);
  const [row] = await listAll(host);
  const { sha256 } = await host.call('sources.get', { id: row.id });
  const table = readFileSync(csv, 'utf8').split('\r\n');
  expect(table).toHaveLength(3);
  expect(table[1]).toContain(sha256);
  expect(existsSync(join(host.folder, 'export/.maskmend-report-pictures'))).toBe(false);
  expect(readFileSync(join(host.folder, 'export/labelmap.txt'), 'utf8')).toContain('0,128,0');
});

test('the report says of a mask that was painted on what is painted, and that the certificate is of the repair', async () => {
  const host = await projectOf({ 'a.png': drawMask([colours.tree]), 'b.png': drawMask([colours.tree]) });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  await paint(host, await idOf(host, 'a.png'), { slot: await slotOf(host, colours.tree), length: 3 });
  const { id } = await exportAll(host);
  const { html = '', csv = '' } = await host.call('export.report', { job: id });
  expect(readFileSync(html, 'utf8').match(/3 pixels painted by hand/g)).toHaveLength(2);
  const [head = '', a = '', b = ''] = readFileSync(csv, 'utf8').split('\r\n');
  const column = head.split(',').indexOf('painted_pixels');
  expect([a.split(',')[column], b.split(',')[column]]).toEqual(['3', '']);
});

test('a full disk ends the export with the reason, and nothing half-written stands', async () => {
  const host = await repairedProject();
  process.env['MASKMEND_WRITE_FAULT'] = 'ENOSPC';
  try {
    const job = await exportAll(host);
    expect(job).toMatchObject({ state: 'failed', error: { code: 'disk-full' }, canResume: true });
  } finally {
    delete process.env['MASKMEND_WRITE_FAULT'];
  }
  const folder = join(host.folder, 'export');
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
  expect(names.filter((name) => String(name).endsWith('.part') || String(name).endsWith('.png'))).toEqual([]);
  const [{ id }] = await host.call('jobs.list', {});
  await host.call('jobs.resume', { job: id });
  expect(await host.ended(id)).toMatchObject({ state: 'finished', items: { done: 3 } });
});
