import { queryClient, question } from '../../../api/queries.ts';
import { goToPlace, useReviewStore } from '../../../state/review-store.ts';
import { text } from '../../../strings/text.ts';
import { attempt, tell } from '../../../ui/tell.tsx';

/** Goes to the next uncertain place of the mask, or the one before; the viewer flies there. */
export async function stepPlace(direction: 1 | -1): Promise<void> {
  const { id, place } = useReviewStore.getState();
  if (id === undefined) return;
  const answer = await attempt(text.common.actionFailed, () => queryClient.query(question('review.places', { id })));
  if (answer === undefined || useReviewStore.getState().id !== id) return;
  const next = place === undefined ? (direction === 1 ? 0 : answer.places.length - 1) : place + direction;
  if (answer.places[next] !== undefined) goToPlace(next);
  else tell({ level: 'info', title: answer.places.length === 0 ? text.review.noPlaces : text.review.lastPlace });
}
