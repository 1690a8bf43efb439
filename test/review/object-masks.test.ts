import { expect, test } from 'vitest';
import { projectOf, repairAll } from '../api/projects.ts';
import type { TestHost } from '../api/test-host.ts';
import { asJpeg420, type DrawnObjects, drawObjects, inColours, inNumbers, objectColours } from './draw-objects.ts';
import { idOf, readTile } from './review-host.ts';

/** The truth as the numbers that the project gave: pixels of one object have one number, no two objects the same. */
async function wrongPixels(host: TestHost, name: string, { numbers }: DrawnObjects): Promise<number> {
  const { values } = await readTile(host, await idOf(host, name), 'objects');
  const votes = new Map<string, number>();
  for (const [i, number] of numbers.entries()) {
    const pair = `${number} ${values[i]}`;
    votes.set(pair, (votes.get(pair) ?? 0) + 1);
  }
  const given = new Map<number, number>();
  const taken = new Set<number>();
  for (const [pair] of [...votes].sort((a, b) => b[1] - a[1])) {
    const [truth, number] = pair.split(' ').map(Number);
    if (given.has(truth) || taken.has(number)) continue;
    given.set(truth, number);
    taken.add(number);
  }
  return numbers.reduce((wrong, number, i) => wrong + (given.get(number) === values[i] ? 0 : 1), 0);
}

async function objectsOf(host: TestHost, name: string) {
  const id = await idOf(host, name);
  return (await host.call('objects.list', { id, sort: 'number', offset: 0, limit: 1000 })).objects;
}

test('masks whose colours differ from file to file are found to name objects, and are repaired by their own colours', async () => {
  const drawn = [0, 5, 11, 16].map((shift) => drawObjects({ shift, cell: 120 }));
  const pngs = drawn.map((objects, i) => inColours(objects, objectColours(12, 77 * i + 5)));
  const host = await projectOf({
    'set/a.png': pngs[0],
    'set/b.jpg': await asJpeg420(pngs[1], 90),
    'set/c.jpg': await asJpeg420(pngs[2], 75),
    'set/d.png': pngs[3],
  });
  expect(await host.call('objects.folders', {})).toMatchObject([
    { folder: 'set', masks: 4, choice: 'auto', objectMasks: 4, found: { meaning: 'objects' } },
  ]);
  await host.call('classes.infer', { revision: 0 });
  expect((await host.call('classes.get', {})).classes.map(({ name }) => name)).toEqual(['background', 'object']);
  await repairAll(host);
  for (const [i, name] of ['a.png', 'b.jpg', 'c.jpg', 'd.png'].entries()) {
    expect(await objectsOf(host, name), name).toHaveLength(12);
    // At quality 75 and 4:2:0 colours of their own are known to a few levels only.
    expect(await wrongPixels(host, name, drawn[i]), name).toBeLessThanOrEqual(name === 'c.jpg' ? 20 : 0);
  }
  const [first] = await objectsOf(host, 'a.png');
  expect(first.sourceRgb).toBeDefined();
});

test('numbers of 16 bits that are class and count give every object its class', async () => {
  const drawn = drawObjects();
  const classOf = (number: number) => (number % 2 === 0 ? 26 : 24);
  const values = (number: number) => (number === 0 ? 7 : classOf(number) * 1000 + Math.floor(number / 2));
  const host = await projectOf({
    'x_gtFine.png': inNumbers(drawn, values),
    'y.png': inNumbers(drawObjects({ shift: 7 }), values),
  });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  const { classes } = await host.call('classes.get', {});
  const nameOf = (slot: number) => classes.find((entry) => entry.slot === slot)?.name;
  const objects = await objectsOf(host, 'x_gtFine.png');
  expect(objects.map(({ sourceId = 0, slot }) => [sourceId, nameOf(slot)])).toEqual(
    Array.from({ length: 12 }, (_, i) => values(i + 1))
      .sort((a, b) => a - b)
      .map((id) => [id, id >= 26_000 ? 'car' : 'person']),
  );
  expect(await wrongPixels(host, 'x_gtFine.png', drawn)).toBe(0);
});

test('several hundred objects are told apart', async () => {
  const drawn = drawObjects({ columns: 20, rows: 15, cell: 24 });
  const png = inNumbers(drawn, (number) => number);
  const host = await projectOf({ 'instances/a.png': png });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  expect(await objectsOf(host, 'a.png')).toHaveLength(300);
  expect(await wrongPixels(host, 'a.png', drawn)).toBe(0);
});

test('a person says that masks name classes, or objects, and can take it back', async () => {
  const drawn = drawObjects({ columns: 3, rows: 1 });
  const host = await projectOf({
    'a.png': inColours(drawn, objectColours(3, 1)),
    'b.png': inColours(drawn, objectColours(3, 1)),
  });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  expect(await objectsOf(host, 'a.png')).toEqual([]);
  const selection = { kind: 'ids' as const, ids: [await idOf(host, 'a.png')] };
  expect(await host.call('objects.setMeaning', { selection, choice: 'objects' })).toEqual({ changed: 1 });
  expect(await host.call('objects.folders', {})).toMatchObject([{ masks: 2, objectMasks: 1 }]);
  expect((await host.call('sources.get', { id: selection.ids[0] })).status).toBe('stale');
  await repairAll(host);
  expect(await objectsOf(host, 'a.png')).toHaveLength(3);
  expect(await objectsOf(host, 'b.png')).toEqual([]);
});
