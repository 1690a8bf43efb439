import { useQueries } from '@tanstack/react-query';
import type { SourceRow } from '../../../shared/contract/source-schemas.ts';
import { question } from '../../api/queries.ts';

const PAGE_ROWS = 100;

interface Queue {
  readonly total: number;
  readonly first: SourceRow | undefined;
  readonly rowAt: (position: number) => SourceRow | undefined;
}

/** Repaired masks, those that most need a look first. */
export function useQueue({ first, last }: { readonly first: number; readonly last: number }): Queue {
  const firstPage = Math.floor(first / PAGE_ROWS);
  const pages = Array.from({ length: Math.floor(last / PAGE_ROWS) - firstPage + 1 }, (_, place) => firstPage + place);
  const answers = useQueries({
    queries: [0, ...pages].map((page) =>
      question('sources.list', {
        filter: { role: 'mask', status: ['repaired', 'stale'] },
        sort: { by: 'look', direction: 'descending' },
        offset: page * PAGE_ROWS,
        limit: PAGE_ROWS,
      }),
    ),
  });
  return {
    total: answers[0]?.data?.total ?? 0,
    first: answers[0]?.data?.rows[0],
    rowAt: (position) => answers[Math.floor(position / PAGE_ROWS) - firstPage + 1]?.data?.rows[position % PAGE_ROWS],
  };
}
