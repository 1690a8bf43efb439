import { PixelDecoder } from '../jpeg/decode-pixels.ts';
import type { Labels } from '../repair/down-sampling.ts';
import { throwIfStopped } from '../repair/throw-if-stopped.ts';
import type { SearchedPicture } from './searched-picture.ts';

/**
 * How many more pixels of the file, as other programs decode it, differ from the colour of their class under the labels
 * that were found than under those before. Throws `cancelled` when `shouldStop` turns true.
 */
export function changeInShown({ input, labels: after, visitedRows }: SearchedPicture, before: Labels): number {
  const { model, classColours, shouldStop } = input;
  const { width, height } = model.image;
  const decoder = new PixelDecoder(model.image);
  const pixels = new Uint32Array(width + 8);
  let change = 0;
  for (let y = 0; y < height; y++) {
    throwIfStopped(shouldStop);
    if (visitedRows[Math.floor(y / model.mcuHeight)] === 0) continue;
    const span = changedSpan(before, after, { from: y * width, to: (y + 1) * width });
    if (span === undefined) continue;
    const from = span.from - y * width;
    decoder.decodeSpan({ y, from, to: span.to - y * width }, pixels);
    for (let at = span.from; at < span.to; at++) {
      if (before[at] === after[at]) continue;
      const shown = pixels[at - y * width];
      if (shown === classColours[before[at]]) change++;
      if (shown === classColours[after[at]]) change--;
    }
  }
  return change;
}

function changedSpan(before: Labels, after: Labels, line: { from: number; to: number }): typeof line | undefined {
  let { from, to } = line;
  while (from < to && before[from] === after[from]) from++;
  while (to > from && before[to - 1] === after[to - 1]) to--;
  return from < to ? { from, to } : undefined;
}
