import { reviewMask } from './review-store.ts';
import { goToStep } from './view-store.ts';

/** Goes to the result of a mask. */
export function showResult(id: number): void {
  reviewMask(id);
  goToStep('review');
}
