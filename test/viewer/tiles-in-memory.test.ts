import { expect, test } from 'vitest';
import { LoadQueue } from '../../src/renderer/viewer/load-queue.ts';
import { PatchLog } from '../../src/renderer/viewer/patch-log.ts';
import { SharedJobs } from '../../src/renderer/viewer/shared-jobs.ts';
import { type Tile, TileCache } from '../../src/renderer/viewer/tile-cache.ts';

const never = new AbortController().signal;

function tile(bytes: number): Tile {
  const address = { layer: 'labels', level: 0, column: 0, row: 0 } as const;
  return { address, width: bytes, height: 1, pixels: new Uint8Array(bytes), isStale: false };
}

test('what was not asked for the longest goes first, and never what is on the screen', () => {
  const cache = new TileCache(250);
  const gone: string[] = [];
  const tiles = ['a', 'b', 'c'].map((name) => {
    const made = tile(100);
    if (name !== 'c') cache.add(made, () => gone.push(name));
    return made;
  });
  const [a, b, c] = tiles as [Tile, Tile, Tile];
  cache.touch(a);
  cache.add(c, () => gone.push('c'));
  expect(gone).toEqual(['b']);
  cache.keep(new Set([a, c, b]));
  cache.add(tile(100), () => gone.push('d'));
  expect(gone).toEqual(['b', 'd']);
  expect(cache.bytes).toBe(200);
});

test('a load that is wanted more goes before one that waits longer; one given up is never begun', async () => {
  const queue = new LoadQueue(1);
  const begun: string[] = [];
  const load = (name: string) => () => {
    begun.push(name);
    return Promise.resolve(name);
  };
  const stop = new AbortController();
  const first = queue.run(load('first'), () => 1, never);
  const later = queue.run(load('later'), () => 0, never);
  const dropped = queue.run(load('dropped'), () => 1, stop.signal);
  const urgent = queue.run(load('urgent'), () => 1, never);
  stop.abort();
  await expect(dropped).rejects.toThrow();
  await Promise.all([first, later, urgent]);
  expect(begun).toEqual(['first', 'urgent', 'later']);
});

test('work that two wait for is done once, and stopped when neither wants it', async () => {
  const jobs = new SharedJobs<number>();
  const signals: AbortSignal[] = [];
  const start = ({ signal }: { signal: AbortSignal }): Promise<number> => {
    signals.push(signal);
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
  };
  const [one, two] = [new AbortController(), new AbortController()];
  const waits = [one, two].map(({ signal }) => jobs.join('tile', { signal, urgency: 1 }, start));
  await Promise.resolve();
  one.abort();
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  two.abort();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  for (const wait of waits) await expect(wait).rejects.toThrow();
  const again = jobs.join('tile', { signal: never, urgency: 1 }, () => Promise.resolve(5));
  expect(await again).toBe(5);
});

test('a patch is kept until no tile can lack it', () => {
  const log = new PatchLog();
  const rect = { x: 0, y: 0, width: 1, height: 1 };
  const numbers = [1, 2, 3].map((slot) => log.add(rect, Uint8Array.of(slot)).number);
  const endOld = log.beginLoad();
  log.forget(numbers[1] ?? 0);
  expect(log.patches.map(({ number }) => number)).toEqual(numbers);
  const endNew = log.beginLoad();
  endOld();
  expect(log.patches.map(({ number }) => number)).toEqual(numbers.slice(2));
  endNew();
  log.forget(99);
  expect(log.patches).toEqual([]);
});
