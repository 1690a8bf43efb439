import { expect, test } from 'vitest';
import { MaskmendError } from '../../src/shared/errors.ts';
import { searchLabels } from '../../src/shared/search/search-labels.ts';
import { searchEfforts } from '../../src/shared/search/search-preset.ts';
import { denseFile } from './dense-file.ts';

const MAX_GAP_MS = 50;

/** Time that this thread worked: other programs on the machine do not lengthen it. */
function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

test.each(['exact', 'exhaustive'] as const)(
  'a search with preset %s asks every 50 ms whether to stop',
  async (preset) => {
    const { input, decided } = await denseFile();
    let last = workedMs();
    const gaps: number[] = [];
    const shouldStop = () => {
      const now = workedMs();
      gaps.push(now - last);
      last = now;
      return false;
    };
    searchLabels({ ...input, shouldStop }, decided, { effort: { ...searchEfforts[preset], budgetMs: 0 } });
    expect(gaps.length).toBeGreaterThan(200);
    expect(Math.max(...gaps)).toBeLessThan(MAX_GAP_MS);
  },
);

test.each([1, 40, 200])('a search that is told to stop when it asks for the %i. time ends at once', async (limit) => {
  const { input, decided } = await denseFile();
  let [calls, toldAt] = [0, 0];
  const shouldStop = () => {
    if (++calls === limit) toldAt = workedMs();
    return calls >= limit;
  };
  expect(() => searchLabels({ ...input, shouldStop }, decided, { effort: searchEfforts.exhaustive })).toThrow(
    MaskmendError,
  );
  expect(calls).toBe(limit);
  expect(workedMs() - toldAt).toBeLessThan(MAX_GAP_MS);
});

test('a search that was stopped leaves nothing behind that changes the next', async () => {
  const { input, decided } = await denseFile();
  const whole = searchLabels(input, structuredClone(decided), { effort: searchEfforts.fast });
  let calls = 0;
  const stopped = { ...input, shouldStop: () => ++calls > 50 };
  expect(() => searchLabels(stopped, structuredClone(decided), { effort: searchEfforts.fast })).toThrow(MaskmendError);
  expect(searchLabels(input, structuredClone(decided), { effort: searchEfforts.fast })).toEqual(whole);
});
