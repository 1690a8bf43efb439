import type * as unrulyWorker from './unruly-worker.ts';
import { readdirSync } from 'node:fs';
import { constants, getPriority } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { openMaskPool } from '../../src/main/jobs/mask-pool.ts';
import { openStopFlag } from '../../src/main/jobs/stop-flag.ts';
import { openWorkerPool } from '../../src/main/jobs/worker-pool.ts';

type UnrulyTasks = typeof unrulyWorker;

async function openUnrulyPool(threads: number, graceMs = 60_000) {
  const file = new URL('unruly-worker.ts', import.meta.url);
  const pool = await openWorkerPool<UnrulyTasks>({ file, threads, maxHeapMegabytes: 64 });
  onTestFinished(() => pool.close());
  const controller = new AbortController();
  const stop = openStopFlag(controller.signal, graceMs);
  onTestFinished(() => {
    stop.close();
  });
  return {
    pool,
    stop,
    abort: () => {
      controller.abort();
    },
  };
}

test('a task is answered with what the function of that name returns', async () => {
  const { pool, stop } = await openUnrulyPool(2);
  const texts = ['a', 'b', 'c', 'd'];
  const answers = await Promise.all(texts.map((text) => pool.run('linger', { text, stop: stop.flag }, stop)));
  expect(answers).toEqual(texts);
});

test.each([
  ['leaves its thread', 'exit', 'internal'],
  ['throws where nobody catches', 'throwLater', 'internal'],
  ['takes all memory', 'devourHeap', 'too-large'],
  ['takes all memory by hundreds of megabytes', 'devourInLeaps', 'too-large'],
] as const)('a task that %s fails alone; the thread is replaced and the others go on', async (_, name, code) => {
  const { pool, stop } = await openUnrulyPool(2);
  for (let round = 0; round < 2; round++) {
    const bad = pool.run(name, undefined, stop);
    const good = pool.run('linger', { text: 'good', stop: stop.flag }, stop);
    await expect(bad).rejects.toMatchObject({ code });
    expect(await good).toBe('good');
  }
  const after = ['a', 'b', 'c'].map((text) => pool.run('linger', { text, stop: stop.flag }, stop));
  expect(await Promise.all(after)).toEqual(['a', 'b', 'c']);
});

const { PRIORITY_BELOW_NORMAL } = constants.priority;

// A process that others go before already has nothing to give.
test.skipIf(process.platform !== 'linux' || getPriority() >= PRIORITY_BELOW_NORMAL)(
  'threads of a job go behind everything else',
  async () => {
    const priorities = async (isBackground: boolean): Promise<number[]> => {
      const pool = await openMaskPool(2, 2, { isBackground });
      const stop = openStopFlag(new AbortController().signal, 60_000);
      // Whatever they are asked, they have begun by then.
      await Promise.allSettled([1, 2].map(() => pool.run('reduceTiles', undefined as never, stop)));
      const found = threadPriorities();
      stop.close();
      await pool.close();
      return found;
    };
    const own = threadPriorities();
    expect(new Set(await priorities(false))).toEqual(new Set(own));
    const behind = (await priorities(true)).filter((priority) => priority === PRIORITY_BELOW_NORMAL);
    expect(behind.length).toBeGreaterThanOrEqual(1);
  },
);

function threadPriorities(): number[] {
  return readdirSync('/proc/self/task').flatMap((thread) => {
    try {
      return getPriority(Number(thread));
    } catch {
      // It has ended since.
      return [];
    }
  });
}

test('a task that looks at the flag stops when it is told to', async () => {
  const { pool, stop, abort } = await openUnrulyPool(1);
  const obeying = pool.run('obey', { text: '', stop: stop.flag }, stop);
  abort();
  expect(await obeying).toBe('stopped as told');
});

test('a task that does not look is ended with its thread when the grace is over, and the thread is replaced', async () => {
  const { pool, stop, abort } = await openUnrulyPool(1, 100);
  const ignoring = pool.run('ignore', undefined, stop);
  abort();
  await expect(ignoring).rejects.toMatchObject({ code: 'cancelled' });
  const fresh = openStopFlag(new AbortController().signal);
  expect(await pool.run('echo', { text: 'alive', stop: fresh.flag }, fresh)).toBe('alive');
});

test('a worker file that cannot be loaded fails the tasks that wait for it', async () => {
  const pool = await openWorkerPool<UnrulyTasks>({ file: new URL('no-such-worker.ts', import.meta.url), threads: 1 });
  onTestFinished(() => pool.close());
  const stop = openStopFlag(new AbortController().signal);
  const tasks = [1, 2, 3].map(() => pool.run('echo', { text: '', stop: stop.flag }, stop));
  for (const result of await Promise.allSettled(tasks)) {
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'internal' } });
  }
});
