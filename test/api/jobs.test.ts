import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { callAnswerSchema } from '../../src/shared/contract/answer.ts';
import { calls } from '../../src/shared/contract/calls.ts';
import type { Job } from '../../src/shared/contract/job-calls.ts';
import { asJpeg, colours, drawMask, putFiles } from './draw-masks.ts';
import { allMasks, listAll, projectOf, repairAll, smallProject } from './projects.ts';
import { temporaryFolder } from './test-host.ts';

const cli = fileURLToPath(new URL('../../dist/main/cli.js', import.meta.url));

interface Server {
  readonly child: ChildProcess;
  call(name: string, input: unknown): Promise<unknown>;
}

/** A server in a process of its own, as a person starts it. */
async function serve(folder: string, project: string): Promise<Server> {
  const child = spawn(process.execPath, [cli, 'serve', project], {
    env: { ...process.env, MASKMEND_HOME: join(folder, 'home') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = /http\S+/.exec(line.toString())?.[0] ?? '';
  const entry = await fetch(url, { redirect: 'manual' });
  const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? '';
  return {
    child,
    call: async (name, input) => {
      const response = await fetch(new URL(`/api/call/${name}`, url), {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      const answer = callAnswerSchema.parse(await response.json());
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      return answer.value;
    },
  };
}

const jobsOf = async (server: Server): Promise<Job[]> => {
  return calls['jobs.list'].output.parse(await server.call('jobs.list', {}));
};
const newest = async (server: Server): Promise<Job> => (await jobsOf(server))[0];

test('a server killed in the middle of a repair has lost nothing finished, and the job goes on where it was', async () => {
  const folder = temporaryFolder();
  const mask = await asJpeg(drawMask([colours.tree, colours.roof, colours.lake], { size: 512 }));
  const data = putFiles(
    join(folder, 'data'),
    Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`m${String(at)}.jpg`, Buffer.concat([mask, Buffer.from([at])])]),
    ),
  );
  const project = join(folder, 'killed.maskmend');
  const first = await serve(folder, project);
  await first.call('sources.add', { paths: [data], as: 'mask' });
  await expect.poll(async () => (await newest(first)).state, { timeout: 50_000 }).toBe('finished');
  await first.call('classes.infer', { revision: 0 });
  await first.call('jobs.startRepair', { selection: allMasks, parameters: { isRepeating: false } });
  await expect.poll(async () => (await newest(first)).items.done, { timeout: 50_000, interval: 20 }).toBeGreaterThan(2);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await serve(folder, project);
  const interrupted = await newest(second);
  expect(interrupted).toMatchObject({ kind: 'repair', state: 'interrupted', canResume: true });
  const { done, waiting } = interrupted.items;
  expect(done).toBeGreaterThan(2);
  expect(waiting).toBeGreaterThan(0);
  expect(done + waiting).toBe(60);
  const before = calls['project.current'].output.parse(await second.call('project.current', {}));
  expect(before.project?.counts.repaired).toBe(done);
  await second.call('jobs.resume', { job: interrupted.id });
  await expect.poll(async () => (await newest(second)).state, { timeout: 50_000 }).toBe('finished');
  expect((await newest(second)).items).toEqual({ done: 60, waiting: 0, skipped: 0, failed: 0 });
}, 120_000);

test('a cancelled repair keeps what is finished and can be resumed', async () => {
  const mask = await asJpeg(drawMask([colours.tree, colours.roof], { size: 512 }));
  const host = await projectOf(
    Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`m${String(at)}.jpg`, Buffer.concat([mask, Buffer.from([at])])]),
    ),
  );
  await host.call('classes.infer', { revision: 0 });
  const { job } = await host.call('jobs.startRepair', { selection: allMasks, parameters: { isRepeating: false } });
  await expect
    .poll(async () => (await host.call('jobs.list', {}))[0].items.done, { interval: 20, timeout: 50_000 })
    .toBeGreaterThan(1);
  await host.call('jobs.cancel', { job });
  const cancelled = (await host.call('jobs.list', {}))[0];
  expect(cancelled).toMatchObject({ state: 'cancelled', canResume: true });
  const repaired = (await listAll(host)).filter(({ status }) => status === 'repaired').length;
  expect(repaired).toBe(cancelled.items.done);
  await host.call('jobs.resume', { job });
  expect(await host.ended(job)).toMatchObject({ state: 'finished', items: { done: 40 } });
});

