import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runBatch } from '../../src/main/jobs/run-batch.ts';

interface Piece {
  readonly name: number;
  readonly bytes: number;
}

const pieces = (...bytes: number[]): Piece[] => bytes.map((need, name) => ({ name, bytes: need }));
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Runs pieces that take a turn each, and keeps watch over what runs together. */
async function watchBatch(items: readonly Piece[], workers: number, memoryBytes: number) {
  const running = new Set<Piece>();
  const settled: number[] = [];
  const started: number[] = [];
  let mostBytes = 0;
  let mostTogether = 0;
  await runBatch<Piece, Piece>(new AbortController().signal, {
    items,
    workers,
    memoryBytes,
    attempt: async (piece, grantedBytes) => {
      if (piece.bytes > grantedBytes) return { kind: 'needs-memory', bytes: piece.bytes };
      started.push(piece.name);
      running.add(piece);
      mostTogether = Math.max(mostTogether, running.size);
      const together = [...running].reduce((sum, { bytes }) => sum + bytes, 0);
      if (running.size > 1) mostBytes = Math.max(mostBytes, together);
      await turn();
      running.delete(piece);
      return { kind: 'done', result: piece };
    },
    settle: (piece) => {
      settled.push(piece.name);
      return Promise.resolve();
    },
  });
  return { started, settled, mostBytes, mostTogether };
}

test('every item is worked on once, never beyond the budget together, never more than there are workers', async () => {
  const need = fc.integer({ min: 0, max: 150 });
  await fc.assert(
    fc.asyncProperty(fc.array(need, { maxLength: 30 }), fc.integer({ min: 1, max: 5 }), async (bytes, workers) => {
      const seen = await watchBatch(pieces(...bytes), workers, 100);
      expect(seen.settled.toSorted((a, b) => a - b)).toEqual(bytes.map((_, name) => name));
      expect(seen.mostBytes).toBeLessThanOrEqual(100);
      expect(seen.mostTogether).toBeLessThanOrEqual(workers);
    }),
  );
});

test('an item above its share waits until there is room, and those after it do not wait for it', async () => {
  const { started } = await watchBatch(pieces(10, 80, 10, 10), 2, 100);
  expect(started).toEqual([0, 2, 3, 1]);
});

test('an item above the whole budget runs alone', async () => {
  const { started, mostBytes } = await watchBatch(pieces(500, 10, 10), 2, 100);
  expect(started).toEqual([1, 2, 0]);
  expect(mostBytes).toBe(20);
});

test('all workers are kept busy', async () => {
  expect((await watchBatch(pieces(1, 1, 1, 1, 1, 1, 1, 1), 4, 100)).mostTogether).toBe(4);
});

test('an item does not wait until the results before it are taken in, the end of the batch does', async () => {
  const taken = Promise.withResolvers<undefined>();
  const started: number[] = [];
  const ended: string[] = [];
  const batch = runBatch<number, number>(new AbortController().signal, {
    items: [0, 1],
    workers: 1,
    memoryBytes: 1,
    attempt: (item) => {
      started.push(item);
      if (item === 1) taken.resolve(undefined);
      return Promise.resolve({ kind: 'done', result: item });
    },
    settle: async (item) => {
      await taken.promise;
      await turn();
      ended.push(`settled ${item}`);
    },
  });
  await batch;
  ended.push('batch');
  expect(started).toEqual([0, 1]);
  expect(ended).toEqual(['settled 0', 'settled 1', 'batch']);
});

test('a result that cannot be taken in ends the batch with that failure', async () => {
  const started: number[] = [];
  const batch = runBatch<number, number>(new AbortController().signal, {
    items: Array.from({ length: 100 }, (_, item) => item),
    workers: 1,
    memoryBytes: 1,
    attempt: async (item) => {
      started.push(item);
      await turn();
      return { kind: 'done', result: item };
    },
    settle: (item) => (item === 3 ? Promise.reject(new Error('no room in the project')) : Promise.resolve()),
  });
  await expect(batch).rejects.toThrow('no room in the project');
  expect(started.length).toBeLessThan(10);
});

test('an abort starts nothing more and waits for what runs', async () => {
  const controller = new AbortController();
  const settled: number[] = [];
  await runBatch<number, number>(controller.signal, {
    items: Array.from({ length: 100 }, (_, item) => item),
    workers: 2,
    memoryBytes: 1,
    attempt: async (item) => {
      await turn();
      if (item === 4) controller.abort();
      return item === 5 ? { kind: 'stopped' } : { kind: 'done', result: item };
    },
    settle: (item) => {
      settled.push(item);
      return Promise.resolve();
    },
  });
  expect(settled).toEqual([0, 1, 2, 3, 4]);
});
