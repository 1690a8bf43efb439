import { CERTAIN, eachUncertain } from '../../decide/confidence-map.ts';

/** Where a pixel is hardly likelier to be its class than not, times 254. */
const OPEN_LEVEL = Math.floor(254 * 0.55);
/**
 * Likelihood, times 254, of pixels beside such a one, which is more than that one's: on masks of 17 data sets, saved with
 * quality 50, 0.7 % of them were wrong, and half of all pixels wrong though certain were among them.
 */
const BESIDE_OPEN_LEVEL = Math.floor(254 * 0.99);

/**
 * Takes back the certainty of pixels beside one whose class is open: where the search goes wrong it moves a piece of a
 * boundary, and the samples of labellings tell of some of its pixels only.
 */
export function doubtBesideOpen(
  { width, height }: { readonly width: number; readonly height: number },
  confidence: Uint8Array,
): void {
  eachUncertain(confidence, (pixel) => {
    if (confidence[pixel] > OPEN_LEVEL) return;
    const x = pixel % width;
    const y = (pixel - x) / width;
    for (let line = Math.max(0, y - 1); line <= Math.min(height - 1, y + 1); line++) {
      for (let at = line * width + Math.max(0, x - 1); at <= line * width + Math.min(width - 1, x + 1); at++) {
        if (confidence[at] === CERTAIN) confidence[at] = BESIDE_OPEN_LEVEL;
      }
    }
  });
}
