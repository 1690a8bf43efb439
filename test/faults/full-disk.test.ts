import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { runCommand } from '../command-line/run-command.ts';
import { digests, projectFaults } from './keeping-promises.ts';
import { DatabaseFixture } from './old-project.ts';
import { type ServedProject, serveProject } from './served-project.ts';
import { steps, type Promised } from './steps-of-work.ts';
import { makeMasks } from './workplace.ts';

const MASKS = 6;
const LEFT_BYTES = 16 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'maskmend-disk-'));
const disk = join(folder, 'disk');
mkdirSync(disk);
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'none', disk]).status === 0;
if (!isMounted) {
  rmSync(folder, { recursive: true, force: true });
  console.log('skipped: no small disk may be mounted here, a full disk in the app is not tested');
}

afterAll(() => {
  if (isMounted) spawnSync('umount', [disk]);
  rmSync(folder, { recursive: true, force: true });
});

/** Leaves next to nothing free on the disk; gives a function that frees it again. */
function fillDisk(): () => void {
  const { bavail, bsize } = statfsSync(disk);
  const filler = join(disk, 'filler');
  writeFileSync(filler, new Uint8Array(Math.max(0, bavail * bsize - LEFT_BYTES)));
  return () => {
    rmSync(filler, { force: true });
  };
}

async function untilIdle(server: ServedProject): Promise<void> {
  await expect
    .poll(async () => (await server.call('jobs.list', {})).every(({ state }) => state !== 'running'), {
      timeout: 40_000,
      interval: 30,
    })
    .toBe(true);
}

describe.skipIf(!isMounted)('on a disk that fills up', () => {
  test.each(['import', 'repair', 'merge classes', 'paint', 'export', 'export a dataset'])(
    '%s fails with that as its reason, and goes on when there is room',
    async (full) => {
      onTestFinished(() => {
        for (const name of ['life.maskmend', 'export', 'dataset', 'home'])
          rmSync(join(disk, name), { recursive: true, force: true });
        rmSync(join(disk, 'life.maskmend-wal'), { force: true });
      });
      const data = await makeMasks(join(folder, 'data'), MASKS);
      const sources = digests(data);
      const project = join(disk, 'life.maskmend');
      const server = await serveProject(project, join(disk, 'home'));
      onTestFinished(() => server.kill());
      const place = { data, exportFolder: join(disk, 'export'), datasetFolder: join(disk, 'dataset') };
      const promised: Promised = { paletteRevision: 0, done: new Map(), finished: new Set(), edits: 0 };
      for (const { name, run } of steps) {
        if (name !== full) {
          await run(server, place, promised);
          continue;
        }
        const free = fillDisk();
        await expect(run(server, place, promised)).rejects.toThrow(/disk-full|disk is full/);
        await untilIdle(server);
        free();
        await run(server, place, promised);
      }
      await server.kill();
      expect(projectFaults(project)).toEqual([]);
      expect(digests(data)).toEqual(sources);
    },
  );

  test('a project of an older version stays what it was, and is brought forward when there is room', async () => {
    const old = new DatabaseFixture(join(disk, 'old.maskmend'));
    old.makeAnew();
    const before = readFileSync(old.path);
    const env = { ...process.env, MASKMEND_HOME: join(folder, 'home') };
    const free = fillDisk();
    const refused = await runCommand(['check', old.path], { env });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('there is no room left for the project; free some space');
    expect(readFileSync(old.path).equals(before)).toBe(true);
    // Nothing that looks like a copy of the project and is none.
    expect(readdirSync(disk).filter((name) => name.includes('-version-'))).toEqual([]);
    free();
    // Its masks are nowhere.
    expect((await runCommand(['check', old.path], { env })).stdout).toContain('old.maskmend: whole');
    expect(old.losses()).toEqual([]);
  });
});
