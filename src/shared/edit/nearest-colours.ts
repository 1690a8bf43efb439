import { MaskmendError } from '../errors.ts';
import type { Rgb } from '../model/palette.ts';
import { copyLabels, type EditWindow, type WindowLabels } from './edit-window.ts';

/** Every pixel takes the class whose source colour is nearest to the source's own. */
export function takeNearestColours(window: EditWindow): WindowLabels {
  const labels = copyLabels(window);
  const { original, colours = [] } = window;
  if (original === undefined || colours.length === 0) {
    throw new MaskmendError('not-found', 'there are no colours of the source to go by');
  }
  const nearest = nearestColours(colours);
  for (let pixel = 0, at = 0; pixel < labels.length; pixel++, at += 3) {
    if (window.selected?.[pixel] === 0) continue;
    labels[pixel] = nearest((original[at] << 16) | (original[at + 1] << 8) | original[at + 2]);
  }
  return labels;
}

/** Finds the class nearest to a packed colour by the squared distance of red, green and blue; of equally near ones the first. */
export function nearestColours(
  colours: readonly { readonly slot: number; readonly rgb: Rgb }[],
): (packed: number) => number {
  const known = new Map<number, number>();
  return (packed) => {
    let slot = known.get(packed);
    if (slot === undefined) known.set(packed, (slot = search(colours, packed)));
    return slot;
  };
}

function search(colours: readonly { readonly slot: number; readonly rgb: Rgb }[], packed: number): number {
  const [red, green, blue] = [packed >> 16, (packed >> 8) & 255, packed & 255];
  let best = colours[0].slot;
  let least = Infinity;
  for (const { slot, rgb } of colours) {
    const distance = (rgb[0] - red) ** 2 + (rgb[1] - green) ** 2 + (rgb[2] - blue) ** 2;
    if (distance < least) [least, best] = [distance, slot];
  }
  return best;
}
