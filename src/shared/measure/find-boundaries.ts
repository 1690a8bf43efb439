import type { LabelMap } from '../mask/label-map.ts';
import { PairCounts } from './pair-counts.ts';

/** How two labels touch; the lower one first. */
export interface Contact {
  readonly a: number;
  readonly b: number;
  /** Sides of pixels that lie between the two. */
  readonly edges: number;
}

export interface Boundaries {
  /** By labels. */
  readonly contacts: readonly Contact[];
  /** By label: pixels that share a side with a pixel of another label. */
  readonly boundaryPixels: Float64Array;
}

/**
 * Where labels meet: sides of pixels between each two of them, and the pixels along them. The border of the picture is
 * no boundary. One pass, memory grows with the labels only.
 */
export function findBoundaries({ width, height, labels }: LabelMap): Boundaries {
  const contacts = new PairCounts();
  const boundaryPixels = new Float64Array(labels.BYTES_PER_ELEMENT === 1 ? 256 : 65_536);
  const lastRow = labels.length - width;
  const meet = (one: number, other: number): void => {
    if (one < other) contacts.add(one, other);
    else contacts.add(other, one);
  };
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const label = labels[at];
      const right = x + 1 < width ? labels[at + 1] : label;
      const below = at < lastRow ? labels[at + width] : label;
      if (right !== label) meet(label, right);
      if (below !== label) meet(label, below);
      const isEdge =
        right !== label ||
        below !== label ||
        (x > 0 && labels[at - 1] !== label) ||
        (y > 0 && labels[at - width] !== label);
      if (isEdge) boundaryPixels[label]++;
    }
  }
  return { contacts: contacts.list().map(({ a, b, count }) => ({ a, b, edges: count })), boundaryPixels };
}
