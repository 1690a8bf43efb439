import type { ForwardModel } from '../forward/forward-model.ts';

/** What the labels of pixels beside boundaries are weighed by; costs without a unit. */
export interface BlendWeights {
  /** Cost of another label than the search gave. */
  readonly change: number;
  /** Cost of a neighbour of another label, side by side; diagonally less. */
  readonly roughness: number;
  /** By how much a level of chroma counts, where one of luma counts 1. */
  readonly chroma: number;
  /** Whether pixels may have classes that no label near them has. */
  readonly isFree: boolean;
}

/** Means of several pixels say less of one of them. */
const COARSE_CHROMA = 0.6;

/** Labels so far off have lost what is thin. */
const FREE_DISTANCE = 5;

/**
 * The weights for a file, `distance` from which its labels lie (see `HistorySigns`); `isSoft` where edges became soft
 * before it was saved. The farther labels lie from the coefficients, the less they are worth: a search among hard labels
 * is misled where edges are soft, and there pixels show themselves on which side of an edge they lie. Chosen on 16 masks
 * under 13 alterations; half and double change little.
 */
export function blendWeights(
  { cellWidth, cellHeight }: ForwardModel,
  { distance, isSoft }: { readonly distance: number; readonly isSoft: boolean },
): BlendWeights {
  const closeness = 1 / Math.max(distance, 0.01) ** 2;
  const isFine = cellWidth * cellHeight === 1;
  return {
    // With chroma of its own each pixel of a soft edge is told apart best by what it shows.
    change: isFine && isSoft ? Math.min(0.5, 2 * closeness) : Math.min(2, 8 * closeness),
    roughness: Math.min(0.3, 2 * closeness),
    chroma: isFine ? 1 : COARSE_CHROMA,
    isFree: isSoft && distance > FREE_DISTANCE,
  };
}
