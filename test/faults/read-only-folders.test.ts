import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { allMasks, exportRequest } from '../api/projects.ts';
import { startTestHost, type TestHost } from '../api/test-host.ts';
import { runCommand } from '../command-line/run-command.ts';
import { digests } from './keeping-promises.ts';
import { makeMasks } from './workplace.ts';

const MASKS = 3;

/** Forbids to write into a folder; gives a function that allows it again. To root only a mount can forbid it. */
function forbidWriting(folder: string): (() => void) | undefined {
  if (process.getuid?.() !== 0) {
    chmodSync(folder, 0o555);
    const allow = (): void => {
      chmodSync(folder, 0o755);
    };
    onTestFinished(allow);
    return allow;
  }
  const run = (...args: string[]): boolean => spawnSync(args[0], args.slice(1)).status === 0;
  if (!run('mount', '--bind', folder, folder)) return undefined;
  const allow = (): void => {
    run('umount', folder);
  };
  onTestFinished(allow);
  return run('mount', '-o', 'remount,bind,ro', folder) ? allow : undefined;
}

async function importedProject(host: TestHost, data: string): Promise<void> {
  await host.call('project.create', { path: join(host.folder, 'one.maskmend') });
  await host.call('sources.add', { paths: [data], as: 'mask' });
  await host.idle();
  await host.call('classes.infer', { revision: 0 });
  await host.call('jobs.startRepair', { selection: allMasks, parameters: { preset: 'draft', isRepeating: false } });
  await host.idle();
}

const skipped = 'skipped: this user can forbid writing to no folder';

test('masks in a folder that may not be written are imported, repaired and looked at as any', async (context) => {
  const host = await startTestHost();
  const data = await makeMasks(join(host.folder, 'data'), MASKS);
  const before = digests(data);
  if (forbidWriting(data) === undefined) {
    context.skip(skipped);
    return;
  }
  await importedProject(host, data);
  const { project } = await host.call('project.current', {});
  expect(project?.counts).toMatchObject({ masks: MASKS, repaired: MASKS });
  expect(digests(data)).toEqual(before);
});

test('a project in a folder that may not be written is refused in words, by the app and the command line', async (context) => {
  const host = await startTestHost();
  const folder = join(host.folder, 'locked');
  mkdirSync(folder);
  const path = join(folder, 'one.maskmend');
  await host.call('project.create', { path });
  await host.call('project.close', { isCancellingJobs: false });
  if (forbidWriting(folder) === undefined) {
    context.skip(skipped);
    return;
  }
  const told = { code: 'permission-denied', path };
  expect(await host.refusal('project.create', { path: join(folder, 'two.maskmend') })).toMatchObject({
    ...told,
    path: join(folder, 'two.maskmend'),
  });
  expect(await host.refusal('project.open', { path })).toMatchObject(told);
  expect(await host.call('project.current', {})).toEqual({});
  const check = await runCommand(['check', path]);
  expect(check.code).toBe(1);
  expect(check.stderr).toMatch(/may not be written|cannot be opened/);
  expect(readdirSync(folder)).toEqual(['one.maskmend']);
});

test('an export into a folder that may not be written is refused, and goes on when it may', async (context) => {
  const host = await startTestHost();
  const data = await makeMasks(join(host.folder, 'data'), MASKS);
  await importedProject(host, data);
  const folder = join(host.folder, 'out');
  mkdirSync(folder);
  const allow = forbidWriting(folder);
  if (allow === undefined) {
    context.skip(skipped);
    return;
  }
  const { job } = await host.call('export.start', exportRequest(host, { folder }));
  const refused = await host.ended(job);
  expect(refused).toMatchObject({ state: 'failed', canResume: true, error: { path: folder } });
  expect(refused.error?.message).toContain('You may not write into');
  expect(readdirSync(folder)).toEqual([]);
  allow();
  await host.call('jobs.resume', { job });
  expect(await host.ended(job)).toMatchObject({ state: 'finished', items: { done: MASKS } });
});
