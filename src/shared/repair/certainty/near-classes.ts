import { CERTAIN } from '../../decide/confidence-map.ts';
import type { Labels } from '../../forward/down-sampling.ts';
import type { ForwardModel } from '../../forward/forward-model.ts';
import { type Bounds, mcuBounds } from '../../forward/mcu-bounds.ts';
import { Visibility } from './visibility.ts';

/** Likelihood, times 254, of pixels that may be of a class which lies near theirs. */
const NEAR_LEVEL = Math.floor(254 * 0.98);
/** Classes lie near each other that are so few levels apart in every component. */
const NEAR_LEVELS = 24;
/** And hide in each other where a pixel moves the coefficients by less, see `Visibility`. */
const HIDDEN = 1;
/** Pairs of so many are asked for sooner than it is found which of them the picture shows. */
const FEW_CLASSES = 256;

/** How far beside an MCU classes count as in it, in pixels: with 8 half as much was certain, for a third less that was wrong. */
const REACH = 1;

interface Decided {
  readonly labels: Labels;
  readonly confidence: Uint8Array;
  /** Pixels of each class, by position in the palette. */
  readonly classPixels: Uint32Array;
}

/**
 * Takes back the certainty of pixels in MCUs that show a class near theirs, within or right beside them, where single
 * pixels of the one would not show in the other: all samples of a search may agree on labels that reproduce such an MCU,
 * and others that it never comes by do as well. On masks drawn in greys ten levels apart and saved with quality 75 up to
 * 20 % of what such MCUs called certain was wrong.
 */
export function doubtNearClasses(model: ForwardModel, { labels, confidence, classPixels }: Decided): void {
  const hidden = hiddenPairs(model, classPixels);
  if (!hidden.some((others) => others.length > 0)) return;
  const { mcusWide, mcusHigh, width } = model.image;
  for (let mcu = 0; mcu < mcusWide * mcusHigh; mcu++) {
    const bounds = mcuBounds(model, { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) });
    const shown = shownRound(bounds, model.image, labels);
    if (shown.size < 2) continue;
    const { left, top, right, bottom } = bounds;
    const doubted = new Set([...shown].filter((label) => hidden[label].some((other) => shown.has(other))));
    if (doubted.size === 0) continue;
    for (let y = top; y < bottom; y++) {
      for (let at = y * width + left; at < y * width + right; at++)
        if (confidence[at] === CERTAIN && doubted.has(labels[at])) confidence[at] = NEAR_LEVEL;
    }
  }
}

/** The classes within an MCU and right beside it. */
function shownRound(
  { left, top, right, bottom }: Bounds,
  { width, height }: ForwardModel['image'],
  labels: Labels,
): ReadonlySet<number> {
  const shown = new Set<number>();
  for (let y = Math.max(0, top - REACH); y < Math.min(height, bottom + REACH); y++) {
    const end = y * width + Math.min(width, right + REACH);
    for (let at = y * width + Math.max(0, left - REACH), last = -1; at < end; at++) {
      // Most pixels are of the class of the one before.
      if (labels[at] !== last) shown.add((last = labels[at]));
    }
  }
  return shown;
}

/** By class, the others that hide in it. */
function hiddenPairs(model: ForwardModel, classPixels: Uint32Array): number[][] {
  const visibility = new Visibility(model);
  const candidates =
    model.classCount <= FEW_CLASSES
      ? [...Array(model.classCount).keys()]
      : [...classPixels.keys()].filter((label) => classPixels[label] > 0);
  const hidden = Array.from({ length: model.classCount }, (): number[] => []);
  const isNear = (a: number, b: number) =>
    model.components.every(({ codes }) => Math.abs(codes[a] - codes[b]) < NEAR_LEVELS);
  for (const own of candidates) {
    hidden[own] = candidates.filter(
      (other) => other !== own && isNear(own, other) && visibility.of(own, other) < HIDDEN,
    );
  }
  return hidden;
}
