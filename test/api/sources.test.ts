import { problemInWords } from '../../src/shared/strings/in-words.ts';
import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/main/db/database.ts';
import type { ProblemKind } from '../../src/shared/model/problem.ts';
import { asJpeg, colours, drawMask, drawPhoto, putFiles } from './draw-masks.ts';
import { allMasks, listAll, projectOf, repairAll, smallProject } from './projects.ts';
import { startTestHost, type TestHost } from './test-host.ts';

const kindsOf = async (host: TestHost): Promise<ProblemKind[]> =>
  (await host.call('sources.problems', {})).map(({ kind }) => kind);

async function addAgain(host: TestHost, files: Record<string, Uint8Array>, as: 'auto' | 'mask' | 'photo') {
  const { job } = await host.call('sources.add', { paths: [putFiles(join(host.folder, 'more'), files)], as });
  return host.ended(job);
}

test('masks and photos of a data set are told apart by its folders, paired by name, and the rest is counted', async () => {
  const host = await projectOf(
    {
      'JPEGImages/2007_01.jpg': await drawPhoto(1),
      'JPEGImages/2007_02.jpg': await drawPhoto(2),
      'SegmentationClass/2007_01.png': drawMask([colours.tree]),
      'SegmentationClass/2007_03.png': drawMask([colours.roof]),
      'notes.txt': Buffer.from('hello'),
    },
    'auto',
  );
  const masks = await listAll(host);
  const photos = await listAll(host, 'photo');
  expect(masks.map(({ path, photo }) => [path, photos.find(({ id }) => id === photo)?.path])).toEqual([
    ['SegmentationClass/2007_01.png', 'JPEGImages/2007_01.jpg'],
    ['SegmentationClass/2007_03.png', undefined],
  ]);
  expect(await host.call('sources.scanStatus', {})).toMatchObject({
    isScanning: false,
    found: 4,
    added: 4,
    ignored: 1,
  });
  const unused = await host.call('sources.pairs', { show: 'unused-photos', offset: 0, limit: 10 });
  expect(unused.rows.map(({ photo }) => photo?.path)).toEqual(['JPEGImages/2007_02.jpg']);
  expect(await kindsOf(host)).toContain('no-photo');
});

test('a photo beside its mask is found to be one by what it shows', async () => {
  const host = await projectOf(
    { 'street.jpg': await drawPhoto(3), 'street_mask.png': drawMask([colours.tree]) },
    'auto',
  );
  expect((await listAll(host, 'photo')).map(({ path }) => path)).toEqual(['street.jpg']);
  expect((await listAll(host))[0].photo).toBeDefined();
});

test('pairs can be changed, a stale change is a conflict, and it can be undone', async () => {
  const host = await projectOf({ 'a.png': drawMask([colours.tree]) });
  await addAgain(host, { 'other_0007.jpg': await drawPhoto(4) }, 'photo');
  const [mask] = await listAll(host);
  const [photo] = await listAll(host, 'photo');
  expect(mask.photo).toBeUndefined();
  await host.call('sources.setPairs', { changes: [{ mask: mask.id, to: photo.id }] });
  expect((await listAll(host))[0].photo).toBe(photo.id);
  const stale = await host.refusal('sources.setPairs', { changes: [{ mask: mask.id, to: photo.id }] });
  expect(stale.code).toBe('conflict');
  const { undo } = (await host.call('project.current', {})).project ?? {};
  await host.call('project.undo', { entry: undo?.id ?? 0 });
  expect((await listAll(host))[0].photo).toBeUndefined();
});

test('names with the same number are suggested as pairs', async () => {
  const host = await projectOf({ 'frame_0007.png': drawMask([colours.tree]) });
  await addAgain(host, { '7-rgb.jpg': await drawPhoto(5), '8-rgb.jpg': await drawPhoto(6) }, 'photo');
  const { suggestions } = await host.call('sources.suggestPairs', { limit: 10 });
  expect(suggestions).toMatchObject([
    { mask: { path: 'frame_0007.png' }, photo: { path: '7-rgb.jpg' }, reason: 'similar-name' },
  ]);
  expect(await host.call('sources.fix', { kind: 'no-photo' })).toEqual({ changed: 1 });
  expect((await listAll(host))[0].photo).toBeDefined();
});

