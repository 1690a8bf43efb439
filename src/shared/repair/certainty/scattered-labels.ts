import { AlternativeTest } from '../../decide/alternative-test.ts';
import { CERTAIN, HIDDEN_LEVEL } from '../../decide/confidence-map.ts';
import type { Labels } from '../../forward/down-sampling.ts';
import type { FlatMcus } from '../../forward/flat-mcus.ts';
import { mcuKinds } from '../../forward/flat-mcus.ts';
import type { ForwardModel } from '../../forward/forward-model.ts';
import { type Bounds, mcuBounds } from '../../forward/mcu-bounds.ts';

/**
 * Lone pixels in an MCU and those round it from which on it is scattered, and in how many pixels of the whole picture. On
 * masks of 17 data sets at most one in 1000 pixels has no like neighbour.
 */
const SCATTERED_ROUND = 16;
const SCATTERED_PIXELS = 300;
const SCATTERED_PICTURE = 8;
/** Where so many pixels of a scattered MCU are in doubt none is certain: others may change along with them. */
const DOUBTED_SHARE = 1 / 4;
/** More classes near an MCU are not tried. */
const MOST_TRIED = 24;

interface Decided {
  readonly flats: FlatMcus;
  readonly certified: Uint8Array;
  readonly labels: Labels;
  readonly confidence: Uint8Array;
}

/**
 * Takes back the certainty of pixels in scattered masks. That boundaries are smooth decides between labels that do as
 * well; where single pixels of a class stand among others it proves nothing, and what the quantiser hides is likely to be
 * there: certain is only what cannot be another class near by, alone or with a neighbour.
 */
export function doubtScattered(model: ForwardModel, decided: Decided): void {
  if (model.downSampling !== 'mean') return;
  const { mcusWide, mcusHigh, width, height } = model.image;
  const lone = countLone(model, decided);
  const total = lone.reduce((sum, count) => sum + count, 0);
  if (total === 0) return;
  const isAll = total >= SCATTERED_PICTURE && total * SCATTERED_PIXELS >= width * height;
  let test: AlternativeTest | undefined;
  for (let row = 0, mcu = 0; row < mcusHigh; row++) {
    for (let column = 0; column < mcusWide; column++, mcu++) {
      if (!isAll && sumRound(lone, { column, row }, model.image) < SCATTERED_ROUND) continue;
      const isProven = decided.flats.kinds[mcu] === mcuKinds.flat || decided.certified[mcu] === 1;
      if (!isProven || countCertain(model, { column, row }, decided.confidence) === 0) continue;
      test ??= new AlternativeTest(model, decided.labels);
      doubtMcu(test, { column, row }, { ...decided, model });
    }
  }
}

function doubtMcu(
  test: AlternativeTest,
  mcu: { readonly column: number; readonly row: number },
  { model, labels, confidence }: Decided & { readonly model: ForwardModel },
): void {
  const doubt = (pixel: number): void => {
    if (confidence[pixel] === CERTAIN) confidence[pixel] = HIDDEN_LEVEL;
  };
  test.findDoubtful(mcu, doubt);
  test.findHidden(mcu, classesRound(model, mcu, labels), doubt);
  const { left, top, right, bottom } = mcuBounds(model, mcu);
  const certain = countCertain(model, mcu, confidence);
  if (certain === 0 || certain > (1 - DOUBTED_SHARE) * (right - left) * (bottom - top)) return;
  for (let y = top; y < bottom; y++) {
    for (let at = y * model.image.width + left; at < y * model.image.width + right; at++) doubt(at);
  }
}

/** Pixels without a neighbour of their class, by MCU; flat ones have none. */
function countLone(model: ForwardModel, { labels, flats: { kinds } }: Decided): Uint16Array {
  const { mcusWide, mcusHigh } = model.image;
  const counts = new Uint16Array(kinds.length);
  for (let row = 0, mcu = 0; row < mcusHigh; row++) {
    for (let column = 0; column < mcusWide; column++, mcu++) {
      if (kinds[mcu] === mcuKinds.edge)
        counts[mcu] = countLoneIn(mcuBounds(model, { column, row }), labels, model.image);
    }
  }
  return counts;
}

function countLoneIn({ left, top, right, bottom }: Bounds, labels: Labels, size: Size): number {
  const { width } = size;
  let count = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left, at = y * width + left; x < right; x++, at++) {
      const own = labels[at];
      if (x > 0 && labels[at - 1] === own) continue;
      if (x + 1 < width && labels[at + 1] === own) continue;
      if (!hasLikeInRows(labels, { at, x, y }, size)) count++;
    }
  }
  return count;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Whether one of the pixels above and below is of a pixel's class. */
function hasLikeInRows(
  labels: Labels,
  { at, x, y }: { at: number; x: number; y: number },
  { width, height }: Size,
): boolean {
  const own = labels[at];
  const from = x > 0 ? -1 : 0;
  const to = x + 1 < width ? 1 : 0;
  for (let step = from; step <= to; step++) {
    if (y > 0 && labels[at - width + step] === own) return true;
    if (y + 1 < height && labels[at + width + step] === own) return true;
  }
  return false;
}

function sumRound(
  counts: Uint16Array,
  { column, row }: { column: number; row: number },
  { mcusWide, mcusHigh }: { readonly mcusWide: number; readonly mcusHigh: number },
): number {
  let sum = 0;
  for (let y = Math.max(0, row - 1); y <= Math.min(mcusHigh - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(mcusWide - 1, column + 1); x++) sum += counts[y * mcusWide + x];
  }
  return sum;
}

function countCertain(model: ForwardModel, mcu: { column: number; row: number }, confidence: Uint8Array): number {
  const { left, top, right, bottom } = mcuBounds(model, mcu);
  let count = 0;
  for (let y = top; y < bottom; y++) {
    const line = y * model.image.width;
    for (let x = left; x < right; x++) if (confidence[line + x] === CERTAIN) count++;
  }
  return count;
}

/** The classes that an MCU and the pixels about as far round it hold. */
function classesRound(model: ForwardModel, mcu: { column: number; row: number }, labels: Labels): number[] {
  const { width, height } = model.image;
  const { left, top, right, bottom } = grown(mcuBounds(model, mcu), model);
  const found = new Set<number>();
  for (let y = Math.max(0, top); y < Math.min(height, bottom); y++) {
    for (let x = Math.max(0, left); x < Math.min(width, right); x++) found.add(labels[y * width + x]);
  }
  return [...found].slice(0, MOST_TRIED);
}

function grown({ left, top, right, bottom }: Bounds, { mcuWidth, mcuHeight }: ForwardModel): Bounds {
  return { left: left - mcuWidth, top: top - mcuHeight, right: right + mcuWidth, bottom: bottom + mcuHeight };
}
