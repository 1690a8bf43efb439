import { useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../shared/contract/calls.ts';
import { question } from './queries.ts';

const PAGE_ROWS = 100;

/** Calls that answer a part of a list. */
type ListCall = Extract<CallName, 'sources.list' | 'sources.pairs'>;
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
  const firstPage = Math.floor(first / PAGE_ROWS);
  const pages = Array.from({ length: Math.floor(last / PAGE_ROWS) - firstPage + 1 }, (_, place) => firstPage + place);
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
