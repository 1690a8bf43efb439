import { expect, onTestFinished, test } from 'vitest';
import { ProgressReporter } from '../../src/main/jobs/progress-reporter.ts';
import { type FileResult, runMaskJob } from '../../src/main/jobs/run-mask-job.ts';
import { openWorkerPool } from '../../src/main/jobs/worker-pool.ts';
import type * as unrulyWorker from './unruly-worker.ts';

type TaskName = 'linger' | 'exit' | 'devourHeap' | 'obey' | 'ignore' | 'dieInCompany';

/** Long enough for a thread to start. */
const SILENCE_MS = 1500;

/** Runs tasks of the unruly worker, each on a file of that name; returns what became of each. */
async function runUnruly(names: readonly TaskName[], controller = new AbortController()) {
  const file = new URL('unruly-worker.ts', import.meta.url);
  const pool = await openWorkerPool<typeof unrulyWorker>({ file, threads: 2, maxHeapMegabytes: 64 });
  onTestFinished(() => pool.close());
  const company = new Int32Array(new SharedArrayBuffer(4));
  const results: (FileResult<string> | undefined)[] = names.map(() => undefined);
  const reporter = new ProgressReporter({ signal: controller.signal, onProgress: () => undefined });
  await runMaskJob<number, string>(controller.signal, {
    reporter,
    items: [...names.keys()],
    workers: 2,
    memoryBytes: 2,
    silenceMs: SILENCE_MS,
    pathOf: (place) => `/masks/${names[place]}`,
    send: async (place, grant, stop) => {
      if (names[place] === 'obey') controller.abort();
      const value = await pool.run(names[place], { text: String(place), stop: grant.stop, company }, stop);
      return value === 'stopped as told' ? { kind: 'cancelled' } : { kind: 'done', value };
    },
    settle: (place, result) => {
      results[place] = result;
    },
  });
  return results;
}

test('a file whose thread dies fails with its path, and the job goes on', async () => {
  const results = await runUnruly(['linger', 'exit', 'linger', 'devourHeap', 'linger', 'linger']);
  expect(results.map((result) => result?.kind)).toEqual(['done', 'failed', 'done', 'failed', 'done', 'done']);
  expect(results[1]).toMatchObject({ error: { code: 'internal', path: '/masks/exit' } });
  expect(results[3]).toMatchObject({ error: { code: 'too-large', path: '/masks/devourHeap' } });
});

test('a file that was stopped is not settled, and none is begun after it', async () => {
  const results = await runUnruly(['linger', 'linger', 'obey', 'linger', 'linger', 'linger']);
  expect(results.slice(2).filter((result) => result !== undefined).length).toBeLessThanOrEqual(1);
  expect(results[2]).toBeUndefined();
  expect(results.at(-1)).toBeUndefined();
});

test('a file that hangs is ended, tried once more alone, and set aside with its reason', async () => {
  const started = performance.now();
  const results = await runUnruly(['linger', 'ignore', 'linger', 'linger']);
  expect(performance.now() - started).toBeGreaterThan(2 * SILENCE_MS);
  expect(results.map((result) => result?.kind)).toEqual(['done', 'failed', 'done', 'done']);
  expect(results[1]).toMatchObject({
    error: { code: 'internal', path: '/masks/ignore', message: 'the work on it hung: no sign of life for 2 seconds' },
  });
});

test('a file whose thread dies once is done when it is tried alone', async () => {
  const results = await runUnruly(['linger', 'dieInCompany', 'linger', 'linger']);
  expect(results[1]).toEqual({ kind: 'done', value: 'alone at last' });
});
