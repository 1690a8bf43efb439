import { CERTAIN, eachUncertain } from './confidence-map.ts';
import type { Labels } from './down-sampling.ts';
import type { ForwardModel } from './forward-model.ts';
import { classesOfOneLuma } from './blurred-pairs.ts';

/** Where a pixel is hardly likelier to be its class than not, times 254. */
const OPEN_LEVEL = Math.floor(254 * 0.55);
/**
 * Likelihood, times 254, of pixels beside such a one: on masks of 17 data sets, saved with quality 50, 0.7 % of them
 * were wrong, and half of all pixels wrong though certain were among them.
 */
const BESIDE_OPEN_LEVEL = Math.floor(254 * 0.99);

/**
 * Takes back the certainty of pixels beside one whose class is open: where the search goes wrong it moves a piece of a
 * boundary, and the samples of labellings tell of some of its pixels only. Of classes that differ in chroma only, where
 * the file keeps that for several pixels at once, any doubt is enough.
 */
export function doubtBesideOpen(
  model: ForwardModel,
  { labels, confidence }: { readonly labels: Labels; readonly confidence: Uint8Array },
): void {
  const { width, height } = model.image;
  const isBlurred = classesOfOneLuma(model, labels);
  const isAnyBlurred = isBlurred.includes(1);
  // What is taken back from a row counts once that row has been looked at.
  let beside: number[] = [];
  let row = 0;
  const settleUpTo = (end: number): void => {
    for (const pixel of beside) if (pixel < end) confidence[pixel] = BESIDE_OPEN_LEVEL;
    beside = beside.filter((pixel) => pixel >= end);
  };
  eachUncertain(confidence, (pixel) => {
    const isOpen = confidence[pixel] <= OPEN_LEVEL;
    if (!isOpen && !isAnyBlurred) return;
    const x = pixel % width;
    const y = (pixel - x) / width;
    if (y > row && beside.length > 0) settleUpTo(y * width);
    row = y;
    for (let line = Math.max(0, y - 1); line <= Math.min(height - 1, y + 1); line++) {
      for (let at = line * width + Math.max(0, x - 1); at <= line * width + Math.min(width - 1, x + 1); at++) {
        if (confidence[at] === CERTAIN && (isOpen || isBlurred[labels[at]] === 1)) beside.push(at);
      }
    }
  });
  settleUpTo(confidence.length);
}
