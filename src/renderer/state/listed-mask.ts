import type { SourceFilter } from '../../shared/contract/source-schemas.ts';
import { call } from '../api/client.ts';
import { hasQueueFilter, offerMask, reviewMask, setQueueFilter, useReviewStore } from './review-store.ts';

let settled: Promise<unknown> = Promise.resolve();

/**
 * Whenever the person filters the list, the mask on screen is one of it: where the list leaves it out, its first takes its
 * place, or none. Gives what ends that.
 */
export function keepMaskInList(): () => void {
  return useReviewStore.subscribe(({ filter }, before) => {
    if (filter !== before.filter) settled = settle().catch(() => undefined);
  });
}

/** Resolves when the mask on screen is the one that goes with the list: whoever decides on it means that one. */
export async function untilMaskInList(): Promise<void> {
  await settled;
}

/** Takes the filter off where it leaves out a mask that an undo or another part of the window shows; gives that filter. */
export async function widenListFor(id: number): Promise<SourceFilter | undefined> {
  const { filter } = useReviewStore.getState();
  if (!hasQueueFilter(filter) || (await isListed(id))) return undefined;
  setQueueFilter({ role: 'mask' });
  return filter;
}

async function settle(): Promise<void> {
  const { id, filter, sort } = useReviewStore.getState();
  if (id === undefined || (await isListed(id))) return;
  const { row } = await call('review.next', { filter, sort, direction: 'forward', want: 'any' });
  const now = useReviewStore.getState();
  if (now.id !== id || now.filter !== filter) return;
  if (row === undefined) reviewMask(undefined);
  else offerMask(row.id);
}

async function isListed(id: number): Promise<boolean> {
  const { filter, sort } = useReviewStore.getState();
  return (await call('sources.position', { id, filter, sort })).position !== undefined;
}
