import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../api/test-host.ts';
import { parseLines, runCommand } from '../command-line/run-command.ts';
import { expectEqual, liveUndisturbed } from './app-life.ts';
import { digests, projectFaults } from './keeping-promises.ts';
import { serveProject } from './served-project.ts';
import { type Promised, steps } from './steps-of-work.ts';
import { makeMasks } from './workplace.ts';

function withModule(name: string): NodeJS.ProcessEnv {
  const url = pathToFileURL(fileURLToPath(new URL(name, import.meta.url))).href;
  return { ...process.env, NODE_OPTIONS: `--import ${url}` };
}

test('files that end their thread or make it hang are set aside with the reason, the others are repaired', async () => {
  const folder = temporaryFolder();
  const data = await makeMasks(join(folder, 'data'));
  const poisoned = ['ends-its-thread.png', 'hangs.png'];
  for (const name of poisoned) writeFileSync(join(data, 'set', name), 'never read');
  const args = ['repair', data, '--out', join(folder, 'out'), '--palette', 'binary', '--preset', 'draft', '--json'];
  const env = { ...withModule('poison.js'), MASKMEND_SILENCE_SECONDS: '2' };
  const { code, stdout } = await runCommand(args, { env });
  expect(code).toBe(2);
  const lines = parseLines(stdout) as { source?: string; status?: string; error?: { message: string } }[];
  const failed = lines.filter(({ status }) => status === 'failed');
  expect(failed.map(({ source, error }) => [source, error?.message]).toSorted()).toEqual([
    ['set/ends-its-thread.png', expect.stringContaining('the worker died')],
    ['set/hangs.png', 'the work on it hung: no sign of life for 2 seconds'],
  ]);
  expect(lines.filter(({ status }) => status === 'repaired')).toHaveLength(14);
});

test('masks that vanish or change while a repair runs fail with that as their reason; the others are repaired', async () => {
  const folder = temporaryFolder();
  const data = await makeMasks(join(folder, 'data'));
  const project = join(folder, 'changing.maskmend');
  const server = await serveProject(project, join(folder, 'home'));
  onTestFinished(() => server.kill());
  const promised: Promised = { paletteRevision: 0, done: new Map(), finished: new Set() };
  const place = { data, exportFolder: join(folder, 'export') };
  const [importing, inferring, repairing] = steps;
  await importing.run(server, place, promised);
  await inferring.run(server, place, promised);
  rmSync(join(data, 'set', '13.jpg'));
  const running = repairing.run(server, place, promised);
  writeFileSync(join(data, 'set', '12.png'), 'no picture any more');
  await running;
  const job = (await server.call('jobs.list', {}))[0];
  expect(job.items.failed).toBeGreaterThanOrEqual(1);
  expect(job.items.done + job.items.failed).toBe(14);
  const rows = await server.call('sources.list', {
    filter: { role: 'mask' },
    sort: { by: 'name', direction: 'ascending' },
    offset: 0,
    limit: 100,
  });
  expect(rows.rows.find(({ path }) => path === 'set/13.jpg')?.status).toBe('failed');
  await server.kill();
  expect(projectFaults(project)).toEqual([]);
});

test('a clock that goes back changes nothing in what is done', async () => {
  const folder = temporaryFolder();
  const data = await makeMasks(join(folder, 'data'));
  const usual = await liveUndisturbed({ data, folder: join(folder, 'usual') });
  const back = await liveUndisturbed({ data, folder: join(folder, 'back'), env: withModule('clock-going-back.js') });
  expectEqual('the labels', back.labels, usual.labels);
  expectEqual('the export', back.exported, usual.exported);
  expect(projectFaults(join(folder, 'back', 'life.maskmend'))).toEqual([]);
  expectEqual('the sources', digests(data), usual.sources);
});

test('a second process on a project is refused in plain words, and disturbs the first in nothing', async () => {
  const folder = temporaryFolder();
  const project = join(folder, 'one.maskmend');
  const first = await serveProject(project, join(folder, 'home'));
  onTestFinished(() => first.kill());
  const second = await runCommand(['check', project]);
  expect(second.code).toBe(1);
  expect(second.stderr).toMatch(/the project is in use by maskmend \(process \d+ on .*\) since \d{4}-/);
  expect((await first.call('project.current', {})).project?.counts.masks).toBe(0);
});