test('every check of an import has a message and a filter of its own', async () => {
  const mask = drawMask([colours.tree]);
  const host = await projectOf({
    'same.png': mask,
    'copy.png': mask,
    'named.jpg': drawMask([colours.roof]),
    'lone.png': drawMask([]),
  });
  await addAgain(host, { 'same.jpg': await drawPhoto(7, 64), 'torn.jpg': Buffer.from('none') }, 'photo');
  const groups = await host.call('sources.problems', {});
  const found = Object.fromEntries(groups.map(({ kind, files }) => [kind, files]));
  expect(found).toEqual({
    'size-differs-from-photo': 1,
    'no-photo': 3,
    'duplicate-bytes': 1,
    'single-class': 1,
    'extension-disagrees': 1,
    unreadable: 1,
  });
  expect(groups.filter(({ photos }) => photos > 0).map(({ kind }) => kind)).toEqual(['unreadable']);
  for (const { kind } of groups) {
    const { rows } = await host.call('sources.list', {
      filter: { role: 'mask', problem: [kind] },
      sort: { by: 'name', direction: 'ascending' },
      offset: 0,
      limit: 10,
    });
    const details = await Promise.all(rows.map(({ id }) => host.call('sources.get', { id })));
    const found = details.flatMap(({ problemList }) => problemList.find((problem) => problem.kind === kind) ?? []);
    expect(found).toHaveLength(details.length);
    expect(found.every((problem) => problemInWords(problem).length > 10)).toBe(true);
  }
});

test('the same pixels stored differently are duplicates by content', async () => {
  const png = drawMask([colours.tree, colours.lake]);
  const sharp = (await import('sharp')).default;
  const host = await projectOf({
    'a.png': png,
    'b.bmp.png': await sharp(png).png({ compressionLevel: 1 }).toBuffer(),
    'c.webp': await sharp(png).webp({ lossless: true }).toBuffer(),
  });
  const { groups } = await host.call('sources.duplicates', { role: 'mask', offset: 0, limit: 10 });
  expect(groups).toMatchObject([
    { kind: 'content', files: [{ path: 'a.png' }, { path: 'b.bmp.png' }, { path: 'c.webp' }] },
  ]);
  expect(await host.call('sources.fix', { kind: 'duplicate-content' })).toEqual({ changed: 2 });
  expect((await listAll(host)).map(({ path }) => path)).toEqual(['a.png']);
});

test('badly saved photos stand out in the statistics, and the table is written as CSV', async () => {
  const host = await startTestHost();
  await host.call('project.create', { path: join(host.folder, 'test.maskmend') });
  const sharp = (await import('sharp')).default;
  const good = await Promise.all(
    Array.from({ length: 12 }, async (_, at) => [`p${String(at)}.jpg`, await drawPhoto(at)] as const),
  );
  const bad = await sharp(await drawPhoto(99))
    .jpeg({ quality: 12 })
    .toBuffer();
  const { job } = await host.call('sources.add', {
    paths: [putFiles(join(host.folder, 'data'), { ...Object.fromEntries(good), 'bad.jpg': bad })],
    as: 'photo',
  });
  await host.ended(job);
  const { quality, outliers } = await host.call('sources.statistics', { role: 'photo' });
  expect(quality).toEqual([
    { value: '12', files: 1 },
    { value: '90', files: 12 },
  ]);
  expect(outliers[0].file.path).toBe('bad.jpg');
  expect(outliers[0].reasons[0]).toEqual({ kind: 'quality', quality: 12, usual: 90 });
  const path = join(host.folder, 'statistics.csv');
  const request = { table: 'statistics', filter: { role: 'photo' }, path, isOverwriting: false } as const;
  await host.call('sources.exportCsv', request);
  expect(readFileSync(path, 'utf8')).toContain('quality,12,1,');
  expect((await host.refusal('sources.exportCsv', request)).code).toBe('exists');
});

