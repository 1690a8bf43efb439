import { expect, test } from 'vitest';
import { MaskmendError } from '../../src/shared/errors.ts';
import { decideByEncoder } from '../../src/shared/repair/decide-by-encoder.ts';
import { searchLabels } from '../../src/shared/search/search-labels.ts';
import { searchEfforts } from '../../src/shared/search/search-preset.ts';
import { decisionInput } from '../kernel/compare-decisions.ts';
import { drawMask, paletteOf, scatter } from '../repair/drawn-mask.ts';
import { encodeJpeg } from '../repair/encode-jpeg.ts';
import { nineColours } from './search-cases.ts';

const MAX_GAP_MS = 50;

/** Nine classes scattered pixel by pixel: no MCU is easy, and some are never solved. */
async function denseFile() {
  const drawn = drawMask(70, 60, 3, nineColours);
  const mask = { ...drawn, labels: scatter(drawn.labels, { share: 0.7, seed: 5, classes: nineColours.length }) };
  const jpeg = await encodeJpeg(mask, { quality: 60, subsampling: '4:2:0' });
  return decideByEncoder(decisionInput(jpeg, paletteOf(mask)));
}

test('a search tells how long it will go on, and comes to nothing left', async () => {
  const { input, decided } = await denseFile();
  const told: { at: number; ms: number }[] = [];
  const tellTimeLeft = (ms: number) => told.push({ at: performance.now(), ms });
  const effort = { ...searchEfforts.exact, runs: 6, secondRuns: 6, polishRuns: 2 };
  searchLabels(input, decided, { effort, tellTimeLeft });
  const end = performance.now();
  const middle = told[Math.floor(told.length / 2)];
  expect(middle.ms / (end - middle.at)).toBeGreaterThan(0.2);
  expect(middle.ms / (end - middle.at)).toBeLessThan(5);
  expect(told.at(-1)?.ms).toBe(0);
});

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
