import { useQuery } from '@tanstack/react-query';
import type { ObjectRow } from '../../../../shared/contract/object-schemas.ts';
import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { call } from '../../../api/client.ts';

const PAGE = 1000;
const none: readonly ObjectRow[] = [];

/** All objects of a mask, by their numbers; those known last while they are read again. */
export function useObjects({ row: { id }, hasObjects }: ReviewMask): readonly ObjectRow[] {
  const { data } = useQuery({
    queryKey: ['objects.list', { id }],
    queryFn: () => readAll(id),
    enabled: hasObjects,
  });
  return hasObjects ? (data ?? none) : none;
}

async function readAll(id: number): Promise<readonly ObjectRow[]> {
  const found: ObjectRow[] = [];
  for (;;) {
    const page = await call('objects.list', { id, sort: 'number', offset: found.length, limit: PAGE });
    found.push(...page.objects);
    if (page.objects.length < PAGE) return found;
  }
}
