import type { MaskView } from '../../../../shared/contract/review-schemas.ts';
import { shownLastPart } from '../../../strings/shown-path.ts';

/** What no system takes in a name, and what is a nuisance in one. */
const UNSUITED = /[\s/\\:*?"<>|\p{Cc}]+/gu;
const LONGEST = 60;

/**
 * The name that a picture of a part of a mask is offered to be saved by: `street-car.png`, `street-object-5-cutout.png`,
 * `street-car-at-40-12-cutout.png` of one place.
 * `path`: of the mask; `nameOf`: the name of a class by its slot.
 */
export function viewName(path: string, view: MaskView, nameOf: (slot: number) => string): string {
  const stem = shownLastPart(path).replace(/\.[^.]*$/, '');
  const part = 'number' in view ? `object-${view.number}` : nameOf(view.slot);
  const isCutout = view.kind === 'cutout' || view.kind === 'object-cutout';
  const place = view.kind === 'cutout' && view.at !== undefined ? ['at', ...view.at.map(String)] : [];
  const parts = [stem, part, ...place, ...(isCutout ? ['cutout'] : [])];
  return `${parts.map((word) => word.replace(UNSUITED, '-').slice(0, LONGEST)).join('-')}.png`;
}
