import type { Labels } from '../forward/down-sampling.ts';
import { PixelDecoder } from '../jpeg/decode-pixels.ts';
import { throwIfStopped } from '../should-stop.ts';
import type { DecisionInput } from './decide-labels.ts';

/**
 * How many pixels of a JPEG, as other programs decode it, differ from the colour of their class. Throws `cancelled` when
 * the input's `shouldStop` turns true.
 */
export function countForeign({ model, classColours, shouldStop }: DecisionInput, labels: Labels): number {
  const { width, height } = model.image;
  const decoder = new PixelDecoder(model.image);
  const row = new Uint32Array(width + 8);
  let count = 0;
  for (let y = 0, pixel = 0; y < height; y++) {
    throwIfStopped(shouldStop);
    decoder.decodeSpan({ y, from: 0, to: width }, row);
    for (let x = 0; x < width; x++, pixel++) if (row[x] !== classColours[labels[pixel]]) count++;
  }
  return count;
}
