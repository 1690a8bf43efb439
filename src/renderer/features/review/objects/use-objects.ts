import { useQuery } from '@tanstack/react-query';
import type { ObjectRow } from '../../../../shared/contract/object-schemas.ts';
import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { call } from '../../../api/client.ts';

const PAGE = 1000;
const none: readonly ObjectRow[] = [];

/** All objects of a mask, by their numbers; those known last while they are read again, none while they are first read. */
export function useObjects(mask: ReviewMask): readonly ObjectRow[] {
  return useKnownObjects(mask) ?? none;
}

/** The same; undefined while they are first read. */
export function useKnownObjects({ row: { id }, hasObjects }: ReviewMask): readonly ObjectRow[] | undefined {
  const { data } = useQuery({
    queryKey: ['objects.list', { id }],
    queryFn: () => readAll(id),
    enabled: hasObjects,
  });
  return hasObjects ? data : none;
}

async function readAll(id: number): Promise<readonly ObjectRow[]> {
  const found: ObjectRow[] = [];
  for (;;) {
    const page = await call('objects.list', { id, sort: 'number', offset: found.length, limit: PAGE });
    found.push(...page.objects);
    if (page.objects.length < PAGE) return found;
  }
}
