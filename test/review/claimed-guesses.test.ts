import { expect, test } from 'vitest';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import { allMasks, projectOf, repairAll } from '../api/projects.ts';
import type { TestHost } from '../api/test-host.ts';
import { type DrawnObjects, drawObjects } from './draw-objects.ts';
import { idOf } from './review-host.ts';

/** Levels of 8 bits. */
function inLevels({ width, height, numbers }: DrawnObjects): Uint8Array {
  return writePng({ width, height, channels: 'grey', bitDepth: 8, samples: Uint8Array.from(numbers) });
}

/** Thirty-six levels one after the other, each in one place, as a scene with many classes may have them. */
const dense = inLevels(drawObjects({ columns: 6, rows: 6 }));

async function applyPreset(host: TestHost, preset: string): Promise<void> {
  const { revision } = await host.call('classes.get', {});
  await host.call('classes.applyPreset', { revision, preset });
}

const objectsOf = async (host: TestHost, name: string) =>
  (await host.call('objects.list', { id: await idOf(host, name), sort: 'number', offset: 0, limit: 100 })).objects;

test('many levels of one place each are classes where a preset has them all, and objects where none does', async () => {
  const host = await projectOf({ 'scenes/a.png': dense });
  const id = await idOf(host, 'a.png');
  expect(await host.call('objects.meaning', { id })).toMatchObject({ found: { meaning: 'objects' } });
  await applyPreset(host, 'ade20k');
  expect(await host.call('objects.meaning', { id })).toMatchObject({ found: { meaning: 'classes' } });
  expect(await host.call('objects.folders', {})).toMatchObject([{ objectMasks: 0, found: { meaning: 'classes' } }]);
  await repairAll(host);
  expect(await objectsOf(host, 'a.png')).toEqual([]);
  expect((await host.call('review.mask', { id })).classes).toHaveLength(36 + 1);

  // Twenty-one numbered classes do not have the levels above.
  await applyPreset(host, 'voc');
  expect(await host.call('objects.meaning', { id })).toMatchObject({ found: { meaning: 'objects' } });
  await repairAll(host);
  expect(await objectsOf(host, 'a.png')).toHaveLength(36);

  await applyPreset(host, 'ade20k');
  await repairAll(host);
  expect((await host.call('review.mask', { id })).classes).toHaveLength(36 + 1);
  expect(await objectsOf(host, 'a.png')).toEqual([]);
});

test('a preset does not outweigh what a folder is called, nor what a person said', async () => {
  const host = await projectOf({ 'instances/a.png': dense, 'scenes/b.png': dense });
  await applyPreset(host, 'ade20k');
  await repairAll(host);
  expect(await objectsOf(host, 'a.png')).toHaveLength(36);
  expect(await objectsOf(host, 'b.png')).toEqual([]);
  await host.call('objects.setMeaning', { selection: allMasks, choice: 'objects' });
  await repairAll(host);
  expect(await objectsOf(host, 'b.png')).toHaveLength(36);
});

test('what was repaired as objects is out of date once a preset has all of its values', async () => {
  const host = await projectOf({ 'scenes/a.png': dense });
  const id = await idOf(host, 'a.png');
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  expect(await objectsOf(host, 'a.png')).toHaveLength(36);
  await applyPreset(host, 'ade20k');
  expect((await host.call('sources.get', { id })).status).toBe('stale');
  await repairAll(host);
  expect(await objectsOf(host, 'a.png')).toEqual([]);
  expect((await host.call('review.mask', { id })).classes).toHaveLength(36 + 1);
});
