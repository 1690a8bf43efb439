import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CrashRecord, pathOfEntry } from '../../src/main/jobs/crash-record.ts';
import { openStopFlag } from '../../src/main/jobs/stop-flag.ts';
import { openWorkerPool } from '../../src/main/jobs/worker-pool.ts';
import { temporaryFolder } from '../api/test-host.ts';
import { afterCrash } from './after-crash.ts';
import type * as deadlyWorker from './deadly-worker.ts';

const worker = new URL('deadly-worker.ts', import.meta.url);

async function openPool(record: CrashRecord) {
  const pool = await openWorkerPool<typeof deadlyWorker>({ file: worker, threads: 1 }, record);
  onTestFinished(() => pool.close());
  return pool;
}

const running = openStopFlag(new AbortController().signal);

test('a file that the program died of is tried in a process of its own, and set aside when that dies too', async () => {
  const { folder, paths, record } = afterCrash(['a.png', 'b.png']);
  const [deadly, harmless, unknown] = paths;
  const pool = await openPool(record);
  const run = (path: string) => pool.run('work', { path, deadly: [deadly], stop: running.flag }, running);
  expect(paths.map((path) => record.suspicionOf(path).kind)).toEqual(['suspected', 'suspected', 'none']);
  await expect(run(deadly)).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringContaining('SIGSEGV') as string,
  });
  const expected = { stop: 1, numbers: new Map([['large', 2n ** 60n]]) };
  expect(await run(harmless)).toEqual({ path: harmless, ...expected });
  expect(await run(unknown)).toEqual({ path: unknown, ...expected });

  // Another process knows what this one has found.
  const later = new CrashRecord(folder);
  expect(paths.map((path) => later.suspicionOf(path).kind)).toEqual(['deadly', 'none', 'none']);
  // What has been set aside is not even tried, in no process.
  await expect(run(deadly)).rejects.toMatchObject({ message: expect.stringContaining('SIGSEGV') as string });
  // Once it is another file, it is a file like others.
  utimesSync(deadly, 1, 1);
  expect(later.suspicionOf(deadly).kind).toBe('none');
});

test('of an archive only the entry is suspected that the program may have died of', () => {
  const { folder, paths, record } = afterCrash([]);
  const [first, second] = [0, 4711].map((headerAt) => pathOfEntry(paths[0], headerAt));
  record.convict(first, 'SIGSEGV');
  const later = new CrashRecord(folder);
  expect([first, second, paths[0]].map((path) => later.suspicionOf(path).kind)).toEqual(['deadly', 'none', 'none']);
  utimesSync(paths[0], 1, 1);
  expect(later.suspicionOf(first).kind).toBe('none');
});

test('another version of the program tries a file again that one has died of', () => {
  const { folder, paths, record } = afterCrash([]);
  record.convict(paths[0], 'SIGSEGV');
  const kept = join(folder, 'suspects.json');
  writeFileSync(kept, readFileSync(kept, 'utf8').replace(/"version":"[^"]+"/, '"version":"0.0.0"'));
  expect(new CrashRecord(folder).suspicionOf(paths[0]).kind).toBe('suspected');
});

test('a process notes what it works on while it does, and a note of one that still runs is let be', () => {
  const { folder, paths, record } = afterCrash([]);
  const notes = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.at-work.json'));
  expect(notes()).toEqual([]);
  const ends = paths.slice(0, 2).map((path) => record.begin(path));
  const read = (): unknown => JSON.parse(readFileSync(join(folder, notes()[0]), 'utf8').split('\n')[0]);
  expect(read()).toMatchObject({ pid: process.pid, paths: paths.slice(0, 2) });
  for (const end of ends) end();
  expect(read()).toMatchObject({ paths: [] });
  expect(new CrashRecord(folder).suspicionOf(paths[0]).kind).toBe('none');
  expect(notes()).toHaveLength(1);
});

test('an orderly end leaves no note, a kill does', () => {
  const folder = temporaryFolder();
  const module = JSON.stringify(new URL('../../src/main/jobs/work-note.ts', import.meta.url).href);
  const end = (how: string): boolean => {
    const script = `const { WorkNote } = await import(${module}); new WorkNote(${JSON.stringify(folder)}).begin('x'); ${how}`;
    spawnSync(process.execPath, ['--input-type=module', '-e', script]);
    return readdirSync(folder).length > 0;
  };
  expect(end('process.exit(3)')).toBe(false);
  expect(end("throw new Error('a fault of its own')")).toBe(false);
  expect(end("process.kill(process.pid, 'SIGKILL')")).toBe(true);
});

test('work in a process of its own stops when it is told to, and is ended where it does not listen', async () => {
  const { paths, record } = afterCrash(['a.png', 'b.png']);
  const pool = await openPool(record);
  for (const [at, name] of (['untilStopped', 'forever'] as const).entries()) {
    const controller = new AbortController();
    const stop = openStopFlag(controller.signal, name === 'forever' ? 50 : 60_000);
    const work = pool.run(name, { path: paths[at], deadly: [], stop: stop.flag }, stop);
    controller.abort();
    if (name === 'untilStopped') expect(await work).toBe('stopped as told');
    else await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    stop.close();
  }
  // What did not end may still be deadly.
  expect(paths.map((path) => record.suspicionOf(path).kind)).toEqual(['none', 'suspected', 'none']);
});

test('an answer in shared memory comes out of its process as well', async () => {
  const { paths, record } = afterCrash(['a.png']);
  const pool = await openPool(record);
  expect(await pool.run('share', { path: paths[0] }, running)).toEqual(new Uint8Array(4));
  expect(record.suspicionOf(paths[0]).kind).toBe('none');
});

test('where nothing can be written there are no notes, and the work goes on', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'no-folder'), '');
  const record = new CrashRecord(join(folder, 'no-folder', 'crashes'));
  const pool = await openPool(record);
  const path = join(folder, 'no-folder');
  expect(await pool.run('work', { path, deadly: [], stop: running.flag }, running)).toMatchObject({ path });
  record.convict(path, 'SIGSEGV');
  expect(record.suspicionOf(path)).toEqual({ kind: 'deadly', by: 'SIGSEGV' });
  expect(existsSync(join(folder, 'no-folder', 'crashes'))).toBe(false);
});
