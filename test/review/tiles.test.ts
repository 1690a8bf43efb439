import { expect, test } from 'vitest';
import { blockStates } from '../../src/shared/forward/block-states.ts';
import { certificateUrl, maskTileUrl, PAINTED } from '../../src/shared/contract/picture-urls.ts';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import { asJpeg, colours, drawMask } from '../api/draw-masks.ts';
import { copyOf, projectOf, repairAll } from '../api/projects.ts';
import type { TestHost } from '../api/test-host.ts';
import { encodeWithLine } from './draw-line.ts';
import { drawObjects } from './draw-objects.ts';
import { decodePng } from './png-values.ts';
import { idOf, labelsOf, ownerOf, paint, readTile, revisionOf, slotOf } from './review-host.ts';

const SIZE = 1100;

/** A mask of three tiles a side, with a line of one pixel across it. */
async function largeProject(): Promise<{ host: TestHost; id: number; line: number; ground: number }> {
  const png = drawMask([colours.tree, colours.tree], { size: SIZE });
  const host = await copyOf('large', async () => {
    const made = await projectOf({ 'large.png': encodeWithLine(png, { y: 700, rgb: colours.lake }) });
    await made.call('classes.infer', { revision: 0 });
    await repairAll(made);
    return made;
  });
  const id = await idOf(host, 'large.png');
  return { host, id, line: await slotOf(host, colours.lake), ground: await slotOf(host, colours.ground) };
}

test('the tiles of a large mask are its labels, and thin classes do not vanish from smaller levels, painted or not', async () => {
  const { host, id, line, ground } = await largeProject();
  const mask = await host.call('review.mask', { id });
  expect(mask).toMatchObject({ width: SIZE, height: SIZE, tileSide: 512, levels: 3 });
  const whole = decodePng(new Uint8Array(await (await host.get(`/pictures/mask/${id}/labels?rev=0.0`)).arrayBuffer()));
  const corner = await readTile(host, id, 'labels', { row: 2, column: 2 });
  expect(corner.values.length).toBe(76 * 76);
  expect(corner.response.headers.get('cache-control')).toContain('immutable');
  expect(Array.from(corner.values.subarray(0, 76))).toEqual(whole.slice(1024 * SIZE + 1024, 1024 * SIZE + 1100));

  const top = await readTile(host, id, 'labels', { level: 2 });
  expect(top.values.length).toBe(275 * 275);
  expect(Array.from(top.values.subarray(175 * 275, 176 * 275))).toEqual(new Array(275).fill(line));

  // A dot of a class that was not there before stays to be seen.
  const act = { kind: 'runs', label: 'Dot', tiles: [{ row: 2, column: 1, runs: [5, 1, line] }] } as const;
  await host.call('review.edit', { id, labelsRevision: mask.labelsRevision, act });
  const painted = await readTile(host, id, 'labels', { level: 2 });
  const place = (1024 / 4) * 275 + Math.floor((512 + 5) / 4);
  expect([top.values[place], painted.values[place]]).toEqual([ground, line]);
  const elsewhere = Array.from(painted.values).with(place, ground);
  expect(elsewhere).toEqual(Array.from(top.values));
  expect((await readTile(host, id, 'engine-labels', { level: 2 })).values[place]).toBe(ground);
});

test('what was asked for by an old revision is served as it is now and not to be kept', async () => {
  const { host, id } = await largeProject();
  const response = await host.get(maskTileUrl(ownerOf(host, id), 'labels', { level: 0, row: 0, column: 0 }, '0.0'));
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-revision')).toMatch(new RegExp(`^${await revisionOf(host, id)}\\.`));
  for (const place of [
    { level: 3, row: 0, column: 0 },
    { level: 0, row: 3, column: 0 },
    { level: 60, row: 0, column: 0 },
  ]) {
    for (const layer of ['labels', 'confidence', 'original'] as const) {
      expect(
        (await host.get(maskTileUrl(ownerOf(host, id), layer, place, 1))).status,
        `${layer} ${JSON.stringify(place)}`,
      ).toBe(404);
    }
  }
  expect((await host.get(`/pictures/mask/${id}/tiles/labels/0/0/..%2f..?rev=1`)).status).toBe(404);
  expect((await host.get('/pictures/mask/4711/tiles/original/0/0/0?rev=1')).status).toBe(404);
});