test('files taken out are gone from lists and counts, and undo brings them back with their results', async () => {
  const host = await smallProject();
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  expect(await host.call('sources.remove', { selection: allMasks })).toEqual({ removed: 3 });
  expect(await listAll(host)).toEqual([]);
  const { project } = await host.call('project.current', {});
  expect(project?.counts.masks).toBe(0);
  await host.call('project.undo', { entry: project?.undo?.id ?? 0 });
  expect((await listAll(host)).map(({ status }) => status)).toEqual(['repaired', 'repaired', 'repaired']);
});

test('a rescan tells what is new, changed and missing on disk, and reads the changed again', async () => {
  const host = await smallProject();
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  const data = join(host.folder, 'data');
  rmSync(join(data, 'c.png'));
  writeFileSync(join(data, 'a.png'), drawMask([colours.tree, colours.tree]));
  writeFileSync(join(data, 'd.png'), drawMask([colours.roof]));
  const { job } = await host.call('sources.rescan', {});
  await host.ended(job);
  expect((await listAll(host)).map(({ path, status, disk }) => [path, status, disk])).toEqual([
    ['a.png', 'stale', 'same'],
    ['b.jpg', 'repaired', 'same'],
    ['c.png', 'repaired', 'missing'],
    ['d.png', 'inspected', 'same'],
  ]);
  expect(await kindsOf(host)).toContain('missing-on-disk');
});

test('a folder that moved is found again where the person says it is, and only where its files are', async () => {
  const host = await smallProject();
  renameSync(join(host.folder, 'data'), join(host.folder, 'moved'));
  const [root] = await host.call('project.roots', {});
  expect(root).toMatchObject({ isMissing: true, files: 3 });
  expect((await host.refusal('project.relocateFolder', { root: root.id, path: host.folder })).code).toBe('not-found');
  const path = join(host.folder, 'moved');
  expect(await host.call('project.relocateFolder', { root: root.id, path })).toEqual({ found: 3, missing: 0 });
  const [first] = await listAll(host);
  expect((await host.get(`/pictures/mask/${String(first.id)}/original`)).status).toBe(200);
});

test('facets count each value as if its own condition were not there', async () => {
  const host = await smallProject();
  const facets = await host.call('sources.facets', { filter: { role: 'mask', format: ['jpeg'] } });
  expect(facets.total).toBe(1);
  expect(facets.format.toSorted((a, b) => a.files - b.files)).toEqual([
    { value: 'jpeg', files: 1 },
    { value: 'png', files: 2 },
  ]);
  expect(facets.subsampling).toEqual([{ value: '4:2:0', files: 1 }]);
});

test('a row is found again at its position in a sorted list', async () => {
  const host = await smallProject();
  const sort = { by: 'bytes', direction: 'descending' } as const;
  const list = { filter: { role: 'mask' as const }, sort };
  const { rows } = await host.call('sources.list', { ...list, offset: 0, limit: 10 });
  for (const [place, { id }] of rows.entries()) {
    expect(await host.call('sources.position', { ...list, id })).toEqual({ position: place });
  }
});

test('what a decision was made on decides whether it stays: other labels take it back and remember it', async () => {
  const host = await smallProject();
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  await host.call('sources.decide', { selection: allMasks, decision: 'accepted' });
  await repairAll(host, true);
  expect((await listAll(host)).map(({ decision }) => decision)).toEqual(['accepted', 'accepted', 'accepted']);
  const { classes } = await host.call('classes.get', {});
  const roof = classes.find(({ rgb }) => rgb[0] === 200)?.slot ?? -1;
  await host.call('classes.edit', { revision: 1, edit: { kind: 'remove', slot: roof } });
  await repairAll(host);
  const rows = await listAll(host);
  expect(rows.map(({ decision }) => decision)).toEqual(['accepted', 'accepted', 'undecided']);
  const detail = await host.call('sources.get', { id: rows[2].id });
  expect(detail.decisions).toMatchObject([{ decision: 'accepted' }]);
});

