import { expect, test } from 'vitest';
import type { FileLoad } from '../../src/main/services/jobs/file-paces.ts';
import { FilesAtWork } from '../../src/main/services/jobs/files-at-work.ts';
import { openWorkSign, showTimeLeft } from '../../src/main/workers/work-sign.ts';

const ofSize = (size: number): FileLoad => ({ kind: '', size });

/** Files at work by a clock that stands still until it is moved. */
function byClock(loads: readonly FileLoad[] = []) {
  let now = 0;
  const files = new FilesAtWork(loads, () => now);
  const begin = (path: string, load = ofSize(1)) => {
    const sign = openWorkSign();
    return { sign, end: files.begin({ path, load, sign }) };
  };
  const pass = (ms: number): void => {
    now += ms;
  };
  /** One file from its beginning to its end. */
  const work = (load: FileLoad, ms: number): void => {
    const { end } = begin('', load);
    pass(ms);
    end(true);
    files.settle(load);
  };
  return { files, begin, pass, work };
}

test('of the first files the time left is not guessed', () => {
  const { files, begin, pass } = byClock([ofSize(1), ofSize(1)]);
  begin('a');
  pass(500);
  expect(files.told).toEqual([{ path: 'a', ms: 500 }]);
  expect(files.leftMs(2)).toBeUndefined();
});

test('the time left of a file follows from its size and what others took, until it takes longer', () => {
  const { files, begin, pass, work } = byClock();
  for (let file = 0; file < 3; file++) work(ofSize(1000), 2000);
  const failed = begin('broken', ofSize(1000));
  pass(60_000);
  failed.end(false);
  begin('d', ofSize(5000));
  pass(4000);
  expect(files.told).toEqual([{ path: 'd', ms: 4000, leftMs: 6000 }]);
  pass(6000);
  expect(files.told).toEqual([{ path: 'd', ms: 10_000 }]);
});

test('what the work itself says of its time counts before what others took, and grows old', () => {
  const { files, begin, pass } = byClock();
  const { sign } = begin('a');
  showTimeLeft(sign, 8000);
  expect(files.told).toMatchObject([{ leftMs: 8000 }]);
  pass(1000);
  expect(files.told).toMatchObject([{ leftMs: 7000 }]);
  pass(9000);
  expect(files.told).toMatchObject([{ leftMs: 0 }]);
});

test('a sudden change of an estimate is told over some seconds', () => {
  const { files, begin, pass } = byClock();
  const { sign } = begin('a');
  showTimeLeft(sign, 60_000);
  expect(files.told).toMatchObject([{ leftMs: 60_000 }]);
  showTimeLeft(sign, 600_000);
  const told = Array.from({ length: 30 }, () => {
    pass(1000);
    return files.told[0]?.leftMs ?? 0;
  });
  expect(told[0]).toBeGreaterThan(60_000);
  expect(told[0]).toBeLessThan(200_000);
  expect(told[29]).toBeGreaterThan(550_000);
});

test('a job tells of a large file among small ones before it has begun, and all threads are counted', () => {
  const small = Array.from({ length: 10 }, () => ofSize(100));
  const { files, work } = byClock([...small, ofSize(40_000)]);
  for (const load of small.slice(0, 4)) work(load, 1000);
  // 400 seconds for the large file alone, however many threads there are.
  expect(files.leftMs(1)).toBe(406_000);
  const { files: again, work: workAgain } = byClock([...small, ofSize(400)]);
  for (const load of small.slice(0, 4)) workAgain(load, 1000);
  expect(again.leftMs(2)).toBe(5000);
  expect(again.doneShare).toBeCloseTo(4 / 14);
});

test('a large file that several threads work on together takes its part of the time', () => {
  const large = { ...ofSize(1000), threads: 4 };
  const { files, begin, work } = byClock([ofSize(100), ofSize(100), ofSize(100), large]);
  for (let file = 0; file < 3; file++) work(ofSize(100), 1000);
  begin('large', large);
  expect(files.told).toEqual([{ path: 'large', ms: 0, leftMs: 2500 }]);
});

test('files of a kind that goes faster are told by their own pace', () => {
  const slow: FileLoad = { kind: 'jpeg', size: 100 };
  const fast: FileLoad = { kind: 'png', size: 100 };
  const all = [...Array.from({ length: 20 }, () => slow), ...Array.from({ length: 40 }, () => fast)];
  const { files, work } = byClock(all);
  for (let file = 0; file < 20; file++) work(slow, 1000);
  for (let file = 0; file < 20; file++) work(fast, 10);
  const left = files.leftMs(1) ?? 0;
  expect(left).toBeGreaterThan(200);
  expect(left).toBeLessThan(2500);
});

test('a file that waits for memory counts again, and what is done is never told as less than it was', () => {
  const { files, begin, pass } = byClock([ofSize(1), ofSize(3)]);
  const { sign, end } = begin('a', ofSize(3));
  showTimeLeft(sign, 5000);
  pass(5000);
  expect(files.doneShare).toBeCloseTo(3 / 8);
  end(false);
  expect(files.doneShare).toBeCloseTo(3 / 8);
  files.settle(ofSize(3));
  files.settle(ofSize(1));
  expect(files.doneShare).toBe(1);
});
