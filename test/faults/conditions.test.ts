import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../api/test-host.ts';
import { olderNode, parseLines, runCommand, startCommand } from '../command-line/run-command.ts';
import { expectEqual, liveUndisturbed } from './app-life.ts';
import { digests, projectFaults } from './keeping-promises.ts';
import { serveProject } from './served-project.ts';
import { type Promised, steps } from './steps-of-work.ts';
import { makeMasks } from './workplace.ts';

function withModule(name: string): NodeJS.ProcessEnv {
  const url = pathToFileURL(fileURLToPath(new URL(name, import.meta.url))).href;
  return { ...process.env, NODE_OPTIONS: `--import ${url}` };
}

/** Where the masks only have to be there beside a file that is poison. */
const MASKS = 4;

test('files that end their thread or make it hang are set aside with the reason, the others are repaired', async () => {
  const folder = temporaryFolder();
  const data = await makeMasks(join(folder, 'data'), MASKS);
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
  expect(lines.filter(({ status }) => status === 'repaired')).toHaveLength(MASKS);
});

/** A folder with masks and one file that ends the whole process, and how to run a command on them. */
async function deadlyData() {
  const folder = temporaryFolder();
  const data = await makeMasks(join(folder, 'data'), MASKS);
  writeFileSync(join(data, 'set', 'crashes.png'), 'never read');
  const env = { ...withModule('poison.js'), MASKMEND_HOME: join(folder, 'home') };
  const out = ['--out', join(folder, 'out'), '--palette', 'binary', '--preset', 'draft', '--json'];
  return { folder, data, env, args: ['repair', data, ...out] };
}

const setAside = { source: 'set/crashes.png', status: 'failed', message: expect.stringContaining('SIGSEGV') as string };

function failedIn(stdout: string): unknown[] {
  const lines = parseLines(stdout) as { source?: string; status?: string; error?: { message: string } }[];
  return lines
    .filter(({ status }) => status === 'failed')
    .map(({ source, status, error }) => ({ source, status, message: error?.message }));
}

test('a file that ends the whole process is set aside by the next run, and the others are repaired', async () => {
  const { args, env, folder } = await deadlyData();
  const first = startCommand(args, { env });
  expect((await first.finished).code).toBeNull();
  expect(first.child.signalCode).toBe('SIGSEGV');
  const second = await runCommand([...args, '--resume'], { env });
  expect(second.code).toBe(2);
  expect(failedIn(second.stdout)).toEqual([setAside]);
  expect(Object.keys(digests(join(folder, 'out'))).filter((name) => name.endsWith('.png'))).toHaveLength(MASKS);
});

const older = olderNode();
if (older === undefined) console.log('skipped: this Node runs the program itself, there is no launcher to go on');

test.skipIf(older === undefined)(
  'where the launcher stands between, the same run goes on and sets it aside',
  async () => {
    const { args, env, folder } = await deadlyData();
    const { code, stdout, stderr } = await runCommand(args, { env, node: older });
    expect(code).toBe(2);
    expect(stderr).toContain('the program crashed (SIGSEGV)');
    expect(failedIn(stdout)).toEqual([setAside]);
    expect(Object.keys(digests(join(folder, 'out'))).filter((name) => name.endsWith('.png'))).toHaveLength(MASKS);
  },
);

test('a file that ends the app is set aside when the job goes on after the next start', async () => {
  const { data, env, folder } = await deadlyData();
  const project = join(folder, 'deadly.maskmend');
  const first = await serveProject(project, join(folder, 'home'), env);
  onTestFinished(() => first.kill());
  const died = once(first.child, 'exit');
  await first.call('sources.add', { paths: [data], as: 'mask' });
  expect(await died).toEqual([null, 'SIGSEGV']);

  const second = await serveProject(project, join(folder, 'home'), env);
  onTestFinished(() => second.kill());
  const [{ id }] = await second.call('jobs.list', {});
  await second.call('jobs.resume', { job: id });
  const jobNow = async () => (await second.call('jobs.list', {}))[0];
  await expect.poll(async () => (await jobNow()).state, { timeout: 60_000 }).toBe('finished');
  expect((await jobNow()).items).toMatchObject({ done: MASKS, failed: 1 });
  // Looking at it ends nothing either.
  const sort = { by: 'name', direction: 'ascending' } as const;
  const { rows } = await second.call('sources.list', { filter: { role: 'mask' }, sort, offset: 0, limit: 50 });
  const deadly = rows.find(({ path }) => path === 'set/crashes.png');
  expect(deadly?.status).toBe('failed');
  await expect(second.call('classes.colourAt', { file: deadly?.id ?? 0, x: 0, y: 0 })).rejects.toThrow('SIGSEGV');
  expect((await jobNow()).items.failed).toBe(1);
});

test('masks that vanish or change while a repair runs fail with that as their reason; the others are repaired', async () => {
  const folder = temporaryFolder();
  const data = await makeMasks(join(folder, 'data'));
  const project = join(folder, 'changing.maskmend');
  const server = await serveProject(project, join(folder, 'home'));
  onTestFinished(() => server.kill());
  const promised: Promised = { paletteRevision: 0, done: new Map(), finished: new Set(), edits: 0 };
  const place = { data, exportFolder: join(folder, 'export'), datasetFolder: join(folder, 'dataset') };
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
  const data = await makeMasks(join(folder, 'data'), MASKS);
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
