import { reviewMask } from '../../state/review-store.ts';
import { goToStep } from '../../state/view-store.ts';

/** Goes to the result of a mask. */
export function showResult(id: number): void {
  reviewMask(id);
  goToStep('review');
}
