import type { SourceFilter } from '../../shared/contract/source-schemas.ts';
import { call } from '../api/client.ts';
import { currentProject } from './project-store.ts';
import { reviewMask, setQueueFilter, useReviewStore } from './review-store.ts';

const MEMORY = 'maskmend.review-place';

/** Where somebody is in the review of a project. */
interface ReviewPlace {
  /** Path of the project. */
  readonly project: string;
  readonly id: number;
  readonly filter: SourceFilter;
}

/** Keeps the place in this tab, so that a reloaded page is where it was. */
export function keepReviewPlace(): void {
  useReviewStore.subscribe(({ id, filter, isOffered }, before) => {
    const project = currentProject()?.path;
    const isSame = id === before.id && filter === before.filter && isOffered === before.isOffered;
    if (isSame || isOffered || id === undefined || project === undefined) return;
    write({ project, id, filter });
  });
}

/** Goes back to the place in the open project, if one is kept and its mask is still there. */
export async function recallReviewPlace(): Promise<void> {
  const place = read();
  if (place === undefined || place.project !== currentProject()?.path) return;
  const { id, filter } = place;
  setQueueFilter(filter);
  reviewMask(id);
  const { sort } = useReviewStore.getState();
  const { position } = await call('sources.position', { id, filter: useReviewStore.getState().filter, sort });
  if (position === undefined && useReviewStore.getState().id === id) reviewMask(undefined);
}

function write(place: ReviewPlace): void {
  try {
    window.sessionStorage.setItem(MEMORY, JSON.stringify(place));
  } catch {
    // A browser that keeps nothing: the page begins with what needs a look.
  }
}

function read(): ReviewPlace | undefined {
  try {
    const kept = window.sessionStorage.getItem(MEMORY);
    // Only this program writes there, and no longer than the tab lives.
    return kept === null ? undefined : (JSON.parse(kept) as ReviewPlace);
  } catch {
    return undefined;
  }
}
