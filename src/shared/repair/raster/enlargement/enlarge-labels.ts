import { CERTAIN } from '../../../decide/confidence-map.ts';
import type { Labels } from '../../../forward/down-sampling.ts';
import { type ShouldStop, throwIfStopped } from '../../../should-stop.ts';
import { type Axis, placeOf } from './axis.ts';
import type { Enlargement } from './find-enlargements.ts';

/** Likelihood, times 254, of what two classes share evenly, and of what the labels round it do not explain. */
const EVEN = 127;
/** Rows between two questions whether to stop. */
const ROWS = 16;
/** Roundings of places. */
const EXACT = 1e-6;

/** A mask that a picture was enlarged from. */
export interface FoundMask {
  readonly enlargement: Enlargement;
  readonly classCount: number;
  /** Position in the palette of a pixel of the mask. */
  labelAt(column: number, row: number): number;
  /** Whether another class would do as well for a pixel of the mask. */
  isOpen(column: number, row: number): boolean;
}

/** A mask enlarged as nearest neighbours do. */
export interface EnlargedLabels {
  /** Positions in the palette. */
  readonly labels: Labels;
  readonly confidence: Uint8Array;
  /** Pixels that the mask does not explain, or that may be of another class for all it tells. */
  readonly open: number;
}

/**
 * The class in the middle of each pixel. Where two share it evenly, which is not certain, that in which the pixel lies when
 * the corners of mask and picture are laid on each other. `doubted`: pixels of the mask, row-major, that do not explain the
 * picture. Throws `cancelled` when `shouldStop` turns true.
 */
export function enlargeLabels(mask: FoundMask, doubted: ReadonlySet<number>, shouldStop: ShouldStop): EnlargedLabels {
  const { enlargement, classCount } = mask;
  const width = enlargement.across.before;
  const pitch = enlargement.across.after;
  const across = Array.from({ length: enlargement.across.after }, (_, x) => sharersOf(x, enlargement.across));
  const down = Array.from({ length: enlargement.down.after }, (_, y) => sharersOf(y, enlargement.down));
  const count = pitch * down.length;
  const labels: Labels = classCount < 256 ? new Uint8Array(count) : new Uint16Array(count);
  const confidence = new Uint8Array(count).fill(CERTAIN);
  let open = 0;
  for (let y = 0, at = 0; y < down.length; y++) {
    if (y % ROWS === 0) throwIfStopped(shouldStop);
    const [top, bottom] = down[y];
    for (let x = 0; x < pitch; x++, at++) {
      const [left, right] = across[x];
      const label = mask.labelAt(left, top);
      const others = [mask.labelAt(right, top), mask.labelAt(left, bottom), mask.labelAt(right, bottom)];
      labels[at] = label;
      const isDoubted = doubted.has(top * width + left);
      const isOpen = isDoubted || mask.isOpen(left, top);
      if (isOpen) open++;
      if (isDoubted || others.some((other) => other !== label)) confidence[at] = EVEN;
      else if (isOpen) confidence[at] = CERTAIN - 1;
    }
  }
  return { labels, confidence, open };
}

/** The pixel of the mask that one of the picture lies in, twice; of two that lie equally near, the one meant and the other. */
function sharersOf(at: number, axis: Axis): readonly [number, number] {
  const place = Math.min(axis.before - 1, Math.max(0, placeOf(at, axis)));
  const first = Math.floor(place + EXACT);
  const share = place - first;
  if (Math.abs(share - 0.5) >= EXACT) return share < 0.5 ? [first, first] : [first + 1, first + 1];
  const inside = Math.floor(((at + 0.5) * axis.before) / axis.after + EXACT);
  return inside === first + 1 ? [first + 1, first] : [first, first + 1];
}
