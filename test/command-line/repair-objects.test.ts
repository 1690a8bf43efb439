import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { asJpeg420, drawObjects, inColours, inNumbers, objectColours } from '../review/draw-objects.ts';
import { maskPictureUrl } from '../../src/shared/contract/picture-urls.ts';
import { startTestHost } from '../api/test-host.ts';
import { ownerOf } from '../review/review-host.ts';
import { parseLines, runCommand } from './run-command.ts';
import { makeFolder, writeIn } from './temporary-folder.ts';

/** The numbers of objects that a panoptic picture holds, as its colours. */
const colourOf = (id: number) => [id & 255, (id >> 8) & 255, (id >> 16) & 255] as const;

it('masks of objects are written with their own values, beside masks of classes', async () => {
  const folder = makeFolder();
  const drawn = drawObjects({ cell: 96 });
  const values = (number: number) => (number === 0 ? 7 : 26_000 + number);
  const png = inNumbers(drawn, values);
  writeIn(folder, 'masks/x_instanceIds.png', png);
  writeIn(folder, 'masks/classes/a.png', inColours(drawObjects({ columns: 2, rows: 1 }), objectColours(2, 4)));
  const { code, stdout } = await runCommand(['repair', join(folder, 'masks'), '--out', join(folder, 'out'), '--json']);
  expect(code).toBe(0);
  const lines = parseLines(stdout);
  expect(lines).toContainEqual(expect.objectContaining({ objects: 12, classes: 13, status: 'repaired' }));
  expect(lines.at(-1)).toMatchObject({ palette: [{}, {}, {}] });
  const read = async (bytes: Uint8Array) => sharp(bytes).toColourspace('grey16').raw({ depth: 'ushort' }).toBuffer();
  const written = readFileSync(join(folder, 'out/x_instanceIds.png'));
  expect((await read(written)).equals(await read(png))).toBe(true);
});

it('a JPEG of segments is repaired by the ids that its panoptic JSON lists', async () => {
  const folder = makeFolder();
  const drawn = drawObjects({ cell: 64 });
  const ids = [
    0,
    ...objectColours(12, 9)
      .slice(1)
      .map(([red, green, blue]) => red + 256 * green + 65_536 * blue),
  ];
  const png = inColours(drawn, ids.map(colourOf));
  writeIn(folder, 'panoptic/a.jpg', await asJpeg420(png, 90));
  const segments = ids.slice(1).map((id) => ({ id, category_id: 1, area: 1, bbox: [0, 0, 1, 1], iscrowd: 0 }));
  const json = {
    categories: [{ id: 1, name: 'thing', isthing: 1 }],
    images: [{ id: 1, file_name: 'a.jpg' }],
    annotations: [{ image_id: 1, file_name: 'a.png', segments_info: segments }],
  };
  writeIn(folder, 'panoptic.json', Buffer.from(JSON.stringify(json)));
  const { code, stdout } = await runCommand([
    'repair',
    join(folder, 'panoptic'),
    '--out',
    join(folder, 'out'),
    '--json',
  ]);
  expect(code, stdout).toBe(0);
  expect(parseLines(stdout)[0]).toMatchObject({
    objects: 12,
    objectsEvidence: 'a panoptic JSON lists its 12 segments',
  });
  const pixels = (bytes: Uint8Array) => sharp(bytes).removeAlpha().raw().toBuffer();
  expect((await pixels(readFileSync(join(folder, 'out/a.png')))).equals(await pixels(png))).toBe(true);
});

it('inspect says which masks name objects, and why', async () => {
  const folder = makeFolder();
  writeIn(folder, 'instances/a.png', inColours(drawObjects(), objectColours(12, 3)));
  writeIn(folder, 'plain/a.png', inColours(drawObjects({ columns: 2, rows: 1 }), objectColours(2, 3)));
  const { stdout } = await runCommand(['inspect', folder, '--json']);
  expect(parseLines(stdout).slice(0, 2)).toMatchObject([
    { names: 'objects', namesEvidence: 'it is called "instances"' },
    { names: 'classes', namesEvidence: null },
  ]);
});

it('a project that a repair keeps holds classes and objects of masks that name these, and their pictures', async () => {
  const colours = objectColours(12, 5);
  const drawn = drawObjects();
  const folder = makeFolder({ 'masks/instances/a.png': inColours(drawn, colours) });
  const project = join(folder, 'p.maskmend');
  const args = ['repair', join(folder, 'masks'), '--out', join(folder, 'out'), '--project', project];
  expect((await runCommand(args)).code).toBe(0);
  // What stands as it was written is left as it is.
  const written = join(folder, 'out/instances/a.png');
  const { ino } = statSync(written);
  const again = await runCommand([...args, '--json']);
  expect(parseLines(again.stdout).at(-1)).toMatchObject({ resumed: 1 });
  expect(statSync(written).ino).toBe(ino);
  // Made once more, numbers and slots are those of the first run.
  rmSync(written);
  expect((await runCommand(args)).code).toBe(0);
  expect(existsSync(written)).toBe(true);

  const host = await startTestHost();
  await host.call('project.open', { path: project });
  expect((await host.call('classes.get', {})).classes.map(({ name }) => name)).toEqual(['background', 'object']);
  const { rows } = await host.call('review.queue', {
    filter: { role: 'mask' },
    sort: { by: 'look', direction: 'descending' },
    offset: 0,
    limit: 10,
  });
  expect(rows).toMatchObject([{ status: 'repaired', hasThumbnail: true }]);
  const [{ id, revision }] = rows;
  const { objects } = await host.call('objects.list', { id, sort: 'number', offset: 0, limit: 100 });
  expect(objects.map(({ pixels }) => pixels).sort()).toEqual(
    colours
      .slice(1)
      .map((_, i) => drawn.numbers.filter((number) => number === i + 1).length)
      .sort(),
  );
  expect(await host.call('review.changes', { id })).toEqual({ pairs: [], pixels: 0 });
  const url = maskPictureUrl(ownerOf(host, id), 'thumbnail', { revision, paletteRevision: 0 });
  const picture = await host.get(url);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
});
