import type { Raster } from '../../mask/raster.ts';
import type { Palette } from '../../model/palette.ts';
import { CERTAIN } from '../../decide/confidence-map.ts';
import type { Labels } from '../../forward/down-sampling.ts';
import { hasBlendedNumbers } from './blended-numbers.ts';
import { fillMissing } from './fill-missing.ts';
import type { ExactLabels } from './label-exact.ts';
import { type ShouldStop, throwIfStopped } from '../../should-stop.ts';
import type { Reading } from '../../forward/palette-codes.ts';
import { type EnlargedFrom, undoEnlargement } from './enlargement/undo-enlargement.ts';
import { settleCells } from '../lossy/settle-cells.ts';

/** Pixels between two questions whether to stop. */
const STRIDE = 1 << 18;

export interface RasterRepair {
  /** How the classes stand in the picture. */
  readonly reading: Reading;
  /** Positions in the palette. */
  readonly labels: Labels;
  readonly confidence: Uint8Array;
  readonly coloursBefore: number;
  readonly changedPixels: number;
  /** What it was enlarged from, where that was undone and is proven. */
  readonly enlarged?: EnlargedFrom | undefined;
}

/** A picture without coefficients, with the labels of the pixels that show a class. */
export interface ReadRaster {
  readonly raster: Raster;
  readonly isLossless: boolean;
  readonly exact: ExactLabels;
}

/**
 * Labels the rest of a picture, in `exact`'s own labels. Squares of 2 x 2 pixels that are all nearest to one class and
 * near it are of that class, as lossy files have them. Any other pixel takes the nearest colour of all, unless it is a
 * blend of classes that occur like this near it: then the nearest of those, so that no boundary grows a ghost class; where
 * boundaries are blends throughout, not even one of a class's exact colour. Those of a lossy file are settled by cells in
 * the end. Class numbers that were blended into others count as blends too.
 * Throws `cancelled` when `shouldStop` turns true.
 */
export function repairRaster(
  { raster, isLossless, exact }: ReadRaster,
  palette: Palette,
  shouldStop: ShouldStop,
): RasterRepair {
  const confidence = new Uint8Array(raster.width * raster.height).fill(isLossless ? CERTAIN : CERTAIN - 1);
  const coloursBefore = exact.reading.countMet();
  const areNumbersBlended = isLossless && exact.missing === 0 && hasBlendedNumbers(raster, exact, shouldStop);
  const filling = { raster, exact, palette, confidence, isLossless, areNumbersBlended };
  const filled = exact.missing > 0 || areNumbersBlended ? fillMissing(filling, shouldStop) : 0;
  const isSettled = !isLossless && exact.missing > 0;
  if (isSettled) settleCells({ raster, ...exact, confidence }, shouldStop);
  const changedPixels = isSettled ? countForeign(exact, shouldStop) : filled;
  return { reading: exact.reading.reading, labels: exact.labels, confidence, coloursBefore, changedPixels };
}

/**
 * Labels a lossless picture that is a mask which was enlarged, by the labels of that mask; undefined where it is none.
 * Throws `cancelled` when `shouldStop` turns true.
 */
export function repairEnlarged({ raster, exact }: ReadRaster, shouldStop: ShouldStop): RasterRepair | undefined {
  const { reading, missing } = exact;
  const undone = undoEnlargement({ raster, reading }, missing, shouldStop);
  if (undone === undefined) return undefined;
  const changedPixels = countForeign({ ...exact, labels: undone.labels }, shouldStop);
  return { ...undone, reading: reading.reading, coloursBefore: reading.countMet(), changedPixels };
}

/** How many pixels do not have the exact colour of their label. */
function countForeign({ labels, reading }: ExactLabels, shouldStop: ShouldStop): number {
  let count = 0;
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (pixel % STRIDE === 0) throwIfStopped(shouldStop);
    if (reading.exactClassAt(pixel) !== labels[pixel]) count++;
  }
  return count;
}