test('the original is served in its own colours, smaller levels as their mean', async () => {
  const { host, id } = await largeProject();
  const tile = await readTile(host, id, 'original', { row: 1, column: 0 });
  expect(tile.values.length).toBe(4 * 512 * 512);
  expect(Array.from(tile.values.subarray(4 * 512 * (700 - 512), 4 * 512 * (700 - 512) + 4))).toEqual([
    ...colours.lake,
    255,
  ]);
  const half = await readTile(host, id, 'original', { level: 1, row: 0, column: 0 });
  const at = 4 * 512 * 350;
  expect(Array.from(half.values.subarray(at, at + 3))).toEqual(colours.lake.map((value) => Math.round(value / 2)));
});

test('confidence and certificate of a JPEG are served block by block and pixel by pixel', async () => {
  const host = await projectOf({ 'one.jpg': await asJpeg(drawMask([colours.tree, colours.tree], { size: 90 }), 60) });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  const id = await idOf(host, 'one.jpg');
  const { certificate, row } = await host.call('review.mask', { id });
  expect(certificate).toMatchObject({ columns: 6, rows: 6, blockWidth: 16, blockHeight: 16 });
  const response = await host.get(certificateUrl(ownerOf(host, id), row.revision));
  const states = new Uint8Array(await response.arrayBuffer());
  expect(states.length).toBe(36);
  expect(response.headers.get('cache-control')).toContain('immutable');
  const count = (bit: number): number => states.filter((state) => (state & bit) !== 0).length;
  expect([count(blockStates.edge), count(blockStates.certified)]).toEqual([certificate?.edge, certificate?.certified]);
  expect(certificate?.certified).toBeGreaterThan(0);
  const { values } = await readTile(host, id, 'confidence');
  expect(values.filter((value) => value !== 255).length).toBe(row.uncertainPixels);
  const places = await host.call('review.places', { id });
  expect(places.pixels).toBe(row.uncertainPixels);

  // What a person paints is told as painted, whatever the repair was sure of; the rest stays.
  await paint(host, id, { slot: await slotOf(host, colours.tree), length: 70 });
  const [now, before] = [await labelsOf(host, id), await labelsOf(host, id, 'engine-labels')];
  const painted = await readTile(host, id, 'confidence');
  expect(painted.response.headers.get('cache-control')).toContain('immutable');
  expect(now).not.toEqual(before);
  expect(Array.from(painted.values)).toEqual(
    Array.from(values, (value, pixel) =>
      now[pixel] === before[pixel] ? Math.min(value, value === 255 ? 255 : 253) : PAINTED,
    ),
  );
});

test('of files of levels and of indices the numbers are served as they stand in the file', async () => {
  const { numbers } = drawObjects({ columns: 5, rows: 5, cell: 120 });
  const large = Uint16Array.from(numbers, (number) => 1000 * number);
  const size = 600;
  const samples = Uint8Array.from(numbers, (number) => number % 4);
  const colourTable = new Uint8Array([0, 0, 0, 128, 0, 0, 0, 128, 0, 128, 0, 0]);
  const host = await projectOf({
    'colours.png': drawMask([colours.tree]),
    'indices.png': writePng({ width: size, height: size, channels: 'indexed', bitDepth: 8, samples, colourTable }),
    'levels.png': writePng({ width: size, height: size, channels: 'grey', bitDepth: 16, samples: large }),
  });
  await host.call('classes.applyPreset', { revision: 0, preset: 'voc' });
  await repairAll(host);
  const lastTile = async (name: string) => {
    const id = await idOf(host, name);
    const { values } = await readTile(host, id, 'numbers', { row: 1, column: 1 });
    return { kind: (await host.call('review.mask', { id })).numbers, values: [...values] };
  };
  const cut = (values: ArrayLike<number>): number[] =>
    Array.from({ length: 88 * 88 }, (_, at) => values[(512 + Math.floor(at / 88)) * size + 512 + (at % 88)] ?? 0);
  // Two entries of the colour table look alike; their numbers tell them apart.
  expect(await lastTile('indices.png')).toEqual({ kind: 'indices', values: cut(samples) });
  expect(await lastTile('levels.png')).toEqual({ kind: 'levels', values: cut(large) });
  const colour = await idOf(host, 'colours.png');
  expect((await host.call('review.mask', { id: colour })).numbers).toBeUndefined();
  await expect(readTile(host, colour, 'numbers')).rejects.toThrow('404');
});
