import { widenListFor } from './listed-mask.ts';
import { reviewMask, showSpot, type Spot } from './review-store.ts';
import { goToStep } from './view-store.ts';

/** Goes to the result of a mask, at a place of it where one is given. */
export function showResult(id: number, spot?: Spot): void {
  if (spot === undefined) reviewMask(id);
  else showSpot(id, spot);
  // Where that cannot be asked, the list stays as it is filtered.
  widenListFor(id).catch(() => undefined);
  goToStep('review');
}
