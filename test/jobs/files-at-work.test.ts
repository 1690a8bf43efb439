import { expect, test } from 'vitest';
import { FilesAtWork } from '../../src/main/services/jobs/files-at-work.ts';
import { openWorkSign, showTimeLeft } from '../../src/main/workers/work-sign.ts';

/** Files at work by a clock that stands still until it is moved. */
function byClock() {
  let now = 0;
  const files = new FilesAtWork(() => now);
  const begin = (path: string, size = 1) => {
    const sign = openWorkSign();
    return { sign, end: files.begin({ path, size, sign }) };
  };
  const pass = (ms: number): void => {
    now += ms;
  };
  return { files, begin, pass };
}

test('of the first files the time left is not guessed', () => {
  const { files, begin, pass } = byClock();
  begin('a');
  pass(500);
  expect(files.told).toEqual([{ path: 'a', ms: 500 }]);
});

test('the time left of a file follows from its size and what others took, until it takes longer', () => {
  const { files, begin, pass } = byClock();
  for (const path of ['a', 'b', 'c']) {
    const { end } = begin(path, 1000);
    pass(2000);
    end(true);
  }
  const failed = begin('broken', 1000);
  pass(60_000);
  failed.end(false);
  begin('d', 5000);
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
  showTimeLeft(sign, 3000);
  expect(files.told).toMatchObject([{ leftMs: 3000 }]);
  pass(9000);
  expect(files.told).toMatchObject([{ leftMs: 0 }]);
});
