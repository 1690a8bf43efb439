import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { JobProgress } from '../../src/main/jobs/job-progress.ts';
import { ProgressReporter } from '../../src/main/jobs/progress-reporter.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function watchReporter() {
  const events: (JobProgress & { at: number })[] = [];
  const onProgress = (progress: JobProgress): void => {
    events.push({ ...progress, at: performance.now() });
  };
  return { events, reporter: new ProgressReporter({ signal: new AbortController().signal, onProgress }) };
}

test('however fast files are finished, no second sees more than ten events, and the last file is told', () => {
  const { events, reporter } = watchReporter();
  reporter.start({ stage: 'repairing', total: 5000 });
  for (let file = 0; file < 5000; file++) {
    vi.advanceTimersByTime(1);
    reporter.advance();
  }
  reporter.finish();
  for (const { at } of events) {
    expect(events.filter((event) => event.at >= at && event.at < at + 1000).length).toBeLessThanOrEqual(10);
  }
  expect(events.length).toBeGreaterThan(30);
  expect(events.at(-1)).toMatchObject({ stage: 'repairing', done: 5000, total: 5000, etaMs: 0 });
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, place) => place + 1));
});

test('a file that was finished too soon after the last event is told without waiting for the next file', () => {
  const { events, reporter } = watchReporter();
  reporter.start({ stage: 'repairing', total: 3 });
  reporter.advance();
  vi.advanceTimersByTime(200);
  expect(events.map(({ done }) => done)).toEqual([0, 1]);
});

test('the time left is told from the pace of this run, not from files an earlier one did', () => {
  const { events, reporter } = watchReporter();
  reporter.start({ stage: 'repairing', total: 100, alreadyDone: 90 });
  vi.advanceTimersByTime(2000);
  reporter.advance();
  expect(events[0]).toMatchObject({ done: 90, etaMs: undefined });
  expect(events[1]).toMatchObject({ done: 91, etaMs: 18000 });
});

test('no time is told before there is a pace to tell it from', () => {
  const { events, reporter } = watchReporter();
  reporter.start({ stage: 'inspecting', total: 5000 });
  vi.advanceTimersByTime(900);
  reporter.advance();
  vi.advanceTimersByTime(900);
  reporter.advance();
  expect(events.map(({ etaMs }) => etaMs)).toEqual([undefined, undefined, 4998 * 900]);
});

test('nothing is told after the end, and two stages count on', () => {
  const { events, reporter } = watchReporter();
  reporter.start({ stage: 'inspecting', total: 1 });
  reporter.advance();
  reporter.finish();
  reporter.start({ stage: 'repairing', total: 1 });
  reporter.advance();
  reporter.finish();
  vi.advanceTimersByTime(1000);
  expect(events.map(({ stage, done, seq }) => `${String(seq)} ${stage} ${String(done)}`)).toEqual([
    '1 inspecting 0',
    '2 inspecting 1',
    '3 repairing 1',
  ]);
});

test('where the small files come first, the time left follows from the sizes', () => {
  const { events, reporter } = watchReporter();
  reporter.start({ stage: 'repairing', total: 6, size: 5 + 95 });
  for (let file = 0; file < 5; file++) {
    vi.advanceTimersByTime(1000);
    reporter.advance(1);
  }
  expect(events.at(-1)).toMatchObject({ done: 5, total: 6, etaMs: 95_000 });
  reporter.advance(95);
  reporter.finish();
  expect(events.at(-1)).toMatchObject({ done: 6, etaMs: 0 });
});
