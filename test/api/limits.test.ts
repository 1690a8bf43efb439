import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { limitTable } from '../../src/shared/limits.ts';
import { indexedPng } from '../formats/dataset-fixture.ts';
import { startTestHost, type TestHost } from './test-host.ts';

const COLOURS = [
  [0, 0, 0],
  [200, 10, 20],
];

/** A mask of eight pixels. */
async function addMask(host: TestHost, name: string): Promise<void> {
  const folder = join(host.folder, name);
  mkdirSync(folder);
  writeFileSync(join(folder, `${name}.png`), indexedPng(['0011', '0111'], COLOURS));
  await host.ended((await host.call('sources.add', { paths: [folder], as: 'mask' })).job);
}

test('limits of the settings hold from then on, keep other settings, and are gone when they are taken away', async () => {
  const host = await startTestHost();
  await host.call('project.create', { path: join(host.folder, 'test') });
  await host.call('settings.set', { personName: 'Ada' });
  const settings = await host.call('settings.set', { limits: { pixels: 7 } });
  expect(settings).toMatchObject({ personName: 'Ada', limits: { pixels: 7 } });
  await addMask(host, 'refused');
  const refused = await host.call('sources.get', { id: 1 });
  expect(JSON.stringify(refused)).toContain('the picture is 4 x 2 pixels; the limit is 7 pixels');
  // The option is for the command line to tell.
  expect(JSON.stringify(refused)).not.toContain('<n>');
  await host.call('settings.set', { limits: {} });
  await addMask(host, 'taken');
  expect(JSON.stringify(await host.call('sources.get', { id: 2 }))).not.toContain('the limit');
});

test('limits that no reader goes by are refused, and nothing is changed', async () => {
  const host = await startTestHost();
  const wrong = { limits: { pixels: limitTable.pixels.most + 1 } };
  expect(await host.refusal('settings.set', wrong)).toMatchObject({ code: 'usage' });
  expect((await host.call('settings.get', {})).limits).toBeUndefined();
});
