import { text } from '../../src/renderer/strings/text.ts';
import { findingInWords } from '../../src/renderer/strings/in-words.ts';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formats } from '../../src/main/formats/format-list.ts';
import { importDataset } from '../../src/main/formats/registry.ts';
import type { DatasetChoices } from '../../src/shared/contract/dataset-export-schemas.ts';
import { plainDatasetChoices } from '../../src/shared/contract/plain-dataset-choices.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { exportRequest, repairedProject, smallProject } from './projects.ts';
import type { TestHost } from './test-host.ts';

type Change = Parameters<typeof exportRequest>[1];

async function exportAs(host: TestHost, format: string, change: Change = {}) {
  const folder = join(host.folder, format);
  const { job } = await host.call(
    'export.start',
    exportRequest(host, { format, folder, dataset: plainDatasetChoices, ...change }),
  );
  const ended = await host.ended(job);
  expect(ended.error).toBeUndefined();
  return host.call('export.report', { job });
}

const problems = async (host: TestHost, change: Change) =>
  (
    await host.call('export.preflight', exportRequest(host, { format: 'voc', dataset: plainDatasetChoices, ...change }))
  ).findings.map((finding) => `${finding.severity}: ${findingInWords(finding)}`);

test('every format that can be written is offered, with what it keeps and what it loses', async () => {
  const host = await smallProject();
  const offered = await host.call('export.formats', {});
  const written = formats.flatMap(({ name, exporter }) => (exporter === undefined ? [] : [name]));
  expect(offered.map(({ id }) => id)).toEqual(['indexed-png', 'grey-png', 'colour-png', ...written]);
  for (const { id } of offered) expect(text.exportFormats[id].keeps).toMatch(/\.$/);
});

test.each(['voc', 'coco', 'npy'])('masks go into %s and are read back equal', async (format) => {
  const host = await repairedProject();
  expect(await exportAs(host, format)).toMatchObject({ failed: [], checked: 3, written: 3, isComplete: true });
});

test('a dataset goes with its report, and into one archive where that is wanted', async () => {
  const host = await repairedProject();
  const voc = await exportAs(host, 'voc');
  expect(readFileSync(voc.html ?? '', 'utf8')).toContain('c.png');
  expect(readFileSync(voc.csv ?? '', 'utf8')).toContain('SegmentationClass/c.png');
  expect((await host.get(voc.url ?? '')).status).toBe(200);
  const folder = join(host.folder, 'task');
  const cvat = await exportAs(host, 'cvat', { folder, dataset: { ...plainDatasetChoices, isArchive: true } });
  expect(cvat.folder).toBe(`${folder}.zip`);
  const again = await importDataset({ path: cvat.folder, raster: 'coco', limits: defaultReadLimits });
  expect([again.format, again.items.length]).toEqual(['cvat', 3]);
  expect(readdirSync(host.folder).filter((name) => name.startsWith('.maskmend'))).toEqual([]);
  expect(existsSync(cvat.html ?? '')).toBe(true);
});

test('classes go under other indices, into one another, or are left out', async () => {
  const host = await repairedProject();
  const { classes } = await host.call('classes.get', {});
  const [, tree, roof] = [...classes].sort((a, b) => a.index - b.index).map(({ slot }) => slot);
  const dataset: DatasetChoices = {
    ...plainDatasetChoices,
    merges: [{ slot: roof, into: tree }],
    split: { kind: 'one', name: 'val' },
  };
  await exportAs(host, 'folder', { indices: [{ slot: tree, index: 21 }], dataset });
  const merged = await importDataset({ path: join(host.folder, 'folder'), raster: 'coco', limits: defaultReadLimits });
  expect(merged.palette.classes.map(({ index }) => index).sort()).toEqual([0, 21]);
  await exportAs(host, 'mmseg', { dataset: { ...plainDatasetChoices, dropped: [roof], voidAs: 255 } });
  const dropped = await importDataset({ path: join(host.folder, 'mmseg'), raster: 'coco', limits: defaultReadLimits });
  expect(dropped.palette.classes).toHaveLength(3);
  expect(dropped.palette.classes.some(({ role, index }) => role === 'void' && index === 255)).toBe(true);
});

