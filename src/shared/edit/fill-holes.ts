import type { EditOperation } from './edit-operation.ts';
import { copyLabels, type EditWindow, type WindowLabels } from './edit-window.ts';
import { findRegions } from '../mask/regions.ts';

type Holes = Extract<EditOperation, { kind: 'fill-holes' }>;

/** What the class encloses, wholly in the area, becomes the class; a hole that holds a locked pixel stays as it is. */
export function fillHoles(window: EditWindow, { slot, below = Infinity }: Holes): WindowLabels {
  const { width, height, selected, isLocked } = window;
  const isOther = Uint8Array.from(window.labels, (label) => (label === slot ? 0 : 1));
  // A class whose corners touch is closed: what it encloses is connected along edges only.
  const found = findRegions({ width, height, labels: isOther }, 4);
  const isHole = found.regions.map(({ label, pixels, left, top, right, bottom }) => {
    const isInside = left > 0 && top > 0 && right < width && bottom < height;
    return label === 1 && isInside && pixels < below;
  });
  const mayChange = (pixel: number): boolean => selected?.[pixel] !== 0 && !isLocked(window.labels[pixel]);
  eachStretch(found, isHole, (region, from, to) => {
    for (let pixel = from; pixel < to; pixel++) if (!mayChange(pixel)) isHole[region] = false;
  });
  const labels = copyLabels(window);
  eachStretch(found, isHole, (_, from, to) => labels.fill(slot, from, to));
  return labels;
}

function eachStretch(
  { starts, owners }: ReturnType<typeof findRegions>,
  isWanted: readonly boolean[],
  visit: (region: number, from: number, to: number) => void,
): void {
  for (let i = 0; i < owners.length; i++) {
    if (isWanted[owners[i]]) visit(owners[i], starts[i], starts[i + 1]);
  }
}
