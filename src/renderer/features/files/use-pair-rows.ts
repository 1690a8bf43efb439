import { useQueries } from '@tanstack/react-query';
import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts';
import { question } from '../../api/queries.ts';

const PAGE_ROWS = 100;

interface PairRows {
  readonly total: number | undefined;
  readonly rowAt: (position: number) => CallOutput<'sources.pairs'>['rows'][number] | undefined;
}

/** The pairs on screen, in pages. */
export function usePairRows(
  show: CallInput<'sources.pairs'>['show'],
  { first, last }: { readonly first: number; readonly last: number },
): PairRows {
  const firstPage = Math.floor(first / PAGE_ROWS);
  const pages = Array.from({ length: Math.floor(last / PAGE_ROWS) - firstPage + 1 }, (_, place) => firstPage + place);
  const answers = useQueries({
    queries: [0, ...pages].map((page) =>
      question('sources.pairs', { show, offset: page * PAGE_ROWS, limit: PAGE_ROWS }),
    ),
  });
  return {
    total: answers.find(({ data }) => data !== undefined)?.data?.total,
    rowAt: (position) => answers[Math.floor(position / PAGE_ROWS) - firstPage + 1]?.data?.rows[position % PAGE_ROWS],
  };
}