test('parts, pieces, turns and names are as asked for', async () => {
  const host = await repairedProject();
  const parts = [
    { name: 'train', size: 2 },
    { name: 'test', size: 1 },
  ];
  const dataset: DatasetChoices = {
    ...plainDatasetChoices,
    split: { kind: 'divide', parts, seed: 3 },
    turns: ['none', 'flip-x'],
    pattern: 'm{n}',
    resize: { width: 32, height: 24 },
  };
  const report = await exportAs(host, 'folder', { dataset });
  expect(report.written).toBe(6);
  const files = readdirSync(join(host.folder, 'folder/masks'), { recursive: true }).map(String).sort();
  expect(files.filter((name) => name.endsWith('_flip-x.png'))).toHaveLength(3);
  expect(files.filter((name) => name.startsWith('train/'))).toHaveLength(4);
});

test('what cannot be is told before anything is written, in words', async () => {
  const host = await repairedProject();
  const { classes } = await host.call('classes.get', {});
  expect(await problems(host, {})).toEqual([]);
  expect(await problems(host, { dataset: { ...plainDatasetChoices, pattern: '{what}' } })).toEqual([
    'error: The pattern {what} has a field that is not known; use {stem}, {name}, {split} and {n}',
  ]);
  expect(await problems(host, { indices: [{ slot: classes[1].slot, index: 300 }] })).toEqual([
    expect.stringMatching(/^error: Class .* has index 300, voc ends at 255; give it a lower one, or merge classes$/),
  ]);
  const half = { name: 'train', size: 0.5 };
  expect(
    await problems(host, { dataset: { ...plainDatasetChoices, split: { kind: 'divide', parts: [half], seed: 0 } } }),
  ).toEqual(['error: The shares add up to 0.5, not to 1']);
  expect(await problems(host, { folder: join(host.folder, 'data') })).toHaveLength(1);
  writeFileSync(join(host.folder, 'mine.zip'), 'a letter');
  const archive = { folder: join(host.folder, 'mine'), dataset: { ...plainDatasetChoices, isArchive: true } };
  expect(await problems(host, archive)).toEqual([expect.stringContaining('is not from an earlier export')]);
});

test('what a format cannot hold is counted on the masks', async () => {
  const host = await repairedProject();
  const { classes } = await host.call('classes.get', {});
  const slot = classes.find(({ rgb }) => rgb[1] === 128)?.slot ?? -1;
  await host.call('classes.edit', { revision: 1, edit: { kind: 'set-role', slot, role: 'void' } });
  const counted = await host.call(
    'export.losses',
    exportRequest(host, { format: 'coco', dataset: plainDatasetChoices }),
  );
  expect(counted).toMatchObject({ masks: 3, total: 3 });
  expect(counted.losses.map(({ kind }) => kind)).toEqual(['void-pixels']);
  expect(counted.losses[0].count).toBeGreaterThan(100);
  expect(existsSync(join(host.folder, 'export'))).toBe(false);
});

test('an export again replaces its own files, and never those of others', async () => {
  const host = await repairedProject();
  await exportAs(host, 'voc');
  expect((await exportAs(host, 'voc', { dataset: { ...plainDatasetChoices, pattern: 'x-{stem}' } })).failed).toEqual(
    [],
  );
  const masks = readdirSync(join(host.folder, 'voc/SegmentationClass'));
  expect(masks.every((name) => name.startsWith('x-'))).toBe(true);
  writeFileSync(join(host.folder, 'voc/notes.txt'), 'mine');
  expect(await problems(host, { folder: join(host.folder, 'voc') })).toEqual([
    expect.stringContaining('notes.txt: exists and is not from an earlier export'),
  ]);
});

test('a full disk ends the export with the reason; resumed, it goes on, and dismissed, it leaves nothing', async () => {
  const host = await repairedProject();
  const folder = join(host.folder, 'voc');
  const aside = () =>
    existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('.maskmend-part')) : [];
  const start = () =>
    host.call('export.start', exportRequest(host, { format: 'voc', folder, dataset: plainDatasetChoices }));
  process.env['MASKMEND_WRITE_FAULT'] = 'ENOSPC';
  try {
    const { job } = await start();
    expect(await host.ended(job)).toMatchObject({ state: 'failed', error: { code: 'disk-full' }, canResume: true });
    expect(aside()).toHaveLength(1);
    await host.call('jobs.dismiss', { job });
    expect(aside()).toEqual([]);
    await host.ended((await start()).job);
  } finally {
    delete process.env['MASKMEND_WRITE_FAULT'];
  }
  const [{ id }] = await host.call('jobs.list', {});
  await host.call('jobs.resume', { job: id });
  expect(await host.ended(id)).toMatchObject({ state: 'finished', items: { done: 3 } });
  expect(aside()).toEqual([]);
});
