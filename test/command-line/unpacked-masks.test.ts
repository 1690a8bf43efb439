import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { passingName } from '../../src/main/codec/leftovers.ts';
import { UnpackedMasks } from '../../src/main/services/classes/unpacked-masks.ts';
import { openFolderTree } from '../../src/main/formats/tree/folder-tree.ts';
import { openZipTree } from '../../src/main/formats/tree/zip-tree.ts';
import { defaultReadLimits as limits } from '../../src/shared/limits.ts';
import { makeZip } from '../formats/tree/make-zip.ts';
import { makeFolder } from './temporary-folder.ts';

const how = { limits, signal: new AbortController().signal };
let temporary: string;

beforeEach(() => {
  temporary = makeFolder();
  vi.stubEnv('TMPDIR', temporary);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

function unpackedFolders(): string[] {
  return readdirSync(temporary).filter((name) => name.startsWith('maskmend-masks-'));
}

async function entriesOf(names: readonly string[]) {
  const zip = makeZip(names.map((name) => ({ name, bytes: Buffer.from(name) })));
  const tree = await openZipTree(join(makeFolder({ 'set.zip': zip }), 'set.zip'), limits);
  return [...tree.files.values()];
}

it('what a search that was killed had unpacked goes before the next one unpacks, what another one needs stays', async () => {
  const ended = spawnSync(process.execPath, ['--version']).pid;
  const left = `maskmend-masks-${passingName().replace(`-${String(process.pid)}-`, `-${String(ended)}-`)}`;
  const other = `maskmend-masks-${passingName().replace(`-${String(process.pid)}-`, `-${String(process.ppid)}-`)}`;
  for (const name of [left, other]) mkdirSync(join(temporary, name, '0'), { recursive: true });
  const unpacked = new UnpackedMasks();
  await unpacked.add(await entriesOf(['masks/a.png']), '0', how);
  const names = unpackedFolders();
  expect(names).toContain(other);
  expect(names).not.toContain(left);
  const own = names.filter((name) => name !== other);
  expect(own).toHaveLength(1);
  if (process.platform !== 'win32') expect(statSync(join(temporary, own[0])).mode & 0o777).toBe(0o700);
  await unpacked.remove();
  expect(unpackedFolders()).toEqual([other]);
});

it('names that no disk takes beside each other cost their files alone', async () => {
  const unpacked = new UnpackedMasks();
  const long = `masks/${'x'.repeat(300)}.png`;
  await unpacked.add(await entriesOf(['masks/a.png', 'masks/a.png/b.png', long, 'masks/c.png']), '0', how);
  expect([...unpacked.paths].map((path) => path.slice(-11))).toEqual(['masks/a.png', 'masks/c.png']);
  expect(() => {
    unpacked.refuseNone();
  }).not.toThrow();
  await unpacked.remove();
});

it('nothing is unpacked where the disk has no room for all', async () => {
  const masks = (await entriesOf(['masks/a.png', 'masks/b.png'])).map((mask) => ({ ...mask, bytes: 2 ** 60 }));
  const refused = new UnpackedMasks().add(masks, '0', how);
  await expect(refused).rejects.toMatchObject({ code: 'disk-full', path: masks[0].path });
  expect(unpackedFolders()).toEqual([]);
});

it('masks that are files are read where they are', async () => {
  const folder = makeFolder({ 'a.png': 'a' });
  const unpacked = new UnpackedMasks();
  await unpacked.add([...(await openFolderTree(folder, limits)).files.values()], '0', how);
  expect([...unpacked.paths]).toEqual([join(folder, 'a.png')]);
  expect(unpackedFolders()).toEqual([]);
});
