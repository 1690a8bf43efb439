import { CERTAIN } from '../../decide/confidence-map.ts';
import type { Labels } from '../../forward/down-sampling.ts';
import type { ForwardModel } from '../../forward/forward-model.ts';
import { mcuBounds } from '../../forward/mcu-bounds.ts';
import { countByClass } from '../count-pixels.ts';
import { Visibility } from './visibility.ts';

/** Likelihood, times 254, of pixels that may be of a class which lies near theirs. */
const NEAR_LEVEL = Math.floor(254 * 0.98);
/** Classes lie near each other that are so few levels apart in every component. */
const NEAR_LEVELS = 24;
/** And hide in each other where a pixel moves the coefficients by less, see `Visibility`. */
const HIDDEN = 1;

/** How far beside an MCU classes count as in it, in pixels: with 8 half as much was certain, for a third less that was wrong. */
const REACH = 1;

interface Decided {
  readonly labels: Labels;
  readonly confidence: Uint8Array;
}

/**
 * Takes back the certainty of pixels in MCUs that show a class near theirs, within or right beside them, where single
 * pixels of the one would not show in the other: all samples of a search may agree on labels that reproduce such an MCU,
 * and others that it never comes by do as well. On masks drawn in greys ten levels apart and saved with quality 75 up to
 * 20 % of what such MCUs called certain was wrong.
 */
export function doubtNearClasses(model: ForwardModel, { labels, confidence }: Decided): void {
  const hidden = hiddenPairs(model, labels);
  if (!hidden.some((others) => others.length > 0)) return;
  const { mcusWide, mcusHigh, width, height } = model.image;
  for (let mcu = 0; mcu < mcusWide * mcusHigh; mcu++) {
    const { left, top, right, bottom } = mcuBounds(model, { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) });
    const shown = new Set<number>();
    for (let y = Math.max(0, top - REACH); y < Math.min(height, bottom + REACH); y++)
      for (let x = Math.max(0, left - REACH); x < Math.min(width, right + REACH); x++) shown.add(labels[y * width + x]);
    const doubted = new Set([...shown].filter((label) => hidden[label].some((other) => shown.has(other))));
    if (doubted.size === 0) continue;
    for (let y = top; y < bottom; y++) {
      for (let at = y * width + left; at < y * width + right; at++)
        if (confidence[at] === CERTAIN && doubted.has(labels[at])) confidence[at] = NEAR_LEVEL;
    }
  }
}

/** By class, the others among those that the picture shows which hide in it. */
function hiddenPairs(model: ForwardModel, labels: Labels): number[][] {
  const visibility = new Visibility(model);
  const counts = countByClass(labels, model.classCount);
  const shown = [...counts.keys()].filter((label) => counts[label] > 0);
  const isNear = (a: number, b: number) =>
    model.components.every(({ codes }) => Math.abs(codes[a] - codes[b]) < NEAR_LEVELS);
  return Array.from(counts, (count, own) =>
    count === 0
      ? []
      : shown.filter((other) => other !== own && isNear(own, other) && visibility.of(own, other) < HIDDEN),
  );
}
