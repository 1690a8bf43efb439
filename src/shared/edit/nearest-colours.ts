import { MaskmendError } from '../errors.ts';
import { copyLabels, type EditWindow, type WindowLabels } from './edit-window.ts';

/** Every pixel takes the class whose source colour is nearest (squared distance of red, green, blue) to the source's own. */
export function takeNearestColours(window: EditWindow): WindowLabels {
  const labels = copyLabels(window);
  const { original, colours = [] } = window;
  if (original === undefined || colours.length === 0) {
    throw new MaskmendError('not-found', 'there are no colours of the source to go by');
  }
  const known = new Map<number, number>();
  for (let pixel = 0, at = 0; pixel < labels.length; pixel++, at += 3) {
    if (window.selected?.[pixel] === 0) continue;
    const packed = (original[at] << 16) | (original[at + 1] << 8) | original[at + 2];
    let slot = known.get(packed);
    if (slot === undefined) known.set(packed, (slot = nearest(colours, packed)));
    labels[pixel] = slot;
  }
  return labels;
}

/** Of equally near ones the first. */
function nearest(colours: NonNullable<EditWindow['colours']>, packed: number): number {
  const [red, green, blue] = [packed >> 16, (packed >> 8) & 255, packed & 255];
  let best = colours[0].slot;
  let least = Infinity;
  for (const { slot, rgb } of colours) {
    const distance = (rgb[0] - red) ** 2 + (rgb[1] - green) ** 2 + (rgb[2] - blue) ** 2;
    if (distance < least) [least, best] = [distance, slot];
  }
  return best;
}