test('a project in use elsewhere, a missing one and one from the future are refused in words; the open one stays', async () => {
  const host = await smallProject();
  const other = join(host.folder, 'other.maskmend');
  const owner = await openDatabase(other);
  expect(await host.refusal('project.open', { path: other })).toMatchObject({ code: 'project-busy', path: other });
  await owner.close();
  expect((await host.refusal('project.open', { path: join(host.folder, 'none.maskmend') })).code).toBe('not-found');
  expect((await host.refusal('project.create', { path: join(host.folder, 'test.maskmend') })).code).toBe('exists');
  expect((await host.call('project.current', {})).project?.name).toBe('test');
  expect((await host.call('project.recent', {})).map(({ name }) => name)).toEqual(['test']);
});

test.skipIf(process.getuid?.() === 0)('a folder that may not be read is told', async () => {
  const host = await smallProject();
  const closed = putFiles(join(host.folder, 'closed'), { 'a.png': drawMask([]) });
  chmodSync(closed, 0);
  const { job } = await host.call('sources.add', { paths: [closed], as: 'mask' });
  await host.ended(job);
  chmodSync(closed, 0o700);
  const { problems } = await host.call('sources.scanStatus', {});
  expect(problems).toMatchObject([{ path: closed }]);
});

test('pictures are those of the mask: original, labels, colours, certainty, small ones', async () => {
  const host = await projectOf({ 'a.jpg': await asJpeg(drawMask([colours.tree])) });
  await host.call('classes.infer', { revision: 0 });
  const [row] = await listAll(host);
  const path = (picture: string): string => `/pictures/mask/${String(row.id)}/${picture}?rev=1`;
  expect((await host.get(path('labels'))).status).toBe(404);
  await repairAll(host);
  const sharp = (await import('sharp')).default;
  const pixels = async (picture: string) => {
    const bytes = Buffer.from(await (await host.get(path(picture))).arrayBuffer());
    return sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  };
  for (const picture of ['original', 'labels', 'colour', 'confidence', 'thumbnail', 'repaired-thumbnail']) {
    expect((await pixels(picture)).info).toMatchObject({ width: 96, height: 96 });
  }
  const colour = await pixels('colour');
  const seen = new Set(
    Array.from({ length: 96 * 96 }, (_, at) => colour.data.subarray(3 * at, 3 * at + 3).toString('hex')),
  );
  expect([...seen].sort()).toEqual(['000000', '008000']);
});

test('a picture that a page keeps is never shown for one of another project', async () => {
  const host = await projectOf({ 'a.png': drawMask([colours.tree]) });
  const [row] = await listAll(host);
  const first = host.workspace.session().opening;
  const path = `/pictures/mask/${String(row.id)}/thumbnail?rev=1.0`;
  expect((await host.get(path)).headers.get('cache-control')).toBe('no-store');
  expect((await host.get(`${path}&of=${first}`)).headers.get('cache-control')).toContain('immutable');
  const other = await host.call('project.create', { path: join(host.folder, 'other.maskmend') });
  const folder = putFiles(join(host.folder, 'others'), { 'b.png': drawMask([colours.lake]) });
  await host.ended((await host.call('sources.add', { paths: [folder], as: 'mask' })).job);
  expect((await host.get(`${path}&of=${other.opening}`)).status).toBe(200);
  expect((await host.get(`${path}&of=${first}`)).status).toBe(204);
});

test('the path of a file in place of a folder names the file in its folder', async () => {
  const host = await smallProject();
  const path = join(host.folder, 'data', 'a.png');
  const listed = await host.call('folders.list', { path, show: 'pictures', hasHidden: false });
  expect(listed).toMatchObject({ path: join(host.folder, 'data'), file: path });
  expect(listed.entries.map(({ name }) => name)).toContain('a.png');
  const folder = await host.call('folders.list', { path: listed.path, show: 'pictures', hasHidden: false });
  expect(folder.file).toBeUndefined();
});
