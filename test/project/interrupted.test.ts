import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/main/db/database.ts';
import { repairSources } from '../../src/main/services/repair/repair-sources.ts';
import { discMask, filesBelow, temporaryFolder, withoutTimes, writeSources } from './mask-folder.ts';
import { requestFor, watchJob } from './mask-request.ts';

const FILES = 60;

/** A folder of masks that keep one worker busy for some time, and a place for temporary files. */
function manyMasks(count = FILES) {
  const base = temporaryFolder();
  const masks = join(base, 'masks');
  const temporary = join(base, 'temporary');
  mkdirSync(masks);
  mkdirSync(temporary);
  const mask = discMask(3, 600, 450);
  const names = Array.from({ length: count }, (_, place) => `mask ${String(place)}.png`);
  const sources = writeSources(masks, Object.fromEntries(names.map((name) => [name, mask])));
  return { base, masks, temporary, sources };
}

/** Starts a process that repairs the folder; resolves when it has done some files. */
async function repairInOtherProcess(args: readonly string[], temporary: string): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('repair-folder.ts', import.meta.url));
  const env = { ...process.env, TMPDIR: temporary };
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'], env });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (Number(line.slice('done '.length)) >= 3) return child;
  }
  throw new Error('the process ended too early');
}

test('a job whose process was killed goes on where it was and ends as one that was not', async () => {
  const { base, masks, temporary, sources } = manyMasks();
  const out = join(base, 'out');
  const projectPath = join(base, 'kept.maskmend');
  const child = await repairInOtherProcess([masks, out, projectPath], temporary);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const doneBefore = readdirSync(out).filter((name) => name.endsWith('.png'));
  const writtenAt = new Map(doneBefore.map((name) => [name, statSync(join(out, name), { bigint: true }).ctimeNs]));
  const resumed = await repairSources({ ...requestFor(sources, out), projectPath }, watchJob().watch);
  expect(resumed.resumedFiles).toBeGreaterThanOrEqual(3);
  expect(resumed.resumedFiles).toBeLessThan(FILES);
  const untouched = doneBefore.filter(
    (name) => statSync(join(out, name), { bigint: true }).ctimeNs === writtenAt.get(name),
  );
  expect(untouched.length).toBe(resumed.resumedFiles);

  const whole = await repairSources(requestFor(sources, join(base, 'whole')), watchJob().watch);
  const here = JSON.stringify(withoutTimes(resumed.files));
  expect(here).toBe(JSON.stringify(withoutTimes(whole.files)).replaceAll(join(base, 'whole'), out));
  const written = Object.entries(filesBelow(out)).filter(([name]) => !name.endsWith('.part'));
  expect(Object.fromEntries(written)).toEqual(filesBelow(join(base, 'whole')));

  const database = await openDatabase(projectPath);
  const states = (await database.jobs()).map(({ state, items }) => [state, items.repaired]);
  await database.close();
  expect(states).toEqual([
    ['interrupted', resumed.resumedFiles],
    ['finished', FILES],
  ]);
});

test('an abort ends the job within three seconds with what was finished', async () => {
  const { base, sources } = manyMasks();
  let abortedAt = 0;
  const { watch, controller } = watchJob(({ done }) => {
    if (done < 2 || abortedAt > 0) return;
    abortedAt = performance.now();
    controller.abort();
  });
  const projectPath = join(base, 'kept.maskmend');
  const request = { ...requestFor(sources, join(base, 'out')), projectPath };
  const result = await repairSources(request, watch);
  expect(performance.now() - abortedAt).toBeLessThan(3000);
  expect(result.wasCancelled).toBe(true);
  expect(result.files.length).toBeGreaterThanOrEqual(2);
  expect(result.files.length).toBeLessThan(FILES);
  expect(result.files.every(({ status }) => status === 'repaired')).toBe(true);
  const again = await repairSources(request, watchJob().watch);
  expect(again.resumedFiles).toBe(result.files.length);
  expect(again.wasCancelled).toBe(false);
});

test('an abort before there is a palette is told as cancelled', async () => {
  const { base, sources } = manyMasks();
  const { watch, controller } = watchJob(() => {
    controller.abort();
  });
  const request = { ...requestFor(sources, join(base, 'out')), palette: undefined };
  await expect(repairSources(request, watch)).rejects.toMatchObject({ code: 'cancelled' });
});

test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
  'a process that is ended by %s leaves no temporary project',
  async (signal) => {
    const { base, masks, temporary } = manyMasks();
    const child = await repairInOtherProcess([masks, join(base, 'out')], temporary);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([null, signal]);
    expect(readdirSync(temporary)).toEqual([]);
  },
);

test('a job that ends leaves no temporary project either', async () => {
  const { base, masks, temporary } = manyMasks(5);
  const child = await repairInOtherProcess([masks, join(base, 'out')], temporary);
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(readdirSync(temporary)).toEqual([]);
});
