import { expect, test, vi } from 'vitest';
import { searchLabels } from '../../src/shared/search/search-labels.ts';
import { SearchOutlook } from '../../src/shared/search/search-outlook.ts';
import { searchEfforts } from '../../src/shared/search/search-preset.ts';
import { denseFile } from './dense-file.ts';

/** What an outlook told last, by a clock that stands still until it is moved. */
function byClock() {
  let now = 0;
  let told: number | undefined;
  const outlook = new SearchOutlook(
    (ms) => {
      told = ms;
    },
    () => now,
  );
  const advance = (units: number, ms: number): number | undefined => {
    now += ms;
    outlook.advance(units);
    return told;
  };
  return { outlook, advance };
}

test('the time left follows from what the units of the pass took, and is not told at once', () => {
  const { outlook, advance } = byClock();
  outlook.expect({ units: 80, later: 20 });
  expect(advance(1, 10)).toBeUndefined();
  expect(advance(9, 990)).toBe(9000);
  expect(advance(70, 7000)).toBe(2000);
});

test('a pass begins with the speed of the one before, and adds the time that is taken whatever happens', () => {
  const { outlook, advance } = byClock();
  outlook.expect({ units: 10 });
  advance(10, 1000);
  outlook.expect({ units: 20, furtherMs: 60_000 });
  expect(advance(5, 500)).toBe(15 * 100 + 60_000);
});

test('a slow pass over the few hard ones does not make the passes after it slow', () => {
  const { outlook, advance } = byClock();
  outlook.expect({ units: 3000, later: 1000 });
  advance(3000, 30_000);
  outlook.expect({ units: 40, later: 1000 });
  // A quarter of a second a unit, where it was ten milliseconds before.
  expect(advance(20, 5000)).toBeLessThan(10_000 + 5000);
  expect(advance(20, 5000)).toBe(10_000);
});

test('a search tells how long it will go on, until nothing is left', async () => {
  const { input, decided } = await denseFile();
  const told: number[] = [];
  let now = 0;
  // Ten milliseconds whenever somebody looks at it: a clock that is the same on every machine.
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 10));
  try {
    searchLabels(input, decided, { effort: searchEfforts.fast, tellTimeLeft: (ms) => told.push(ms) });
  } finally {
    clock.mockRestore();
  }
  expect(told[0]).toBeGreaterThan(0);
  expect(told.at(-1)).toBe(0);
});
