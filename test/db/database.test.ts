import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase, openTemporaryDatabase } from '../../src/main/db/database.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { temporaryFolder } from './project-fixture.ts';
import { palette, repairOf } from './sample-results.ts';

test('operations run in a thread of their own and are answered with what the store answers', async () => {
  const folder = temporaryFolder();
  const database = await openDatabase(join(folder, 'a.maskmend'));
  expect(await database.adoptPalette(palette)).toEqual(palette);
  const [{ file }] = await database.recall([{ root: folder, path: 'a.jpg' }]);
  const jobId = await database.startJob({}, [file.id]);
  expect(await database.recordRepair(repairOf(file.id, jobId))).toBe(1);
  const mask = await database.mask(file.id, defaultReadLimits);
  expect(mask?.labelMap).toMatchObject({ width: 5, height: 3 });
  await database.close();
  expect(readdirSync(folder)).toEqual(['a.maskmend']);
});

test('an operation that fails fails alone, and the project stays open', async () => {
  const database = await openDatabase(join(temporaryFolder(), 'a.maskmend'));
  await expect(database.startJob({}, [12345])).rejects.toMatchObject({ code: 'internal' });
  expect(await database.palette()).toBeUndefined();
  expect(await database.jobs()).toEqual([]);
  await database.close();
});

test('a project that cannot be opened is told as in the same thread', async () => {
  const path = join(temporaryFolder(), 'missing', 'a.maskmend');
  await expect(openDatabase(path)).rejects.toMatchObject({ code: 'not-found' });
});

test('a project in use is refused, and free again when it is closed', async () => {
  const path = join(temporaryFolder(), 'a.maskmend');
  const database = await openDatabase(path);
  await expect(openDatabase(path)).rejects.toMatchObject({ code: 'project-busy', path });
  await database.close();
  await (await openDatabase(path)).close();
});

test('a call after the end fails instead of waiting for ever', async () => {
  const database = await openDatabase(join(temporaryFolder(), 'a.maskmend'));
  await database.close();
  await expect(database.palette()).rejects.toThrow('ended');
});

test('a temporary project answers as a kept one does, and leaves nothing behind', async () => {
  const database = await openTemporaryDatabase();
  expect(await database.adoptPalette(palette)).toEqual(palette);
  const [{ file }] = await database.recall([{ root: '/masks', path: 'a.jpg' }]);
  const jobId = await database.startJob({}, [file.id]);
  expect(await database.recordRepair(repairOf(file.id, jobId))).toBe(1);
  await expect(database.startJob({}, [12345])).rejects.toMatchObject({ path: 'the temporary project' });
  expect((await database.jobs()).map(({ id }) => id)).toEqual([jobId]);
  await database.close();
  await expect(database.palette()).rejects.toThrow('not open');
});