test('progress is told at most ten times a second, in order, and the end always arrives', async () => {
  const host = await smallProject();
  await host.call('classes.infer', { revision: 0 });
  host.events.length = 0;
  const { id } = await repairAll(host);
  const told = host.events.flatMap((event) => (event.type === 'job' && event.job.id === id ? [event.job] : []));
  const sequence = told.flatMap(({ progress }) => progress?.seq ?? []);
  expect(sequence).toEqual(sequence.toSorted((a, b) => a - b));
  await expect
    .poll(() => host.events.some((event) => event.type === 'job' && event.job.state === 'finished'))
    .toBe(true);
});

test('a repair without classes, a second one at a time, and one of nothing are told as what they are', async () => {
  const host = await smallProject();
  const parameters = { isRepeating: false };
  expect((await host.refusal('jobs.startRepair', { selection: allMasks, parameters })).code).toBe('invalid-palette');
  await host.call('classes.infer', { revision: 0 });
  const [{ job }, error] = await Promise.all([
    host.call('jobs.startRepair', { selection: allMasks, parameters }),
    host.refusal('jobs.startRepair', { selection: allMasks, parameters: { ...parameters, preset: 'unheard-of' } }),
  ]);
  expect(error.code).toBe('usage');
  await host.ended(job);
  const again = await repairAll(host);
  expect(again).toMatchObject({ state: 'finished', title: { kind: 'repair', count: 0 }, items: { done: 0 } });
  await host.call('jobs.dismiss', { job });
  expect((await host.call('jobs.list', {})).map(({ id }) => id)).not.toContain(job);
});

test('a file that fails is told on that file and stops nothing', async () => {
  const host = await projectOf({
    'a.png': drawMask([colours.tree]),
    'broken.png': drawMask([colours.tree]).subarray(0, 200),
    'empty.png': new Uint8Array(0),
  });
  const rows = await listAll(host);
  expect(rows.map(({ path, status }) => [path, status])).toEqual([
    ['a.png', 'inspected'],
    ['broken.png', 'failed'],
    ['empty.png', 'failed'],
  ]);
  const detail = await host.call('sources.get', { id: rows[2].id });
  expect(detail.error?.message).toBe('the file is empty');
  const problems = await host.call('sources.problems', {});
  expect(problems[0]).toMatchObject({ kind: 'unreadable', files: 2, severity: 'error' });
});

test('a mask whose repair failed is due no more, and is tried again when it is asked for', async () => {
  const host = await smallProject();
  await host.call('classes.infer', { revision: 0 });
  const path = join(host.folder, 'data', 'c.png');
  const bytes = readFileSync(path);
  rmSync(path);
  await repairAll(host);
  const statuses = async () => (await listAll(host)).map(({ status }) => status);
  expect(await statuses()).toEqual(['repaired', 'repaired', 'failed']);
  expect((await host.call('project.current', {})).project?.counts).toMatchObject({ due: 0, failed: 1 });
  writeFileSync(path, bytes);
  await repairAll(host, true);
  expect(await statuses()).toEqual(['repaired', 'repaired', 'repaired']);
});

test('classes changed while a repair runs make its results stale, not wrong', async () => {
  const mask = await asJpeg(drawMask([colours.tree, colours.roof], { size: 512 }));
  const host = await projectOf(
    Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [`m${String(at)}.jpg`, Buffer.concat([mask, Buffer.from([at])])]),
    ),
  );
  const { palette } = await host.call('classes.infer', { revision: 0 });
  const roof = palette.classes.find(({ rgb }) => rgb[0] > 100)?.slot ?? -1;
  const { job } = await host.call('jobs.startRepair', { selection: allMasks, parameters: { isRepeating: false } });
  await expect
    .poll(async () => (await host.call('jobs.list', {}))[0].items.done, { interval: 20, timeout: 50_000 })
    .toBeGreaterThan(0);
  await host.call('classes.edit', { revision: 1, edit: { kind: 'remove', slot: roof } });
  await host.ended(job);
  expect((await listAll(host)).every(({ status }) => status === 'stale')).toBe(true);
});
