import { useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { SourceFilter, SourceRow, SourceSort } from '../../../shared/contract/source-schemas.ts';
import { question } from '../../api/queries.ts';

const PAGE_ROWS = 100;

interface RowsQuery {
  readonly filter: SourceFilter;
  readonly sort: SourceSort;
}

interface RowRange {
  /** First and last position on screen. */
  readonly first: number;
  readonly last: number;
}

export interface FileRows {
  /** Rows of the whole list; undefined until it is known. */
  readonly total: number | undefined;
  /** A row of the pages on screen, or undefined until it has come. */
  readonly rowAt: (position: number) => SourceRow | undefined;
  readonly error: unknown;
}

/** The part of a long list that is on screen, in pages; what was seen is kept for a minute. */
export function useFileRows({ filter, sort }: RowsQuery, { first, last }: RowRange): FileRows {
  const [known, setKnown] = useState<number>();
  const firstPage = Math.floor(first / PAGE_ROWS);
  const pages = Array.from({ length: Math.floor(last / PAGE_ROWS) - firstPage + 1 }, (_, place) => firstPage + place);
  const answers = useQueries({
    queries: pages.map((page) =>
      question('sources.list', { filter, sort, offset: page * PAGE_ROWS, limit: PAGE_ROWS }),
    ),
  });
  const total = answers.find(({ data }) => data !== undefined)?.data?.total;
  // While the pages of another place are on their way, the list keeps its length and with it its scroll position.
  useEffect(() => {
    if (total !== undefined) setKnown(total);
  }, [total]);
  return {
    total: total ?? known,
    rowAt: (position) => answers[Math.floor(position / PAGE_ROWS) - firstPage]?.data?.rows[position % PAGE_ROWS],
    error: answers.find(({ error }) => error !== null)?.error ?? undefined,
  };
}
