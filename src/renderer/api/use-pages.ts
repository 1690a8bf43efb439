import { useQueries } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/calls.ts';
import { question } from './queries.ts';

const PAGE_ROWS = 100;

/** Calls that answer a part of a list. */
type ListCall = Extract<CallName, 'sources.list' | 'sources.pairs' | 'review.queue'>;
type RowOf<Name extends ListCall> = CallOutput<Name>['rows'][number];

export interface Pages<Row> {
  /** Rows of the whole list; undefined until it is known. */
  readonly total: number | undefined;
  /** A row of the pages on screen, or undefined until it has come. */
  readonly rowAt: (position: number) => Row | undefined;
  readonly error: unknown;
}

/** First and last position on screen. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

/** The part of a long list that is on screen, in pages; what was seen is kept for a minute. */
export function usePages<Name extends ListCall>(
  name: Name,
  list: Omit<CallInput<Name>, 'offset' | 'limit'>,
  { first, last }: RowRange,
): Pages<RowOf<Name>> {
  const [known, setKnown] = useState<number>();
  const [firstPage, lastPage] = useSettledPages(Math.floor(first / PAGE_ROWS), Math.floor(last / PAGE_ROWS));
  const pages = Array.from({ length: lastPage - firstPage + 1 }, (_, place) => firstPage + place);
  const answers = useQueries({
    queries: pages.map((page) =>
      // `list` and a page are together what the call takes.
      question(name, { ...list, offset: page * PAGE_ROWS, limit: PAGE_ROWS } as CallInput<Name>),
    ),
  });
  const total = answers.find(({ data }) => data !== undefined)?.data?.total;
  // While the pages of another place are on their way, the list keeps its length and with it its scroll position.
  useEffect(() => {
    if (total !== undefined) setKnown(total);
  }, [total]);
  return {
    total: total ?? known,
    rowAt: (position) => {
      const rows: readonly RowOf<Name>[] | undefined =
        answers[Math.floor(position / PAGE_ROWS) - firstPage]?.data?.rows;
      return rows?.[position % PAGE_ROWS];
    },
    error: answers.find(({ error }) => error !== null)?.error ?? undefined,
  };
}

/** Where a list flies past faster than this, what is in between is not asked for. */
const SETTLE_MS = 80;

/** The first and last page, at most once in `SETTLE_MS`; a single step is followed at once. */
function useSettledPages(first: number, last: number): readonly [number, number] {
  const [settled, setSettled] = useState([first, last] as const);
  const changedAt = useRef(0);
  useEffect(() => {
    const waitMs = changedAt.current + SETTLE_MS - performance.now();
    const timer = setTimeout(
      () => {
        changedAt.current = performance.now();
        setSettled((before) => (before[0] === first && before[1] === last ? before : [first, last]));
      },
      Math.max(0, waitMs),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [first, last]);
  return settled;
}
