import type { Raster } from '../../mask/raster.ts';
import type { ExactLabels } from './label-exact.ts';
import { type ShouldStop, throwIfStopped } from '../../should-stop.ts';

/**
 * Where class numbers were blended, so many of the places where numbers jump are bridged by one pixel of a number between
 * both. Of 80 clean masks of 9 data sets at most 0.15; of 25 of them, reduced or enlarged by linear, cubic or area
 * resampling of their numbers, at least 0.25.
 */
const BRIDGED_SHARE = 0.22;
/** Pairs of classes that are bridged, each so often: of clean masks at most two, where one class wraps another. */
const LEAST_PAIRS = 3;
const LEAST_BRIDGES = 4;
/** Fewer classes have no three such pairs; of more the numbers name objects. */
const LEAST_CLASSES = 4;
const MOST_CLASSES = 256;
/** Rows between two questions whether to stop. */
const ROWS = 64;

interface Numbers {
  readonly labels: ExactLabels['labels'];
  /** The number of each class, by its position. */
  readonly numbers: Float64Array;
}

interface Tally {
  /** Single pixels of a number between those of both sides. */
  bridges: number;
  /** Single pixels of any other number: where classes lie scattered twice as many, where numbers blend fewer. */
  others: number;
  /** Changes from one number to one that is not next to it. */
  jumps: number;
  /** Bridges of each pair of classes. */
  readonly ofPair: Uint32Array;
}

/**
 * Whether a mask of class numbers, all of which are classes, was resized or smoothed as if they were levels: between
 * classes 1 and 5 then lies a seam of class 3.
 */
export function hasBlendedNumbers(
  { width, height }: Pick<Raster, 'width' | 'height'>,
  { labels, reading }: ExactLabels,
  shouldStop: ShouldStop,
): boolean {
  const { classTriples } = reading;
  const { length } = classTriples;
  const areNumbers = classTriples.every(([red, green, blue]) => red === green && green === blue);
  if (!areNumbers || length < LEAST_CLASSES || length > MOST_CLASSES) return false;
  const seen: Numbers = { labels, numbers: Float64Array.from(classTriples, ([number]) => number) };
  const tally: Tally = { bridges: 0, others: 0, jumps: 0, ofPair: new Uint32Array(length * length) };
  for (let y = 0; y < height; y++) {
    if (y % ROWS === 0) throwIfStopped(shouldStop);
    for (let at = y * width + 1; at < (y + 1) * width; at++) {
      if (labels[at] !== labels[at - 1]) count(seen, tally, { at, step: 1, isLast: at + 1 === (y + 1) * width });
    }
    if (y === 0) continue;
    for (let at = y * width; at < (y + 1) * width; at++) {
      if (labels[at] !== labels[at - width]) count(seen, tally, { at, step: width, isLast: y + 1 === height });
    }
  }
  const pairs = tally.ofPair.reduce((sum, bridges) => sum + (bridges >= LEAST_BRIDGES ? 1 : 0), 0);
  const { bridges, others, jumps } = tally;
  return pairs >= LEAST_PAIRS && bridges > others && bridges >= BRIDGED_SHARE * (bridges + jumps);
}

/** Counts the change of class before a pixel, and the pixel itself where it bridges both sides. */
function count(
  { labels, numbers }: Numbers,
  tally: Tally,
  { at, step, isLast }: { readonly at: number; readonly step: number; readonly isLast: boolean },
): void {
  const before = numbers[labels[at - step]];
  const own = numbers[labels[at]];
  if (Math.abs(own - before) > 1) tally.jumps++;
  if (isLast) return;
  const after = numbers[labels[at + step]];
  const isBetween = (before < own && own < after) || (after < own && own < before);
  if (!isBetween && own !== after && before !== after) tally.others++;
  if (!isBetween) return;
  tally.bridges++;
  const [first, second] = [labels[at - step], labels[at + step]].sort((a, b) => a - b);
  tally.ofPair[first * numbers.length + second]++;
}
