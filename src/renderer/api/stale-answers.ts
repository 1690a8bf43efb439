import type { QueryFilters } from '@tanstack/react-query';
import { queryClient } from './queries.ts';

/** Rows are on screen; what is counted over all files costs more and may lag, but not once all is done. */
const intervalsMs = { rows: 500, counts: 2500 } as const;
const HURRY_MS = 250;
type Pace = keyof typeof intervalsMs;

const rowCalls = new Set([
  'sources.list',
  'sources.get',
  'sources.pairs',
  'review.queue',
  'review.next',
  'review.mask',
]);
const waiting: Readonly<Record<Pace, Set<string>>> = { rows: new Set(), counts: new Set() };
const timers = new Map<Pace, ReturnType<typeof setTimeout>>();

/** Calls whose answers are the same whatever project is open. */
const ownOfProgram = ['app.', 'settings.', 'folders.', 'project.current', 'project.recent'];

const ofProject: QueryFilters = {
  predicate: ({ queryKey }) => !ownOfProgram.some((prefix) => String(queryKey[0]).startsWith(prefix)),
};

/** Forgets what was answered about a project that is left, and what was asked: nothing of it is shown in the next one. */
export function forgetProject(): void {
  for (const query of queryClient.getQueryCache().findAll(ofProject)) query.reset();
  // Once the page shows the next project: what showed the one before would ask of it again.
  setTimeout(() => {
    void queryClient.refetchQueries({ ...ofProject, type: 'active' }, { cancelRefetch: false });
  });
}

/**
 * Makes the answers to all calls of a group stale (`sources.` for every call of that name's start); those on screen are
 * asked again, at most twice a second for rows and once in 2.5 s for counts.
 */
export function makeStale(prefix: string): void {
  plan('rows', prefix);
  plan('counts', prefix);
}

/** The same at once: after an act of the person, who waits for what it changed. */
export function makeStaleNow(prefix: string): void {
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(prefix) });
}

/** Asks again soon for all that is stale: work has ended, and what is shown has to agree. */
export function hurryStale(): void {
  for (const [pace, timer] of timers) {
    clearTimeout(timer);
    flushIn(pace, HURRY_MS);
  }
}

function plan(pace: Pace, prefix: string): void {
  waiting[pace].add(prefix);
  if (!timers.has(pace)) flushIn(pace, intervalsMs[pace]);
}

function flushIn(pace: Pace, ms: number): void {
  timers.set(
    pace,
    setTimeout(() => {
      timers.delete(pace);
      flush(pace);
    }, ms),
  );
}

function flush(pace: Pace): void {
  const prefixes = [...waiting[pace]];
  waiting[pace].clear();
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => {
      const name = String(queryKey[0]);
      return paceOf(name) === pace && prefixes.some((prefix) => name.startsWith(prefix));
    },
  });
}

function paceOf(name: string): Pace {
  return rowCalls.has(name) ? 'rows' : 'counts';
}
