import { countValues } from './count-values.ts';
import { CERTAIN } from '../decide/confidence-map.ts';
import type { Labels } from '../forward/down-sampling.ts';

/** Pixels of each class, by position in the palette; `labels` hold positions below `classCount`. */
export function countByClass(labels: Labels, classCount: number): Uint32Array {
  if (labels instanceof Uint8Array) return countValues(labels).subarray(0, classCount);
  const counts = new Uint32Array(classCount);
  labels.forEach((label) => counts[label]++);
  return counts;
}

/** Pixels that are not certain. */
export function countUncertain(confidence: Uint8Array): number {
  return confidence.length - countValues(confidence)[CERTAIN];
}
