import { rmSync } from 'node:fs';
import { encode } from 'fast-png';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { levelsOfThumbnail } from '../../src/main/codec/thumbnail.ts';
import { ade20kClasses } from '../../src/shared/palette/presets/ade20k.ts';
import { vocColour } from '../../src/shared/palette/presets/voc.ts';
import { listAll, projectOf, repairAll } from './projects.ts';
import type { TestHost } from './test-host.ts';

const SIDE = 30;

/** Upright stripes of levels of grey, larger than any speck. */
function stripes(...levels: number[]): Uint8Array {
  const wide = SIDE / levels.length;
  const data = Uint8Array.from({ length: SIDE * SIDE }, (_, at) => levels[Math.floor((at % SIDE) / wide)] ?? 0);
  return encode({ width: SIDE, height: SIDE, data, channels: 1, depth: 8 });
}

/** The colours of a small picture, from left to right. */
async function coloursOf(host: TestHost, path: string, picture: 'thumbnail' | 'repaired-thumbnail') {
  const row = (await listAll(host)).find((candidate) => candidate.path === path);
  const response = await host.get(`/pictures/mask/${String(row?.id)}/${picture}?rev=0`);
  const { data } = await sharp(Buffer.from(await response.arrayBuffer()))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [5, 15, 25].map((x) => data.subarray(3 * x, 3 * x + 3).join());
}

const ade = (index: number): string => ade20kClasses[index].rgb.join();

test('levels of grey have the colours that their classes have now, before a repair and after it', async () => {
  const host = await projectOf({ 'few.png': stripes(1, 5, 20), 'many.png': stripes(2, 100, 150) });
  expect(await coloursOf(host, 'few.png', 'thumbnail')).toEqual([1, 5, 20].map((level) => vocColour(level).join()));
  expect(await coloursOf(host, 'many.png', 'thumbnail')).toEqual(['2,2,2', '100,100,100', '150,150,150']);
  expect((await listAll(host)).map(({ isGrey }) => isGrey)).toEqual([true, true]);

  await host.call('classes.applyPreset', { revision: 0, preset: 'ade20k' });
  expect(await coloursOf(host, 'few.png', 'thumbnail')).toEqual([1, 5, 20].map(ade));
  expect(await coloursOf(host, 'many.png', 'thumbnail')).toEqual([2, 100, 150].map(ade));

  await repairAll(host);
  const { revision, classes } = await host.call('classes.get', {});
  const slotOf = (index: number): number => classes.find((entry) => entry.index === index)?.slot ?? -1;
  const rgb = [1, 2, 3] as const;
  await host.call('classes.edit', { revision, edit: { kind: 'recolour', slot: slotOf(5), rgb, meaning: 'shown' } });
  await host.call('classes.edit', {
    revision: revision + 1,
    edit: { kind: 'merge', from: [slotOf(20)], into: slotOf(5) },
  });
  for (const picture of ['thumbnail', 'repaired-thumbnail'] as const) {
    expect(await coloursOf(host, 'few.png', picture)).toEqual([ade(1), '1,2,3', '1,2,3']);
  }
});

test('a picture that an earlier version kept in the colours of VOC shows the classes as well', async () => {
  const levels = [1, 5, 20];
  const data = Uint8Array.from({ length: 9 }, (_, at) => vocColour(levels[Math.floor(at / 3)] ?? 0)[at % 3] ?? 0);
  const bytes = await sharp(data, { raw: { width: 3, height: 1, channels: 3 } })
    .webp({ lossless: true })
    .toBuffer();
  expect(await levelsOfThumbnail({ width: 3, height: 1, bytes })).toEqual(Uint8Array.from(levels));
  const other = await sharp(Uint8Array.from([1, 2, 3]), { raw: { width: 1, height: 1, channels: 3 } })
    .webp({ lossless: true })
    .toBuffer();
  expect(await levelsOfThumbnail({ width: 1, height: 1, bytes: other })).toBeUndefined();
});

test('levels that are the colours of classes are no indices, though other masks of the project have colours', async () => {
  const host = await projectOf({ 'grey.png': stripes(1, 5, 7), 'few.png': stripes(9, 5, 7) });
  const grey = (level: number) => ({
    name: `grey ${String(level)}`,
    rgb: [level, level, level] as const,
    role: 'class' as const,
  });
  await host.call('classes.applyPreset', { revision: 0, preset: 'voc' });
  const { revision } = await host.call('classes.get', {});
  for (const [at, level] of [1, 5, 7].entries()) {
    await host.call('classes.edit', { revision: revision + at, edit: { kind: 'add', ...grey(level) } });
  }
  await repairAll(host);
  const shows = async (path: string) => {
    const row = (await listAll(host)).find((candidate) => candidate.path === path);
    return (await host.call('review.mask', { id: row?.id ?? 0 })).showsIndices;
  };
  expect([await shows('grey.png'), await shows('few.png')]).toEqual([false, true]);
});

test('where a file is gone, its picture says so, and which file it was', async () => {
  const host = await projectOf({ 'gone.png': stripes(1, 5, 20) });
  const [row] = await listAll(host);
  const { absolutePath } = await host.call('sources.get', { id: row.id });
  rmSync(absolutePath);
  const response = await host.get(`/pictures/mask/${String(row.id)}/original?rev=1`);
  expect([response.status, await response.text()]).toEqual([404, `${absolutePath}: does not exist`]);
});

test('pictures that are asked for while their project is being left are there, or nothing of them is', async () => {
  // Large, so that it is still being drawn.
  const large = { width: 3000, height: 2000, data: new Uint8Array(3000 * 2000), channels: 1, depth: 8 } as const;
  const host = await projectOf({ 'a.png': encode(large) });
  const [row] = await listAll(host);
  const { opening } = host.workspace.session();
  const ask = () => host.get(`/pictures/mask/${String(row.id)}/original?rev=1&of=${opening}`);
  expect((await ask()).status).toBe(200);
  const asked = Array.from({ length: 16 }, ask);
  await Promise.race(asked);
  await host.call('project.close', { isCancellingJobs: false });
  const statuses = (await Promise.all(asked)).map(({ status }) => status);
  expect(statuses.filter((status) => status !== 200 && status !== 204)).toEqual([]);
  expect(statuses).toContain(204);
});
